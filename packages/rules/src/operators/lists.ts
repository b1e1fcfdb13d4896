import { type Call, type Checker, placeOf, report } from '../check/checker.ts'
import { hasCount, wrongType } from '../check/operands.ts'
import { evaluateNode } from '../evaluate/evaluate-node.ts'
import { BOOLEAN, type ListNode, type Node } from '../node.ts'
import { asRef, namesIn } from '../values.ts'
import { words } from '../words.ts'
import { checkLiterals, elementType } from './membership.ts'
import { callNode, defineOperator } from './operator.ts'

function checkMany(call: Call, checker: Checker): Node | undefined {
  if (!hasCount(call, checker, 2)) return undefined
  const place = placeOf(call, 0)
  const many = checker.check(call.operands[0], place)
  if (many === undefined) return undefined
  const each = elementType(many.type)
  if (each === undefined) return wrongType(checker, place.at, many.type, ['choices', 'references'])
  const list = checkLiterals(call, 1, each, checker)
  if (list === undefined) return undefined
  if (list.values.length === 0) {
    return report(
      checker,
      'wrong_type',
      placeOf(call, 1).at,
      words('The list must name at least one value', '列表至少要有一个值'),
    )
  }
  return callNode(call, BOOLEAN, [many, list])
}

/** The literals as the names that members of a set have. */
export const literalNames = (list: ListNode): readonly string[] =>
  list.values.map((value) => (typeof value === 'string' ? value : (asRef(value)?.id ?? '')))

/** Sets always decide, in strict mode too: nothing is in an empty one. */
const membership = (
  name: 'hasAny' | 'hasAll' | 'hasNone',
  holds: (has: (each: string) => boolean, wanted: readonly string[]) => boolean,
  sentence: ReturnType<typeof words>,
) =>
  defineOperator({
    name,
    group: 'list',
    words: sentence,
    check: checkMany,
    evaluate: (node, run) => {
      const present = new Set(namesIn(evaluateNode(node.args[0], run)))
      const list = node.args[1]
      return list?.op === 'list' ? holds((each) => present.has(each), literalNames(list)) : null
    },
  })

export const listOperators = [
  membership('hasAny', (has, wanted) => wanted.some(has), words('{0} has any of {1}', '{0} 含有 {1} 之一')),
  membership('hasAll', (has, wanted) => wanted.every(has), words('{0} has all of {1}', '{0} 含有全部 {1}')),
  membership('hasNone', (has, wanted) => !wanted.some(has), words('{0} has none of {1}', '{0} 不含 {1}')),
] as const
