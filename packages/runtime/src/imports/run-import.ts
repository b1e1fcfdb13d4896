import type { Entity } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { inTransaction } from '../database/transaction.ts'
import type { WriteCommand, WriteResult } from '../kernel/commands.ts'
import { runWrites, runWritesIn } from '../kernel/run-writes.ts'
import { sessionOn } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import type { CellProblem } from './convert.ts'
import type { Mapping } from './mapping.ts'
import { type ImportPlan, type PlannedRow, planImport } from './plan-import.ts'
import type { Table } from './read/table.ts'
import { openRows, type RowOutcome, saveOutcomes, type Verdict } from './store.ts'

/** Rows that go through the kernel in one transaction. */
const chunkSize = 1000

export type CheckedRow = {
  readonly row: number
  readonly verdict: Verdict
  readonly problems: readonly CellProblem[]
  readonly duplicate?: CellProblem
}

/** A dry run: every row is judged by the kernel exactly as a commit would, and nothing stays. */
export async function checkImport(
  context: Context,
  entity: Entity,
  table: Table,
  mapping: Mapping,
  onProgress: (checked: number) => Promise<void> = async () => {},
): Promise<readonly CheckedRow[]> {
  const importing: Context = { ...context, via: 'import' }
  const plan = await planImport(importing, entity, table, mapping, true)
  const checked: CheckedRow[] = []
  for (let i = 0; i < plan.rows.length; i += chunkSize) {
    const rows = plan.rows.slice(i, i + chunkSize)
    const commands = rows.flatMap(({ command }) => (command === undefined ? [] : [command]))
    const first = plan.creates.map(({ as, command }) => ({ ...command, as }))
    const results = await runWrites(importing, [...first, ...commands], { atomic: false, dryRun: true })
    checked.push(...verdicts(rows, results.slice(first.length), mapping))
    await onProgress(checked.length)
  }
  return checked
}

/** Pairs each row with what the kernel said of its command. */
function verdicts(
  rows: readonly PlannedRow[],
  results: readonly WriteResult[],
  mapping: Mapping,
): readonly CheckedRow[] {
  let position = 0
  return rows.map((row) => {
    const also = row.duplicate === undefined ? {} : { duplicate: row.duplicate }
    const result = row.command === undefined ? undefined : results[position++]
    if (!result) return { row: row.row, verdict: row.verdict, problems: row.problems, ...also }
    if (result.status === 'refused')
      return {
        row: row.row,
        verdict: 'refused',
        problems: result.problems.map((problem) => ofRow(row.row, problem, mapping)),
      }
    const verdict = result.status === 'created' ? 'create' : result.status === 'unchanged' ? 'unchanged' : 'update'
    return { row: row.row, verdict, problems: [], ...also }
  })
}

function ofRow(row: number, problem: Problem, mapping: Mapping): CellProblem {
  const field = problem.field ?? problem.path.split('/')[1] ?? ''
  return { row, column: mapping.columns.find((column) => column.field === field)?.column ?? '', value: '', problem }
}

function outcomes(rows: readonly PlannedRow[], checked: readonly CheckedRow[]): readonly RowOutcome[] {
  return checked.map(({ row, verdict, problems }, i) => ({
    row,
    verdict,
    record: verdict === 'refused' ? null : (rows[i]?.record ?? null),
    problems:
      problems.length === 0
        ? null
        : problems.map(({ column, value, problem, suggestion }) => ({
            column,
            value,
            ...problem,
            ...(suggestion === undefined ? {} : { suggestion }),
          })),
  }))
}

/**
 * Writes the rows that have no verdict yet, part by part; each part and the verdicts of its rows are one transaction, so that a commit that was
 * killed goes on where it stopped and no row is written twice.
 */
export async function commitImport(
  context: Context,
  id: string,
  entity: Entity,
  table: Table,
  mapping: Mapping,
  onProgress: () => Promise<void>,
): Promise<void> {
  const importing: Context = { ...context, via: 'import', request: id }
  const plan = await planImport(importing, entity, table, mapping)
  const open = await openRows(importing, id)
  const rows = plan.rows.filter(({ row }) => open.has(row))
  if (rows.length > 0)
    await runWrites(
      importing,
      plan.creates.map(({ id: record, command }) => ({ ...command, id: record })),
      { atomic: false },
    )
  const madeFirst = new Map(plan.creates.map((made) => [made.as, made.id]))
  for (let i = 0; i < rows.length; i += chunkSize) {
    const part = rows.slice(i, i + chunkSize)
    const commands = part.flatMap(({ command }) => (command === undefined ? [] : [withIds(command, madeFirst)]))
    await inTransaction(importing.workspace.pool, async (client) => {
      const results = await runWritesIn(sessionOn(client), importing, commands, { atomic: false })
      await saveOutcomes(client, importing, id, outcomes(part, verdicts(part, results, mapping)))
    })
    await onProgress()
  }
  await linkRows(importing, plan)
}

/** `$ref`s of a command as the ids that the records made first have got. */
function withIds(command: WriteCommand, ids: ReadonlyMap<string, string>): WriteCommand {
  if (ids.size === 0 || (command.kind !== 'create' && command.kind !== 'update')) return command
  const idOf = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(idOf)
    return typeof value === 'object' && value !== null && '$ref' in value ? ids.get(String(value.$ref)) : value
  }
  return {
    ...command,
    values: Object.fromEntries(Object.entries(command.values).map(([field, value]) => [field, idOf(value)])),
  }
}

/** References to rows of the same file, once every row is there. Done again after an interruption they change nothing. */
async function linkRows(context: Context, plan: ImportPlan): Promise<void> {
  const links: WriteCommand[] = plan.rows.flatMap(({ later }) => (later === undefined ? [] : [later]))
  for (let i = 0; i < links.length; i += chunkSize)
    await runWrites(context, links.slice(i, i + chunkSize), { atomic: false })
}
