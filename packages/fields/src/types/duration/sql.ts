import { sql } from 'kysely'
import { defineFieldSql } from '../../sql-contract.ts'
import { byColumn, mainColumn } from '../../sql-values.ts'

export default defineFieldSql({
  // ISO 8601 in hours, minutes and seconds, as the pure half writes it.
  canonical: (column) => {
    const seconds = column('')
    const whole = sql`trunc(abs(${seconds}))`
    return sql`case when ${seconds} is null then null else to_json(
      case when ${seconds} < 0 then '-' else '' end || 'PT' || coalesce(nullif(concat(
        nullif(div(${whole}, 3600), 0)::text || 'H',
        nullif(mod(div(${whole}, 60), 60), 0)::text || 'M',
        nullif(trim_scale(abs(${seconds}) - 60 * div(${whole}, 60)), 0)::text || 'S'
      ), ''), '0S')
    ) end`
  },
  rule: mainColumn,
  sort: byColumn,
})
