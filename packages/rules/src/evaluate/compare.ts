import { compareDecimals, type Decimal } from '../decimal.ts'
import type { RuleType } from '../types.ts'
import { asDecimal, asMoney, asRef, type Value } from '../values.ts'

const SURROGATE = /[\ud800-\udfff]/

/** Order by code point, as Postgres' collation "C" orders UTF-8; JavaScript's `<` orders by UTF-16 unit. */
export function compareText(a: string, b: string): number {
  if (!SURROGATE.test(a) || !SURROGATE.test(b)) {
    if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : a > b ? 1 : 0
  }
  const left = [...a]
  const right = [...b]
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** The amount by which money is compared and counted. */
export const amountOf = (value: Value, by: 'amount' | 'base' | undefined): Decimal | null => {
  const money = asMoney(value)
  if (money === null) return asDecimal(value)
  return by === 'base' ? money.base : money.amount
}

/** Negative, 0 or positive; null when either side is empty. Both sides are of `type`. */
export function compareValues(a: Value, b: Value, type: RuleType, by?: 'amount' | 'base', ci = false): number | null {
  if (a === null || b === null) return null
  if (type.kind === 'money' || type.kind === 'number' || type.kind === 'duration') {
    const left = amountOf(a, by)
    const right = amountOf(b, by)
    return left === null || right === null ? null : compareDecimals(left, right)
  }
  if (type.kind === 'reference') {
    const left = asRef(a)?.id ?? ''
    const right = asRef(b)?.id ?? ''
    return left === right ? 0 : left < right ? -1 : 1
  }
  if (typeof a === 'string' && typeof b === 'string') {
    return ci ? compareText(a.toLowerCase(), b.toLowerCase()) : compareText(a, b)
  }
  if ((typeof a === 'number' || typeof a === 'bigint') && (typeof b === 'number' || typeof b === 'bigint')) {
    return a < b ? -1 : a > b ? 1 : 0
  }
  return a === b ? 0 : a === true ? 1 : -1
}

/** IS NOT DISTINCT FROM: two empties are equal, an empty and a value are not. */
export function sameValue(a: Value, b: Value, type: RuleType, by?: 'amount' | 'base', ci = false): boolean {
  const left = by === 'base' && a !== null ? amountOf(a, by) : a
  const right = by === 'base' && b !== null ? amountOf(b, by) : b
  if (left === null || right === null) return left === null && right === null
  return compareValues(a, b, type, by, ci) === 0
}
