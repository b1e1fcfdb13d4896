import { type Call, type Checker, type Frame, type Place, placeOf, report } from '../check/checker.ts'
import { callOf, checkTogether, hasCount, isOpen, wrongType } from '../check/operands.ts'
import { checkPath, fieldOf, unknownField } from '../check/paths.ts'
import { type Decimal, decimalOf } from '../decimal.ts'
import { amountOf, compareText, compareValues } from '../evaluate/compare.ts'
import { elementsOf, evaluateNode, truthOf } from '../evaluate/evaluate-node.ts'
import { type Run, within } from '../evaluate/run.ts'
import { LIMITS } from '../limits.ts'
import { BOOLEAN, type CallNode, type CallOptions, type Node, NUMBER, type VarNode } from '../node.ts'
import type { RecordData, RuleType, TypeKind } from '../types.ts'
import { asMoney, fromCanonical, own, type Value } from '../values.ts'
import { words } from '../words.ts'
import { addUp, average } from './amounts.ts'
import { moneyBy, sharedType } from './comparison.ts'
import { callNode, defineOperator } from './operator.ts'

/** The collection operand and the place inside it, where `var` is the element. */
function enter(call: Call, checker: Checker): { collection: VarNode; entity: string; inside: Place } | undefined {
  const place = placeOf(call, 0)
  const node = isOpen(call.operands[0]) ? undefined : checker.check(call.operands[0], place)
  if (node === undefined) {
    if (!isOpen(call.operands[0])) return undefined
    return report(checker, 'wrong_type', place.at, words('Name a list of records here', '此处请写记录列表'))
  }
  const { type } = node
  const entity =
    type.kind === 'collection'
      ? type.entity
      : type.kind === 'references' && type.entities.length === 1
        ? type.entities[0]
        : undefined
  if (node.op !== 'var' || entity === undefined) return wrongType(checker, place.at, type, ['collection'])
  const isMany = (each: VarNode['steps'][number]): boolean =>
    ['collection', 'references'].includes(each.field.type.kind)
  const manySteps = call.place.manySteps + Math.max(1, node.steps.filter(isMany).length)
  if (manySteps > LIMITS.collections) {
    return report(
      checker,
      'rule_too_complex',
      place.at,
      words('More than two lists are passed', '经过的列表超过两层'),
      {
        params: { limit: LIMITS.collections },
      },
    )
  }
  const { at: _at, ...outer } = call.place
  const inside = { ...outer, at: '', manySteps, frame: frameOf(node, entity, call, checker) }
  return { collection: node, entity, inside }
}

function frameOf(node: VarNode, entity: string, call: Call, checker: Checker): Frame {
  const last = node.steps.at(-1)?.field
  const inverse = last?.inverse
  const home = checker.nextHome()
  if (inverse === undefined || node.steps.slice(0, -1).some((each) => each.field.type.kind !== 'reference'))
    return { entity, home }
  const start =
    node.root.kind === 'element' ? call.place.frame.home : node.root.name === '$record' ? 'r' : node.root.name
  const owner = [start, ...node.steps.slice(0, -1).map((each) => each.field.key)].join('.')
  return { entity, home, inverse, owner }
}

const inner = (call: Call, index: number, inside: Place): Place => ({
  ...inside,
  at: placeOf(call, index).at,
  depth: call.place.depth + 1,
})

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

/** The elements for which the condition holds. */
function selected(node: CallNode, run: Run): readonly RecordData[] {
  const { where } = node.options
  const elements = elementsOf(node, run)
  return where === undefined
    ? elements
    : elements.filter((element) => truthOf(node.args[where], within(run, element)) === true)
}

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

const ADDED: readonly TypeKind[] = ['number', 'money', 'duration']
const ORDERED: readonly TypeKind[] = [...ADDED, 'text', 'date', 'datetime', 'time']

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

const first = defineOperator({
  name: 'first',
  group: 'records',
  words: words('{1} of the first of {0}{where}', '{0} 中第一条的{1}{where}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, 4)) return undefined
    const entered = enter(call, checker)
    if (entered === undefined) return undefined
    const sort = call.operands.length > 2 && typeof call.operands.at(-1) === 'string' ? call.operands.at(-1) : undefined
    const hasRule = call.operands.length === (sort === undefined ? 3 : 4)
    const place = inner(call, 1, entered.inside)
    const value = checker.check(
      call.operands[1],
      place,
      isOpen(call.operands[1]) ? (call.expected ?? { kind: 'text' }) : undefined,
    )
    const rule = hasRule ? checker.check(call.operands[2], inner(call, 2, entered.inside), BOOLEAN) : undefined
    const order = typeof sort === 'string' ? checkOrder(sort, entered.entity, call, checker) : undefined
    if (value === undefined || (hasRule && rule === undefined) || (sort !== undefined && order === undefined))
      return undefined
    if (value.type.kind === 'collection')
      return wrongType(checker, place.at, value.type, ['number', 'text', 'reference'])
    const type =
      value.type.kind === 'money' && value.type.currency?.startsWith(`${entered.inside.frame.home}.`)
        ? { kind: 'money' as const }
        : value.type
    const options: CallOptions = {
      value: 1,
      entity: entered.entity,
      ...(rule === undefined ? {} : { where: 2 }),
      ...(order === undefined ? {} : { order }),
    }
    return callNode(
      call,
      type,
      rule === undefined ? [entered.collection, value] : [entered.collection, value, rule],
      options,
    )
  },
  evaluate: (node, run) => {
    const { order } = node.options
    const found = [...selected(node, run)]
    const key = (record: RecordData): Value => {
      if (order === undefined) return null
      const raw = own(record, order.field.key)
      return raw === null || raw === undefined
        ? null
        : fromCanonical(order.field.read === undefined ? raw : order.field.read(raw), order.field.type)
    }
    found.sort((a, b) => {
      const [left, right] = [key(a), key(b)]
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1
      } else if (order !== undefined) {
        const by = order.field.type.kind === 'money' ? 'amount' : undefined
        const result = compareValues(left, right, order.field.type, by) ?? 0
        if (result !== 0) return order.descending ? -result : result
      }
      return compareText(String(a.id ?? ''), String(b.id ?? ''))
    })
    const [record] = found
    return record === undefined ? null : evaluateNode(node.args[1], within(run, record))
  },
})

function checkOrder(sort: string, entity: string, call: Call, checker: Checker): CallOptions['order'] | undefined {
  const descending = sort.startsWith('-')
  const key = descending ? sort.slice(1) : sort
  const { at } = placeOf(call, call.operands.length - 1)
  const field = fieldOf(entity, key, checker)
  if (field === undefined) return unknownField(entity, key, checker, at)
  if (![...ORDERED, 'choice', 'boolean', 'currency'].includes(field.type.kind))
    return wrongType(checker, at, field.type, ORDERED)
  return { field, entity, descending }
}

export const collectionOperators = [
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
  sum,
  avg,
  extreme('min', 1, words('the least of {all}', '{all} 中最小的')),
  extreme('max', -1, words('the greatest of {all}', '{all} 中最大的')),
  first,
] as const
