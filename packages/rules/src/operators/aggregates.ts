import { type Call, type Checker, placeOf, report } from '../check/checker.ts'
import { callOf, checkTogether, hasCount, isOpen, wrongType } from '../check/operands.ts'
import { checkPath } from '../check/paths.ts'
import type { Decimal } from '../decimal.ts'
import { amountOf, compareValues } from '../evaluate/compare.ts'
import { evaluateNode } from '../evaluate/evaluate-node.ts'
import { type Run, within } from '../evaluate/run.ts'
import { BOOLEAN, type CallNode, type CallOptions, type Node, NUMBER } from '../node.ts'
import type { RuleType, TypeKind } from '../types.ts'
import { asMoney, type Value } from '../values.ts'
import { words } from '../words.ts'
import { addUp, average } from './amounts.ts'
import { moneyBy, sharedType } from './comparison.ts'
import { ADDED, enter, inner, ORDERED, selected } from './enter-collection.ts'
import { callNode, defineOperator } from './operator.ts'

/** The values of the selected elements that are not empty. */
const valuesOf = (node: CallNode, run: Run): readonly Value[] =>
  selected(node, run)
    .map((element) => evaluateNode(node.args[1], within(run, element)))
    .filter((value) => value !== null)

function checkAggregate(call: Call, checker: Checker, kinds: readonly TypeKind[]): Node | undefined {
  if (!hasCount(call, checker, 2, 3)) return undefined
  const entered = enter(call, checker)
  if (entered === undefined) return undefined
  const place = inner(call, 1, entered.inside)
  const value = checker.check(call.operands[1], place, isOpen(call.operands[1]) ? NUMBER : undefined)
  const rule =
    call.operands.length === 3 ? checker.check(call.operands[2], inner(call, 2, entered.inside), BOOLEAN) : undefined
  if (value === undefined || (call.operands.length === 3 && rule === undefined)) return undefined
  if (!kinds.includes(value.type.kind)) return wrongType(checker, place.at, value.type, kinds)
  const currency = value.type.kind === 'money' ? value.type.currency : 'workspace'
  const { home } = entered.inside.frame
  if (currency === undefined || currency.startsWith(`${home}.`)) {
    return report(
      checker,
      'currency_needed',
      place.at,
      words('The amounts may be in different currencies', '金额的币种可能不同'),
      {
        fix: words('Use ".base", or convert them to one currency', '使用 “.base”,或换算成同一币种'),
      },
    )
  }
  const options: CallOptions = {
    value: 1,
    entity: entered.entity,
    ...(rule === undefined ? {} : { where: 2 }),
    ...(value.type.kind === 'money' ? { by: 'amount' as const } : {}),
  }
  return callNode(
    call,
    value.type,
    rule === undefined ? [entered.collection, value] : [entered.collection, value, rule],
    options,
  )
}

/** An aggregate of numbers, or of both amounts of money. */
function aggregate(
  values: readonly Value[],
  type: RuleType,
  fold: (amounts: readonly Decimal[]) => Decimal | null,
): Value {
  const amount = fold(values.map((value) => amountOf(value, 'amount')).filter((each) => each !== null))
  if (amount === null || type.kind !== 'money') return amount
  const bases = values.map((value) => amountOf(value, 'base')).filter((each) => each !== null)
  const currency = asMoney(values[0] ?? null)?.currency ?? null
  return { kind: 'money', amount, currency, base: fold(bases) }
}

const sum = defineOperator({
  name: 'sum',
  group: 'records',
  words: words('the sum of {1} over {0}{where}', '{0} 的{1}合计{where}'),
  check: (call, checker) => checkAggregate(call, checker, ADDED),
  evaluate: (node, run) => aggregate(valuesOf(node, run), node.type, addUp),
})

const avg = defineOperator({
  name: 'avg',
  group: 'records',
  words: words('the average of {1} over {0}{where}', '{0} 的{1}平均值{where}'),
  check: (call, checker) => checkAggregate(call, checker, ADDED),
  evaluate: (node, run) => aggregate(valuesOf(node, run), node.type, average),
})

const isCollection = (call: Call, checker: Checker): boolean => {
  const read = callOf(call.operands[0])
  const [path] = read?.operands ?? []
  if (read?.name !== 'var' || typeof path !== 'string' || path === '') return false
  const quiet: Checker = { ...checker, problems: [], notices: [] }
  const node = checkPath(path, placeOf(call, 0), quiet)
  return node?.type.kind === 'collection' || node?.type.kind === 'references'
}

/** The least or greatest: of values side by side, or of a value over the elements of a list. Empties are skipped. */
const extreme = (name: 'min' | 'max', sign: 1 | -1, sentence: ReturnType<typeof words>) =>
  defineOperator({
    name,
    group: 'number',
    words: sentence,
    check: (call, checker) => {
      if (isCollection(call, checker)) return checkAggregate(call, checker, ORDERED)
      if (!hasCount(call, checker, 1, Number.POSITIVE_INFINITY)) return undefined
      const found = checkTogether(
        call,
        call.operands.map((_, index) => index),
        checker,
        call.expected,
      )
      if (found === undefined) return undefined
      if (!ORDERED.includes(found.type.kind)) return wrongType(checker, placeOf(call, 0).at, found.type, ORDERED)
      return callNode(call, found.type, found.nodes, moneyBy(found.nodes, call, checker))
    },
    evaluate: (node, run) => {
      const values =
        node.options.value === undefined ? node.args.map((arg) => evaluateNode(arg, run)) : valuesOf(node, run)
      const type = node.options.value === undefined ? sharedType(node) : node.type
      let best: Value = null
      for (const value of values) {
        // Money without a known amount in the workspace's currency cannot be ranked by it.
        if (value === null || (type.kind === 'money' && amountOf(value, node.options.by) === null)) continue
        const order = compareValues(value, best, type, node.options.by)
        if (best === null || (order !== null && order * sign < 0)) best = value
      }
      return best
    },
  })

export const aggregateOperators = [
  sum,
  avg,
  extreme('min', 1, words('the least of {all}', '{all} 中最小的')),
  extreme('max', -1, words('the greatest of {all}', '{all} 中最大的')),
] as const
