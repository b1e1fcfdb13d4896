import { sql } from 'kysely'
import type { FieldSettings } from './contract.ts'
import { textOf } from './definition.ts'
import { resultField } from './result.ts'
import { defineFieldSql, type FieldSql } from './sql-contract.ts'

/** The half of a computed type: the half of the type that `result` names. A result without columns reads as empty. */
export function computedSql(halves: ReadonlyMap<string, FieldSql | null>): FieldSql {
  const halfOf = (field: FieldSettings): FieldSql | null => halves.get(textOf(field, 'result') ?? '') ?? null
  return defineFieldSql({
    canonical: (column, field) => halfOf(field)?.canonical(column, resultField(field)) ?? sql`null::json`,
    answer: (column, field) => {
      const half = halfOf(field)
      return (half?.answer ?? half?.canonical)?.(column, resultField(field)) ?? sql`null::json`
    },
    rule: (column, part, field) => halfOf(field)?.rule(column, part, resultField(field)) ?? sql`null`,
    sort: (column, field) => halfOf(field)?.sort?.(column, resultField(field)) ?? column(''),
  })
}
