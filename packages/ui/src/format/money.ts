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

/** An amount as people read it: whole units grouped, cents only when there are any, 万/亿 on wish. */
export function formatMoney(value: MoneyValue, settings: FormatSettings): string {
  const scale = /\.\d*[1-9]/.test(value.amount) ? 2 : 0
  const text = formatBig(value.amount, settings, scale)
  if (/[万亿]$/.test(text) && value.currency === settings.currency) return text
  const sign = currencySign(value.currency, settings)
  return text.startsWith('-') ? `-${sign}${text.slice(1)}` : sign + text
}
