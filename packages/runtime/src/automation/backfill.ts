import type { Model } from '@atelier/definitions'
import { compileList, compileLoad } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import { automatedEntities, automationsOf } from '@atelier/workflow'
import pg from 'pg'
import { runStatement } from '../database/run-statement.ts'
import { inTransaction } from '../database/transaction.ts'
import { asSystem, sessionOn } from '../kernel/session.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { armTimers } from './queue.ts'

const page = 500

/** What an entity's timers hang on; the same text means the same timers. */
function timed(
  model: Model | undefined,
  entity: string,
): { readonly print: string; readonly fields: ReadonlySet<string> } {
  const triggers = (model === undefined ? [] : automationsOf(model, entity)).filter(
    ({ trigger }) => trigger.on === 'time.reached',
  )
  return {
    print: JSON.stringify(triggers.map(({ id, trigger }) => [id, trigger])),
    fields: new Set(
      triggers.map(({ trigger }) => (trigger.on === 'time.reached' ? (trigger.field.split('.')[0] ?? '') : '')),
    ),
  }
}

/**
 * Arms timers for the records that are there already when a revision brings new or changed triggers of time, and drops those of automations that are
 * gone. Safe to run again.
 */
export async function backfillTimers(context: Context, before: Model | undefined): Promise<void> {
  const { model } = context.generation
  const { pool, schema } = context.workspace
  const s = pg.escapeIdentifier(schema)
  const present = automatedEntities(model).flatMap((entity) => automationsOf(model, entity).map(({ id }) => id))
  await pool.query(`delete from ${s}.timer where state = 'armed' and not (automation = any($1))`, [present])
  for (const entity of automatedEntities(model)) {
    const now = timed(model, entity)
    if (now.fields.size === 0 || now.print === timed(before, entity).print) continue
    for (let after: string | undefined, more = true; more; ) {
      const compiled = compileList(queryContext(context), {
        entity,
        fields: [],
        limit: page,
        ...(after === undefined ? {} : { after }),
      })
      if (!compiled.ok)
        throw new Error(`${entity} cannot be read: ${compiled.problems.map(({ code }) => code).join(', ')}`)
      const listed: { readonly records: readonly { readonly id: string }[]; readonly next: string | null } = JSON.parse(
        await runStatement(pool, compiled.statement),
      )
      await armPage(
        context,
        entity,
        listed.records.map(({ id }) => id),
        now.fields,
      )
      more = listed.next !== null
      after = listed.next ?? undefined
    }
  }
}

/** Arms the timers of some records, with their rows locked against writes that would arm others meanwhile. */
async function armPage(
  context: Context,
  entity: string,
  ids: readonly string[],
  fields: ReadonlySet<string>,
): Promise<void> {
  if (ids.length === 0) return
  await inTransaction(context.workspace.pool, async (client) => {
    const session = sessionOn(client)
    const records = await session.json<readonly (RecordData | null)[]>(
      compileLoad(asSystem(context), { entity, ids, lock: true }),
    )
    await armTimers(
      context,
      session,
      records.flatMap((record) =>
        typeof record?.id === 'string' && typeof record['deletedAt'] !== 'string'
          ? [{ entity, id: record.id, record, changed: fields }]
          : [],
      ),
    )
  })
}
