import type { Entity, LadderAction } from '@atelier/definitions'
import type { Problem, Words } from '@atelier/rules'
import { approveStepOf, decideOverdue, escalate, openSeats, planSteps } from '@atelier/workflow'
import pg from 'pg'
import { processEnv } from '../automation/env.ts'
import { inTransaction } from '../database/transaction.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { notifyPeople } from '../inbox/notify-people.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context, Workspace } from '../workspace/workspace.ts'
import { goOn } from './go-on.ts'
import { type OpenRequest, openLocked } from './open-locked.ts'

/** Looks at one batch of steps whose time has come, each in a transaction of its own; answers how many there were. */
export async function remindApprovers(workspace: Workspace, limit: number): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  const context = systemContext(workspace, 'approval')
  const { rows } = await workspace.pool.query<{ request: string; step: string; rung: string }>(
    `select request, step, rung from ${s}.approval_due where not done and due_at <= $1 order by due_at, request, step, rung limit $2`,
    [context.now.toISOString(), limit],
  )
  for (const { request, step, rung } of rows)
    await inTransaction(workspace.pool, async (client) => {
      const session = sessionOn(client)
      const found = await openLocked(context, session, request)
      // Another process may have been here meanwhile.
      const mine = await session.run(
        `update ${s}.approval_due set done = true where request = $1 and step = $2 and rung = $3 and not done returning step`,
        [request, step, rung],
      )
      if (found?.entity === undefined || mine.length === 0) return
      const ladder = approveStepOf(found.request.document, step)?.onDue
      const actions: readonly LadderAction[] =
        rung === '' ? [{ id: 'due', action: 'urge' }] : (ladder?.find(({ id }) => id === rung)?.steps ?? [])
      for (const action of actions) {
        await session.run('savepoint climb')
        const broken = await climb(context, session, request, step, action)
        if (broken.length > 0) {
          await session.run('rollback to savepoint climb')
          await notify(context, session, found, found.entity, found.asked.admins, notByTheClock(broken))
        }
        await session.run('release savepoint climb')
      }
    })
  return rows.length
}

/** One action of a rung. Answers what must always hold and would not any more, because the request ends by it; the caller takes it back then. */
async function climb(
  context: Context,
  session: Session,
  id: string,
  step: string,
  action: LadderAction,
): Promise<readonly Problem[]> {
  const found = await openLocked(context, session, id)
  const entity = found?.entity
  if (found === undefined || entity === undefined) return []
  const { request, asked } = found
  const open = openSeats(request.flow).filter((seat) => seat.step === step)
  if (open.length === 0) return []
  switch (action.action) {
    case 'urge':
      await urge(context, session, found, entity, [...new Set(open.map(({ user }) => user))])
      return []
    case 'notify':
      for (const { user } of open) await tellPeople(context, session, found, entity, action, user)
      return []
    case 'escalate': {
      const { flow, effects, to } = escalate(request.document, request.flow, step, action.to, asked)
      if (to.length === 0) {
        await notify(context, session, found, entity, asked.admins, {
          en: `nobody was found for ${action.to}`,
          'zh-CN': `未找到人员 ${action.to}`,
        })
        return []
      }
      const broken = await goOn(context, session, found, { flow, effects })
      await urge(context, session, found, entity, to)
      announceInbox(
        context.workspace,
        open.map(({ user }) => user),
      )
      return broken
    }
    case 'autoApprove':
    case 'autoReject': {
      const decision = action.action === 'autoApprove' ? 'approve' : 'reject'
      const decided = decideOverdue(request.document, request.flow, step, decision, asked)
      await session.run(
        `insert into ${pg.escapeIdentifier(context.workspace.schema)}.approval_decision (request, step, person, action, comment, at)
         values ($1, $2, null, $3, null, $4)`,
        [id, step, decision, context.now.toISOString()],
      )
      const broken = await goOn(context, session, found, decided)
      announceInbox(context.workspace, [
        ...open.map(({ user }) => user),
        ...(request.starter === null ? [] : [request.starter]),
      ])
      return broken
    }
  }
}

/** What admins hear of a decision of the clock that an invariant forbids: the request waits for people as before. */
const notByTheClock = (broken: readonly Problem[]): Words => ({
  en: `could not be decided by itself. ${broken.map(({ message }) => message.en).join(' ')}`,
  'zh-CN': `未能自动审批。${broken.map(({ message }) => message['zh-CN']).join(' ')}`,
})

const urge = (
  context: Context,
  session: Session,
  found: OpenRequest,
  entity: Entity,
  to: readonly string[],
): Promise<void> =>
  notify(context, session, found, entity, to, { en: 'your decision is due', 'zh-CN': '审批已到期,请尽快处理' })

async function notify(
  context: Context,
  session: Session,
  { request }: OpenRequest,
  entity: Entity,
  to: readonly string[],
  says: Words,
): Promise<void> {
  await notifyPeople(context, session, {
    effect: 'notify',
    step: 'due',
    to,
    cc: [],
    subject: { en: `{{${entity.title}}}: ${says.en}`, 'zh-CN': `{{${entity.title}}}:${says['zh-CN']}` },
    body: { en: '', 'zh-CN': '' },
    entity: entity.key,
    id: request.record,
  })
  announceInbox(context.workspace, to)
}

/** A ladder's own message, with whoever has to decide as the approver. */
async function tellPeople(
  context: Context,
  session: Session,
  { request, asked }: OpenRequest,
  entity: Entity,
  action: Extract<LadderAction, { action: 'notify' }>,
  approver: string,
): Promise<void> {
  const plan = planSteps([action], {
    model: context.generation.model,
    entity: entity.key,
    env: processEnv(context, asked.persons.record),
    directory: asked.persons.directory,
    starter: request.starter ?? undefined,
    approver,
  })
  for (const effect of plan.effects) if (effect.effect === 'notify') await notifyPeople(context, session, effect)
}

/** The next moment, up to `until`, at which a step is to be looked at. */
export async function nextReminder(workspace: Workspace, until: Date): Promise<Date | undefined> {
  const { rows } = await workspace.pool.query<{ due: Date | null }>(
    `select min(due_at) as due from ${pg.escapeIdentifier(workspace.schema)}.approval_due where not done and due_at <= $1`,
    [until.toISOString()],
  )
  return rows[0]?.due ?? undefined
}
