import type { Problem } from '@atelier/rules'
import { type Directory, replaceSeat } from '@atelier/workflow'
import pg from 'pg'
import { notifyPeople } from '../inbox/notify-people.ts'
import type { Session } from '../kernel/session.ts'
import { systemReader } from '../workspace/directory.ts'
import type { Context } from '../workspace/workspace.ts'
import { goOn } from './go-on.ts'
import { openLocked } from './open-locked.ts'

/**
 * Gives what people who can no longer sign in have still to decide to others: whoever takes over (`to`), else the manager, else whom `noApprover` names, else the admins, who hear of
 * it in any case. Part of the transaction that disables or deletes them. Answers, by person, what must always hold and would not any more, because a
 * request ends by their leaving; the caller takes it back then.
 */
export async function reseat(
  context: Context,
  session: Session,
  users: readonly string[],
  to?: string,
): Promise<ReadonlyMap<string, readonly Problem[]>> {
  const broken = new Map<string, readonly Problem[]>()
  if (users.length === 0) return broken
  const s = pg.escapeIdentifier(context.workspace.schema)
  const rows = await session.run(
    `select distinct a.request, a.person from ${s}.approval_seat a join ${s}.approval_request r on r.id = a.request
     where a.person = any($1) and a.state in ('open', 'waiting') and r.state = 'pending' order by a.request, a.person`,
    [users],
  )
  if (rows.length === 0) return broken
  const acting: Context = { ...context, reader: systemReader(context.language, context.reader.zone), via: 'approval' }
  const directory = without(await context.workspace.directory(), users, to)
  // What is written on the way leaves savepoints behind, which must not be mistaken for those of the caller.
  await session.run('savepoint reseat')
  for (const row of rows) {
    const [request, person] = [String(row['request']), String(row['person'])]
    const problems = await reseatIn(acting, session, request, person, directory)
    if (problems.length > 0) broken.set(person, [...(broken.get(person) ?? []), ...problems])
  }
  await session.run('release savepoint reseat')
  return broken
}

/** The directory as it will be once these people are gone; `to` stands in for whoever they report to. */
function without({ users, teams }: Directory, gone: readonly string[], to: string | undefined): Directory {
  const left = [...users].map(
    ([id, person]) =>
      [id, gone.includes(id) ? { ...person, active: false, manager: to ?? person.manager } : person] as const,
  )
  return { users: new Map(left), teams }
}

async function reseatIn(
  context: Context,
  session: Session,
  id: string,
  user: string,
  directory: Directory,
): Promise<readonly Problem[]> {
  const found = await openLocked(context, session, id, directory)
  if (found?.entity === undefined) return []
  const { request, entity, asked } = found
  const { flow, effects, to } = replaceSeat(request.document, request.flow, user, asked)
  if (flow === request.flow) return []
  const broken = await goOn(context, session, found, { flow, effects })
  const gone = directory.users.get(user)?.name ?? user
  const names = to.map((each) => directory.users.get(each)?.name ?? each).join(', ')
  await notifyPeople(context, session, {
    effect: 'notify',
    step: 'reseat',
    to: asked.admins,
    cc: [],
    subject: {
      en: `{{${entity.title}}}: ${gone} cannot decide any more${names === '' ? '' : `, ${names} is asked instead`}`,
      'zh-CN': `{{${entity.title}}}:${gone} 已无法审批${names === '' ? '' : `,改由 ${names} 审批`}`,
    },
    body: { en: '', 'zh-CN': '' },
    entity: entity.key,
    id: request.record,
  })
  return broken
}
