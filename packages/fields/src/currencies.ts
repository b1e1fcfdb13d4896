/** Currencies whose smallest unit is less than a hundredth; all others are kept with two decimals. */
const DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  CLF: 4,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  UYW: 4,
}

/** Decimals that amounts in these currencies are kept with: at least two. */
export const digitsOf = (currencies: readonly string[]): number =>
  currencies.reduce((most, currency) => Math.max(most, DIGITS[currency] ?? 2), 2)

/** Signs and words that name a currency in files. Signs that several currencies share list the usual one first. */
const NAMES: readonly (readonly [sign: RegExp, currencies: readonly string[]])[] = [
  [/HK\$|港币|港元|港幣/i, ['HKD']],
  [/NT\$|新台币|台币/i, ['TWD']],
  [/US\$|美元|美金/i, ['USD']],
  [/A\$|AU\$|澳元/i, ['AUD']],
  [/C\$|CA\$|加元/i, ['CAD']],
  [/S\$|新加坡元|新币/i, ['SGD']],
  [/CN¥|RMB|人民币|元|块/i, ['CNY']],
  [/JP¥|日元|円/i, ['JPY']],
  [/欧元|€/, ['EUR']],
  [/英镑|£/, ['GBP']],
  [/韩元|₩/, ['KRW']],
  [/卢比|₹|Rs\.?/i, ['INR']],
  [/瑞士法郎|SFr\.?/i, ['CHF']],
  [/[¥￥]/, ['CNY', 'JPY']],
  [/\$/, ['USD', 'HKD', 'AUD', 'CAD', 'SGD', 'TWD', 'NZD', 'MXN']],
]

/**
 * The currency that a cell names, by code, sign or word, and the cell without it. A sign that several share means the expected
 * one if that is among them. `currency` is undefined when the cell names none.
 */
export function splitCurrency(
  cell: string,
  expected: string,
): { readonly currency: string | undefined; readonly rest: string } {
  const code = /(?<![A-Z])[A-Z]{3}(?![A-Z])/i.exec(cell)
  if (code && code[0].toUpperCase() !== 'RMB')
    return { currency: code[0].toUpperCase(), rest: cell.replace(code[0], '') }
  for (const [sign, currencies] of NAMES) {
    if (!sign.test(cell)) continue
    return { currency: currencies.includes(expected) ? expected : currencies[0], rest: cell.replace(sign, '') }
  }
  return { currency: undefined, rest: cell }
}
