/** An exact decimal number: `digits` × 10^-`scale`, of any length. */
export type Decimal = { readonly digits: bigint; readonly scale: number }

const DECIMAL = /^-?\d+(\.\d+)?$/
export const ZERO: Decimal = { digits: 0n, scale: 0 }
const tens: bigint[] = [1n]

/** 10^n. */
function ten(n: number): bigint {
  const known = tens[n]
  if (known !== undefined) return known
  const value = 10n ** BigInt(n)
  if (n < 100) tens[n] = value
  return value
}

/** A decimal out of `-?\d+(\.\d+)?` or a safe integer; undefined for anything else. */
export function parseDecimal(value: unknown): Decimal | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { digits: BigInt(value), scale: 0 } : undefined
  if (typeof value !== 'string' || !DECIMAL.test(value)) return undefined
  const dot = value.indexOf('.')
  if (dot < 0) return { digits: BigInt(value), scale: 0 }
  return { digits: BigInt(value.slice(0, dot) + value.slice(dot + 1)), scale: value.length - dot - 1 }
}

export const decimalOf = (value: number | bigint): Decimal => ({ digits: BigInt(value), scale: 0 })

/** As Postgres writes it, without zeros that say nothing: no exponent, no `-0`. */
export function decimalText({ digits, scale }: Decimal): string {
  const negative = digits < 0n
  const all = (negative ? -digits : digits).toString().padStart(scale + 1, '0')
  const whole = all.slice(0, all.length - scale)
  const fraction = all.slice(all.length - scale).replace(/0+$/, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return negative && text !== '0' ? `-${text}` : text
}

const at = (value: Decimal, scale: number): bigint =>
  value.scale === scale ? value.digits : value.digits * ten(scale - value.scale)

export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { digits: at(a, scale) + at(b, scale), scale }
}

export const negate = (a: Decimal): Decimal => ({ digits: -a.digits, scale: a.scale })
export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, negate(b))
export const times = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, scale: a.scale + b.scale })
export const absolute = (a: Decimal): Decimal => (a.digits < 0n ? negate(a) : a)

/** Negative, 0 or positive, as a is below, equal to or above b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale)
  const left = at(a, scale)
  const right = at(b, scale)
  return left < right ? -1 : left > right ? 1 : 0
}

/** numerator / denominator in whole steps, half away from zero. */
function quotient(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n
  const a = numerator < 0n ? -numerator : numerator
  const b = denominator < 0n ? -denominator : denominator
  const rounded = (2n * a + b) / (2n * b)
  return negative ? -rounded : rounded
}

/** The quotient with `scale` digits after the point, half away from zero; null for a division by zero. */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal | null {
  if (b.digits === 0n) return null
  const shift = scale + b.scale - a.scale
  return shift >= 0
    ? { digits: quotient(a.digits * ten(shift), b.digits), scale }
    : { digits: quotient(a.digits, b.digits * ten(-shift)), scale }
}

/** The remainder with the sign of the dividend; null for a division by zero. */
export function remainder(a: Decimal, b: Decimal): Decimal | null {
  if (b.digits === 0n) return null
  const scale = Math.max(a.scale, b.scale)
  return { digits: at(a, scale) % at(b, scale), scale }
}

/** Rounded half away from zero; a negative scale rounds before the point. */
export function roundTo(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return value
  const digits = quotient(value.digits, ten(value.scale - scale))
  return scale >= 0 ? { digits, scale } : { digits: digits * ten(-scale), scale: 0 }
}

/** Whole part, toward zero. */
export const truncate = (value: Decimal): Decimal => ({ digits: value.digits / ten(value.scale), scale: 0 })

/** The greatest whole number not above. */
export function floorOf(value: Decimal): Decimal {
  const whole = truncate(value)
  return compareDecimals(value, whole) < 0 ? minus(whole, decimalOf(1)) : whole
}

/** The smallest whole number not below. */
export const ceilOf = (value: Decimal): Decimal => negate(floorOf(negate(value)))

/** The whole part, toward zero, as a JavaScript number, or null when it is beyond ±`bound`. */
export function wholeNumber(value: Decimal, bound: number): number | null {
  const whole = truncate(value).digits
  const limit = BigInt(bound)
  return whole > limit || whole < -limit ? null : Number(whole)
}
