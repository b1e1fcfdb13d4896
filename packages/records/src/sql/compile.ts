import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely'
import type { Statement } from '../context.ts'
import { hashOf, literal } from '../physical/names.ts'

// Builds text and parameters; it has no driver and never runs anything.
const builder = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Text and parameters of a piece of SQL. */
export function statementOf(query: RawBuilder<unknown>): Statement {
  const { sql: text, parameters } = query.compile(builder)
  return { text, parameters }
}

/** A name that another text does not have. */
export const statementName = (text: string): string => `a_${hashOf(text)}_${text.length}`

/** SQL with its parameters written into it as literals: for DDL, which takes none. */
export function inlined(query: RawBuilder<unknown>): string {
  const { sql: text, parameters } = query.compile(builder)
  return text.replaceAll(/\$(\d+)/g, (_, number: string) => literal(parameters[Number(number) - 1]))
}
