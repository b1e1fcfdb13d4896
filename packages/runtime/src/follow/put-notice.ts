import { compileGet } from '@atelier/records'
import pg from 'pg'
import { putBefore } from '../inbox/notify-people.ts'
import { runWritesIn } from '../kernel/run-writes.ts'
import { asSystem, type Session } from '../kernel/session.ts'
import { systemReader } from '../workspace/directory.ts'
import type { Context } from '../workspace/workspace.ts'
import type { Notice } from './notices.ts'

/** How much of what came before is kept below the newest. */
const linesKept = 5

type Unread = {
  readonly id: string
  readonly subject: string | null
  readonly body: string | null
  readonly readAt: unknown
}

/** What a follower was told last of a record and has not read yet. */
async function unreadOf(context: Context, session: Session, notice: Notice): Promise<Unread | undefined> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const [row] = await session.run(`select notice from ${s}.follow where record = $1 and person = $2`, [
    notice.record,
    notice.to,
  ])
  const id = row?.['notice']
  if (typeof id !== 'string') return undefined
  const compiled = compileGet(asSystem(context), { entity: 'notification', id, fields: ['subject', 'body', 'readAt'] })
  const found = compiled.ok ? await session.json<Unread | null>(compiled.statement) : null
  return found === null || found.readAt !== null ? undefined : found
}

/** Puts a notice before its person. What somebody follows has one unread notice at most: it says the newest first, and what came before below. */
export async function putNotice(context: Context, session: Session, notice: Notice): Promise<void> {
  const { why, ...printed } = notice
  const unread = why === 'follows' ? await unreadOf(context, session, notice) : undefined
  if (unread !== undefined) {
    const before = [unread.subject ?? '', ...(unread.body ?? '').split('\n')].filter((line) => line !== '')
    const reader = systemReader(context.reader.language, context.reader.zone)
    await runWritesIn(
      session,
      { ...context, reader },
      [
        {
          kind: 'update',
          entity: 'notification',
          id: unread.id,
          values: { subject: printed.subject.slice(0, 500), body: before.slice(0, linesKept).join('\n') },
        },
      ],
      { atomic: true },
    )
    return
  }
  const [made] = await putBefore(context, session, [printed])
  if (why !== 'follows' || made === undefined) return
  await session.run(
    `update ${pg.escapeIdentifier(context.workspace.schema)}.follow set notice = $3 where record = $1 and person = $2`,
    [notice.record, notice.to, made],
  )
}
