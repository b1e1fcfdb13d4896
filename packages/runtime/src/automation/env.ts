import type { Env, RecordData } from '@atelier/rules'
import { calendarsOf } from '@atelier/workflow'
import { envOf } from '../kernel/rules.ts'
import type { Context } from '../workspace/workspace.ts'

/** What the workflow engine reads about a record, with the workspace's calendars. */
export function processEnv(
  context: Context,
  record: RecordData | null,
  more: { readonly old?: RecordData | null; readonly event?: { readonly at: string; readonly offset?: string } } = {},
): Env {
  const { model } = context.generation
  const env = envOf(context, record, more.old ?? null)
  const { calendar } = model.workspace
  return {
    ...env,
    names: { ...env.names, ...(more.event === undefined ? {} : { $event: more.event }) },
    calendars: calendarsOf(model),
    ...(calendar === undefined ? {} : { calendar }),
  }
}
