import { type Call, type Checker, placeOf } from '../check/checker.ts'
import { checkTogether, hasCount } from '../check/operands.ts'
import { evaluateNode, operand, truthOf } from '../evaluate/evaluate-node.ts'
import { BOOLEAN, type Node } from '../node.ts'
import { words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'

function checkConditions(call: Call, checker: Checker, max: number): Node | undefined {
  if (!hasCount(call, checker, 1, max)) return undefined
  const nodes = call.operands.map((operandJson, index) => checker.check(operandJson, placeOf(call, index), BOOLEAN))
  const good = nodes.filter((node) => node !== undefined)
  return good.length === nodes.length ? callNode(call, BOOLEAN, good) : undefined
}

const and = defineOperator({
  name: 'and',
  group: 'logic',
  words: words('{all}', '{all}'),
  check: (call, checker) => checkConditions(call, checker, Number.POSITIVE_INFINITY),
  evaluate: (node, run) => {
    let answer: boolean | null = true
    for (const arg of node.args) {
      const truth = truthOf(arg, run)
      if (truth === false) return false
      if (truth === null) answer = null
    }
    return answer
  },
})

const or = defineOperator({
  name: 'or',
  group: 'logic',
  words: words('{all}', '{all}'),
  check: (call, checker) => checkConditions(call, checker, Number.POSITIVE_INFINITY),
  evaluate: (node, run) => {
    let answer: boolean | null = false
    for (const arg of node.args) {
      const truth = truthOf(arg, run)
      if (truth === true) return true
      if (truth === null) answer = null
    }
    return answer
  },
})

const not = defineOperator({
  name: '!',
  group: 'logic',
  words: words('it is not true that {0}', '并非 {0}'),
  check: (call, checker) => checkConditions(call, checker, 1),
  evaluate: (node, run) => {
    const truth = truthOf(node.args[0], run)
    return truth === null ? null : !truth
  },
})

/** `if` with conditions and values in turn, and what else holds last; without it the rest is empty. */
const ifOperator = defineOperator({
  name: 'if',
  group: 'logic',
  words: words('if {0} then {1}, else {2}', '如果 {0},则 {1},否则 {2}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, Number.POSITIVE_INFINITY)) return undefined
    const count = call.operands.length
    const valueIndexes = call.operands
      .map((_, index) => index)
      .filter((index) => index % 2 === 1 || index === count - 1)
    const conditions = call.operands
      .map((_, index) => index)
      .filter((index) => !valueIndexes.includes(index))
      .map((index) => checker.check(call.operands[index], placeOf(call, index), BOOLEAN))
    const values = checkTogether(call, valueIndexes, checker, call.expected)
    if (values === undefined) return undefined
    const args: Node[] = []
    for (const [index, value] of values.nodes.entries()) {
      const condition = conditions[index]
      if (index < conditions.length && condition === undefined) return undefined
      if (condition !== undefined) args.push(condition)
      args.push(value)
    }
    return callNode(call, values.type, args)
  },
  evaluate: (node, run) => {
    for (let index = 0; index + 1 < node.args.length; index += 2) {
      const truth = truthOf(node.args[index], run)
      // Nobody can say which value it is: the result is not known either.
      if (truth === null) return null
      if (truth) return operand(node, index + 1, run)
    }
    return node.args.length % 2 === 1 ? evaluateNode(node.args.at(-1), run) : null
  },
})

const coalesce = defineOperator({
  name: 'coalesce',
  group: 'logic',
  words: words('the first of {all} that is not empty', '{all} 中第一个非空值'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 1, Number.POSITIVE_INFINITY)) return undefined
    const indexes = call.operands.map((_, index) => index)
    const found = checkTogether(call, indexes, checker, call.expected)
    return found === undefined ? undefined : callNode(call, found.type, found.nodes)
  },
  evaluate: (node, run) => {
    for (const arg of node.args) {
      const value = evaluateNode(arg, run)
      if (value !== null) return value
    }
    return null
  },
})

export const logicOperators = [and, or, not, ifOperator, coalesce] as const
