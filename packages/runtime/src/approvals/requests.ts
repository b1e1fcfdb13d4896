import type { ApprovalDocument, Duration, Entity } from '@atelier/definitions'
import { compileGet, type Reader } from '@atelier/records'
import type { Problem, Words } from '@atelier/rules'
import { type ApprovalFlow, addDuration, approveStepOf, type PastRequest } from '@atelier/workflow'
import pg from 'pg'
import { processEnv } from '../automation/env.ts'
import type { Session } from '../kernel/session.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** The move that waits for an approval, in the words in which it was asked for. */
export type HeldMove = {
  readonly from: string | null
  readonly to: string
  readonly values: Readonly<Record<string, unknown>>
  readonly reason?: string
}

/** A request as it is kept. `document` is the flow it was started by: a publish changes nothing for it. */
export type ApprovalRequest = {
  readonly id: string
  readonly document: ApprovalDocument
  /** Id of the entity. */
  readonly entity: string
  readonly record: string
  readonly revision: number
  readonly starter: string | null
  readonly state: ApprovalFlow['state']
  readonly startedAt: string
  readonly decidedAt: string | null
  readonly move: HeldMove | null
  readonly moveProblems: readonly Problem[] | null
  /** The material when it was asked for, as an answer tells it; null where approvers see it as it is. */
  readonly seen: Readonly<Record<string, unknown>> | null
  readonly flow: ApprovalFlow
}

const instant = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value))

// `document`, `move`, `move_problems`, `seen` and `flow` are written by this folder alone, from the types they are read as.
export function toRequest(row: Readonly<Record<string, unknown>>): ApprovalRequest {
  const flow = row['flow'] as ApprovalFlow
  return {
    id: String(row['id']),
    document: row['document'] as ApprovalDocument,
    entity: String(row['entity']),
    record: String(row['record']),
    revision: Number(row['revision']),
    starter: row['starter'] === null ? null : String(row['starter']),
    state: flow.state,
    startedAt: instant(row['started_at']),
    decidedAt: row['decided_at'] === null ? null : instant(row['decided_at']),
    move: row['move'] as HeldMove | null,
    moveProblems: row['move_problems'] as readonly Problem[] | null,
    seen: row['seen'] as ApprovalRequest['seen'],
    flow,
  }
}

/** The entity that a request is about; undefined when it is gone. */
export const entityOf = (context: Context, request: ApprovalRequest): Entity | undefined =>
  [...context.generation.model.entities.values()].find((each) => each.id === request.entity)

/** What an approval is called. */
export const titled = ({ label, key }: ApprovalDocument): Words => {
  if (label === undefined || typeof label === 'string') return { en: label ?? key, 'zh-CN': label ?? key }
  const [first = key] = Object.values(label)
  return { en: label['en'] ?? first, 'zh-CN': label['zh-CN'] ?? first }
}

/** The material of a request as one reader may see it in the record now, as an answer tells it; lines are left to the record itself. */
export async function materialNow(
  context: Context,
  session: Pick<Session, 'json'>,
  { document, record }: Pick<ApprovalRequest, 'document' | 'record'>,
  reader: Reader = context.reader,
): Promise<Readonly<Record<string, unknown>>> {
  const entity = context.generation.model.entities.get(document.entity)
  const keys = (document.material ?? []).filter((key) => entity?.fields.get(key)?.type.storage === 'columns')
  if (entity === undefined || keys.length === 0) return {}
  const compiled = compileGet(queryContext(context, reader), { entity: entity.key, id: record })
  const found = compiled.ok ? await session.json<Readonly<Record<string, unknown>> | null>(compiled.statement) : null
  return Object.fromEntries(keys.flatMap((key) => (found !== null && key in found ? [[key, found[key]]] : [])))
}

/** Every request that records of an entity ever had, by record. */
export async function pastRequests(
  context: Context,
  session: Session,
  entity: Entity,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly PastRequest[]>> {
  const rows = await session.run(
    `select id, record, approval, state, started_at, material from ${pg.escapeIdentifier(context.workspace.schema)}.approval_request
     where record = any($1::uuid[]) and entity = $2 order by started_at, id`,
    [ids, entity.id],
  )
  const found = new Map<string, PastRequest[]>()
  for (const row of rows) {
    const record = String(row['record'])
    const request: PastRequest = {
      id: String(row['id']),
      approval: String(row['approval']),
      state: stateOf(row['state']),
      startedAt: instant(row['started_at']),
      material: String(row['material']),
    }
    found.set(record, [...(found.get(record) ?? []), request])
  }
  return found
}

function stateOf(value: unknown): PastRequest['state'] {
  return value === 'approved' || value === 'rejected' || value === 'withdrawn' ? value : 'pending'
}

/** Keeps a flow as it is now, with everybody's place in it for the inbox. */
export async function keepFlow(context: Context, session: Session, id: string, flow: ApprovalFlow): Promise<void> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  await session.run(
    `update ${s}.approval_request set flow = $2, state = $3, decided_at = case when $3 = 'pending' then null else coalesce(decided_at, $4::timestamptz) end where id = $1`,
    [id, JSON.stringify(flow), flow.state, context.now.toISOString()],
  )
  await noteDue(context, session, id, flow)
  const seats = flow.steps.flatMap(({ step, seats }) =>
    seats.map((seat) => ({
      step,
      person: seat.user,
      state: flow.state === 'pending' || seat.state !== 'open' ? seat.state : 'closed',
    })),
  )
  await session.run(
    `insert into ${s}.approval_seat (request, step, person, state)
     select $1, x.step, x.person, x.state from jsonb_to_recordset($2::jsonb) as x(step text, person uuid, state text)
     on conflict (request, step, person) do update set state = excluded.state`,
    [id, JSON.stringify(seats)],
  )
}

/**
 * Notes when the steps that are open now have to be looked at: at each rung of their ladder, without one once when they are due. What is noted
 * stays, so that no rung is climbed twice.
 */
async function noteDue(context: Context, session: Session, id: string, flow: ApprovalFlow): Promise<void> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const [row] = await session.run(`select document from ${s}.approval_request where id = $1`, [id])
  if (row === undefined) return
  const document = row['document'] as ApprovalDocument
  const { model } = context.generation
  const later = (from: string, duration: Duration): string =>
    addDuration(model, processEnv(context, null), from, duration)
  const open = flow.state === 'pending' ? flow.steps.filter((step) => step.state === 'open') : []
  const rows = open.flatMap(({ step }) => {
    const { due, onDue } = approveStepOf(document, step) ?? {}
    if (due === undefined) return []
    const at = later(context.now.toISOString(), due)
    return onDue === undefined
      ? [{ step, rung: '', at }]
      : onDue.map((rung) => ({ step, rung: rung.id, at: later(at, rung.after) }))
  })
  await session.run(`delete from ${s}.approval_due where request = $1 and not done and not (step = any($2))`, [
    id,
    open.map(({ step }) => step),
  ])
  if (rows.length > 0)
    await session.run(
      `insert into ${s}.approval_due (request, step, rung, due_at)
       select $1, x.step, x.rung, x.at from jsonb_to_recordset($2::jsonb) as x(step text, rung text, at timestamptz)
       on conflict do nothing`,
      [id, JSON.stringify(rows)],
    )
}
