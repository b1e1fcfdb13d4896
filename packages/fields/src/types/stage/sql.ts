import { type RawBuilder, sql } from 'kysely'
import type { ColumnSql } from '../../sql-contract.ts'
import { defineFieldSql } from '../../sql-contract.ts'
import { asJson, decimalJson, instantJson } from '../../sql-values.ts'
import { stageColumn } from './index.ts'

const whole = (
  column: ColumnSql,
): RawBuilder<unknown> => sql`case when ${column('')} is null then null else json_build_object(
  'key', ${column('')},
  'pipeline', ${column('pipeline')},
  'outcome', ${column('outcome')},
  'position', ${column('position')},
  'probability', ${decimalJson(column('probability'))},
  'enteredAt', ${instantJson(column('entered_at'))},
  'closedAt', ${instantJson(column('closed_at'))},
  'furthest', ${column('furthest')}
) end`

export default defineFieldSql({
  canonical: whole,
  answer: (column) => asJson(column('')),
  rule: (column, part) => column(part === undefined ? '' : (stageColumn(part) ?? part)),
  // Along the pipeline, not by name.
  sort: (column) => column('position'),
})
