import { adminRoleKey } from '@atelier/definitions'
import { replaceSeat } from '@atelier/workflow'
import pg from 'pg'
import { loadLocked } from '../automation/carry-out.ts'
import { inTransaction } from '../database/transaction.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { notifyPeople } from '../inbox/notify-people.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { finish } from './finish.ts'
import { keepFlow, toRequest } from './requests.ts'
import { approvalContext, peoplePaths } from './start-request.ts'

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
  const s = pg.escapeIdentifier(context.workspace.schema)
  const [row] = await session.run(`select * from ${s}.approval_request where id = $1 for update`, [id])
  if (row === undefined) return
  const request = toRequest(row)
  const entity = [...context.generation.model.entities.values()].find((each) => each.id === request.entity)
  if (entity === undefined) return
  const record = await loadLocked(context, session, entity.key, request.record, peoplePaths(request.document))
  const directory = await context.workspace.directory()
  const asked = approvalContext(context, directory, record, request.starter)
  const { flow, effects, to } = replaceSeat(request.document, request.flow, user, asked)
  if (flow === request.flow) return
  await keepFlow(context, session, id, flow)
  for (const effect of effects) {
    if (effect.effect === 'ask') announceInbox(context.workspace, effect.users)
    else await finish(context, session, id, effect.state)
  }
  const gone = directory.users.get(user)?.name ?? user
  const names = to.map((each) => directory.users.get(each)?.name ?? each).join(', ')
  await notifyPeople(context, session, {
    effect: 'notify',
    step: 'reseat',
    to: [...directory.users.values()]
      .filter((each) => each.active && each.roles.includes(adminRoleKey))
      .map((each) => each.id),
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
