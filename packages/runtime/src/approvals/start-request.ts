import type { ApprovalDocument, Entity } from '@atelier/definitions'
import { adminRoleKey } from '@atelier/definitions'
import type { Problem, RecordData } from '@atelier/rules'
import {
  type ApprovalContext,
  type ApprovalEffect,
  approvalPaths,
  approvalState,
  comparable,
  type Directory,
  decideRule,
  flowPaths,
  materialOf,
  startApproval,
} from '@atelier/workflow'
import pg from 'pg'
import { loadLocked } from '../automation/carry-out.ts'
import { processEnv } from '../automation/env.ts'
import { brokenByApproval } from '../kernel/invariants.ts'
import { newId } from '../kernel/new-id.ts'
import type { Session } from '../kernel/session.ts'
import { type About, about, withoutSecrets } from '../kernel/without-secrets.ts'
import { systemReader } from '../workspace/directory.ts'
import type { Context } from '../workspace/workspace.ts'
import { follow } from './follow.ts'
import { type HeldMove, keepFlow, materialNow, pastRequests } from './requests.ts'

export type StartAnswer =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly status: 404 | 409 | 422; readonly problems: readonly Problem[] }

const refusals: { readonly [state: string]: { readonly status: 409 | 422; readonly problem: Problem } } = {
  notNeeded: {
    status: 422,
    problem: {
      code: 'approval_not_needed',
      path: '/approval',
      message: { en: 'This needs no approval as it stands.', 'zh-CN': '当前无需审批。' },
    },
  },
  pending: {
    status: 409,
    problem: {
      code: 'record_locked',
      path: '/approval',
      message: { en: 'This is being decided already.', 'zh-CN': '该审批正在进行中。' },
    },
  },
  approved: {
    status: 409,
    problem: {
      code: 'already_decided',
      path: '/approval',
      message: { en: 'This has been approved already.', 'zh-CN': '该审批已通过。' },
    },
  },
}

/** Everything that going on with a flow reads. */
export function approvalContext(
  context: Context,
  directory: Directory,
  document: ApprovalDocument,
  record: RecordData | null,
  starter: string | null,
): ApprovalContext {
  const { model } = context.generation
  const env = processEnv(context, record)
  return {
    persons: { record, starter: starter ?? undefined, user: context.reader.user, directory },
    admins: [...directory.users.values()]
      .filter((user) => user.active && user.roles.includes(adminRoleKey))
      .map((user) => user.id),
    now: context.now.toISOString(),
    holds: (when) => {
      const verdict = decideRule(model, document.entity, when, env, 'approval')
      return verdict.holds || verdict.undecided
    },
  }
}

/** The record with the values that a waiting move would write, as far as they can be told before it is carried out. */
export function withValues(entity: Entity, record: RecordData, values: Readonly<Record<string, unknown>>): RecordData {
  const read = Object.entries(values).flatMap(([key, value]) => {
    const field = entity.fields.get(key)
    const parsed = field?.type.parse(value, field.settings)
    return parsed?.ok === true ? [[key, parsed.value] as const] : []
  })
  return { ...record, ...Object.fromEntries(read) }
}

function stageOf(entity: Entity, record: RecordData): string | null {
  const stage = entity.stage === undefined ? null : comparable(record[entity.stage.key])
  return typeof stage === 'string' ? stage : null
}

type Opened =
  | {
      readonly ok: true
      readonly id: string
      readonly effects: readonly ApprovalEffect[]
      /** What the request is about. */
      readonly row: About
    }
  | Extract<StartAnswer, { ok: false }>

/** Keeps a new request with its first steps open; what follows from it is the caller's to carry out. */
async function openRequest(
  context: Context,
  session: Session,
  document: ApprovalDocument,
  id: string,
  move?: Omit<HeldMove, 'from'>,
): Promise<Opened> {
  const { model } = context.generation
  const entity = model.entities.get(document.entity)
  const loaded =
    entity === undefined
      ? null
      : await loadLocked(context, session, entity.key, id, [
          ...approvalPaths(model, entity.key, document),
          ...flowPaths(model, document),
        ])
  if (entity === undefined || loaded === null) return { ok: false, status: 404, problems: [] }
  const record = move === undefined ? loaded : withValues(entity, loaded, move.values)
  const requests = (await pastRequests(context, session, entity, [id])).get(id) ?? []
  const refusal = refusals[approvalState(model, document, processEnv(context, record), requests)]
  if (refusal !== undefined) return { ok: false, status: refusal.status, problems: [refusal.problem] }
  const starter = context.reader.user ?? null
  const held: HeldMove | undefined = move === undefined ? undefined : { ...move, from: stageOf(entity, loaded) }
  const directory = await context.workspace.directory()
  const { flow, effects } = startApproval(document, approvalContext(context, directory, document, record, starter))
  const system = systemReader(context.reader.language, context.reader.zone)
  const seen =
    document.approverSees === 'snapshot' ? await materialNow(context, session, { document, record: id }, system) : null
  const request = newId()
  await session.run(
    `insert into ${pg.escapeIdentifier(context.workspace.schema)}.approval_request
       (id, approval, entity, record, revision, document, starter, state, started_at, material, move, flow, seen)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      request,
      document.id,
      entity.id,
      id,
      context.generation.revision,
      JSON.stringify(document),
      starter,
      flow.state,
      context.now.toISOString(),
      materialOf(model, document, record),
      held === undefined ? null : JSON.stringify(held),
      JSON.stringify(flow),
      seen === null ? null : JSON.stringify(seen),
    ],
  )
  await keepFlow(context, session, request, flow)
  return { ok: true, id: request, effects, row: about(entity, loaded) }
}

/** Carries out what follows from requests that were opened for one record; answers what must always hold and would not any more. */
async function goOnFrom(
  context: Context,
  session: Session,
  entity: string,
  record: string,
  opened: readonly Extract<Opened, { ok: true }>[],
): Promise<readonly Problem[]> {
  for (const { id, effects } of opened) await follow(context, session, id, effects)
  return brokenByApproval(context, session, entity, [record])
}

/**
 * Starts an approval of a record in the caller's transaction: keeps the request, opens the first step, and carries everything out at once when no step
 * needs anybody. One that would break an invariant is answered with its problems; the caller takes back whatever is refused.
 */
export async function startRequest(
  context: Context,
  session: Session,
  document: ApprovalDocument,
  id: string,
): Promise<StartAnswer> {
  const opened = await openRequest(context, session, document, id)
  if (!opened.ok) return opened
  const broken = await goOnFrom(context, session, document.entity, id, [opened])
  return broken.length > 0
    ? { ok: false, status: 422, problems: withoutSecrets(context, opened.row, broken) }
    : { ok: true, id: opened.id }
}

/**
 * Starts, side by side, the approvals that a gate has asked for and a move waits for. All are kept before anything follows from one, so that the last of
 * them knows the others. Answers what must always hold and would not any more; the caller takes everything back then.
 */
export async function startHeld(
  context: Context,
  session: Session,
  entity: Entity,
  documents: readonly ApprovalDocument[],
  id: string,
  move: Omit<HeldMove, 'from'>,
): Promise<readonly Problem[]> {
  const opened: Extract<Opened, { ok: true }>[] = []
  for (const document of documents) {
    const one = await openRequest(context, session, document, id, move)
    if (!one.ok)
      throw new Error(
        `An approval that a gate asked for cannot start: ${one.problems.map(({ code }) => code).join(', ')}`,
      )
    opened.push(one)
  }
  return goOnFrom(context, session, entity.key, id, opened)
}
