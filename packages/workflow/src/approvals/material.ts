import { type ApprovalDocument, type Entity, type Model, writtenFields } from '@atelier/definitions'
import type { RecordData } from '@atelier/rules'

const idOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'id' in value ? value.id : value

/** A value without its empties, parts in the order of their names: what `jsonb` makes of it in the database. */
function plain(value: unknown): unknown {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if ('outcome' in value && 'key' in value) return value.key
  const parts = Object.entries(value).map(([key, part]) => [key, plain(part)] as const)
  return Object.fromEntries(parts.filter(([, part]) => part !== null).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What a row of lines says, whichever row it is: what was put in, nothing that is computed. */
function lineOf(lines: Entity | undefined, row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return null
  const values = new Map<string, unknown>(Object.entries(row))
  const said = writtenFields(lines).map((key) => [key, saidIn(lines, key, values.get(key))] as const)
  return plain(Object.fromEntries(said))
}

function saidIn(entity: Entity | undefined, key: string, value: unknown): unknown {
  const relation = entity?.relations.get(key)
  if (relation?.cardinality === 'one') return plain(idOf(value))
  if (relation === undefined || !Array.isArray(value)) return plain(value)
  return plain(value.map(idOf))
}

/** The present values of the approval's material fields, as one text that changes when any of them does. */
export function materialOf(model: Model, document: ApprovalDocument, record: RecordData | null): string {
  const entity = model.entities.get(document.entity)
  const values = (document.material ?? []).map((key) => {
    const value = record?.[key]
    if (entity?.relations.get(key)?.through.kind !== 'lines') return [key, saidIn(entity, key, value)]
    const lines = model.entities.get(`${document.entity}.${key}`)
    return [key, plain(Array.isArray(value) ? value.map((row) => lineOf(lines, row)) : null)]
  })
  return JSON.stringify(values)
}
