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
import { isSlot } from './slots.ts'

// Builds text and parameters; it has no driver and never runs anything.
const builderWith = (createQueryCompiler: () => PostgresQueryCompiler): Kysely<Record<string, never>> =>
  new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler,
    },
  })

// A class, because that is how Kysely is extended.
class SharingCompiler extends PostgresQueryCompiler {
  readonly #places = new Map<object, string>()

  override compileQuery(...query: Parameters<PostgresQueryCompiler['compileQuery']>) {
    this.#places.clear()
    return super.compileQuery(...query)
  }

  protected override appendValue(value: unknown): void {
    const place = isSlot(value) ? this.#places.get(value) : undefined
    if (place === undefined) super.appendValue(value)
    else this.append(place)
    if (place === undefined && isSlot(value)) this.#places.set(value, this.getCurrentParameterPlaceholder())
  }
}

const builder = builderWith(() => new PostgresQueryCompiler())
const sharing = builderWith(() => new SharingCompiler())

/** Text and parameters of a piece of SQL. */
export function statementOf(query: RawBuilder<unknown>): Statement {
  const { sql: text, parameters } = query.compile(builder)
  return { text, parameters }
}

/** The same with one parameter for every slot, however often it stands there: long lists of people go to the server once. */
export function sharedStatementOf(query: RawBuilder<unknown>): Statement {
  const { sql: text, parameters } = query.compile(sharing)
  return { text, parameters }
}

/** A name that another text does not have. */
export const statementName = (text: string): string => `a_${hashOf(text)}_${text.length}`

/** SQL with its parameters written into it as literals: for DDL, which takes none. */
export function inlined(query: RawBuilder<unknown>): string {
  const { sql: text, parameters } = query.compile(builder)
  return text.replaceAll(/\$(\d+)/g, (_, number: string) => literal(parameters[Number(number) - 1]))
}
