import type { Entity, Field, Model } from '@atelier/definitions'
import { copyColumns } from './copy.ts'
import { indexesOf } from './indexes.ts'
import { physicalName, quoted } from './names.ts'
import type { DdlStep, PhysicalColumn, PhysicalEntity, PhysicalField, PhysicalSchema } from './physical.ts'
import { named, sameStorage, wantedStorage, widened } from './storage.ts'
import { systemColumnsDdl } from './system-columns.ts'

export type SchemaPlan = { readonly physical: PhysicalSchema; readonly steps: readonly DdlStep[] }

/**
 * What the tables of a model are called and how to get there from what is. Nothing is dropped: storage without a definition moves to
 * `kept`, and a definition that comes back takes it up again. `trigram`: pg_trgm is installed in the schema `public`.
 */
export function planSchema(input: {
  readonly schema: string
  readonly from: PhysicalSchema | undefined
  readonly model: Model
  readonly trigram?: boolean
}): SchemaPlan {
  const { schema, model } = input
  const from: PhysicalSchema = input.from ?? { format: 1, entities: {}, kept: {} }
  const before: Record<string, PhysicalEntity> = { ...from.kept, ...from.entities }
  const taken = new Set<string>()
  for (const entity of Object.values(before)) for (const name of relationNames(entity)) taken.add(name)
  const entities: Record<string, PhysicalEntity> = {}
  const steps: DdlStep[] = []
  for (const entity of model.entities.values()) {
    if (entity.origin.kind === 'collection') continue
    const planned = planEntity({
      schema,
      model,
      entity,
      before: before[entity.id],
      taken,
      trigram: input.trigram ?? false,
    })
    entities[entity.id] = planned.physical
    steps.push(...planned.steps)
  }
  const kept = Object.fromEntries(Object.entries(before).filter(([id]) => !entities[id]))
  return { physical: { format: 1, entities, kept }, steps }
}

type EntityInput = {
  readonly schema: string
  readonly model: Model
  readonly entity: Entity
  readonly before: PhysicalEntity | undefined
  readonly taken: Set<string>
  readonly trigram: boolean
}

function planEntity(input: EntityInput): { physical: PhysicalEntity; steps: DdlStep[] } {
  const { schema, model, entity, before, taken } = input
  const lines = entity.origin.kind === 'lines'
  const tableName = before?.table ?? physicalName('r_', entity.id, taken)
  const table = `${quoted(schema)}.${quoted(tableName)}`
  const columnsTaken = new Set(
    before ? [...Object.values(before.fields), ...before.kept.map((item) => item.was)].flatMap(columnNames) : [],
  )
  const kept = [...(before?.kept ?? [])]
  const steps: DdlStep[] = []
  const fields: Record<string, PhysicalField> = {}
  const added: PhysicalColumn[] = []
  for (const field of entity.fields.values()) {
    if (field.system) continue
    const wanted = wantedStorage(model, entity, field)
    const present = before?.fields[field.id]
    if (present && sameStorage(present, wanted)) {
      fields[field.id] = { ...present, type: field.type.key }
      continue
    }
    if (present && wanted.storage === 'columns' && present.storage === 'columns' && widened(present, wanted)) {
      fields[field.id] = {
        ...wanted,
        columns: present.columns.map((column, index) => ({
          ...column,
          type: wanted.columns[index]?.type ?? column.type,
        })),
      }
      for (const [index, column] of present.columns.entries()) {
        const type = wanted.columns[index]?.type
        if (type && type !== column.type)
          steps.push(
            step(
              entity,
              field,
              `alter table ${table} alter column ${quoted(column.name)} type ${type}`,
              'instant',
              'widen',
            ),
          )
      }
      continue
    }
    if (present && present.storage !== 'none') kept.push({ field: field.id, was: present })
    const again = kept.findIndex(
      (item) => item.field === field.id && item.was !== present && sameStorage(item.was, wanted),
    )
    const found = again >= 0 ? kept.splice(again, 1)[0]?.was : undefined
    const storage = found ?? named(wanted, entity, field, columnsTaken, taken)
    fields[field.id] = { ...storage, type: field.type.key }
    if (!found && storage.storage === 'columns') added.push(...storage.columns)
    if (!found && storage.storage === 'columns' && before)
      steps.push(
        step(
          entity,
          field,
          `alter table ${table} ${storage.columns.map((column) => `add column ${columnDdl(column)}`).join(', ')}`,
          'instant',
          'add',
        ),
      )
    if (!found && storage.storage === 'links') steps.push(...linkTable(schema, storage.table, entity, field))
    if (present) {
      const copy = copyColumns(
        table,
        present,
        storage,
        model.workspace.zone,
        field.type.ruleType(field.settings).kind === 'choice' ? field.options.map((option) => option.key) : undefined,
      )
      if (copy) steps.push(step(entity, field, copy, 'rewrite', 'copy'))
    }
  }
  for (const [id, storage] of Object.entries(before?.fields ?? {}))
    if (!fields[id] && storage.storage !== 'none') kept.push({ field: id, was: storage })

  if (!before) {
    const columns = [...systemColumnsDdl(lines), ...added.map(columnDdl)]
    const create = `create table ${table} (${columns.join(', ')}) with (${tableSettings})`
    steps.unshift(step(entity, undefined, create, 'instant', 'table'))
  }
  const physical: PhysicalEntity = { table: tableName, lines, fields, indexes: [], kept }
  const indexes = indexesOf(model, entity, physical, input.trigram)
  for (const index of indexes) {
    if (before?.indexes.some((old) => old.name === index.name)) continue
    const create = `create ${index.unique ? 'unique ' : ''}index ${before ? 'concurrently if not exists ' : ''}${quoted(index.name)} on ${table} ${index.on}`
    steps.push({
      sql: create,
      kind: before ? 'concurrent' : 'instant',
      about: { entity: entity.id, part: index.about },
      describe: index.unique
        ? { en: `Keep ${nameOf(entity)} unique`, 'zh-CN': `保证${nameOf(entity, 'zh-CN')}唯一` }
        : { en: `Make ${nameOf(entity)} fast to find and sort`, 'zh-CN': `加快${nameOf(entity, 'zh-CN')}的查找和排序` },
    })
  }
  for (const old of before?.indexes ?? []) {
    if (indexes.some((index) => index.name === old.name)) continue
    steps.push({
      sql: `drop index concurrently if exists ${quoted(schema)}.${quoted(old.name)}`,
      kind: 'concurrent',
      about: { entity: entity.id, part: old.about },
      describe: { en: `Remove an index of ${nameOf(entity)}`, 'zh-CN': `移除${nameOf(entity, 'zh-CN')}的一个索引` },
    })
  }
  return { physical: { ...physical, indexes }, steps }
}

// Room for updates in place keeps indexes small. Vacuum and statistics come early, after an import above all: counts read the index alone
// only where vacuum has been.
const tableSettings = [
  'fillfactor = 90',
  'autovacuum_vacuum_scale_factor = 0.05',
  'autovacuum_vacuum_insert_scale_factor = 0.05',
  'autovacuum_analyze_scale_factor = 0.05',
].join(', ')

function columnDdl(column: PhysicalColumn): string {
  return `${quoted(column.name)} ${column.type}${column.collation ? ` collate ${quoted(column.collation)}` : ''}`
}

function linkTable(schema: string, name: string, entity: Entity, field: Field): DdlStep[] {
  const table = `${quoted(schema)}.${quoted(name)}`
  const columns =
    'from_id uuid not null, to_id uuid not null, to_entity text not null, position integer not null, primary key (from_id, to_id)'
  return [
    step(entity, field, `create table ${table} (${columns})`, 'instant', 'links'),
    step(entity, field, `create index on ${table} (to_id, from_id)`, 'instant', 'links'),
  ]
}

const columnNames = (storage: PhysicalField): string[] =>
  storage.storage === 'columns' ? storage.columns.map((column) => column.name) : []

function relationNames(entity: PhysicalEntity): string[] {
  const links = [...Object.values(entity.fields), ...entity.kept.map((item) => item.was)]
  return [entity.table, ...links.flatMap((storage) => (storage.storage === 'links' ? [storage.table] : []))]
}

const nameOf = (part: Entity | Field, language: 'en' | 'zh-CN' = 'en'): string =>
  part.label[language] ?? part.label['en'] ?? part.key

const texts = {
  table: (where: string, _: string) => ({ en: `Make the table of ${where}`, 'zh-CN': `为${where}建表` }),
  add: (where: string, what: string) => ({ en: `Add ${what} to ${where}`, 'zh-CN': `在${where}中增加${what}` }),
  links: (where: string, what: string) => ({
    en: `Make the links of ${what} of ${where}`,
    'zh-CN': `为${where}的${what}建关联表`,
  }),
  copy: (where: string, what: string) => ({
    en: `Carry over the values of ${what} of ${where}`,
    'zh-CN': `转存${where}的${what}的值`,
  }),
  widen: (where: string, what: string) => ({
    en: `Let ${what} of ${where} hold larger values`,
    'zh-CN': `放宽${where}的${what}的取值范围`,
  }),
} as const

function step(
  entity: Entity,
  field: Field | undefined,
  sql: string,
  kind: DdlStep['kind'],
  text: keyof typeof texts,
): DdlStep {
  const describe = texts[text]
  return {
    sql,
    kind,
    about: { entity: entity.id, ...(field ? { part: field.id } : {}) },
    describe: {
      en: describe(nameOf(entity), field ? nameOf(field) : '').en,
      'zh-CN': describe(nameOf(entity, 'zh-CN'), field ? nameOf(field, 'zh-CN') : '')['zh-CN'],
    },
  }
}
