import type { FieldView } from '@atelier/ui'
import { shiftPoint } from '../decimal.ts'
import { parseBooleanCell } from '../types/boolean/index.ts'
import { asRow, asText } from './value.ts'

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Digits as a number is written, without signs of currency and groups; undefined for what is none. */
function digits(text: string): string | undefined {
  const plain = text.replace(/[\s,，¥￥$€£]/g, '').replace(/^\((.+)\)$/, '-$1')
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined
}

/** The key of an option, or of a stage, by its key or by any of its labels. */
export function pastedOption(text: string, field: FieldView): string | undefined {
  return [...(field.options ?? []), ...(field.stages ?? [])].find((each) => {
    const labels = typeof each.label === 'object' ? Object.values(each.label) : [each.label ?? '']
    return same(each.key, text) || labels.some((label) => same(label, text))
  })?.key
}

const parts = (text: string): readonly string[] => text.split(/[,;，；、]/)

/** Options apart by commas, semicolons or 、; undefined when one of them is none. */
export function pastedOptions(text: string, field: FieldView): readonly (string | undefined)[] | undefined {
  const keys = parts(text).map((word) => pastedOption(word, field))
  return keys.includes(undefined) ? undefined : keys
}

/** The same, where a word that is no option yet stands for itself. */
export const pastedTags = (text: string, field: FieldView): readonly string[] =>
  parts(text).map((word) => pastedOption(word, field) ?? word.trim())

/** A number as spreadsheets write it. */
export const pastedNumber = (text: string): string | undefined => digits(text)

/** A share: with a percent sign the hundredth of what stands before it. */
export function pastedPercent(text: string): string | undefined {
  const number = digits(text.replace(/[%％]$/, ''))
  return number !== undefined && /[%％]$/.test(text) ? shiftPoint(number, -2) : number
}

/** An amount in the currency that stands there. */
export function pastedMoney(text: string, _field: FieldView, before: unknown): object | undefined {
  const amount = digits(text)
  const { currency } = asRow(before)
  return amount === undefined
    ? undefined
    : { amount, ...(currency === undefined ? {} : { currency: asText(currency) }) }
}

/** Yes or no, in the words that files have for it. */
export function pastedBoolean(text: string): boolean | undefined {
  const parsed = parseBooleanCell(text)
  return parsed.ok ? (parsed.value ?? undefined) : undefined
}

/** A day in the ways that people write one, the year first. */
export function pastedDay(text: string): string | undefined {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)
  return found ? `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}` : undefined
}
