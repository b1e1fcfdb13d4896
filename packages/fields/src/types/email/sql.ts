import { sql } from 'kysely'
import { defineFieldSql } from '../../sql-contract.ts'
import { textSql } from '../../sql-values.ts'

export default defineFieldSql({
  ...textSql,
  rule: (column, part) =>
    part === 'domain' ? sql`lower(substring(${column('')} from '[^@]*$') collate "und-x-icu") collate "C"` : column(''),
})
