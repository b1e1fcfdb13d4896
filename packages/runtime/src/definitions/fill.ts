import { planFill } from '@atelier/records'
import pg, { type PoolClient } from 'pg'
import { announce } from '../database/announcements.ts'
import { runStatement } from '../database/run-statement.ts'
import { inTransaction } from '../database/transaction.ts'
import { queryContext } from '../workspace/query-context.ts'
import { servedEverywhere } from '../workspace/served-everywhere.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Up to so many rows are filled within the publish; more is done in the background. */
const few = 5_000
/** How many rows one transaction fills: it holds their locks until it commits. */
const portion = 1_000

type Fill = {
  readonly place: number
  readonly revision: number
  readonly entity: string
  readonly field: string
  readonly after: string | null
  readonly done: number
  readonly rows: number | null
}

/** How far the filling of one field has come. */
export type Filling = { readonly entity: string; readonly field: string; readonly done: number; readonly rows: number }

/** Fills what is left to fill, if that is little. */
export async function fillFew(workspace: Workspace): Promise<void> {
  const left = await fillings(workspace)
  if (left.reduce((sum, { rows }) => sum + rows, 0) > few) return
  while ((await fillPortion(workspace, false)) > 0);
}

/** What is being filled, in the order in which it is. Counted up to where it matters, for big tables take long to count. */
export async function fillings(workspace: Workspace): Promise<readonly Filling[]> {
  const { model, physical } = workspace.current()
  const s = pg.escapeIdentifier(workspace.schema)
  const { rows } = await workspace.pool.query<Fill>(`select * from ${s}.fill order by place`)
  const found: Filling[] = []
  for (const row of rows) {
    const entity = [...model.entities.values()].find(({ id }) => id === row.entity)
    const field = [...(entity?.fields.values() ?? [])].find(({ id }) => id === row.field)
    const table = physical.entities[row.entity]?.table
    if (entity === undefined || field === undefined || table === undefined) continue
    const count = row.rows ?? (await countRows(workspace.pool, s, table, few + 1))
    found.push({ entity: entity.key, field: field.key, done: row.done, rows: count })
  }
  return found
}

async function countRows(
  client: Pick<PoolClient, 'query'>,
  s: string,
  table: string,
  most: number | null,
): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `select count(*)::int as n from (select from ${s}.${pg.escapeIdentifier(table)} limit $1) as t`,
    [most],
  )
  return rows[0]?.n ?? 0
}

/**
 * Fills some rows of the first field that is not filled yet, and notes how far it came, in one transaction: whoever dies in between has done nothing,
 * and anybody goes on where the last one stopped. Answers how much there was. `patient` begins only when every process serves the revision, for others
 * would go on writing rows without the field.
 */
export async function fillPortion(workspace: Workspace, patient: boolean): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  const { rowCount } = await workspace.pool.query(`select from ${s}.fill limit 1`)
  if (rowCount === 0) return 0
  // Asked before the transaction, which must not wait for a second connection while it holds one.
  if (patient && !(await servedEverywhere(workspace.pool, workspace.key, workspace.current().revision, 0))) return 0
  return inTransaction(workspace.pool, async (client) => {
    const { rows: locks } = await client.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtext($1)) as mine from ${s}.fill limit 1`,
      [`fill ${workspace.schema}`],
    )
    if (locks[0]?.mine !== true) return 0
    const { rows } = await client.query<Fill>(`select * from ${s}.fill order by place limit 1`)
    const [fill] = rows
    const { model, physical, revision } = workspace.current()
    if (fill === undefined || fill.revision !== revision) return 0
    const table = physical.entities[fill.entity]?.table
    const entity = [...model.entities.values()].find(({ id }) => id === fill.entity)
    const field = [...(entity?.fields.values() ?? [])].find(({ id }) => id === fill.field)
    const found =
      table === undefined
        ? []
        : (
            await client.query<{ id: string }>(
              `select id from ${s}.${pg.escapeIdentifier(table)} where $1::uuid is null or id > $1::uuid order by id limit $2`,
              [fill.after, portion],
            )
          ).rows
    if (table === undefined || entity === undefined || field === undefined || found.length === 0) {
      await client.query(`delete from ${s}.fill where place = $1`, [fill.place])
      await endIfDone(client, workspace)
      return 1
    }
    const ids = found.map(({ id }) => id)
    const changed = new Map([[entity.key, ids]])
    const context = queryContext(systemContext(workspace))
    for (const step of planFill(context, [{ entity: entity.key, field: field.key }])) {
      await runStatement(client, step.lock(changed))
      // What a record is worth is worked out, not changed by anybody: its version stays.
      await runStatement(client, step.compile(changed, ids))
    }
    const count = fill.rows ?? (await countRows(client, s, table, null))
    await client.query(`update ${s}.fill set after = $2, done = done + $3, rows = $4 where place = $1`, [
      fill.place,
      ids.at(-1),
      ids.length,
      count,
    ])
    return ids.length
  })
}

/** When the last field is filled, its columns are taken for the truth again, in every process. */
async function endIfDone(client: PoolClient, workspace: Workspace): Promise<void> {
  const s = pg.escapeIdentifier(workspace.schema)
  const { revision } = workspace.current()
  const { rowCount } = await client.query(
    `update ${s}.revision set physical = physical - 'filling', mark = mark + 1 where n = $1 and not exists (select from ${s}.fill)`,
    [revision],
  )
  if (rowCount === 0) return
  await client.query('update atelier.workspace set mark = mark + 1 where key = $1', [workspace.key])
  await announce(client, { kind: 'revision', workspace: workspace.key, revision })
}
