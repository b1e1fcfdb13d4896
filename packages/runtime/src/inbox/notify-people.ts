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

/**
 * Puts a notification before each person, in the person's own language, printing only what that person may see of the record. Part of the caller's
 * transaction.
 */
export async function notifyPeople(
  context: Context,
  session: Session,
  effect: Extract<Effect, { effect: 'notify' }>,
): Promise<void> {
  const { model } = context.generation
  const { users } = await context.workspace.directory()
  const commands: WriteCommand[] = []
  for (const user of [...effect.to, ...effect.cc]) {
    const language = users.get(user)?.language ?? (model.workspace.language === 'en' ? 'en' : 'zh-CN')
    const [subject, body] = [effect.subject[language], effect.body[language]]
    const record = await seenBy(context, session, user, effect.entity, effect.id, [
      ...pathsInText(subject),
      ...pathsInText(body),
    ])
    const env = processEnv(context, record)
    const print = (text: string): string => fillText(model, effect.entity, env, text, language).trim()
    commands.push({
      kind: 'create',
      entity: 'notification',
      values: {
        to: user,
        subject: print(subject).slice(0, subjectLimit),
        body: print(body),
        entity: effect.entity,
        record: effect.id,
      },
    })
  }
  if (commands.length === 0) return
  const reader = systemReader(context.reader.language, context.reader.zone)
  const results = await runWritesIn(session, { ...context, reader }, commands, { atomic: true })
  const refused = results.find((result) => result.status === 'refused')
  if (refused?.status === 'refused')
    throw new Error(`A notification was refused: ${refused.problems.map((problem) => problem.message.en).join('; ')}`)
}
