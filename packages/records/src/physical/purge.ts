import { quoted } from './names.ts'
import type { PhysicalEntity, PhysicalField, PhysicalSchema } from './physical.ts'

/** Storage that no definition uses any more: of a field, or of a whole entity. Ids, as the definitions had them. */
export type KeptItem = {
  readonly entity: string
  readonly field?: string
  /** One row with `n`: how many values, links or records go with it. */
  readonly count: string
  readonly drop: readonly string[]
}

export type PurgePlan = { readonly items: readonly KeptItem[]; readonly physical: PhysicalSchema }

/** What a purge would drop, with the SQL for it, and what the physical schema is afterwards. Nothing that a definition uses is touched. */
export function planPurge(schema: string, physical: PhysicalSchema): PurgePlan {
  const named = (name: string): string => `${quoted(schema)}.${quoted(name)}`
  const items: KeptItem[] = []
  for (const [entity, { table, kept }] of Object.entries(physical.entities))
    for (const { field, was } of kept) {
      const item = fieldItem(named, table, was)
      if (item) items.push({ entity, field, ...item })
    }
  for (const [entity, gone] of Object.entries(physical.kept))
    items.push({
      entity,
      count: `select count(*)::int as n from ${named(gone.table)}`,
      drop: tablesOf(gone).map((table) => `drop table ${named(table)}`),
    })
  const entities = Object.fromEntries(
    Object.entries(physical.entities).map(([id, entity]) => [id, { ...entity, kept: [] }]),
  )
  return { items, physical: { ...physical, entities, kept: {} } }
}

/** Rows of lines have a table of their own, which is an item of its own. */
function fieldItem(
  named: (name: string) => string,
  table: string,
  was: PhysicalField,
): Pick<KeptItem, 'count' | 'drop'> | undefined {
  if (was.storage === 'links')
    return { count: `select count(*)::int as n from ${named(was.table)}`, drop: [`drop table ${named(was.table)}`] }
  const [main] = was.storage === 'columns' ? was.columns : []
  if (was.storage !== 'columns' || main === undefined) return undefined
  const columns = was.columns.map(({ name }) => `drop column ${quoted(name)}`)
  return {
    count: `select count(${quoted(main.name)})::int as n from ${named(table)}`,
    drop: [`alter table ${named(table)} ${columns.join(', ')}`],
  }
}

/** Links first, then the table they lead from. */
function tablesOf(entity: PhysicalEntity): readonly string[] {
  const fields = [...Object.values(entity.fields), ...entity.kept.map(({ was }) => was)]
  return [...fields.flatMap((field) => (field.storage === 'links' ? [field.table] : [])), entity.table]
}
