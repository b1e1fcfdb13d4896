import type { ApprovalEffect } from '@atelier/workflow'
import pg from 'pg'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { notifyPeople } from '../inbox/notify-people.ts'
import type { Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { finish } from './finish.ts'
import { entityOf, titled, toRequest } from './requests.ts'

/** Carries out what a decision, a start or the clock has brought about for a request, in the caller's transaction. */
export async function follow(
  context: Context,
  session: Session,
  id: string,
  effects: readonly ApprovalEffect[],
): Promise<void> {
  for (const effect of effects) {
    if (effect.effect === 'ask') announceInbox(context.workspace, effect.users)
    else if (effect.effect === 'tell') await tell(context, session, id, effect.users)
    else await finish(context, session, id, effect.state)
  }
}

/** Those in copy get a notification; the request itself is in their box. */
async function tell(context: Context, session: Session, id: string, users: readonly string[]): Promise<void> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const [row] = await session.run(`select * from ${s}.approval_request where id = $1`, [id])
  const request = row === undefined ? undefined : toRequest(row)
  const entity = request && entityOf(context, request)
  if (request === undefined || entity === undefined) return
  const name = titled(request.document)
  await notifyPeople(context, session, {
    effect: 'notify',
    step: 'cc',
    to: [],
    cc: users,
    subject: {
      en: `{{${entity.title}}}: ${name.en}, for your information`,
      'zh-CN': `{{${entity.title}}}:${name['zh-CN']}(抄送)`,
    },
    body: { en: '', 'zh-CN': '' },
    entity: entity.key,
    id: request.record,
  })
  announceInbox(context.workspace, users)
}
