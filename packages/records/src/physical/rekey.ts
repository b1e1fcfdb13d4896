import type { Model, Rename } from '@atelier/definitions'
import { sql } from 'kysely'
import { inlined } from '../sql/compile.ts'
import type { DdlStep, PhysicalSchema } from './physical.ts'

type Stored = {
  readonly entity: string
  readonly field: string
  readonly table: string
  readonly column: string
  readonly many: boolean
}

/** The columns in which a renamed key is stored as a value. */
function columnsWith(rename: Rename, model: Model, physical: PhysicalSchema): readonly Stored[] {
  return [...model.entities.values()].flatMap((entity) => {
    const table = physical.entities[entity.id]
    if (!table) return []
    return [...entity.fields.values()].flatMap((field): Stored[] => {
      const holds =
        rename.kind === 'stage'
          ? entity.stage === field && entity.pipelines.some((pipeline) => pipeline.key === rename.pipeline)
          : rename.kind === 'role'
            ? field.entity === 'user' && field.key === 'roles'
            : rename.kind === 'option' &&
              ('optionset' in rename
                ? field.definition.optionset === rename.optionset
                : entity.key === rename.entity && field.key === rename.field)
      const storage = table.fields[field.id]
      const main = storage?.storage === 'columns' ? storage.columns.find((column) => column.part === '') : undefined
      return holds && main
        ? [
            {
              entity: entity.id,
              field: field.id,
              table: table.table,
              column: main.name,
              many: main.type.endsWith('[]'),
            },
          ]
        : []
    })
  })
}

/**
 * Steps that carry a new key of an option, stage or role into the rows that store it: what a record says does not change, only how it is
 * written, so there is no event. `model` is the one after the renames. Stages are told apart by their pipeline's key in the row.
 */
export function planRekey(input: {
  readonly schema: string
  readonly physical: PhysicalSchema
  readonly model: Model
  readonly renames: readonly Rename[]
}): readonly DdlStep[] {
  return input.renames.flatMap((rename) =>
    columnsWith(rename, input.model, input.physical).map((stored): DdlStep => {
      const table = sql.table(`${input.schema}.${stored.table}`)
      const column = sql.id(stored.column)
      const change = stored.many
        ? sql`update ${table} set ${column} = array_replace(${column}, ${rename.from}, ${rename.to}) where ${column} @> array[${rename.from}]::text[]`
        : sql`update ${table} set ${column} = ${rename.to} where ${column} = ${rename.from}`
      return {
        sql: inlined(change),
        kind: 'rewrite',
        about: { entity: stored.entity, part: stored.field },
        describe: {
          en: `"${rename.from}" is written "${rename.to}" from now on`,
          'zh-CN': `“${rename.from}”今后记为“${rename.to}”`,
        },
      }
    }),
  )
}
