import type { Entity, Model, UniqueDefinition } from '@atelier/definitions'
import { compileFacts, type QueryContext } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { sql } from 'kysely'
import { runStatement } from '../database/run-statement.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** Constraints that are new in `model` for an entity that has records already. */
function newUniques(
  now: Model,
  model: Model,
): readonly { readonly entity: Entity; readonly unique: UniqueDefinition }[] {
  return [...now.entities.values()].flatMap((entity) => {
    const next = [...model.entities.values()].find((candidate) => candidate.id === entity.id)
    const known = new Set(entity.uniques.map((unique) => JSON.stringify(unique)))
    return (next?.uniques ?? [])
      .filter(
        (unique) => !known.has(JSON.stringify(unique)) && unique.fields.every((field) => entity.fields.has(field)),
      )
      .map((unique) => ({ entity, unique }))
  })
}

/** How many groups of records share the values of a constraint. */
function compileGroups(ctx: QueryContext, entity: string, unique: UniqueDefinition) {
  return compileFacts(ctx, ['duplicates', entity, unique], (open) => {
    const fact = open(entity)
    if (!fact) return []
    const values = unique.fields.map((field) => fact.value({ var: field }, `/${field}`))
    const filter = unique.filter === undefined ? undefined : fact.condition(unique.filter, '/filter')
    const parts = values.flatMap((value) => (value.problems ? [] : [value.sql]))
    if (parts.length < values.length || filter?.problems) return []
    const present =
      unique.empty === 'same'
        ? sql``
        : sql` and ${sql.join(
            parts.map((part) => sql`(${part}) is not null`),
            sql` and `,
          )}`
    const only = filter ? sql` and (${filter.sql})` : sql``
    const keys = sql.join(parts.map((part, i) => sql`${part} as ${sql.id(`k${i}`)}`))
    const names = sql.join(parts.map((_, i) => sql.id(`k${i}`)))
    return sql`select (count(*))::text as json from (select ${names} from (select ${keys} from ${fact.source} where ${fact.where}${only}${present}) as r group by ${names} having count(*) > 1) as g`
  })
}

/** Problems of new uniqueness that the records as they stand do not meet: publishing is refused, with how many have to be mended. */
export async function duplicateProblems(context: Context, model: Model): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  for (const { entity, unique } of newUniques(context.generation.model, model)) {
    const compiled = compileGroups(queryContext(unrestricted(context)), entity.key, unique)
    if (!compiled.ok) continue
    const groups = Number(await runStatement(context.workspace.pool, compiled.statement))
    if (groups === 0) continue
    const fields = unique.fields.join(', ')
    problems.push({
      code: 'not_unique',
      path: '/unique',
      document: `entity/${entity.key}`,
      message: {
        en: `${groups} values of ${fields} are used by several records of ${entity.key}.`,
        'zh-CN': `${entity.label['zh-CN'] ?? entity.key}中有 ${groups} 组记录的 ${fields} 重复。`,
      },
      params: { groups },
      fix: { en: 'Mend or merge those records first.', 'zh-CN': '请先修改或合并这些记录。' },
    })
  }
  return problems
}
