import type { Problem } from '@atelier/rules'
import type { RouteAnswer } from '../http/route.ts'
import { undoRequest } from '../records/undo.ts'
import type { Context } from '../workspace/workspace.ts'
import { changeState } from './store.ts'

/**
 * Takes back what an import wrote: made records go to the bin, changed ones get their values back, through the kernel. All or nothing: what was
 * changed since is listed and nothing happens.
 */
export async function undoImport(context: Context, id: string): Promise<RouteAnswer> {
  const undone = await undoRequest(context, id)
  if (!undone.ok) {
    const problems: readonly Problem[] = undone.problems
    return { status: 409, problems }
  }
  await changeState(context.workspace.pool, context, id, ['done'], 'undone')
  return { status: 200, json: { state: 'undone', records: undone.records } }
}
