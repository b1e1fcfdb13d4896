import { replaceSeat } from '@atelier/workflow'
import pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { notifyPeople } from '../inbox/notify-people.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { adminsOf, follow } from './follow.ts'
import { openLocked } from './open-locked.ts'
import { keepFlow } from './requests.ts'

/**
 * Gives what somebody who can no longer sign in has still to decide to others: the manager, else whom `noApprover` names, else the admins, who hear of
 * it in any case. Each request in a transaction of its own.
 */
export async function reseat(context: Context, user: string): Promise<void> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const { rows } = await context.workspace.pool.query<{ request: string }>(
    `select distinct a.request from ${s}.approval_seat a join ${s}.approval_request r on r.id = a.request
     where a.person = $1 and a.state in ('open', 'waiting') and r.state = 'pending'`,
    [user],
  )
  for (const { request } of rows)
    await inTransaction(context.workspace.pool, (client) => reseatIn(context, sessionOn(client), request, user))
}

async function reseatIn(context: Context, session: Session, id: string, user: string): Promise<void> {
  const found = await openLocked(context, session, id)
  if (found?.entity === undefined) return
  const { request, entity, asked } = found
  const { flow, effects, to } = replaceSeat(request.document, request.flow, user, asked)
  if (flow === request.flow) return
  await keepFlow(context, session, id, flow)
  await follow(context, session, id, effects)
  const directory = await context.workspace.directory()
  const gone = directory.users.get(user)?.name ?? user
  const names = to.map((each) => directory.users.get(each)?.name ?? each).join(', ')
  await notifyPeople(context, session, {
    effect: 'notify',
    step: 'reseat',
    to: await adminsOf(context),
    cc: [],
    subject: {
      en: `{{${entity.title}}}: ${gone} cannot decide any more${names === '' ? '' : `, ${names} is asked instead`}`,
      'zh-CN': `{{${entity.title}}}:${gone} 已无法审批${names === '' ? '' : `,改由 ${names} 审批`}`,
    },
    body: { en: '', 'zh-CN': '' },
    entity: entity.key,
    id: request.record,
  })
}
