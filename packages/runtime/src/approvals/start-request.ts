import type { ApprovalDocument, Entity } from '@atelier/definitions'
import { adminRoleKey } from '@atelier/definitions'
import type { Problem, RecordData } from '@atelier/rules'
import {
  type ApprovalContext,
  approvalPaths,
  approvalState,
  comparable,
  type Directory,
  materialOf,
  personPaths,
  startApproval,
} from '@atelier/workflow'
import pg from 'pg'
import { loadLocked } from '../automation/carry-out.ts'
import { processEnv } from '../automation/env.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { brokenByApproval } from '../kernel/invariants.ts'
import { newId } from '../kernel/new-id.ts'
import type { Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { finish } from './finish.ts'
import { type HeldMove, keepFlow, pastRequests } from './requests.ts'

export type StartAnswer =
  | { readonly ok: true; readonly id: string }
  /** `broken`: it has been started, and breaks what must always hold; the caller takes it back. */
  | {
      readonly ok: false
      readonly status: 404 | 409 | 422
      readonly problems: readonly Problem[]
      readonly broken?: true
    }

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

/** Everything that opening a step reads. */
export function approvalContext(
  context: Context,
  directory: Directory,
  record: RecordData | null,
  starter: string | null,
): ApprovalContext {
  return {
    persons: { record, starter: starter ?? undefined, user: context.reader.user, directory },
    admins: [...directory.users.values()]
      .filter((user) => user.active && user.roles.includes(adminRoleKey))
      .map((user) => user.id),
    now: context.now.toISOString(),
  }
}

/** Paths that the steps of an approval read to find their people. */
export const peoplePaths = (document: ApprovalDocument): readonly string[] => [
  ...document.steps.flatMap((step) => step.approvers.flatMap(personPaths)),
  ...(document.noApprover === undefined ? [] : personPaths(document.noApprover.to)),
]

/** The record with the values that a waiting move would write, as far as they can be told before it is carried out. */
function withValues(entity: Entity, record: RecordData, values: Readonly<Record<string, unknown>>): RecordData {
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

/**
 * Starts an approval of a record in the caller's transaction: keeps the request, opens the first step, and carries everything out at once when no step
 * needs anybody. `move` waits for its end.
 */
export async function startRequest(
  context: Context,
  session: Session,
  document: ApprovalDocument,
  id: string,
  move?: Omit<HeldMove, 'from'>,
): Promise<StartAnswer> {
  const { model } = context.generation
  const entity = model.entities.get(document.entity)
  const loaded =
    entity === undefined
      ? null
      : await loadLocked(context, session, entity.key, id, [
          ...approvalPaths(model, entity.key, document),
          ...peoplePaths(document),
        ])
  if (entity === undefined || loaded === null) return { ok: false, status: 404, problems: [] }
  const record = move === undefined ? loaded : withValues(entity, loaded, move.values)
  const requests = (await pastRequests(context, session, entity, [id])).get(id) ?? []
  const refusal = refusals[approvalState(model, document, processEnv(context, record), requests)]
  if (refusal !== undefined) return { ok: false, status: refusal.status, problems: [refusal.problem] }
  const starter = context.reader.user ?? null
  const held: HeldMove | undefined = move === undefined ? undefined : { ...move, from: stageOf(entity, loaded) }
  const directory = await context.workspace.directory()
  const { flow, effects } = startApproval(document, approvalContext(context, directory, record, starter))
  const request = newId()
  await session.run(
    `insert into ${pg.escapeIdentifier(context.workspace.schema)}.approval_request
       (id, approval, entity, record, revision, document, starter, state, started_at, material, move, flow)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
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
    ],
  )
  await keepFlow(context, session, request, flow)
  for (const effect of effects) {
    if (effect.effect === 'ask') announceInbox(context.workspace, effect.users)
    else await finish(context, session, request, effect.state)
  }
  const broken = await brokenByApproval(context, session, entity.key, [id])
  return broken.length > 0 ? { ok: false, status: 422, problems: broken, broken: true } : { ok: true, id: request }
}
