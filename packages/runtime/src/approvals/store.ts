import pg from 'pg'
import type { ProcessStore } from '../kernel/process.ts'
import { pastRequests } from './requests.ts'
import { startHeld } from './start-request.ts'

/** Keeps what processes leave behind for the write kernel: requests, ticks, and moves that wait. */
export const approvalStore: ProcessStore = {
  load: async (context, session, entity, ids) => {
    const requests = await pastRequests(context, session, entity, ids)
    const ticks =
      entity.stage === undefined ? new Map<string, string[]>() : await ticksOf(context.workspace.schema, session, ids)
    return new Map(ids.map((id) => [id, { requests: requests.get(id) ?? [], ticks: ticks.get(id) ?? [] }]))
  },
  wait: async (context, session, move) => {
    const documents = move.approvals.map((key) => {
      const document = context.generation.model.approvals.get(key)
      if (document === undefined) throw new Error(`There is no approval ${key}`)
      return document
    })
    return startHeld(context, session, move.entity, documents, move.id, {
      to: move.to,
      values: move.values,
      ...(move.reason === undefined ? {} : { reason: move.reason }),
    })
  },
}

/** Key actions ticked, by record. Ids of actions differ between stages, so the stage needs no telling here. */
export async function ticksOf(
  schema: string,
  session: Parameters<ProcessStore['load']>[1],
  ids: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await session.run(
    `select record, array_agg(action order by action) as actions from ${pg.escapeIdentifier(schema)}.key_action
     where record = any($1::uuid[]) group by record`,
    [ids],
  )
  return new Map(
    rows.map((row) => [String(row['record']), Array.isArray(row['actions']) ? row['actions'].map(String) : []]),
  )
}
