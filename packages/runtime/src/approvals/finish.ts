import type { StepDefinition } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { comparable, ended, openSeats } from '@atelier/workflow'
import pg from 'pg'
import { carryOut, loadLocked, type Outcome } from '../automation/carry-out.ts'
import { processEnv } from '../automation/env.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { notifyPeople } from '../inbox/notify-people.ts'
import { runWritesIn } from '../kernel/run-writes.ts'
import type { Session } from '../kernel/session.ts'
import { about, withoutSecrets } from '../kernel/without-secrets.ts'
import { unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { type ApprovalRequest, entityOf, keepFlow, toRequest } from './requests.ts'

const movedOn: Problem = {
  code: 'move_not_allowed',
  path: '/to',
  message: { en: 'The record has moved on meanwhile.', 'zh-CN': '记录的阶段在审批期间已发生变化。' },
}

/** The other requests that wait for the same move. Decisions on one record come one after the other, for each locks it. */
const beside = (s: string): string =>
  `from ${s}.approval_request o join ${s}.approval_request r on r.id = $1
   where o.record = r.record and o.id <> r.id and o.state = 'pending' and o.move is not null and o.move = r.move`

async function othersHold({ workspace }: Context, session: Session, { id }: ApprovalRequest): Promise<boolean> {
  return (await session.run(`select o.id ${beside(pg.escapeIdentifier(workspace.schema))} limit 1`, [id])).length > 0
}

/** A move that is not granted needs the others' consent no more: their requests end as well. */
async function endOthers(context: Context, session: Session, id: string): Promise<void> {
  for (const row of await session.run(`select o.* ${beside(pg.escapeIdentifier(context.workspace.schema))}`, [id])) {
    const other = toRequest(row)
    await keepFlow(context, session, other.id, ended(other.flow, 'withdrawn'))
    announceInbox(
      context.workspace,
      openSeats(other.flow).map(({ user }) => user),
    )
  }
}

/** The waiting move with everything it asked for; judged once more by the kernel, whose refusal undoes nothing of the decision. */
async function move(
  context: Context,
  session: Session,
  entity: string,
  request: ApprovalRequest,
): Promise<readonly Problem[]> {
  const held = request.move
  const record = held === null ? null : await loadLocked(context, session, entity, request.record, [])
  if (held === null || record === null) return []
  const stage = comparable(record[context.generation.model.entities.get(entity)?.stage?.key ?? 'stage'])
  if (stage === held.to || (await othersHold(context, session, request))) return []
  if (stage !== held.from) return [movedOn]
  await session.run('savepoint held_move')
  const [result] = await runWritesIn(
    session,
    context,
    [
      {
        kind: 'move',
        entity,
        id: request.record,
        to: held.to,
        values: held.values,
        ...(held.reason === undefined ? {} : { reason: held.reason }),
      },
    ],
    { atomic: true },
  )
  if (result?.status === 'refused') await session.run('rollback to savepoint held_move')
  await session.run('release savepoint held_move')
  return result?.status === 'refused' ? result.problems : []
}

/** Steps of `onApproved` or `onRejected`; a refused write undoes them and is told with the request. */
async function carryOn(
  context: Context,
  session: Session,
  entity: string,
  request: ApprovalRequest,
  steps: readonly StepDefinition[],
): Promise<readonly Problem[]> {
  if (steps.length === 0) return []
  await session.run('savepoint follow')
  const outcome: Outcome = await carryOut({
    context,
    session,
    entity,
    id: request.record,
    steps,
    starter: request.starter ?? undefined,
    approver: context.reader.user,
    env: (record) => processEnv(context, record),
  })
  if (!outcome.ok) await session.run('rollback to savepoint follow')
  await session.run('release savepoint follow')
  return outcome.ok ? [] : outcome.problems
}

async function tellStarter(
  context: Context,
  session: Session,
  entity: string,
  request: ApprovalRequest,
  all: readonly Problem[],
): Promise<void> {
  if (request.starter === null || all.length === 0) return
  const home = context.generation.model.entities.get(entity)
  const title = home?.title ?? 'id'
  // What was done had full rights; what is told goes by the starter's own.
  const reader = await context.workspace.reader(request.starter)
  const record = await loadLocked(context, session, entity, request.record, [])
  const problems =
    home === undefined || reader === undefined ? all : withoutSecrets({ ...context, reader }, about(home, record), all)
  await notifyPeople(context, session, {
    effect: 'notify',
    step: 'finish',
    to: [request.starter],
    cc: [],
    subject: {
      en: `{{${title}}}: decided, but not everything could be carried out`,
      'zh-CN': `{{${title}}}:审批已完成,但未能全部执行`,
    },
    body: {
      en: problems.map((problem) => problem.message.en).join('\n'),
      'zh-CN': problems.map((problem) => problem.message['zh-CN']).join('\n'),
    },
    entity,
    id: request.record,
  })
}

/** What follows the end of an approval, in the transaction of its last decision: the waiting move, then `onApproved` or `onRejected`. */
export async function finish(
  context: Context,
  session: Session,
  id: string,
  state: 'approved' | 'rejected' | 'withdrawn',
): Promise<void> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const [row] = await session.run(`select * from ${s}.approval_request where id = $1`, [id])
  if (row === undefined) return
  if (state !== 'approved') await endOthers(context, session, id)
  if (state === 'withdrawn') return
  const request = toRequest(row)
  const entity = entityOf(context, request)?.key
  if (entity === undefined) return
  const acting = { ...(await asStarter(context, request)), via: 'approval' as const, request: id, cause: id }
  const moved = state === 'approved' ? await move(acting, session, entity, request) : []
  const steps = (state === 'approved' ? request.document.onApproved : request.document.onRejected) ?? []
  const problems = [...moved, ...(await carryOn(acting, session, entity, request, steps))]
  if (problems.length > 0)
    await session.run(`update ${s}.approval_request set move_problems = $2 where id = $1`, [
      id,
      JSON.stringify(problems),
    ])
  await tellStarter(acting, session, entity, request, problems)
}

/** Whoever asked stays the one who did it, with full rights: the decision has granted them. */
async function asStarter(context: Context, request: ApprovalRequest): Promise<Context> {
  const reader = request.starter === null ? undefined : await context.workspace.reader(request.starter)
  return unrestricted(reader === undefined ? context : { ...context, reader })
}
