import { formatBig } from './number.ts'
import type { FormatSettings } from './settings.ts'

export type MoneyValue = { readonly amount: string; readonly currency: string }

const symbols: Readonly<Record<string, string>> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  KRW: '₩',
  INR: '₹',
}

/** The sign that stands before an amount: `¥`, or the code and a space. */
export function currencySign(currency: string, settings: FormatSettings): string {
  if (currency === settings.currency) return symbols[currency] ?? `${currency} `
  // Two currencies share ¥ and several share $: beside the home currency a foreign one is written out.
  return `${currency} `
}

/**
 * An amount as short as a lane's head needs it: `¥5.08M`, `¥508k`, in Chinese `508.2万`. Below ten thousand it is written in full.
 */
export function formatMoneyShort(value: MoneyValue, settings: FormatSettings): string {
  const whole = value.amount.replace(/\.\d*$/, '')
  const digits = whole.replace('-', '').replace(/^0+/, '').length
  if (digits < 5) return formatMoney({ ...value, amount: whole }, settings)
  const sign = currencySign(value.currency, settings)
  if (settings.language.startsWith('zh')) {
    const text = formatBig(whole, { ...settings, bigNumbers: 'wan' })
    return value.currency === settings.currency ? text : sign + text
  }
  const [places, suffix] = digits > 9 ? [9, 'B'] : digits > 6 ? [6, 'M'] : [3, 'k']
  const cut = digits - places
  // Three digits that count, however long the amount is.
  const scale = Math.max(0, 3 - cut)
  const number = (Number(whole.replace('-', '')) / 10 ** places).toFixed(scale)
  const text = `${sign}${scale > 0 ? number.replace(/\.?0+$/, '') : number}${suffix}`
  return whole.startsWith('-') ? `-${text}` : text
}

/** An amount as people read it: whole units grouped, cents only when there are any, 万/亿 on wish. */
export function formatMoney(value: MoneyValue, settings: FormatSettings): string {
  const scale = /\.\d*[1-9]/.test(value.amount) ? 2 : 0
  const text = formatBig(value.amount, settings, scale)
  if (/[万亿]$/.test(text) && value.currency === settings.currency) return text
  const sign = currencySign(value.currency, settings)
  return text.startsWith('-') ? `-${sign}${text.slice(1)}` : sign + text
}
