import { defineFieldSql } from '../../sql-contract.ts'
import { asJson, byColumn, mainColumn } from '../../sql-values.ts'

export default defineFieldSql({
  canonical: (column) => asJson(column('')),
  rule: mainColumn,
  sort: byColumn,
})
