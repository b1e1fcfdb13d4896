import type { Entity } from '@atelier/definitions'
import type { RecordData } from '@atelier/rules'
import { type ApprovalContext, type Directory, flowPaths } from '@atelier/workflow'
import pg from 'pg'
import { loadLocked } from '../automation/carry-out.ts'
import type { Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { type ApprovalRequest, entityOf, toRequest } from './requests.ts'
import { approvalContext, withValues } from './start-request.ts'

/** A request under its locks, with everything that going on with it reads. */
export type OpenRequest = {
  readonly request: ApprovalRequest
  readonly entity: Entity | undefined
  /** The record as it stands; `asked` reads it as the waiting move would leave it. */
  readonly record: RecordData | null
  readonly asked: ApprovalContext
}

/**
 * Locks a request and reads what it is about; undefined when it is unknown. The record is locked first, always: several requests may wait for one
 * move of it, and whoever decides one of them looks at the others. `people`: who is there, where that is about to change.
 */
export async function openLocked(
  context: Context,
  session: Session,
  id: string,
  people?: Directory,
): Promise<OpenRequest | undefined> {
  const table = `${pg.escapeIdentifier(context.workspace.schema)}.approval_request`
  const [before] = await session.run(`select * from ${table} where id = $1`, [id])
  if (before === undefined) return undefined
  const known = toRequest(before)
  const entity = entityOf(context, known)
  const paths = flowPaths(context.generation.model, known.document)
  const record = entity === undefined ? null : await loadLocked(context, session, entity.key, known.record, paths)
  const [row] = await session.run(`select * from ${table} where id = $1 for update`, [id])
  if (row === undefined) return undefined
  const request = toRequest(row)
  const { move } = request
  const moved =
    record === null || entity === undefined || move === null ? record : withValues(entity, record, move.values)
  const directory = people ?? (await context.workspace.directory())
  return {
    request,
    entity,
    record,
    asked: approvalContext(context, directory, request.document, moved, request.starter),
  }
}
