import { client } from '../app/client.ts'
import { asText, isEmpty } from '../fields/values.ts'
import type { FieldView } from '../workspace/model.ts'
import type { BulkChange } from './use-bulk.ts'

export type PastedValue = {
  readonly id: string
  readonly field: FieldView
  readonly text: string
  /** The value that stands there now. */
  readonly before: unknown
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Digits as a number is written, without signs of currency and groups; undefined for what is none. */
function digits(text: string): string | undefined {
  const plain = text.replace(/[\s,，¥￥$€£]/g, '').replace(/^\((.+)\)$/, '-$1')
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : undefined
}

const currencyOf = (before: unknown): Readonly<Record<string, string>> =>
  typeof before === 'object' && before !== null && 'currency' in before ? { currency: asText(before.currency) } : {}

/** Moves the point of a decimal two places to the left. */
function hundredth(text: string): string {
  const sign = text.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const padded = whole.padStart(3, '0')
  return `${sign}${padded.slice(0, -2)}.${padded.slice(-2)}${fraction}`
}

/** The value that a pasted text stands for, as a write takes it; undefined when it is none of the field. References come back as text. */
export function pastedValue(field: FieldView, text: string, before: unknown): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const options = [...(field.options ?? []), ...(field.stages ?? [])]
  const option = (word: string) =>
    options.find((each) => {
      const labels = typeof each.label === 'object' ? Object.values(each.label) : [each.label ?? '']
      return same(each.key, word) || labels.some((label) => same(label, word))
    })?.key
  switch (field.type) {
    case 'choice':
    case 'stage':
      return option(trimmed)
    case 'choices':
    case 'tags': {
      const keys = trimmed
        .split(/[,;，；、]/)
        .map((word) => option(word) ?? (field.type === 'tags' ? word.trim() : undefined))
      return keys.includes(undefined) ? undefined : keys
    }
    case 'number':
      return digits(trimmed)
    case 'percent': {
      const number = digits(trimmed.replace(/[%％]$/, ''))
      return number !== undefined && /[%％]$/.test(trimmed) ? hundredth(number) : number
    }
    case 'money': {
      const amount = digits(trimmed)
      return amount === undefined ? undefined : { amount, ...currencyOf(before) }
    }
    case 'boolean':
      if (['true', 'yes', '1', '是', '✓'].some((word) => same(word, trimmed))) return true
      return ['false', 'no', '0', '否'].some((word) => same(word, trimmed)) ? false : undefined
    case 'date': {
      const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(trimmed)
      return found ? `${found[1]}-${found[2]?.padStart(2, '0')}-${found[3]?.padStart(2, '0')}` : undefined
    }
    default:
      return text
  }
}

/** The one record with this name, by its id; undefined when there is none or more than one that fits as well. */
async function findReference(entity: string, name: string): Promise<string | undefined> {
  const answer = await client.records.search(name, { entity, limit: 10 })
  if (!answer.ok) return undefined
  const exact = answer.value.flatMap((group) => group.records).filter((record) => same(record.label, name))
  return exact.length === 1 ? exact[0]?.id : undefined
}

/** What a pasted block changes, record by record, and the texts that nobody understood. */
export async function readPasted(
  cells: readonly PastedValue[],
): Promise<{ readonly changes: readonly BulkChange[]; readonly unknown: readonly string[] }> {
  const named = cells.filter(({ field, text }) => field.target !== undefined && text.trim() !== '')
  const names = [...new Set(named.map(({ field, text }) => `${field.target}\n${text.trim()}`))].slice(0, 50)
  const found = new Map(
    await Promise.all(
      names.map(async (each): Promise<[string, string | undefined]> => {
        const [entity = '', name = ''] = each.split('\n')
        return [each, await findReference(entity, name)]
      }),
    ),
  )
  const unknown: string[] = []
  const changes = new Map<string, Record<string, unknown>>()
  for (const { id, field, text, before } of cells) {
    const isReference = field.target !== undefined && text.trim() !== ''
    const value = isReference ? found.get(`${field.target}\n${text.trim()}`) : pastedValue(field, text, before)
    if (value === undefined) unknown.push(text)
    else if (!(isEmpty(value) && isEmpty(before))) changes.set(id, { ...changes.get(id), [field.key]: value })
  }
  return { changes: [...changes].map(([id, values]) => ({ id, values })), unknown }
}
