import type { FieldSettings } from '../../contract.ts'
import { pad } from '../../time-value.ts'

/** A day in the workspace's zone, as `YYYY-MM-DD`. */
type Day = string

const TOKEN = /\{(yyyy|yy|MM|dd|0+)\}/g

/** The tokens of a pattern, in order, without their brackets. */
export const tokensOf = (pattern: string): readonly string[] =>
  [...pattern.matchAll(TOKEN)].map((match) => match[1] ?? '')

/** The text of the count-th number: `C-{yyyy}-{0000}` gives `C-2026-0012`; a count too long for its zeros is written in full. */
export function numberText(pattern: string, count: number, today: Day): string {
  return pattern.replace(TOKEN, (_, token: string) => {
    if (token === 'yyyy') return today.slice(0, 4)
    if (token === 'yy') return today.slice(2, 4)
    if (token === 'MM') return today.slice(5, 7)
    if (token === 'dd') return today.slice(8, 10)
    return pad(count, token.length)
  })
}

/** Names the counter that a number is drawn from; counting begins at 1 in each. `''`, `2026`, `2026-11` or `2026-11-22`. */
export function counterOf(field: FieldSettings, today: Day): string {
  const length = { year: 4, month: 7, day: 10 }[String(field.definition.reset)] ?? 0
  return today.slice(0, length)
}

/** The count inside a number of this pattern, so that imported numbers move the counter on; undefined for foreign texts. */
export function countOf(pattern: string, text: string): number | undefined {
  const escaped = pattern.split(TOKEN).map((part, index) => {
    if (index % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    if (part === 'yyyy') return '\\d{4}'
    return part.startsWith('0') ? `(\\d{${part.length},15})` : '\\d{2}'
  })
  const match = new RegExp(`^${escaped.join('')}$`).exec(text)
  return match?.[1] === undefined ? undefined : Number(match[1])
}
