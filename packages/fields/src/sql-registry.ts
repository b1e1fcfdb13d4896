import type { FieldTypeKey } from './registry.ts'
import { computedSql } from './result-sql.ts'
import type { FieldSql } from './sql-contract.ts'
import autonumber from './types/autonumber/sql.ts'
import boolean from './types/boolean/sql.ts'
import choice from './types/choice/sql.ts'
import choices from './types/choices/sql.ts'
import currency from './types/currency/sql.ts'
import date from './types/date/sql.ts'
import datetime from './types/datetime/sql.ts'
import duration from './types/duration/sql.ts'
import email from './types/email/sql.ts'
import id from './types/id/sql.ts'
import longText from './types/longText/sql.ts'
import money from './types/money/sql.ts'
import number from './types/number/sql.ts'
import owner from './types/owner/sql.ts'
import percent from './types/percent/sql.ts'
import phone from './types/phone/sql.ts'
import position from './types/position/sql.ts'
import reference from './types/reference/sql.ts'
import roles from './types/roles/sql.ts'
import stage from './types/stage/sql.ts'
import tags from './types/tags/sql.ts'
import team from './types/team/sql.ts'
import text from './types/text/sql.ts'
import url from './types/url/sql.ts'
import user from './types/user/sql.ts'

type Computed = 'formula' | 'rollup' | 'lookup'

/** The SQL half of every type that is kept in columns; `null` for those that are not. */
const written: Readonly<Record<Exclude<FieldTypeKey, Computed>, FieldSql | null>> = {
  autonumber,
  boolean,
  choice,
  choices,
  currency,
  date,
  datetime,
  duration,
  email,
  file: null,
  id,
  lines: null,
  longText,
  money,
  number,
  owner,
  percent,
  phone,
  position,
  reference,
  references: null,
  roles,
  stage,
  tags,
  team,
  text,
  url,
  user,
}

const computed = computedSql(new Map(Object.entries(written)))
const computedHalves: Readonly<Record<Computed, FieldSql | null>> = {
  formula: computed,
  rollup: computed,
  lookup: computed,
}
const byKey: ReadonlyMap<string, FieldSql | null> = new Map(Object.entries({ ...written, ...computedHalves }))

/**
 * The SQL half of a field type; undefined for one that is kept in links or rows, and for an unknown key. A lookup has one as well: it is
 * given the columns of the field at the end of its path.
 */
export const fieldSql = (key: string): FieldSql | undefined => byKey.get(key) ?? undefined
