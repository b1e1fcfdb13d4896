import type { Entity, Field } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import { compileList, compileLookup } from '@atelier/records'
import type { Values } from '../kernel/commands.ts'
import { isEmpty } from '../kernel/draft.ts'
import { idOf } from '../kernel/related.ts'
import { relationOf } from '../kernel/relation-of.ts'
import { asReader } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { poolSession } from './answers.ts'

/** What a row matches by, as one text (undefined when one of its values is empty or cannot be read), and the records that match. */
export type Match = { readonly tuple: string | undefined; readonly ids: readonly string[] }

const chunk = 500

/** Finds, for every row, the records whose values of `keys` equal the row's. Only what the reader may see is found. */
export async function matchRecords(
  context: Context,
  entity: Entity,
  rows: readonly Values[],
  keys: readonly string[],
): Promise<readonly Match[]> {
  const fields = keys.flatMap((key) => entity.fields.get(key) ?? [])
  const named = await resolveNamed(context, fields, rows)
  const tuples = rows.map((row) => {
    const values = fields.map((field) => matchValue(field, row[field.key], named))
    return values.some((value) => value === undefined || isEmpty(value)) ? undefined : values
  })
  const found = new Map<string, string[]>()
  const [first] = fields
  if (first === undefined) return rows.map(() => ({ tuple: undefined, ids: [] }))
  const wanted = [...new Set(tuples.flatMap((values) => (values === undefined ? [] : [String(comparable(values[0]))])))]
  for (let start = 0; start < wanted.length; start += chunk) {
    for (let after: string | undefined; ; ) {
      const compiled = compileList(asReader(context), {
        entity: entity.key,
        filter: { in: [{ var: first.key }, wanted.slice(start, start + chunk)] },
        fields: ['id', ...keys.filter((key) => key !== 'id')],
        limit: chunk,
        ...(after === undefined ? {} : { after }),
      })
      if (!compiled.ok) break
      const page = await poolSession(context).json<{
        records: readonly { id: string; [key: string]: unknown }[]
        next: string | null
      }>(compiled.statement)
      for (const record of page.records) {
        const tuple = JSON.stringify(fields.map((field) => comparable(record[field.key])))
        found.set(tuple, [...(found.get(tuple) ?? []), record.id])
      }
      if (page.next === null) break
      after = page.next
    }
  }
  return tuples.map((values) => {
    const tuple = values === undefined ? undefined : JSON.stringify(values.map(comparable))
    return { tuple, ids: tuple === undefined ? [] : (found.get(tuple) ?? []) }
  })
}

const comparable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (idOf(value) ?? Reflect.get(value, 'key') ?? JSON.stringify(value))
    : value

function matchValue(field: Field, value: unknown, named: ReadonlyMap<string, string>): Canonical | undefined {
  if (relationOf(field) === 'one')
    return typeof value === 'string' ? value.toLowerCase() : (named.get(nameOf(field, value)) ?? null)
  if (field.key === 'id') return typeof value === 'string' ? value.toLowerCase() : undefined
  const parsed = field.type.parse(value, field.settings)
  return parsed.ok ? parsed.value : undefined
}

const nameOf = (field: Field, value: unknown): string => `${field.key} ${JSON.stringify(value)}`

// References given by a unique field of their target.
async function resolveNamed(
  context: Context,
  fields: readonly Field[],
  rows: readonly Values[],
): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>()
  for (const field of fields) {
    if (relationOf(field) !== 'one') continue
    const lookups = new Map<string, Map<string, string>>()
    for (const row of rows) {
      const value = row[field.key]
      if (typeof value !== 'object' || value === null) continue
      const [entry] = Object.entries(value)
      if (entry === undefined) continue
      const texts = lookups.get(entry[0]) ?? new Map<string, string>()
      lookups.set(entry[0], texts)
      texts.set(String(entry[1]), nameOf(field, value))
    }
    for (const [by, texts] of lookups) {
      const compiled = compileLookup(asReader(context), {
        entity: field.targets[0] ?? '',
        field: by,
        values: [...texts.keys()],
      })
      if (!compiled.ok) continue
      const lists = await poolSession(context).json<readonly (readonly string[])[]>(compiled.statement)
      ;[...texts.values()].forEach((name, at) => {
        const [id, second] = lists[at] ?? []
        if (id !== undefined && second === undefined) named.set(name, id)
      })
    }
  }
  return named
}
