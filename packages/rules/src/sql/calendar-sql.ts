import { sql } from 'kysely'
import type { CallNode, Node } from '../node.ts'
import { calendarFor } from '../operators/business.ts'
import type { Shift } from '../time/business.ts'
import { type CalendarTable, calendarTable, TABLE_FROM } from '../time/calendar-table.ts'
import { type Day, dayText } from '../time/civil.ts'
import { type Compiler, FALSE, joined, param } from './compiler.ts'
import type { Sql } from './sql-env.ts'

/** A calendar's table with its zone bound. */
export type Laid = { readonly table: CalendarTable; readonly zone: Sql }

/** The calendar that a call reads, laid out; undefined when there is none. */
export function laidOut(node: CallNode, c: Compiler): Laid | undefined {
  const calendar = calendarFor(node, c.env.env)
  if (calendar === undefined) return undefined
  const table = calendarTable(calendar)
  return { table, zone: param(table.zone, 'text') }
}

/** A list of numbers, days or texts of ours, bound as one value. */
const listed = (values: Iterable<string | number | bigint>, type: string): Sql =>
  param(`{${[...values].join()}}`, `${type}[]`)
const daysListed = (days: Iterable<Day>): Sql => listed([...days].map(dayText), 'date')
/** A day, written out. */
export const dayLiteral = (day: Day): Sql => sql`date '${sql.raw(dayText(day))}'`
const weekday = (on: Sql): Sql => sql`cast(extract(isodow from ${on}) as integer)`

/** The calendar's day of a date, or of a moment. */
export function dayIn(node: Node | undefined, c: Compiler, { zone }: Laid): Sql {
  const { sql: value } = c.term(node)
  return node?.type.kind === 'datetime' ? sql`cast((${value} at time zone ${zone}) as date)` : value
}

/** Rows `(k, f, t, n)`: a weekday or day, begin and end of a shift in minutes, and its place among the day's. */
function rowsOf(shifts: readonly (readonly [string | number, readonly Shift[]])[], type: string): Sql {
  const minutes = (micros: bigint): bigint => micros / 60_000_000n
  const rows = shifts.flatMap(([key, each]) => each.map(({ from, to }, n) => ({ key, from, to, n })))
  const columns = [
    listed(
      rows.map(({ key }) => key),
      type,
    ),
    listed(
      rows.map(({ from }) => minutes(from)),
      'integer',
    ),
    listed(
      rows.map(({ to }) => minutes(to)),
      'integer',
    ),
    listed(
      rows.map(({ n }) => n),
      'integer',
    ),
  ]
  return sql`unnest(${joined(columns, sql`, `)}) as s(k, f, t, n)`
}

/** The shifts of the day `on`, as moments: a subquery with `start`, `stop` and the place `n`. */
export function shiftsOn(on: Sql, { table, zone }: Laid): Sql {
  const moment = (at: string): Sql =>
    sql`((cast(${on} as timestamp) + make_interval(mins => ${sql.ref(at)})) at time zone ${zone})`
  const shift = sql`select ${moment('s.f')} as start, ${moment('s.t')} as stop, s.n`
  const week = rowsOf(
    table.week.map((each, index) => [index + 1, each]),
    'integer',
  )
  if (table.special.size === 0) return sql`(${shift} from ${week} where s.k = ${weekday(on)})`
  const special = rowsOf(
    [...table.special].map(([key, each]) => [dayText(key), each]),
    'date',
  )
  return sql`(${shift} from ${week} where s.k = ${weekday(on)} and ${on} <> all(${daysListed(table.special.keys())}) union all ${shift} from ${special} where s.k = ${on})`
}

/** Whether the day `on` is worked. */
export function isWorked(on: Sql, { table }: Laid): Sql {
  const week = table.week.flatMap((shifts, index) => (shifts.length > 0 ? [index + 1] : []))
  const usual = week.length === 0 ? FALSE : sql`${weekday(on)} = any(${listed(week, 'integer')})`
  if (table.special.size === 0) return usual
  const worked = [...table.special].flatMap(([day, shifts]) => (shifts.length > 0 ? [day] : []))
  return sql`((${usual} and ${on} <> all(${daysListed(table.special.keys())})) or ${on} = any(${daysListed(worked)}))`
}

/** What has come together before the day `on`, counted from any fixed day: so much a weekday, and the days that differ. */
export function sumBefore(on: Sql, week: readonly bigint[], differences: ReadonlyMap<Day, bigint>): Sql {
  const since = sql`(${on} - ${dayLiteral(TABLE_FROM)})`
  const sums = week.map((_, index) => week.slice(0, index).reduce((sum, each) => sum + each, 0n))
  const whole = week.reduce((sum, each) => sum + each, 0n)
  const other =
    differences.size === 0
      ? sql``
      : sql` + coalesce((select sum(x.by) from unnest(${daysListed(differences.keys())}, ${listed(differences.values(), 'numeric')}) as x(d, by) where x.d < ${on}), 0)`
  return sql`(floor(${since} / 7.0) * ${param(String(whole), 'numeric')} + (${listed(sums, 'numeric')})[mod(mod(${since}, 7) + 7, 7) + 1]${other})`
}
