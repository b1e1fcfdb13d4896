import type { FieldTypeKey } from './registry.ts'
import type { FieldSql } from './sql-contract.ts'
import boolean from './types/boolean/sql.ts'
import choice from './types/choice/sql.ts'
import date from './types/date/sql.ts'
import datetime from './types/datetime/sql.ts'
import id from './types/id/sql.ts'
import longText from './types/longText/sql.ts'
import money from './types/money/sql.ts'
import number from './types/number/sql.ts'
import owner from './types/owner/sql.ts'
import percent from './types/percent/sql.ts'
import reference from './types/reference/sql.ts'
import stage from './types/stage/sql.ts'
import team from './types/team/sql.ts'
import text from './types/text/sql.ts'
import user from './types/user/sql.ts'

/** The SQL half of every type that is kept in columns; `null` for those that are not. */
const halves: Readonly<Record<FieldTypeKey, FieldSql | null>> = {
  text,
  longText,
  number,
  money,
  percent,
  boolean,
  date,
  datetime,
  choice,
  reference,
  user,
  owner,
  team,
  stage,
  id,
}

const byKey: ReadonlyMap<string, FieldSql | null> = new Map(Object.entries(halves))

/** The SQL half of a field type; undefined for one that has no columns of its own, and for an unknown key. */
export const fieldSql = (key: string): FieldSql | undefined => byKey.get(key) ?? undefined
