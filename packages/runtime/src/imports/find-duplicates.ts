import type { DuplicateDefinition, Entity } from '@atelier/definitions'
import type { Context } from '../workspace/workspace.ts'
import type { CellProblem } from './convert.ts'
import { findMatches, matchKey } from './find-matches.ts'
import { namesOf } from './find-references.ts'
import { likenessIndex } from './likeness.ts'
import type { Mapping } from './mapping.ts'

type Row = { readonly row: number; readonly values: Readonly<Record<string, unknown>> }

/** How alike names must be where a duplicate rule does not say: as on any other way in. */
const alike = 0.8

/**
 * Rows that would make a record which may be there already, by the entity's duplicate rules: among what the person may see, and among
 * the rows before. They are warnings; whether such rows are left out, the mapping says.
 */
export async function findDuplicates(
  context: Context,
  entity: Entity,
  rows: readonly Row[],
  mapping: Mapping,
): Promise<ReadonlyMap<number, CellProblem>> {
  const found = new Map<number, CellProblem>()
  for (const { match } of entity.document.duplicates ?? []) {
    const full = rows.filter(({ row, values }) => !found.has(row) && match.every(({ field }) => isText(values[field])))
    if (full.length === 0) continue
    const like = await (match.every(({ by }) => by === 'exact')
      ? exactly(context, entity, match, full)
      : similarly(context, entity, match, full))
    const field = match[0]?.field ?? ''
    const column = mapping.columns.find((each) => each.field === field)?.column ?? ''
    for (const [row, { value, other }] of like) found.set(row, warning(row, column, field, value, other))
  }
  return found
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

type Match = DuplicateDefinition['match']
type Found = ReadonlyMap<number, { readonly value: string; readonly other: string }>

async function exactly(context: Context, entity: Entity, match: Match, rows: readonly Row[]): Promise<Found> {
  const fields = match.map(({ field }) => field)
  const existing = await findMatches(
    context,
    entity,
    fields,
    rows.map(({ values }) => values),
  )
  const before = new Set<string>()
  const found = new Map<number, { value: string; other: string }>()
  for (const { row, values } of rows) {
    const key = matchKey(fields, values) ?? ''
    const value = String(values[fields[0] ?? ''])
    if (existing.ids.has(key) || before.has(key)) found.set(row, { value, other: value })
    before.add(key)
  }
  return found
}

/** By the field that is compared. Rules that compare several fields at once are asked when a person writes, not here. */
async function similarly(context: Context, entity: Entity, match: Match, rows: readonly Row[]): Promise<Found> {
  const compared = match.find(({ by }) => by === 'similar')
  if (compared === undefined || match.length > 1) return new Map()
  const names = likenessIndex()
  for (const name of await namesOf(context, context.generation.model, entity.key, compared.field)) names.add(name)
  const found = new Map<number, { value: string; other: string }>()
  for (const { row, values } of rows) {
    const value = String(values[compared.field])
    const other = names.find(value, compared.min === undefined ? alike : Number(compared.min))
    if (other !== undefined) found.set(row, { value, other })
    names.add(value)
  }
  return found
}

function warning(row: number, column: string, field: string, value: string, other: string): CellProblem {
  return {
    row,
    column,
    value,
    problem: {
      code: 'possible_duplicate',
      path: `/${field}`,
      field,
      message: { en: `There may already be such a record: "${other}".`, 'zh-CN': `可能已有这条记录：“${other}”。` },
    },
  }
}
