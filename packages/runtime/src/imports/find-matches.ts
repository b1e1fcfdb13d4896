import type { Entity } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { runStatement } from '../database/run-statement.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** Values of the match fields as one text, so that records and rows can be compared; undefined when one is empty, or when nothing is matched by. */
export function matchKey(fields: readonly string[], values: Readonly<Record<string, unknown>>): string | undefined {
  if (fields.length === 0) return undefined
  const parts = fields.map((field) => {
    const value = values[field]
    return typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  })
  return parts.some((part) => part === undefined || part === null || part === '') ? undefined : JSON.stringify(parts)
}

/**
 * Records that rows of a file mean, by their match key: what the person may see. `several` holds keys that more than one record has.
 */
export async function findMatches(
  context: Context,
  entity: Entity,
  fields: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<{ readonly ids: ReadonlyMap<string, string>; readonly several: ReadonlySet<string> }> {
  const ids = new Map<string, string>()
  const several = new Set<string>()
  const [first] = fields
  if (first === undefined) return { ids, several }
  const wanted = new Set(rows.flatMap((row) => matchKey(fields, row) ?? []))
  const literals = [...new Set(rows.flatMap((row) => literal(row[first])))]
  for (let i = 0; i < literals.length; i += 500)
    for (let after: string | undefined; ; ) {
      const compiled = compileList(queryContext(context), {
        entity: entity.key,
        fields,
        filter: { in: [{ var: first }, literals.slice(i, i + 500)] },
        limit: 500,
        ...(after === undefined ? {} : { after }),
      })
      if (!compiled.ok) throw new Error(`Records cannot be matched by ${first}: ${JSON.stringify(compiled.problems)}`)
      const page: { records: ({ id: string } & Record<string, unknown>)[]; next: string | null } = JSON.parse(
        await runStatement(context.workspace.pool, compiled.statement),
      )
      for (const record of page.records) {
        const key = matchKey(fields, record)
        if (key === undefined || !wanted.has(key)) continue
        if (ids.has(key)) several.add(key)
        else ids.set(key, record.id)
      }
      if (page.next === null) break
      after = page.next
    }
  return { ids, several }
}

function literal(value: unknown): readonly (string | number | boolean)[] {
  if (typeof value === 'string' && value !== '') return [value]
  if (typeof value === 'number' || typeof value === 'boolean') return [value]
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string') return [value.id]
  return []
}
