import { defineFieldSql } from '../../sql-contract.ts'
import { byColumn, decimalJson, mainColumn } from '../../sql-values.ts'

export default defineFieldSql({
  canonical: (column) => decimalJson(column('')),
  rule: mainColumn,
  sort: byColumn,
})
