import type { QueryContext, Reader } from '@atelier/records'
import type { Context } from './workspace.ts'

/** What the query compiler needs of a context. */
export function queryContext(context: Context, reader: Reader = context.reader): QueryContext {
  return {
    model: context.generation.model,
    physical: context.generation.physical,
    schema: context.workspace.schema,
    reader,
    now: context.now,
  }
}

/** The same context with full rights: for what a call's own access check has already allowed. The person stays the one who did it. */
export function unrestricted(context: Context): Context {
  return { ...context, reader: { ...context.reader, roles: ['admin'] } }
}
