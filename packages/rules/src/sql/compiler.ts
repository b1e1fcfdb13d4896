import { sql } from 'kysely'
import type { Clock } from '../evaluate/run.ts'
import type { CallNode, Node } from '../node.ts'
import type { Mode, RuleType, Scope } from '../types.ts'
import type { Value } from '../values.ts'
import type { Sql, SqlEnv } from './sql-env.ts'

/** Which side of money is meant: in its own currency, or in the workspace's. */
export type Facet = 'amount' | 'base'

/** A compiled value. `simple`: cheap to write twice (a column, a parameter). `literal`: known not to come from the row. */
export type Term = { readonly sql: Sql; readonly nullable: boolean; readonly simple: boolean; readonly isNull: boolean }

/** What an operator's SQL works with. */
export type Compiler = {
  readonly env: SqlEnv
  readonly mode: Mode
  readonly scope: Scope
  /** Alias and entity of the record in scope. */
  readonly alias: string
  readonly entity: string | undefined
  /** The outermost row, which `$record` reads wherever it stands. */
  readonly record: { readonly alias: string; readonly entity: string | undefined }
  readonly term: (node: Node | undefined, facet?: Facet) => Term
  /** A condition: never null in plain mode, three-valued in strict mode. */
  readonly condition: (node: Node | undefined) => Sql
  /** A fresh alias. */
  readonly fresh: () => string
  /** The compiler with an element as the record in scope. */
  readonly inside: (alias: string, entity: string) => Compiler
  /** Whether a node reads nothing of the row. */
  readonly isContext: (node: Node | undefined) => boolean
  /** What would be bound of a context node now. */
  readonly value: (node: Node, change: BoundChange) => unknown
  /** A value computed outside the database and bound: `change` makes what is bound of the node's value. */
  readonly bound: (node: Node, change: BoundChange, type: string) => Sql
}
/** What is bound of a value that was computed outside the database. */
export type BoundChange = (value: Value, clock: Clock) => unknown

/** The SQL of one operator. */
export type OperatorSql = {
  /** A condition; missing for operators that are not one. */
  readonly condition?: (node: CallNode, c: Compiler) => Sql
  /** A value; missing for conditions. */
  readonly value?: (node: CallNode, c: Compiler, facet: Facet) => Sql
}

export const NULL_BOOLEAN = sql`cast(null as boolean)`
export const TRUE = sql`true`
export const FALSE = sql`false`

/** The SQL type in which values of a type are bound and computed. */
export function sqlType(type: RuleType, idType: 'uuid' | 'text'): string {
  switch (type.kind) {
    case 'boolean':
      return 'boolean'
    case 'number':
    case 'money':
    case 'duration':
      return 'numeric'
    case 'date':
    case 'period':
      return 'date'
    case 'datetime':
      return 'timestamptz'
    case 'time':
      return 'time'
    case 'choices':
      return 'text[]'
    case 'reference':
      return idType
    case 'references':
    case 'collection':
      return `${idType}[]`
    default:
      return 'text'
  }
}

/** A bound parameter of a type. The type is one of ours, never from a document. */
export const param = (value: unknown, type: string): Sql => sql`cast(${value} as ${sql.raw(type)})`

/** Several expressions with a separator of ours between. */
export const joined = (parts: readonly Sql[], separator: Sql): Sql => sql.join(parts, separator)

/** An alias of our own making, quoted. */
export const name = (alias: string): Sql => sql.ref(alias)
