import { type Decimal, divide, plus, times } from '../decimal.ts'
import { asDecimal, asMoney, type Money, type Value } from '../values.ts'

/** Applies a change to a number, or to both amounts of money. */
export function mapAmount(value: Value, change: (amount: Decimal) => Decimal | null): Value {
  const money = asMoney(value)
  if (money === null) {
    const number = asDecimal(value)
    return number === null ? null : change(number)
  }
  const amount = change(money.amount)
  const base = money.base === null ? null : change(money.base)
  return amount === null ? null : { ...money, amount, base }
}

/** Adds or subtracts. Money of known one currency keeps it; otherwise both are taken in the workspace's. */
export function combine(
  a: Value,
  b: Value,
  by: 'amount' | 'base' | undefined,
  change: (a: Decimal, b: Decimal) => Decimal,
): Value {
  const left = asMoney(a)
  const right = asMoney(b)
  if (left === null || right === null) {
    const x = asDecimal(a)
    const y = asDecimal(b)
    return x === null || y === null ? null : change(x, y)
  }
  const base = left.base === null || right.base === null ? null : change(left.base, right.base)
  if (by === 'base') return base === null ? null : inBase(base)
  return { kind: 'money', amount: change(left.amount, right.amount), currency: left.currency ?? right.currency, base }
}

const inBase = (base: Decimal): Money => ({ kind: 'money', amount: base, currency: null, base })

/** Multiplies numbers, or one amount of money (or a duration) by numbers. */
export function multiply(a: Value, b: Value): Value {
  const x = asDecimal(a)
  const y = asDecimal(b)
  if (x !== null) return mapAmount(b, (amount) => times(amount, x))
  return y === null ? null : mapAmount(a, (amount) => times(amount, y))
}

/** Adds up amounts that are there; `by` as for comparing. */
export const addUp = (values: readonly Decimal[]): Decimal => values.reduce(plus, { digits: 0n, scale: 0 })

export const average = (values: readonly Decimal[]): Decimal | null =>
  values.length === 0 ? null : divide(addUp(values), { digits: BigInt(values.length), scale: 0 }, 12)
