import { type Call, type Checker, placeOf } from '../check/checker.ts'
import { checkKind, checkTogether, checkWhole, hasCount, isOpen, wrongType } from '../check/operands.ts'
import { absolute, ceilOf, type Decimal, divide, floorOf, minus, negate, plus, remainder, roundTo } from '../decimal.ts'
import { amountOf } from '../evaluate/compare.ts'
import { evaluateNode, operand } from '../evaluate/evaluate-node.ts'
import { type CallNode, type Node, NUMBER } from '../node.ts'
import type { RuleType, TypeKind } from '../types.ts'
import { asDecimal } from '../values.ts'
import { words } from '../words.ts'
import { combine, mapAmount, multiply } from './amounts.ts'
import { moneyBy } from './comparison.ts'
import { callNode, defineOperator } from './operator.ts'

const SCALED: readonly TypeKind[] = ['number', 'money', 'duration']
const NO_LIMIT = Number.POSITIVE_INFINITY

/** The type of a sum of the operands: of the first that has one, else what the place asks for, else a number. */
function checkSum(call: Call, checker: Checker): Node | undefined {
  if (!hasCount(call, checker, 1, NO_LIMIT)) return undefined
  const indexes = call.operands.map((_, index) => index)
  const asked = call.expected !== undefined && SCALED.includes(call.expected.kind) ? call.expected : NUMBER
  const found = checkTogether(call, indexes, checker, call.operands.every(isOpen) ? asked : undefined)
  if (found === undefined) return undefined
  if (!SCALED.includes(found.type.kind)) return wrongType(checker, placeOf(call, 0).at, found.type, SCALED)
  const money = moneyBy(found.nodes, call, checker)
  const type: RuleType =
    money.by === 'base' ? { kind: 'money', currency: 'workspace' } : typeOfSum(found.nodes, found.type)
  return callNode(call, type, found.nodes, money)
}

const typeOfSum = (nodes: readonly Node[], type: RuleType): RuleType =>
  type.kind === 'money' ? (nodes.find((node) => node.op !== 'literal')?.type ?? type) : type

const add = defineOperator({
  name: '+',
  group: 'number',
  words: words('{all}', '{all}'),
  check: checkSum,
  evaluate: (node, run) =>
    node.args
      .slice(1)
      .reduce((sum, arg) => combine(sum, evaluateNode(arg, run), node.options.by, plus), operand(node, 0, run)),
})

const subtract = defineOperator({
  name: '-',
  group: 'number',
  words: words('{all}', '{all}'),
  check: checkSum,
  evaluate: (node, run) => {
    const first = operand(node, 0, run)
    if (node.args.length === 1) return mapAmount(first, negate)
    return node.args
      .slice(1)
      .reduce((rest, arg) => combine(rest, evaluateNode(arg, run), node.options.by, minus), first)
  },
})

const multiplication = defineOperator({
  name: '*',
  group: 'number',
  words: words('{all}', '{all}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, NO_LIMIT)) return undefined
    const nodes = call.operands.map((_, index) => checkKind(call, index, checker, SCALED))
    const good = nodes.filter((node) => node !== undefined)
    if (good.length < nodes.length) return undefined
    const scaled = good.filter((node) => node.type.kind !== 'number')
    const [first, second] = scaled
    if (second !== undefined) return wrongType(checker, second.at, second.type, ['number'])
    return callNode(call, first?.type ?? NUMBER, good)
  },
  evaluate: (node, run) =>
    node.args.slice(1).reduce((product, arg) => multiply(product, evaluateNode(arg, run)), operand(node, 0, run)),
})

function checkQuotient(call: Call, checker: Checker, scale: number): Node | undefined {
  const a = checkKind(call, 0, checker, SCALED)
  const isRatio = a !== undefined && a.type.kind !== 'number'
  const b = checkKind(call, 1, checker, isRatio ? ['number', a.type.kind] : ['number'])
  if (a === undefined || b === undefined) return undefined
  const same = b.type.kind !== 'number'
  return callNode(call, same ? NUMBER : a.type, [a, b], { scale, ...(same ? moneyBy([a, b], call, checker) : {}) })
}

function quotientOf(node: CallNode, run: Parameters<typeof operand>[2]) {
  const [a, b] = [operand(node, 0, run), operand(node, 1, run)]
  const scale = node.options.scale ?? 12
  const divisor = amountOf(b, node.options.by)
  if (a === null || divisor === null) return null
  if (node.args[1]?.type.kind === 'number') return mapAmount(a, (amount) => divide(amount, divisor, scale))
  const dividend = amountOf(a, node.options.by)
  return dividend === null ? null : divide(dividend, divisor, scale)
}

const slash = defineOperator({
  name: '/',
  group: 'number',
  words: words('{0} divided by {1}', '{0} 除以 {1}'),
  check: (call, checker) => (hasCount(call, checker, 2) ? checkQuotient(call, checker, 12) : undefined),
  evaluate: quotientOf,
})

const div = defineOperator({
  name: 'div',
  group: 'number',
  words: words('{0} divided by {1}, to {scale} places', '{0} 除以 {1},保留 {scale} 位'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, 3)) return undefined
    const scale = call.operands.length === 3 ? checkWhole(call, 2, checker, 0, 100) : 12
    const node = checkQuotient(call, checker, scale ?? 12)
    return scale === undefined ? undefined : node
  },
  evaluate: quotientOf,
})

const mod = defineOperator({
  name: 'mod',
  group: 'number',
  words: words('the remainder of {0} by {1}', '{0} 除以 {1} 的余数'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2)) return undefined
    const a = checkKind(call, 0, checker, ['number'])
    const b = checkKind(call, 1, checker, ['number'])
    return a === undefined || b === undefined ? undefined : callNode(call, NUMBER, [a, b])
  },
  evaluate: (node, run) => {
    const [a, b] = [asDecimal(operand(node, 0, run)), asDecimal(operand(node, 1, run))]
    return a === null || b === null ? null : remainder(a, b)
  },
})

const unary = (
  name: 'abs' | 'floor' | 'ceil',
  change: (value: Decimal) => Decimal,
  sentence: ReturnType<typeof words>,
) =>
  defineOperator({
    name,
    group: 'number',
    words: sentence,
    check: (call, checker) => {
      if (!hasCount(call, checker, 1)) return undefined
      const node = checkKind(call, 0, checker, SCALED)
      return node === undefined ? undefined : callNode(call, node.type, [node])
    },
    evaluate: (node, run) => mapAmount(operand(node, 0, run), change),
  })

const round = defineOperator({
  name: 'round',
  group: 'number',
  words: words('{0} rounded to {scale} places', '{0} 四舍五入到 {scale} 位'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 1, 2)) return undefined
    const scale = call.operands.length === 2 ? checkWhole(call, 1, checker, -30, 100) : 0
    const node = checkKind(call, 0, checker, SCALED)
    return node === undefined || scale === undefined ? undefined : callNode(call, node.type, [node], { scale })
  },
  evaluate: (node, run) => mapAmount(operand(node, 0, run), (amount) => roundTo(amount, node.options.scale ?? 0)),
})

export const arithmeticOperators = [
  add,
  subtract,
  multiplication,
  slash,
  div,
  mod,
  unary('abs', absolute, words('the size of {0}', '{0} 的绝对值')),
  round,
  unary('floor', floorOf, words('{0} rounded down', '{0} 向下取整')),
  unary('ceil', ceilOf, words('{0} rounded up', '{0} 向上取整')),
] as const
