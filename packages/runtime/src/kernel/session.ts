import { type QueryContext, type Statement, systemReader } from '@atelier/records'
import type { Pool, PoolClient } from 'pg'
import type { Context } from '../workspace/workspace.ts'

/** Where statements go: a transaction, or the pool where one statement is all there is. */
export type Session = {
  /** Runs a statement that answers one row with one text column and gives that text, unparsed. */
  readonly text: (statement: Statement) => Promise<string>
  /** The same, parsed. */
  readonly json: <T>(statement: Statement) => Promise<T>
  readonly run: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>
}

/** A session over a pool or over one client inside a transaction. */
export function sessionOn(on: Pick<Pool | PoolClient, 'query'>): Session {
  const text = async (statement: Statement): Promise<string> => {
    const { rows } = await on.query<[string | null]>({
      text: statement.text,
      values: [...statement.parameters],
      rowMode: 'array',
      ...(statement.name === undefined ? {} : { name: statement.name }),
    })
    return rows[0]?.[0] ?? 'null'
  }
  return {
    text,
    json: async (statement) => JSON.parse(await text(statement)),
    run: async (sql, values = []) => (await on.query<Record<string, unknown>>(sql, [...values])).rows,
  }
}

/** What the query compiler starts from: the request's own reader. */
export function asReader(context: Context): QueryContext {
  const { workspace, generation, reader, now } = context
  return { model: generation.model, physical: generation.physical, schema: workspace.schema, reader, now }
}

/** The same as the system, which sees and may do everything: for what the kernel itself must know. */
export function asSystem(context: Context): QueryContext {
  return { ...asReader(context), reader: { ...systemReader, zone: context.generation.model.workspace.zone } }
}
