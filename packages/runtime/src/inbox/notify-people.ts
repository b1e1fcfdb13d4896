import { compileGet } from '@atelier/records'
import type { RecordData } from '@atelier/rules'
import { type Effect, fillText, pathsInText } from '@atelier/workflow'
import { processEnv } from '../automation/env.ts'
import type { WriteCommand } from '../kernel/commands.ts'
import { runWritesIn } from '../kernel/run-writes.ts'
import type { Session } from '../kernel/session.ts'
import { systemReader } from '../workspace/directory.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

const subjectLimit = 500

/** The record as one person may see it, with the paths that the texts print; null when it is invisible to that person. */
async function seenBy(
  context: Context,
  session: Session,
  user: string,
  entity: string,
  id: string,
  paths: readonly string[],
): Promise<RecordData | null> {
  const reader = await context.workspace.reader(user)
  if (reader === undefined || paths.length === 0) return null
  const compiled = compileGet(queryContext(context, reader), { entity, id, fields: [...new Set(paths)] })
  return compiled.ok ? session.json<RecordData | null>(compiled.statement) : null
}

type Notice = Extract<Effect, { effect: 'notify' }>

/** A person's language, else the workspace's. */
export async function languageOf(context: Context, user: string): Promise<'en' | 'zh-CN'> {
  const { users } = await context.workspace.directory()
  return users.get(user)?.language ?? (context.generation.model.workspace.language === 'en' ? 'en' : 'zh-CN')
}

/** A notification as one person reads it: in that person's language, with what that person may see of the record. */
export async function printFor(
  context: Context,
  session: Session,
  user: string,
  notice: Notice,
): Promise<{ readonly subject: string; readonly body: string }> {
  const language = await languageOf(context, user)
  const [subject, body] = [notice.subject[language], notice.body[language]]
  const record = await seenBy(context, session, user, notice.entity, notice.id, [
    ...pathsInText(subject),
    ...pathsInText(body),
  ])
  const env = processEnv(context, record)
  const print = (text: string): string => fillText(context.generation.model, notice.entity, env, text, language).trim()
  return { subject: print(subject), body: print(body) }
}

/** A printed notification for one person; `record` is null where it is about several. */
export type Printed = {
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly entity: string
  readonly record: string | null
}

/** Puts printed notifications before people, and gives their ids. Part of the caller's transaction. */
export async function putBefore(
  context: Context,
  session: Session,
  printed: readonly Printed[],
): Promise<readonly string[]> {
  if (printed.length === 0) return []
  const commands = printed.map(
    ({ subject, ...rest }): WriteCommand => ({
      kind: 'create',
      entity: 'notification',
      values: { ...rest, subject: subject.slice(0, subjectLimit) },
    }),
  )
  const reader = systemReader(context.reader.language, context.reader.zone)
  const results = await runWritesIn(session, { ...context, reader }, commands, { atomic: true })
  const refused = results.find((result) => result.status === 'refused')
  if (refused?.status === 'refused')
    throw new Error(`A notification was refused: ${refused.problems.map((problem) => problem.message.en).join('; ')}`)
  return results.flatMap((result) => (result.status === 'refused' ? [] : [result.id]))
}

/**
 * Puts a notification before each person, in the person's own language, printing only what that person may see of the record. Part of the caller's
 * transaction.
 */
export async function notifyPeople(context: Context, session: Session, effect: Notice): Promise<void> {
  const printed: Printed[] = []
  for (const user of [...effect.to, ...effect.cc])
    printed.push({
      to: user,
      ...(await printFor(context, session, user, effect)),
      entity: effect.entity,
      record: effect.id,
    })
  await putBefore(context, session, printed)
}
