import { defineFieldSql } from '../../sql-contract.ts'
import { byColumn, instantJson, mainColumn } from '../../sql-values.ts'

export default defineFieldSql({
  canonical: (column) => instantJson(column('')),
  rule: mainColumn,
  sort: byColumn,
})
