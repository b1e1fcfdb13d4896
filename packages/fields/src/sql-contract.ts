import type { RawBuilder } from 'kysely'
import type { FieldSettings } from './contract.ts'

/** Gives the qualified SQL of one of the field's columns by part ('' is the main one). */
export type ColumnSql = (part: string) => RawBuilder<unknown>

/** The SQL half of a field type whose `storage` is 'columns'; kept apart so that browsers need not load a SQL builder. */
export type FieldSql = {
  /** The canonical value as json. Numbers come as text with exactly the field's scale, datetimes as ISO instants in UTC with milliseconds. */
  readonly canonical: (column: ColumnSql, field: FieldSettings) => RawBuilder<unknown>
  /** The value, or one of its parts, as the rule language compares it: numeric, text, date, timestamptz, boolean, uuid, text[]. */
  readonly rule: (column: ColumnSql, part: string | undefined, field: FieldSettings) => RawBuilder<unknown>
  /** The answer as json, where it differs from canonical. */
  readonly answer?: (column: ColumnSql, field: FieldSettings) => RawBuilder<unknown>
  /** What to sort by, ascending; the compiler adds direction and empties last. Undefined: cannot be sorted by. */
  readonly sort?: (column: ColumnSql, field: FieldSettings) => RawBuilder<unknown>
}

/** Declares the SQL half of a field type. */
export function defineFieldSql<const T extends FieldSql>(half: T): T {
  return half
}
