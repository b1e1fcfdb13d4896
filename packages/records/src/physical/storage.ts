import type { Entity, Field, Model } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { widens } from './copy.ts'
import { physicalName } from './names.ts'
import type { PhysicalColumn, PhysicalField } from './physical.ts'

/** Where a field's values are to be kept; columns and tables have no names yet. */
export function wantedStorage(model: Model, entity: Entity, field: Field): PhysicalField {
  const type = field.type.key
  if (field.volatile || field.type.storage === 'none') return { storage: 'none', type }
  if (field.type.storage === 'links') return { storage: 'links', type, table: '' }
  if (field.type.storage === 'rows') {
    const rows = model.entities.get(`${entity.key}.${field.key}`)
    return rows ? { storage: 'rows', type, entity: rows.id } : { storage: 'none', type }
  }
  const columns = field.type.columns(field.settings)
  return { storage: 'columns', type, columns: columns.map((column) => ({ ...column, name: '' })) }
}

function isRelated(a: PhysicalField, b: PhysicalField): boolean {
  const family = fieldType(a.type)?.family
  return a.type === b.type || (family !== undefined && family === fieldType(b.type)?.family)
}

/** Whether what is kept in one may be read from the other as it is. */
export function sameStorage(a: PhysicalField, b: PhysicalField): boolean {
  if (!isRelated(a, b) || a.storage !== b.storage) return false
  if (a.storage === 'rows' && b.storage === 'rows') return a.entity === b.entity
  if (a.storage === 'columns' && b.storage === 'columns')
    return sameColumns(a.columns, b.columns, (from, to) => from === to)
  return true
}

/** The same, but for columns that hold more digits. */
export function widened(a: PhysicalField, b: PhysicalField): boolean {
  if (a.type !== b.type || a.storage !== 'columns' || b.storage !== 'columns') return false
  return sameColumns(a.columns, b.columns, (from, to) => from === to || widens(from, to))
}

function sameColumns(
  a: readonly PhysicalColumn[],
  b: readonly PhysicalColumn[],
  fits: (from: string, to: string) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((column, index) => {
      const other = b[index]
      return (
        other !== undefined &&
        column.part === other.part &&
        column.collation === other.collation &&
        fits(column.type, other.type)
      )
    })
  )
}

/** With names that nothing else has. */
export function named(
  wanted: PhysicalField,
  entity: Entity,
  field: Field,
  columnsTaken: Set<string>,
  tablesTaken: Set<string>,
): PhysicalField {
  if (wanted.storage === 'links')
    return { ...wanted, table: physicalName('l_', `${entity.id}_${field.id}`, tablesTaken) }
  if (wanted.storage !== 'columns') return wanted
  const main = physicalName('f_', field.id, columnsTaken)
  // `$` is in no id, so that a part never meets another field's column.
  return {
    ...wanted,
    columns: wanted.columns.map((column) => ({ ...column, name: column.part ? `${main}$${column.part}` : main })),
  }
}
