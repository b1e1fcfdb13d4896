import type { Model } from '@atelier/definitions'
import type { Problem } from '@atelier/fields'
import type { PhysicalSchema } from './physical/physical.ts'
import type { Reader } from './reader.ts'

/** What every compilation starts from. One per request: `now` is one instant per transaction. */
export type QueryContext = {
  readonly model: Model
  readonly physical: PhysicalSchema
  /** Postgres schema of the workspace. */
  readonly schema: string
  readonly reader: Reader
  readonly now: Date
  /** Today in the workspace's zone, `YYYY-MM-DD`; worked out from `now` when left out. */
  readonly today?: string
}

/**
 * SQL ready to run. `name` is a stable statement name (hash of the text) where a prepared statement pays; undefined otherwise.
 * Every read answers one row with one text column `json`, so that no change of a table can change the result type.
 */
export type Statement = { readonly text: string; readonly parameters: readonly unknown[]; readonly name?: string }

/** A statement, or every reason why there is none. */
export type Compiled =
  | { readonly ok: true; readonly statement: Statement }
  | { readonly ok: false; readonly problems: readonly Problem[] }
