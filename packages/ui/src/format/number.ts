import type { FormatSettings } from './settings.ts'
import { formatStyle, separators } from './style.ts'

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/

/** Moves the point of a decimal string `places` to the left, exactly. */
function shiftPoint(whole: string, fraction: string, places: number): [string, string] {
  const digits = whole.padStart(places + 1, '0')
  const cut = digits.length - places
  return [digits.slice(0, cut), digits.slice(cut) + fraction]
}

/** Rounds half away from zero to `scale` decimals, on the digits themselves: amounts never pass through a float. */
function roundDigits(whole: string, fraction: string, scale: number): [string, string] {
  if (fraction.length <= scale) return [whole, fraction.padEnd(scale, '0')]
  const kept = BigInt(whole + fraction.slice(0, scale))
  const rounded = (fraction[scale] ?? '0') >= '5' ? kept + 1n : kept
  const text = rounded.toString().padStart(scale + 1, '0')
  return scale === 0 ? [text, ''] : [text.slice(0, -scale), text.slice(-scale)]
}

const group = (whole: string, by: string) => (by === '' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, by))

const assemble = (sign: string, whole: string, fraction: string, suffix = '') => {
  const isZero = /^0*$/.test(whole + fraction)
  const { between, point } = separators[formatStyle().numbers]
  return `${isZero ? '' : sign}${group(whole, between)}${fraction ? `${point}${fraction}` : ''}${suffix}`
}

/**
 * A decimal string as people read it: grouped by thousands, `scale` decimals (as many as it has when left out).
 * What is no decimal is given back as it is.
 */
export function formatNumber(value: string | number, scale?: number): string {
  const parts = decimal.exec(String(value))
  if (!parts) return String(value)
  const [, sign = '', whole = '0', fraction = ''] = parts
  const [w, f] = scale === undefined ? [whole, fraction] : roundDigits(whole, fraction, scale)
  return assemble(sign, w, f)
}

/**
 * As `formatNumber`, but from ten thousand on in 万, from a hundred million on in 亿, with one decimal, when
 * the person reads Chinese and wants that.
 */
export function formatBig(value: string | number, settings: FormatSettings, scale = 0): string {
  const parts = decimal.exec(String(value))
  if (!parts || settings.bigNumbers !== 'wan' || !settings.language.startsWith('zh')) return formatNumber(value, scale)
  const [, sign = '', whole = '0', fraction = ''] = parts
  const digits = whole.replace(/^0+/, '').length
  if (digits < 5) return formatNumber(value, scale)
  const places = digits >= 9 ? 8 : 4
  const [w, f] = roundDigits(...shiftPoint(whole.replace(/^0+/, ''), fraction, places), 1)
  return assemble(sign, w, f, places === 8 ? '亿' : '万')
}

/** A fraction as a percentage: `"0.155"` is `15.5%`. */
export function formatPercent(value: string | number): string {
  const parts = decimal.exec(String(value))
  if (!parts) return String(value)
  const [, sign = '', whole = '0', fraction = ''] = parts
  const moved = fraction.padEnd(2, '0')
  const w = (whole + moved.slice(0, 2)).replace(/^0+(?=\d)/, '')
  return assemble(sign, w, moved.slice(2).replace(/0+$/, ''), '%')
}
