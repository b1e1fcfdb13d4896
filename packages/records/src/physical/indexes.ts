import type { Entity, Field, Model } from '@atelier/definitions'
import { fieldSql } from '@atelier/fields/sql'
import { type RawBuilder, sql } from 'kysely'
import { inlined } from '../sql/compile.ts'
import { hashOf, quoted } from './names.ts'
import type { PhysicalEntity, PhysicalField, PhysicalIndex } from './physical.ts'
import { lineColumns, searchColumns, systemColumns } from './system-columns.ts'
import { uniqueFilterSql } from './unique-filter.ts'

type Wanted = { readonly on: string; readonly unique: boolean; readonly about: string }

/** The indexes an entity's definition asks for: default order, owner, stage, references, constraints, `index: true`, orders of views, search. */
export function indexesOf(
  model: Model,
  entity: Entity,
  physical: PhysicalEntity,
  trigram: boolean,
): readonly PhysicalIndex[] {
  const alive = physical.lines ? '' : ' where deleted_at is null'
  const wanted: Wanted[] = physical.lines
    ? [{ on: '(parent, position)', unique: false, about: entity.id }]
    : [
        { on: `(created_at desc, id desc)${alive}`, unique: false, about: entity.id },
        { on: '(deleted_at desc, id desc) where deleted_at is not null', unique: false, about: entity.id },
      ]
  if (trigram && !physical.lines) {
    const columns = Object.values(searchColumns).map((name) => `${name} public.gin_trgm_ops`)
    wanted.push({ on: `using gin (${columns.join(', ')})${alive}`, unique: false, about: entity.id })
  }
  for (const field of entity.fields.values()) {
    const storage = physical.fields[field.id]
    if (storage?.storage !== 'columns') continue
    const main = storage.columns[0]
    if (!main) continue
    const column = quoted(main.name)
    if (main.type.endsWith('[]')) {
      if (asked(field)) wanted.push({ on: `using gin (${column})${alive}`, unique: false, about: field.id })
    } else if (field === entity.owner || field === entity.stage) {
      // Scopes by owner and columns of a board page in the default order; counts and sums of them never touch the table.
      const along = coveredBy(model, entity, physical, field)
      const include = along.length === 0 ? '' : ` include (${along.join(', ')})`
      wanted.push({ on: `(${column}, created_at desc, id desc)${include}${alive}`, unique: false, about: field.id })
    } else if (field.targets.length > 0 && main.type === 'uuid') {
      // Also binned rows: what happens to them when their target goes must be found.
      wanted.push({ on: `(${column})`, unique: false, about: field.id })
    } else if (asked(field)) {
      const order = orderBy(field, storage, false)
      if (order) wanted.push({ on: `(${order}, id)${alive}`, unique: false, about: field.id })
    }
  }
  for (const unique of entity.uniques) {
    const columns = unique.fields.map((key) => columnOf(entity, physical, key))
    if (columns.length === 0 || columns.includes(undefined)) continue
    const filter = unique.filter === undefined ? undefined : uniqueFilterSql(model, entity, physical, unique.filter)
    const where = [...(physical.lines ? [] : ['deleted_at is null']), ...(filter ? [filter] : [])]
    const nulls = unique.empty === 'same' ? ' nulls not distinct' : ''
    wanted.push({
      on: `(${columns.join(', ')})${nulls}${where.length > 0 ? ` where ${where.join(' and ')}` : ''}`,
      unique: true,
      about: unique.id,
    })
  }
  for (const view of model.views.values()) {
    if (view.entity !== entity.key || !view.sort || physical.lines) continue
    const on = viewOrder(entity, physical, view.sort)
    if (on) wanted.push({ on: `${on}${alive}`, unique: false, about: view.id })
  }
  const named = new Map<string, PhysicalIndex>()
  for (const index of wanted) {
    const name = `i_${hashOf(`${physical.table} ${index.unique} ${index.unique ? index.about : ''} ${index.on}`)}`
    if (!named.has(name)) named.set(name, { name, ...index })
  }
  return [...named.values()]
}

function asked(field: Field): boolean {
  if (field.type.index === 'always') return true
  return field.type.index === 'onDemand' && field.definition.index === true
}

const mostCovered = 6

/** What people count and narrow by beside an owner or a stage: the other of the two, and short values that are indexed anyway. */
function coveredBy(model: Model, entity: Entity, physical: PhysicalEntity, field: Field): readonly string[] {
  const views = [...model.views.values()].filter((view) => view.entity === entity.key)
  const sorted = new Set(views.flatMap((view) => view.sort ?? []).map((item) => item.replace(/^-/, '')))
  const columns = [...entity.fields.values()].flatMap((other) => {
    if (other === field) return []
    const storage = physical.fields[other.id]
    const main = storage?.storage === 'columns' ? storage.columns[0] : undefined
    if (!main) return []
    if (other === entity.owner || other === entity.stage) return [quoted(main.name)]
    const indexed = asked(other) || sorted.has(other.key)
    return indexed && !unbounded.test(main.type) ? [quoted(main.name)] : []
  })
  return columns.slice(0, mostCovered)
}

// An entry of an index has a length that a text can exceed.
const unbounded = /^text|\[\]$/

function columnOf(entity: Entity, physical: PhysicalEntity, key: string): string | undefined {
  const field = entity.fields.get(key)
  if (!field) return undefined
  if (field.system) {
    const column = (physical.lines ? lineColumns : systemColumns)[key]
    return column && quoted(column.name)
  }
  const storage = physical.fields[field.id]
  const main = storage?.storage === 'columns' ? storage.columns[0] : undefined
  return main && quoted(main.name)
}

function viewOrder(entity: Entity, physical: PhysicalEntity, sort: readonly string[]): string | undefined {
  const parts: string[] = []
  let descending = false
  for (const item of sort) {
    descending = item.startsWith('-')
    const field = entity.fields.get(descending ? item.slice(1) : item)
    const storage = field && physical.fields[field.id]
    const system = field?.system ? systemColumns[field.key] : undefined
    const order = system
      ? `${quoted(system.name)}${descending ? ' desc nulls last' : ''}`
      : field && storage?.storage === 'columns'
        ? orderBy(field, storage, descending)
        : undefined
    // The rest of the order cannot come from the index; what stands so far still bounds the work.
    if (!order) return undefined
    parts.push(order)
  }
  return parts.length === 0 ? undefined : `(${parts.join(', ')}, id${descending ? ' desc' : ''})`
}

function orderBy(field: Field, storage: PhysicalField, descending: boolean): string | undefined {
  if (storage.storage !== 'columns') return undefined
  const column = (part: string): RawBuilder<unknown> =>
    sql.ref(storage.columns.find((item) => item.part === part)?.name ?? '')
  const expression = fieldSql(field.type.key)?.sort?.(column, field.settings)
  if (!expression) return undefined
  const text = inlined(expression)
  return `(${text})${descending ? ' desc nulls last' : ''}`
}
