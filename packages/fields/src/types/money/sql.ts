import { sql } from 'kysely'
import { defineFieldSql } from '../../sql-contract.ts'
import { decimalJson } from '../../sql-values.ts'

export default defineFieldSql({
  canonical: (column) => sql`case when ${column('')} is null then null else json_build_object(
    'amount', ${decimalJson(column(''))}, 'currency', ${column('currency')}, 'base', ${decimalJson(column('base'))}
  ) end`,
  answer: (column) => sql`case when ${column('')} is null then null else json_build_object(
    'amount', ${decimalJson(column(''))}, 'currency', ${column('currency')}
  ) end`,
  rule: (column, part) => column(part === undefined || part === 'amount' ? '' : part),
  // Amounts in several currencies have an order only in one of them.
  sort: (column) => sql`coalesce(${column('base')}, ${column('')})`,
})
