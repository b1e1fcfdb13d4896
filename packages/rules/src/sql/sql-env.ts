import type { RawBuilder } from 'kysely'
import type { Env, FieldShape, RootName } from '../types.ts'

/** Any SQL fragment. */
export type Sql = RawBuilder<unknown>

/**
 * One step along a relation. `from` is what stands after FROM, with the given alias (`"t_1" as "r1"`); `where` ties its rows to the
 * outer row, and adds whatever the reader needs to be allowed (row permissions, bin).
 */
export type SqlRelation = {
  readonly entity: string
  readonly from: (alias: string) => Sql
  readonly where: (alias: string) => Sql
}

/**
 * Where a rule's fields lie in the database. Column types: boolean `boolean` · number, money amounts `numeric` · duration `numeric`
 * seconds · text, choice, currency `text` · choices `text[]` · date `date` · datetime `timestamptz` · time `time` · reference the type of ids.
 * Empty is NULL (an empty array counts as empty too). Money is asked for by part: `amount`, `base`, `currency`.
 */
export type SqlEnv = {
  /** Alias of the row that the rule is about. */
  readonly alias: string
  /** A column, or an expression, of the row `alias` of `entity`. */
  readonly column: (alias: string, entity: string, field: FieldShape, part?: string) => Sql
  readonly relation: (alias: string, entity: string, field: FieldShape, target?: string) => SqlRelation
  readonly identity: (alias: string, entity: string) => Sql
  /** The values of context names and the clock. What a rule reads of them is computed here and bound. */
  readonly env: Env
  /**
   * The row behind a context name, or behind what it has under a key (`$user`, `$user.team`), where that is a record of the database. A path that leads
   * on from there to other records is followed in the database, by the same relations as any other; left out, or undefined, it is read of `env`.
   */
  readonly contextRow?: (name: RootName, key: string | undefined) => SqlRelation | undefined
  /**
   * Left out, context values are bound at once. Given, it is asked for a placeholder instead: the same text then serves every user,
   * and `read(env)` gives the value to bind (a text, boolean, text array or null).
   */
  readonly bind?: (read: (env: Env) => unknown) => Sql
  readonly approvalState?: (alias: string, entity: string, approval: string) => Sql
  readonly canRead?: (alias: string, entity: string) => Sql
  /** An alias that nothing else in the statement has; left out: `r1`, `r2` … of this rule, which may stand in no other rule's SQL. */
  readonly fresh?: () => string
  /** SQL type of ids; `uuid` when left out. */
  readonly idType?: 'uuid' | 'text'
}

/** Thrown when a rule of tier `record` is asked for SQL: the caller looks at `dependencies(rule).tier` first. */
export class RuleNotInSqlError extends Error {
  override readonly name = 'RuleNotInSqlError'
}
