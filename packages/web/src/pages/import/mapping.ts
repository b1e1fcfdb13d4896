import type { ImportColumn } from '@atelier/api'
import { editsInPlace } from '../../fields/registry.ts'
import type { EntityView } from '../../workspace/model.ts'

/** How one column of the file goes into one field (contract.md, "Imports"). */
export type ColumnMapping = {
  readonly column: string
  readonly field: string | null
  readonly by?: string
  readonly format?: string
  readonly values?: Readonly<Record<string, string>>
  readonly missing?: 'problem' | 'create' | 'empty'
  readonly round?: boolean
  readonly enteredAt?: Readonly<Record<string, string>>
  readonly overwriteWithEmpty?: boolean
}

export type Mapping = {
  readonly match?: readonly string[]
  readonly onMatch?: 'update' | 'skip' | 'error'
  readonly onDuplicate?: 'create' | 'skip'
  readonly columns: readonly ColumnMapping[]
  readonly overwriteWithEmpty?: boolean
  readonly mode?: 'history'
}

/** An import as the server keeps it. */
export type StoredImport = {
  readonly id: string
  readonly entity: string
  readonly fileName: string
  readonly state: 'draft' | 'running' | 'done' | 'failed' | 'undone'
  readonly rows: number
  readonly done: number
  /** How far the dry run under way is. */
  readonly checked?: number
  readonly create: number
  readonly update: number
  readonly unchanged: number
  readonly refused: number
  readonly columns: readonly ImportColumn[]
  readonly mapping: Mapping
  readonly error?: string
}

/** A mapping with one column changed. A column that goes elsewhere forgets how it was read before. */
export function withColumn(mapping: Mapping, column: string, change: Partial<ColumnMapping>): Mapping {
  const known = mapping.columns.some((each) => each.column === column)
  const columns = known ? mapping.columns : [...mapping.columns, { column, field: null }]
  return {
    ...mapping,
    columns: columns.map((each) => {
      if (each.column !== column) return each
      return 'field' in change && change.field !== each.field
        ? { column, field: null, ...change }
        : { ...each, ...change }
    }),
  }
}

/** A mapping in which a value of a column is read as another. */
export function withValue(mapping: Mapping, column: string, from: string, to: string): Mapping {
  const before = mapping.columns.find((each) => each.column === column)?.values
  return withColumn(mapping, column, { values: { ...before, [from]: to } })
}

/** Only keys whose field still has a column: the server refuses the others. Without any, every row is a new record. */
export function tidy(mapping: Mapping): Mapping {
  const mapped = new Set(mapping.columns.map((each) => each.field))
  return { ...mapping, match: mapping.match?.filter((key) => mapped.has(key)) ?? [] }
}

/** A mapping in which a column goes into a field; the first field that no two records share tells existing records from then on. */
export function withField(mapping: Mapping, column: string, field: string | null, isUnique: boolean): Mapping {
  const next = tidy(withColumn(mapping, column, { field }))
  return field !== null && isUnique && next.match?.length === 0 ? { ...next, match: [field] } : next
}

/** Fields that a file may fill. */
export const importFields = (entity: EntityView, history: boolean) =>
  entity.fields.filter(
    (field) =>
      (editsInPlace(field) && field.readonly !== true) ||
      (history && (field.key === 'createdAt' || field.key === 'createdBy')),
  )

/** How sure a guess is: from 0 to 1, or already a word. */
export function sureness(confidence: number | string): 'sure' | 'likely' | 'unsure' {
  const value = typeof confidence === 'number' ? confidence : Number(confidence)
  return value >= 0.9 ? 'sure' : value >= 0.7 ? 'likely' : 'unsure'
}
