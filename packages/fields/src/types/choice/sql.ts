import { sql } from 'kysely'
import { defineFieldSql } from '../../sql-contract.ts'
import { asJson, mainColumn } from '../../sql-values.ts'

export default defineFieldSql({
  canonical: (column) => asJson(column('')),
  rule: mainColumn,
  // In the order in which the options are drawn.
  sort: (column, field) => sql`array_position(${field.options.map((option) => option.key)}::text[], ${column('')})`,
})
