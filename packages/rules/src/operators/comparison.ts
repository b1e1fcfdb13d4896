import { type Call, type Checker, placeOf, pointer, report } from '../check/checker.ts'
import { checkTogether, hasCount, isOpen, withoutCase, wrongType } from '../check/operands.ts'
import { compareValues, sameValue } from '../evaluate/compare.ts'
import { evaluateNode, operand } from '../evaluate/evaluate-node.ts'
import type { Run } from '../evaluate/run.ts'
import { BOOLEAN, type CallNode, type Node } from '../node.ts'
import type { RuleType, TypeKind } from '../types.ts'
import type { Value } from '../values.ts'
import { words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'

const ORDERED: readonly TypeKind[] = ['number', 'money', 'text', 'currency', 'date', 'datetime', 'time', 'duration']
/** Kinds of values that can be told apart. */
export const COMPARED: readonly TypeKind[] = [...ORDERED, 'boolean', 'choice', 'reference']

/** A literal takes the currency of the other side. */
const isLiteralMoney = (node: Node): boolean => node.op === 'literal'

/** How money on the sides of a comparison is read; says so where it is the workspace's currency. */
export function moneyBy(nodes: readonly Node[], call: Call, checker: Checker): { by?: 'amount' | 'base' } {
  const first = nodes.find((node) => !isLiteralMoney(node))
  if (nodes[0]?.type.kind !== 'money') return {}
  const kinds = nodes
    .filter((node) => !isLiteralMoney(node))
    .map((node) => (node.type.kind === 'money' ? node.type.currency : undefined))
  const [currency] = kinds
  const shared = kinds.length < 2 || (currency !== undefined && kinds.every((each) => each === currency))
  if (shared || first === undefined) return { by: 'amount' }
  checker.notices.push({
    code: 'money_in_base',
    path: call.place.at,
    message: words(
      'The currencies may differ: compared and added in the workspace currency',
      '币种可能不同:按工作区本位币比较和相加',
    ),
  })
  return { by: 'base' }
}

function checkComparison(
  original: Call,
  checker: Checker,
  kinds: readonly TypeKind[],
  count: number,
): Node | undefined {
  const { call, ci } = withoutCase(original)
  if (!hasCount(call, checker, count)) return undefined
  const indexes = Array.from({ length: count }, (_, index) => index)
  const refuses = (type: RuleType): boolean => {
    if (kinds.includes(type.kind)) return false
    refuseKind(call, type, kinds, checker)
    return true
  }
  const found = checkTogether(call, indexes, checker, undefined, refuses)
  if (found === undefined) return undefined
  if (ci && found.type.kind !== 'text') {
    return report(checker, 'wrong_type', call.place.at, words('Only texts can ignore case', '只有文本可以忽略大小写'))
  }
  return callNode(call, BOOLEAN, found.nodes, { ...(ci ? { ci } : {}), ...moneyBy(found.nodes, call, checker) })
}

/** Says that values of the kind cannot be compared so. */
export function refuseKind(call: Call, type: RuleType, kinds: readonly TypeKind[], checker: Checker): undefined {
  if (type.kind === 'choices' || type.kind === 'references' || type.kind === 'collection') {
    return report(
      checker,
      'wrong_type',
      `${call.place.at}/${pointer(call.name)}`,
      words(`A list cannot be compared with "${call.name}"`, `列表不能用“${call.name}”比较`),
      {
        fix: words('Use "hasAny", "hasAll", "some" or "count"', '请使用 “hasAny”、“hasAll”、“some” 或 “count”'),
      },
    )
  }
  return wrongType(checker, placeOf(call, 0).at, type, kinds)
}

/** The type that a comparison's operands share: of the first that is not a bare literal. */
export const sharedType = (node: CallNode): RuleType =>
  (node.args.find((arg) => arg.op !== 'literal') ?? node.args[0])?.type ?? BOOLEAN

/** Empty operands leave a strict comparison undecided and make a plain one false. */
/** What a comparison with something empty gives; tells of it where that is asked for. */
export function undecided(node: CallNode, run: Run, values: readonly Value[]): boolean | null {
  if (run.mode === 'plain') return false
  values.forEach((value, index) => {
    const arg = node.args[index]
    if (value === null && arg !== undefined) run.onEmpty?.(arg, run)
  })
  return null
}

function ordered(name: string, holds: (order: number) => boolean, sentence: ReturnType<typeof words>) {
  return defineOperator({
    name,
    group: 'compare',
    words: sentence,
    check: (call, checker) => checkComparison(call, checker, ORDERED, 2),
    evaluate: (node, run) => {
      const values = node.args.map((arg) => evaluateNode(arg, run))
      const order = compareValues(
        values[0] ?? null,
        values[1] ?? null,
        sharedType(node),
        node.options.by,
        node.options.ci,
      )
      return order === null ? undecided(node, run, values) : holds(order)
    },
  })
}

const equality = (name: '==' | '!=', sentence: ReturnType<typeof words>) =>
  defineOperator({
    name,
    group: 'compare',
    words: sentence,
    check: (call, checker) => checkComparison(call, checker, COMPARED, 2),
    evaluate: (node, run) => {
      const same = sameValue(
        operand(node, 0, run),
        operand(node, 1, run),
        sharedType(node),
        node.options.by,
        node.options.ci,
      )
      return same === (name === '==')
    },
  })

const between = defineOperator({
  name: 'between',
  group: 'compare',
  words: words('{0} is between {1} and {2}', '{0} 在 {1} 和 {2} 之间'),
  check: (call, checker) => checkComparison(call, checker, ORDERED, 3),
  evaluate: (node, run) => {
    const values = node.args.map((arg) => evaluateNode(arg, run))
    const [value = null, low = null, high = null] = values
    const type = sharedType(node)
    const { by, ci } = node.options
    const above = compareValues(value, low, type, by, ci)
    const below = compareValues(value, high, type, by, ci)
    return above === null || below === null ? undecided(node, run, values) : above >= 0 && below <= 0
  },
})

const emptiness = (name: 'empty' | 'notEmpty', sentence: ReturnType<typeof words>) =>
  defineOperator({
    name,
    group: 'compare',
    words: sentence,
    check: (call, checker) => {
      if (!hasCount(call, checker, 1)) return undefined
      const node = checker.check(
        call.operands[0],
        placeOf(call, 0),
        isOpen(call.operands[0]) ? { kind: 'text' } : undefined,
      )
      return node === undefined ? undefined : callNode(call, BOOLEAN, [node])
    },
    evaluate: (node, run) => (operand(node, 0, run) === null) === (name === 'empty'),
  })

export const comparisonOperators = [
  equality('==', words('{0} is {1}', '{0} 等于 {1}')),
  equality('!=', words('{0} is not {1}', '{0} 不等于 {1}')),
  ordered('<', (order) => order < 0, words('{0} is less than {1}', '{0} 小于 {1}')),
  ordered('<=', (order) => order <= 0, words('{0} is at most {1}', '{0} 不大于 {1}')),
  ordered('>', (order) => order > 0, words('{0} is more than {1}', '{0} 大于 {1}')),
  ordered('>=', (order) => order >= 0, words('{0} is at least {1}', '{0} 不小于 {1}')),
  between,
  emptiness('empty', words('{0} is empty', '{0} 为空')),
  emptiness('notEmpty', words('{0} is not empty', '{0} 不为空')),
] as const
