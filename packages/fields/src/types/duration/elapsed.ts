import { compareDecimals, readDecimal, toScale } from '../../decimal.ts'

const DURATION =
  /^(-)?P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,11})(?:\.(\d{1,9}))?S)?)?$/

/** Seconds of an elapsed time in ISO 8601 (`P3D` is 72 hours), as a decimal with up to nine digits after the point. */
export function secondsOf(text: string): string | undefined {
  const match = DURATION.exec(text)
  if (!match || /[PT]$/.test(text)) return undefined
  const part = (index: number, unit: bigint): bigint => BigInt(match[index] ?? '0') * unit
  const whole = part(2, 604_800n) + part(3, 86_400n) + part(4, 3_600n) + part(5, 60n) + part(6, 1n)
  return readDecimal(`${match[1] ?? ''}${whole}${match[7] ? `.${match[7]}` : ''}`)
}

/** Seconds as ISO 8601 in hours, minutes and seconds: `PT26H5M`. */
export function durationText(seconds: string): string {
  const isNegative = compareDecimals(seconds, '0') < 0
  const [whole = '0', fraction = ''] = toScale(seconds.replace('-', ''), 3).split('.')
  const total = BigInt(whole)
  const decimals = fraction.replace(/0+$/, '')
  const rest = `${total % 60n}${decimals ? `.${decimals}` : ''}`
  const hours = total / 3600n === 0n ? '' : `${total / 3600n}H`
  const minutes = (total / 60n) % 60n === 0n ? '' : `${(total / 60n) % 60n}M`
  const parts = `${hours}${minutes}${rest === '0' ? '' : `${rest}S`}`
  return `${isNegative ? '-' : ''}PT${parts === '' ? '0S' : parts}`
}
