import { type Call, type Checker, placeOf } from '../check/checker.ts'
import { hasCount, isOpen, wrongType } from '../check/operands.ts'
import { fieldOf, unknownField } from '../check/paths.ts'
import { compareText, compareValues } from '../evaluate/compare.ts'
import { evaluateNode } from '../evaluate/evaluate-node.ts'
import { within } from '../evaluate/run.ts'
import { BOOLEAN, type CallOptions } from '../node.ts'
import type { RecordData } from '../types.ts'
import { fromCanonical, own, type Value } from '../values.ts'
import { words } from '../words.ts'
import { enter, inner, ORDERED, selected } from './enter-collection.ts'
import { callNode, defineOperator } from './operator.ts'

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

export const firstOperators = [first] as const
