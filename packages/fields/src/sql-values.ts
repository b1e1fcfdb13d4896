import { type RawBuilder, sql } from 'kysely'
import { workspaceLanguage } from './definition.ts'
import type { FieldSql } from './sql-contract.ts'

/** The value as json, as Postgres writes it. Right for text, booleans, uuids, dates and lists of text. */
export const asJson = (value: RawBuilder<unknown>): RawBuilder<unknown> => sql`to_json(${value})`

/** A number as a json text with exactly its column's scale. */
export const decimalJson = (value: RawBuilder<unknown>): RawBuilder<unknown> => sql`to_json((${value})::text)`

/** An instant as a json text in UTC with milliseconds. */
export const instantJson = (value: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`to_json(to_char((${value}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`

const collations: Readonly<Record<string, RawBuilder<unknown>>> = {
  zh: sql`"zh-x-icu"`,
  en: sql`"en-x-icu"`,
}

/** Text in the order of the workspace's language; the root order of Unicode for languages without one of their own here. */
export const byLanguage: NonNullable<FieldSql['sort']> = (column, field) => {
  const language = workspaceLanguage(field).split('-')[0] ?? 'en'
  return sql`(${column('')}) collate ${collations[language] ?? sql`"und-x-icu"`}`
}

/** Sorts by the main column as it is. */
export const byColumn: NonNullable<FieldSql['sort']> = (column) => column('')

/** Compares by the main column as it is. */
export const mainColumn: FieldSql['rule'] = (column) => column('')

/** The half of a type with one text column. */
export const textSql: FieldSql = {
  canonical: (column) => asJson(column('')),
  rule: mainColumn,
  sort: byLanguage,
}

/** The half of a type with one uuid column that refers to a record; what to sort by is the record's title, known to the compiler. */
export const referenceSql: FieldSql = {
  canonical: (column) => asJson(column('')),
  rule: mainColumn,
}
