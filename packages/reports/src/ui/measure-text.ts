import { type FormatSettings, formatBig, formatMoney, formatNumber } from '@atelier/ui'
import type { ColumnView } from '../result-view.ts'

/**
 * A fraction as a percentage with one decimal, rounded on its digits: `"0.943182"` is `94.3%`. One that the report itself rounded to four
 * digits is shown with all of them: `"0.6315"` is `63.15%`.
 */
export function percentText(value: string | number): string {
  const digits = /\.\d{4}$/.test(String(value)) ? 4 : 3
  const rounded = formatNumber(String(value), digits).replaceAll(',', '')
  const parts = /^(-?)(\d+)\.(\d{3,4})$/.exec(rounded)
  if (!parts) return String(value)
  const [, sign = '', whole = '0', fraction = '000'] = parts
  const percent = `${whole}${fraction.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  return `${sign}${formatNumber(percent)}.${fraction.slice(2)}%`
}

/** A measure as people read it; an empty one is a dash. `currency` is that of amounts, where the report says so. */
export function measureText(column: ColumnView, value: unknown, settings: FormatSettings, currency?: string): string {
  if (value === null || value === undefined || value === '') return '–'
  const text = String(value)
  if (column.format === 'percent') return percentText(text)
  if (column.format === 'money' && currency) return formatMoney({ amount: text, currency }, settings)
  if (column.type === 'count') return formatBig(text, settings)
  const decimals = /\.(\d*[1-9])0*$/.exec(text)?.[1]?.length ?? 0
  return formatBig(text, settings, Math.min(decimals, 2))
}

/** The exact value, for the title of a shortened one. */
export const exactText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? formatNumber(value) : undefined
