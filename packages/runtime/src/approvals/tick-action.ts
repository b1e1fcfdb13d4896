import { actionsOf, requiredPaths } from '@atelier/workflow'
import pg from 'pg'
import { loadLocked } from '../automation/carry-out.ts'
import { processEnv } from '../automation/env.ts'
import { inTransaction } from '../database/transaction.ts'
import { notFound } from '../http/known-problems.ts'
import type { RouteAnswer } from '../http/route.ts'
import { announceLater } from '../kernel/announce-later.ts'
import { sessionOn } from '../kernel/session.ts'
import { about, withoutSecretActions } from '../kernel/without-secrets.ts'
import type { Context } from '../workspace/workspace.ts'
import { ticksOf } from './store.ts'

const part = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined

/**
 * Ticks a key action of the stage that a record is in, or takes the tick away, and answers all of that stage's. The caller has checked that the record may be
 * changed. An action that a rule ticks cannot be ticked by hand.
 */
export async function tickAction(
  context: Context,
  entity: string,
  id: string,
  action: string,
  done: boolean,
): Promise<RouteAnswer> {
  const { model } = context.generation
  const s = pg.escapeIdentifier(context.workspace.schema)
  const answer = await inTransaction(context.workspace.pool, async (client): Promise<RouteAnswer> => {
    const session = sessionOn(client)
    const home = model.entities.get(entity)
    const field = home?.stage
    const plain = field === undefined ? null : await loadLocked(context, session, entity, id, [])
    const value = field === undefined ? undefined : plain?.[field.key]
    const pipeline = model.pipelines.get(String(part(value, 'pipeline')))
    const stage = pipeline?.stages.find((each) => each.key === part(value, 'key'))
    const wanted = stage?.keyActions?.find((each) => each.id === action)
    if (pipeline === undefined || stage === undefined || wanted === undefined || wanted.doneWhen !== undefined)
      return {
        status: pipeline === undefined ? 404 : 422,
        problems: [
          pipeline === undefined
            ? notFound
            : {
                code: 'unknown_option',
                path: '/action',
                field: 'action',
                message: {
                  en: 'There is no such key action to tick in the present stage.',
                  'zh-CN': '当前阶段没有可勾选的该关键动作。',
                },
                params: {
                  known: (stage?.keyActions ?? []).filter((each) => each.doneWhen === undefined).map((each) => each.id),
                },
              },
        ],
      }
    if (done)
      await session.run(
        `insert into ${s}.key_action (record, stage, action, by, at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [id, stage.id, action, context.reader.user ?? null, context.now.toISOString()],
      )
    else
      await session.run(`delete from ${s}.key_action where record = $1 and stage = $2 and action = $3`, [
        id,
        stage.id,
        action,
      ])
    const record = await loadLocked(
      context,
      session,
      entity,
      id,
      requiredPaths(model, entity, pipeline, { from: stage.key, to: stage.key }),
    )
    const ticks = (await ticksOf(context.workspace.schema, session, [id])).get(id) ?? []
    const env = processEnv(context, record)
    const all = actionsOf({ model, entity, pipeline, from: stage.key, env, ticks })
    const actions = home === undefined ? all : withoutSecretActions(context, about(home, record), all)
    return {
      status: 200,
      json: {
        stage: stage.key,
        actions: actions.map((each) => ({ ...each, label: labelOf(each.label, context.language, each.id) })),
      },
    }
  })
  if (answer.status === 200) announceLater(context.workspace, entity, [id])
  return answer
}

function labelOf(
  label: string | { readonly [language: string]: string } | undefined,
  language: string,
  fallback: string,
): string {
  return label === undefined
    ? fallback
    : typeof label === 'string'
      ? label
      : (label[language] ?? Object.values(label)[0] ?? fallback)
}
