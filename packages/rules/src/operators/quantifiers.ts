import type { Call, Checker } from '../check/checker.ts'
import { hasCount } from '../check/operands.ts'
import { decimalOf } from '../decimal.ts'
import { elementsOf, truthOf } from '../evaluate/evaluate-node.ts'
import { type Run, within } from '../evaluate/run.ts'
import { BOOLEAN, type CallNode, type Node, NUMBER } from '../node.ts'
import { words } from '../words.ts'
import { enter, inner, selected } from './enter-collection.ts'
import { callNode, defineOperator } from './operator.ts'

function checkQuantifier(call: Call, checker: Checker): Node | undefined {
  if (!hasCount(call, checker, 2)) return undefined
  const entered = enter(call, checker)
  if (entered === undefined) return undefined
  const rule = checker.check(call.operands[1], inner(call, 1, entered.inside), BOOLEAN)
  return rule === undefined
    ? undefined
    : callNode(call, BOOLEAN, [entered.collection, rule], { where: 1, entity: entered.entity })
}

/** Kleene's "or" over the elements. */
function someOf(node: CallNode, run: Run, wanted: boolean): boolean | null {
  let answer: boolean | null = false
  for (const element of elementsOf(node, run)) {
    const truth = truthOf(node.args[1], within(run, element))
    if (truth === wanted) return true
    if (truth === null) answer = null
  }
  return answer
}

const negated = (answer: boolean | null): boolean | null => (answer === null ? null : !answer)

const quantifier = (
  name: 'some' | 'all' | 'none',
  evaluate: (node: CallNode, run: Run) => boolean | null,
  sentence: ReturnType<typeof words>,
) => defineOperator({ name, group: 'records', words: sentence, check: checkQuantifier, evaluate })

const count = defineOperator({
  name: 'count',
  group: 'records',
  words: words('how many of {0} there are{where}', '{0} 的数量{where}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 1, 2)) return undefined
    const entered = enter(call, checker)
    if (entered === undefined) return undefined
    if (call.operands.length === 1) return callNode(call, NUMBER, [entered.collection], { entity: entered.entity })
    const rule = checker.check(call.operands[1], inner(call, 1, entered.inside), BOOLEAN)
    return rule === undefined
      ? undefined
      : callNode(call, NUMBER, [entered.collection, rule], { where: 1, entity: entered.entity })
  },
  evaluate: (node, run) => decimalOf(selected(node, run).length),
})

export const quantifierOperators = [
  quantifier('some', (node, run) => someOf(node, run, true), words('some of {0} satisfy: {1}', '{0} 中有一条满足:{1}')),
  quantifier(
    'all',
    (node, run) => negated(someOf(node, run, false)),
    words('all of {0} satisfy: {1}', '{0} 全部满足:{1}'),
  ),
  quantifier(
    'none',
    (node, run) => negated(someOf(node, run, true)),
    words('none of {0} satisfy: {1}', '{0} 中没有一条满足:{1}'),
  ),
  count,
] as const
