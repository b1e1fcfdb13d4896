import type { Env, RecordData } from '@atelier/rules'
import { envOf } from '../kernel/rules.ts'
import type { Context } from '../workspace/workspace.ts'

/** What the workflow engine reads about a record: as rules do, with the event that set it off. */
export function processEnv(
  context: Context,
  record: RecordData | null,
  more: { readonly old?: RecordData | null; readonly event?: { readonly at: string; readonly offset?: string } } = {},
): Env {
  const env = envOf(context, record, more.old ?? null)
  return more.event === undefined ? env : { ...env, names: { ...env.names, $event: more.event } }
}
