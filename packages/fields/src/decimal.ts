const DECIMAL = /^(-?)(\d{1,400})(?:\.(\d{1,400}))?$/
const EXPONENT = /^(-?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/

/**
 * An input as an exact decimal text without exponent, leading zeros or "-0"; undefined when it is none. Numbers beyond 2^53 have
 * lost digits on the way and are refused: long ones are sent as text.
 */
export function readDecimal(input: unknown): string | undefined {
  if (typeof input === 'number') {
    if (!Number.isFinite(input) || Math.abs(input) > Number.MAX_SAFE_INTEGER) return undefined
    return readDecimal(expandExponent(String(input)))
  }
  if (typeof input !== 'string') return undefined
  const match = DECIMAL.exec(input)
  if (!match) return undefined
  const [, sign = '', whole = '0', fraction] = match
  return tidy(sign, whole, fraction ?? '')
}

/** `1.5E+3` as `1500`; other texts as they are. */
export function expandExponent(text: string): string {
  const match = EXPONENT.exec(text)
  if (!match) return text
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  return sign + shift(whole, fraction, Number(exponent))
}

/** The decimal times ten to the power of `places`, exactly. */
export function shiftPoint(decimal: string, places: number): string {
  const { sign, whole, fraction } = split(decimal)
  const [w = '0', f = ''] = shift(whole, fraction, places).split('.')
  return tidy(sign, w, f)
}

/** Digits after the point that are not trailing zeros. */
export function decimalsOf(decimal: string): number {
  const { fraction } = split(decimal)
  let length = fraction.length
  while (length > 0 && fraction.charCodeAt(length - 1) === 48) length--
  return length
}

/** Digits before the point; 0 for a fraction. */
export const integerDigitsOf = (decimal: string): number => split(decimal).whole.replace(/^0+/, '').length

/** The decimal with exactly `scale` digits after the point, rounded half away from zero. */
export function toScale(decimal: string, scale: number): string {
  const { sign, whole, fraction } = split(decimal)
  // Nothing to round, and no "-0" to come: the usual value of a request.
  if (fraction.length <= scale && whole !== '' && (whole.charCodeAt(0) !== 48 || (whole === '0' && sign === '')))
    return scale === 0 ? sign + whole : `${sign}${whole}.${fraction.padEnd(scale, '0')}`
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'))
  const digits = ((fraction[scale] ?? '0') >= '5' ? kept + 1n : kept).toString().padStart(scale + 1, '0')
  if (kept === 0n && /^0*$/.test(digits)) return scale === 0 ? '0' : `0.${'0'.repeat(scale)}`
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Below 0, 0 or above 0, as the first decimal is less, equal or greater. */
export function compareDecimals(a: string, b: string): number {
  const scale = Math.max(split(a).fraction.length, split(b).fraction.length)
  const difference = units(a, scale) - units(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** Grouped by thousands, as both of our languages write it: `1,234.50`. */
export function groupThousands(decimal: string): string {
  const { sign, whole, fraction } = split(decimal)
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction ? `.${fraction}` : ''}`
}

const units = (decimal: string, scale: number): bigint => BigInt(toScale(decimal, scale).replace('.', ''))

function split(decimal: string): { sign: string; whole: string; fraction: string } {
  const sign = decimal.startsWith('-') ? '-' : ''
  const point = decimal.indexOf('.')
  return point < 0
    ? { sign, whole: decimal.slice(sign.length), fraction: '' }
    : { sign, whole: decimal.slice(sign.length, point), fraction: decimal.slice(point + 1) }
}

function shift(whole: string, fraction: string, places: number): string {
  if (places >= 0) {
    const padded = fraction.padEnd(places, '0')
    const rest = padded.slice(places)
    return whole + padded.slice(0, places) + (rest ? `.${rest}` : '')
  }
  const digits = whole.padStart(1 - places, '0')
  return `${digits.slice(0, places)}.${digits.slice(places)}${fraction}`
}

function tidy(sign: string, whole: string, fraction: string): string {
  const short = whole.replace(/^0+(?=\d)/, '')
  const isZero = /^0*$/.test(short + fraction)
  return `${isZero ? '' : sign}${short}${fraction ? `.${fraction}` : ''}`
}
