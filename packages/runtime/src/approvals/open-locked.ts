import type { Entity } from '@atelier/definitions'
import { type ApprovalContext, flowPaths } from '@atelier/workflow'
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
  readonly asked: ApprovalContext
}

/**
 * Locks a request and reads what it is about; undefined when it is unknown. The record is locked first, always: several requests may wait for one
 * move of it, and whoever decides one of them looks at the others.
 */
export async function openLocked(context: Context, session: Session, id: string): Promise<OpenRequest | undefined> {
  const table = `${pg.escapeIdentifier(context.workspace.schema)}.approval_request`
  const [before] = await session.run(`select * from ${table} where id = $1`, [id])
  if (before === undefined) return undefined
  const known = toRequest(before)
  const entity = entityOf(context, known)
  const paths = flowPaths(context.generation.model, known.document)
  const loaded = entity === undefined ? null : await loadLocked(context, session, entity.key, known.record, paths)
  const [row] = await session.run(`select * from ${table} where id = $1 for update`, [id])
  if (row === undefined) return undefined
  const request = toRequest(row)
  const { move } = request
  const record =
    loaded === null || entity === undefined || move === null ? loaded : withValues(entity, loaded, move.values)
  const directory = await context.workspace.directory()
  return {
    request,
    entity,
    asked: approvalContext(context, directory, request.document, record, request.starter),
  }
}
