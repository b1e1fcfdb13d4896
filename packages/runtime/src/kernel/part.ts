import type { Entity, Field } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { Env, RecordData } from '@atelier/rules'
import { type Batch, loadedBefore } from './batch.ts'
import type { Draft, Row } from './draft.ts'
import { idOf, type Loaded, recordAfter } from './related.ts'
import { relationOf } from './relation-of.ts'
import { envOf } from './rules.ts'

/** A record or one of its lines while its values are being completed: both go through the same steps. */
export type Part = {
  readonly draft: Draft
  readonly entity: Entity
  readonly row: Row
  readonly before: Row | undefined
  readonly given: ReadonlySet<string>
  /** JSON pointer of the values ('' for the record itself). */
  readonly place: string
  /** The record as rules read it; kept in step with `row` by `setValue`. */
  readonly record: { [key: string]: unknown; id?: string | null }
  readonly env: Env
}

/** The parts of a draft: the record first, then its lines in order. Made anew whenever targets have been loaded. */
export function partsOf(batch: Batch, draft: Draft): readonly Part[] {
  const { context, model } = batch
  const loaded = loadedBefore(batch, draft)
  const lines = new Map<string, RecordData[]>()
  const record: Part['record'] = recordAfter(draft.entity, draft.after, loaded, allTargets(batch), lines)
  record.id = draft.id
  const parts: Part[] = [
    {
      draft,
      entity: draft.entity,
      row: draft.after,
      before: draft.before,
      given: draft.given,
      place: '',
      record,
      env: envOf(context, record, loaded ?? null),
    },
  ]
  for (const [key, { keep }] of draft.lines) {
    const entity = model.entities.get(`${draft.entity.key}.${key}`)
    if (entity === undefined) continue
    const known = loaded?.[key]
    const loadedRows = new Map<string | null, RecordData>(
      Array.isArray(known) ? known.map((row: RecordData) => [idOf(row), row]) : [],
    )
    const rows = keep.map((line) => {
      const row: Part['record'] = recordAfter(entity, line.after, loadedRows.get(line.id), allTargets(batch), new Map())
      row['parent'] = record
      parts.push({
        draft,
        entity,
        row: line.after,
        before: line.before,
        given: line.given,
        place: line.place,
        record: row,
        env: envOf(context, row, loadedRows.get(line.id) ?? null),
      })
      return row
    })
    record[key] = rows
  }
  return parts
}

function allTargets(batch: Batch): Loaded {
  if (batch.targets.size === 1) for (const only of batch.targets.values()) return only
  const all: Loaded = new Map()
  for (const loaded of batch.targets.values()) for (const [id, record] of loaded) all.set(id, record)
  return all
}

/** Sets a value in the row and in the record that rules read. */
export function setValue(part: Part, field: Field, value: Canonical): void {
  part.row[field.key] = value
  const relation = relationOf(field)
  if (relation === 'one') part.record[field.key] = typeof value === 'string' ? { id: value } : null
  else if (relation === 'many')
    part.record[field.key] = Array.isArray(value) ? value.map((id: Canonical) => ({ id })) : []
  else part.record[field.key] = value
}

/** A rule's value as the field keeps it; undefined when the field cannot hold it. */
export function fromRule(field: Field, value: unknown): Canonical | undefined {
  const relation = relationOf(field)
  if (relation === 'one') return idOf(value)
  if (relation === 'many') return Array.isArray(value) ? value.map(idOf).filter((id) => id !== null) : []
  const parsed = (field.type.fromRule ?? field.type.parse)(value, field.settings)
  return parsed.ok ? parsed.value : undefined
}
