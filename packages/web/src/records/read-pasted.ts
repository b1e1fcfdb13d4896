import { fieldUi } from '@atelier/fields/ui'
import { client } from '../app/client.ts'
import { isEmpty } from '../fields/values.ts'
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

/** The value that a pasted text stands for, as a write takes it; undefined when it is none of the field. References come back as text. */
export function pastedValue(field: FieldView, text: string, before: unknown): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const { fromPaste } = fieldUi(field)
  return fromPaste ? fromPaste(trimmed, field, before) : text
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
