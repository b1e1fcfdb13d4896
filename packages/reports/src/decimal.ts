import Big from 'big.js'

Big.PE = 1e6
Big.NE = -1e6

/** a / b rounded half away from zero to `scale` places; null when b is zero or either is empty. */
export function ratio(a: string | number | null, b: string | number | null, scale = 6): string | null {
  if (a === null || b === null) return null
  const below = new Big(b)
  if (below.eq(0)) return null
  return divide(new Big(a), below, scale)
}

function divide(a: Big, b: Big, scale: number): string {
  const division = Big()
  division.DP = scale + 30
  division.RM = 0
  // Cut far behind the last place, then rounded once: a quotient is never rounded twice.
  return settle(new division(a.toFixed()).div(b.toFixed()).toFixed(), scale)
}

/** Rounds half away from zero to `scale` places, with exactly that many, and never "-0". */
export function settle(value: string, scale: number): string {
  const text = new Big(value).round(scale, 1).toFixed(scale)
  return /^-0(\.0+)?$/.test(text) ? text.slice(1) : text
}

const places = (decimal: string): number => decimal.split('.')[1]?.length ?? 0

/** The sum, with as many places as the longer of the two; what is empty counts as nothing. */
export function plus(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b
  return new Big(a).plus(b).toFixed(Math.max(places(a), places(b)))
}

export function times(a: string, b: string): string {
  return new Big(a).times(b).toFixed()
}

export function compareNumbers(a: string, b: string): number {
  return new Big(a).cmp(b)
}
