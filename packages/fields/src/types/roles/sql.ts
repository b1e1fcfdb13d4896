import { defineFieldSql } from '../../sql-contract.ts'
import { asJson, mainColumn } from '../../sql-values.ts'

export default defineFieldSql({
  canonical: (column) => asJson(column('')),
  rule: mainColumn,
})
