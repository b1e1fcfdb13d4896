import { type Decimal, decimalText, parseDecimal } from './decimal.ts'
import { dayText, parseDay } from './time/civil.ts'
import { clockText, durationText, parseClock, parseDuration } from './time/durations.ts'
import { momentText, parseMoment } from './time/instant.ts'
import type { RecordData, RuleType } from './types.ts'

/** Money while a rule runs. `base` is the amount in the workspace's currency, where it is known. */
export type Money = {
  readonly kind: 'money'
  readonly amount: Decimal
  readonly currency: string | null
  readonly base: Decimal | null
}
/** A half-open stretch of days. */
export type Period = { readonly kind: 'period'; readonly start: number; readonly end: number }
/** A related record: its id decides equality, its data answers paths. */
export type Ref = { readonly kind: 'ref'; readonly id: string; readonly data: RecordData }
/** Numbers of days and moments are told apart from decimals by their type in the tree. */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | Decimal
  | Money
  | Period
  | Ref
  | readonly string[]
  | readonly RecordData[]

export const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ASCII = /^[\x20-\x7e]*$/
const nfc = (text: string): string => (ASCII.test(text) ? text : text.normalize('NFC'))

/** An own property of a record; never what the prototype holds. */
export const own = (record: unknown, key: string): unknown =>
  isRecord(record) && Object.hasOwn(record, key) ? record[key] : null

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : nfc(value)
  return null
}

/** An option's key: the text itself, or the `key` of a stage. */
function keyOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return isRecord(value) ? textOf(own(value, 'key')) : null
}

function moneyOf(value: unknown, currencyIsWorkspace: boolean): Money | null {
  const plain = parseDecimal(value)
  if (plain !== undefined) return { kind: 'money', amount: plain, currency: null, base: plain }
  if (!isRecord(value)) return null
  const amount = parseDecimal(own(value, 'amount'))
  if (amount === undefined) return null
  const currency = textOf(own(value, 'currency'))
  const base = parseDecimal(own(value, 'base')) ?? null
  return { kind: 'money', amount, currency, base: currencyIsWorkspace ? amount : base }
}

function refOf(value: unknown): Ref | null {
  if (typeof value === 'string') return value === '' ? null : { kind: 'ref', id: value, data: { id: value } }
  if (!isRecord(value)) return null
  const id = own(value, 'id')
  return { kind: 'ref', id: typeof id === 'string' ? id : '', data: value }
}

/**
 * A canonical value of loaded data as the interpreter works on it; null for everything empty (missing, null, `""`, `[]`) and for what
 * is not of the type, as a column could not hold it either.
 */
export function fromCanonical(value: unknown, type: RuleType): Value {
  if (value === null || value === undefined) return null
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null
    case 'number':
      return parseDecimal(value) ?? null
    case 'text':
    case 'currency':
      return textOf(value)
    case 'choice':
      return keyOf(value)
    case 'date':
      return typeof value === 'string' ? (parseDay(value) ?? null) : null
    case 'datetime':
      return typeof value === 'string' ? (parseMoment(value) ?? null) : null
    case 'time':
      return typeof value === 'string' ? (parseClock(value) ?? null) : null
    case 'duration':
      return parseDuration(value) ?? null
    case 'choices': {
      if (!Array.isArray(value)) return null
      const keys = value.map(keyOf).filter((key) => key !== null)
      return keys.length === 0 ? null : keys.map(nfc)
    }
    case 'reference':
      return refOf(value)
    case 'references':
    case 'collection': {
      if (!Array.isArray(value)) return null
      const records = value
        .map((item) => refOf(item))
        .filter((ref) => ref !== null)
        .map((ref) => ref.data)
      return records.length === 0 ? null : records
    }
    case 'money':
      return moneyOf(value, type.currency === 'workspace')
    case 'period':
      return periodOf(value)
  }
}

function periodOf(value: unknown): Period | null {
  if (!isRecord(value)) return null
  const start = own(value, 'start')
  const end = own(value, 'end')
  const first = typeof start === 'string' ? parseDay(start) : undefined
  const last = typeof end === 'string' ? parseDay(end) : undefined
  return first === undefined || last === undefined ? null : { kind: 'period', start: first, end: last }
}

const isDecimal = (value: Value): value is Decimal =>
  typeof value === 'object' && value !== null && 'digits' in value && 'scale' in value

export const asBoolean = (value: Value): boolean | null => (typeof value === 'boolean' ? value : null)
export const asText = (value: Value): string | null => (typeof value === 'string' ? value : null)
export const asDay = (value: Value): number | null => (typeof value === 'number' ? value : null)
export const asMoment = (value: Value): bigint | null => (typeof value === 'bigint' ? value : null)
export const asDecimal = (value: Value): Decimal | null => (isDecimal(value) ? value : null)
const tagged = (value: Value): { readonly kind: string } | null =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
    ? { kind: value.kind }
    : null
const isMoney = (value: Value): value is Money => tagged(value)?.kind === 'money'
const isPeriod = (value: Value): value is Period => tagged(value)?.kind === 'period'
const isRef = (value: Value): value is Ref => tagged(value)?.kind === 'ref'
export const asMoney = (value: Value): Money | null => (isMoney(value) ? value : null)
export const asPeriod = (value: Value): Period | null => (isPeriod(value) ? value : null)
export const asRef = (value: Value): Ref | null => (isRef(value) ? value : null)
export const asKeys = (value: Value): readonly string[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null
export const asRecords = (value: Value): readonly RecordData[] =>
  Array.isArray(value) ? value.filter((item) => isRecord(item)) : []

/** What a value is called in a set: of keys the key, of records the id. */
export function namesIn(value: Value): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    if (typeof item === 'string') return [item]
    const id = own(item, 'id')
    return typeof id === 'string' ? [id] : []
  })
}

/** The canonical form of a value: what records, answers and conformance vectors hold. */
export function toCanonical(value: Value, type: RuleType): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return type.kind === 'time' ? clockText(value) : dayText(value)
  if (typeof value === 'bigint') return momentText(value)
  if (isDecimal(value)) return type.kind === 'duration' ? durationText(value) : decimalText(value)
  if (isMoney(value)) {
    return {
      amount: decimalText(value.amount),
      currency: value.currency,
      base: value.base === null ? null : decimalText(value.base),
    }
  }
  if (isPeriod(value)) return { start: dayText(value.start), end: dayText(value.end) }
  if (isRef(value)) return value.data
  return value
}
