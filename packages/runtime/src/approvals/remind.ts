import { openSeats } from '@atelier/workflow'
import pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { notifyPeople } from '../inbox/notify-people.ts'
import { sessionOn } from '../kernel/session.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { toRequest } from './requests.ts'

/** Reminds, once a step, whoever has still to decide when its time has passed; answers how many requests it took. */
export async function remindApprovers(workspace: Workspace, limit: number): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  const context = systemContext(workspace, 'approval')
  return inTransaction(workspace.pool, async (client) => {
    const session = sessionOn(client)
    const due = await session.run(
      `update ${s}.approval_request set remind_at = null where id in (
         select id from ${s}.approval_request where remind_at <= $1 order by remind_at, id limit $2 for update skip locked) returning *`,
      [context.now.toISOString(), limit],
    )
    for (const request of due.map(toRequest)) {
      const entity = [...context.generation.model.entities.values()].find((each) => each.id === request.entity)
      const to = [...new Set(openSeats(request.flow).map(({ user }) => user))]
      if (entity === undefined || to.length === 0) continue
      await notifyPeople(context, session, {
        effect: 'notify',
        step: 'due',
        to,
        cc: [],
        subject: {
          en: `{{${entity.title}}}: your decision is due`,
          'zh-CN': `{{${entity.title}}}:审批已到期,请尽快处理`,
        },
        body: { en: '', 'zh-CN': '' },
        entity: entity.key,
        id: request.record,
      })
      announceInbox(workspace, to)
    }
    return due.length
  })
}

/** The next moment, up to `until`, at which somebody is to be reminded. */
export async function nextReminder(workspace: Workspace, until: Date): Promise<Date | undefined> {
  const { rows } = await workspace.pool.query<{ due: Date | null }>(
    `select min(remind_at) as due from ${pg.escapeIdentifier(workspace.schema)}.approval_request where remind_at <= $1`,
    [until.toISOString()],
  )
  return rows[0]?.due ?? undefined
}
