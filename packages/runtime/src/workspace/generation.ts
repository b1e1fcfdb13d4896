import { type Document, loadModel } from '@atelier/definitions'
import type { PhysicalSchema } from '@atelier/records'
import pg, { type Pool, type PoolClient } from 'pg'
import type { Generation } from './workspace.ts'

/** One stored revision. */
export type StoredRevision = {
  readonly n: number
  readonly mark: number
  readonly documents: readonly Document[]
  readonly physical: PhysicalSchema
}

/** The revision with this number, or the newest; undefined when there is none. */
export async function loadRevision(
  client: Pool | PoolClient,
  schema: string,
  n?: number,
): Promise<StoredRevision | undefined> {
  const { rows } = await client.query<StoredRevision>(
    `select n, mark, documents, physical from ${pg.escapeIdentifier(schema)}.revision where n = coalesce($1, n) order by n desc limit 1`,
    [n ?? null],
  )
  return rows[0]
}

/** Compiles a stored revision into a generation. Documents that cannot be read any more are quarantined, never fatal. */
export function toGeneration(revision: StoredRevision): Generation {
  return {
    revision: revision.n,
    mark: revision.mark,
    model: loadModel(revision.documents, { revision: revision.n }),
    physical: revision.physical,
  }
}

/** Whether one generation is later than another: a newer revision, or the same with its tables changed since. */
export const isLater = (
  one: { readonly revision: number; readonly mark: number },
  other: { readonly revision: number; readonly mark: number } | undefined,
): boolean =>
  other === undefined || one.revision > other.revision || (one.revision === other.revision && one.mark > other.mark)
