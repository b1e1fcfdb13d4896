import type { Words } from '@atelier/rules'
import type { Effect } from '@atelier/workflow'
import pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { languageOf, notifyPeople, printFor, putBefore } from '../inbox/notify-people.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context, Workspace } from '../workspace/workspace.ts'

type Notice = Extract<Effect, { effect: 'notify' }>

/** Keeps what people are to hear about one record, to be told with the others of the same write. Part of the caller's transaction. */
export async function keepForDigest(
  context: Context,
  session: Session,
  bulk: { readonly request: string; readonly automation: string },
  notice: Notice,
): Promise<void> {
  await session.run(
    `insert into ${pg.escapeIdentifier(context.workspace.schema)}.digest (request, automation, step, person, copied, entity, record, subject, body)
     select $1, $2, $3, p.person, p.copied, $4, $5, $6, $7 from jsonb_to_recordset($8::jsonb) as p(person uuid, copied boolean)`,
    [
      bulk.request,
      bulk.automation,
      notice.step,
      notice.entity,
      notice.id,
      JSON.stringify(notice.subject),
      JSON.stringify(notice.body),
      JSON.stringify([
        ...notice.to.map((person) => ({ person, copied: false })),
        ...notice.cc.map((person) => ({ person, copied: true })),
      ]),
    ],
  )
}

/**
 * Tells people of writes that have been worked through: one notification for each person, automation and step, whatever the number of records. An
 * import that is still being written may be told of in several parts. Answers how many were told.
 */
export async function sendDigests(workspace: Workspace, limit: number): Promise<number> {
  const s = pg.escapeIdentifier(workspace.schema)
  const { rows } = await workspace.pool.query<{ request: string }>(
    `select distinct d.request from ${s}.digest d
     where not exists (select from ${s}.work w where w.request = d.request and not w.parked) limit $1`,
    [limit],
  )
  for (const { request } of rows)
    await inTransaction(workspace.pool, async (client) => {
      const session = sessionOn(client)
      const context = systemContext(workspace, 'automation')
      const taken = await session.run(
        `delete from ${s}.digest where id in (select id from ${s}.digest where request = $1 order by id for update skip locked)
         returning id, automation, step, person, copied, entity, record, subject, body`,
        [request],
      )
      const groups = new Map<string, Notice[]>()
      for (const row of taken.toSorted((a, b) => Number(a['id']) - Number(b['id']))) {
        const key = [row['automation'], row['step'], row['person']].join(' ')
        groups.set(key, [...(groups.get(key) ?? []), toNotice(row)])
      }
      for (const group of groups.values()) await tell(context, session, group)
    })
  return rows.length
}

/** Whether people have still to be told of writes, whichever process does it. */
export async function digestsWait(workspace: Workspace): Promise<boolean> {
  const { rows } = await workspace.pool.query(`select from ${pg.escapeIdentifier(workspace.schema)}.digest limit 1`)
  return rows.length > 0
}

// Written by `keepForDigest` and by nothing else.
function toNotice(row: Readonly<Record<string, unknown>>): Notice {
  const person = String(row['person'])
  return {
    effect: 'notify',
    step: String(row['step']),
    to: row['copied'] === true ? [] : [person],
    cc: row['copied'] === true ? [person] : [],
    subject: row['subject'] as Words,
    body: row['body'] as Words,
    entity: String(row['entity']),
    id: String(row['record']),
  }
}

/** How many records a digest names. */
const named = 20

async function tell(context: Context, session: Session, notices: readonly Notice[]): Promise<void> {
  const [first, ...others] = notices
  if (first === undefined) return
  if (others.length === 0) {
    await notifyPeople(context, session, first)
    return
  }
  const [person = ''] = [...first.to, ...first.cc]
  const lines: string[] = []
  for (const notice of notices.slice(0, named)) lines.push((await printFor(context, session, person, notice)).subject)
  const left = notices.length - lines.length
  const isEnglish = (await languageOf(context, person)) === 'en'
  const more = left === 0 ? [] : [isEnglish ? `and ${left} more` : `另有 ${left} 条`]
  const subject = isEnglish
    ? `${lines[0] ?? ''} (and ${others.length} more)`
    : `${lines[0] ?? ''}(等 ${notices.length} 条)`
  const body = [...lines, ...more].map((line) => `· ${line}`).join('\n')
  await putBefore(context, session, [{ to: person, subject, body, entity: first.entity, record: null }])
}
