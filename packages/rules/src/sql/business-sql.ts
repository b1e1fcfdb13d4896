import { sql } from 'kysely'
import { LONGEST, type Shift } from '../time/business.ts'
import { type CalendarTable, shownOf, TABLE_FROM, TABLE_TO } from '../time/calendar-table.ts'
import { type Day, FIRST_DAY, LAST_DAY, weekdayOf } from '../time/civil.ts'
import { dayIn, dayLiteral, isWorked, type Laid, laidOut, shiftsOn, sumBefore } from './calendar-sql.ts'
import { type OperatorSql, param } from './compiler.ts'
import type { Sql } from './sql-env.ts'
import { knownMoment } from './time-sql.ts'

/** Two values in order, with the sign of their difference: `v.a`, `v.b`, `v.g`; no row when one is empty. */
const ordered = (from: Sql, to: Sql): Sql =>
  sql`(select least(x.a, x.b) as a, greatest(x.a, x.b) as b, case when x.a <= x.b then 1 else -1 end as g from (select ${from} as a, ${to} as b offset 0) as x where x.a is not null and x.b is not null offset 0) as v`

const businessDaysBetween: OperatorSql = {
  value: (node, c) => {
    const calendar = laidOut(node, c)
    if (calendar === undefined) return param(null, 'numeric')
    const { table } = calendar
    const worked = (shifts: readonly Shift[] | undefined): bigint => ((shifts ?? []).length > 0 ? 1n : 0n)
    const differences = new Map<Day, bigint>()
    for (const [day, shifts] of table.special) {
      const by = worked(shifts) - worked(table.week[weekdayOf(day) - 1])
      if (by !== 0n) differences.set(day, by)
    }
    const before = (on: Sql): Sql => sumBefore(on, table.week.map(worked), differences)
    const days = ordered(dayIn(node.args[0], c, calendar), dayIn(node.args[1], c, calendar))
    return sql`(select case when v.b - v.a <= ${sql.lit(LONGEST)} then v.g * (${before(sql`v.b`)} - ${before(sql`v.a`)}) end from ${days})`
  },
}

const inSeconds = (micros: bigint): bigint => micros / 1_000_000n
const elapsed = (from: Sql, to: Sql): Sql => sql`greatest(extract(epoch from ${to} - ${from}), 0)`

/** Seconds worked on the day `on` until the moment `at`. */
const until = (on: Sql, at: Sql, calendar: Laid): Sql =>
  sql`coalesce((select sum(${elapsed(sql`h.start`, sql`least(h.stop, ${at})`)}) from ${shiftsOn(on, calendar)} as h), 0)`

/**
 * Seconds worked between `v.a` and `v.b` on the days from `q.s` to `q.e`, by the table: what the days between come to is known, and only the first
 * and the last two are looked at (of two, because after a change of clocks a day's last hour can lie in the next).
 */
function byTable(calendar: Laid): Sql {
  const { table } = calendar
  const week = table.week.map((shifts) => inSeconds(shownOf(shifts)))
  const differences = new Map([...table.differences].map(([day, micros]) => [day, inSeconds(micros)]))
  const before = (on: Sql): Sql => sumBefore(on, week, differences)
  const last = sql`case when q.k < q.e then ${until(sql`q.k`, sql`v.b`, calendar)} else 0 end + ${until(sql`q.e`, sql`v.b`, calendar)}`
  return sql`${before(sql`q.k`)} - ${before(sql`q.s`)} + ${last} - ${until(sql`q.s`, sql`v.a`, calendar)}`
}

/** The same, day by day. */
const byDay = (calendar: Laid): Sql =>
  sql`(select coalesce(sum(${elapsed(sql`greatest(h.start, v.a)`, sql`least(h.stop, v.b)`)}), 0) from generate_series(q.s - q.s, q.e - q.s) as i(n) cross join lateral ${shiftsOn(sql`(q.s + i.n)`, calendar)} as h)`

const businessTimeBetween: OperatorSql = {
  value: (node, c) => {
    const calendar = laidOut(node, c)
    if (calendar === undefined) return param(null, 'numeric')
    const moments = ordered(c.term(node.args[0]).sql, c.term(node.args[1]).sql)
    const day = (at: string): Sql => sql`cast((${sql.ref(at)} at time zone ${calendar.zone}) as date)`
    const days = sql`(select w.s, w.e, greatest(w.s, w.e - 1) as k from (select ${day('v.a')} as s, ${day('v.b')} as e offset 0) as w offset 0) as q`
    const isKnown = sql`q.s > ${dayLiteral(TABLE_FROM)} and q.e < ${dayLiteral(TABLE_TO)}`
    return sql`(select case when q.e - q.s > ${sql.lit(LONGEST)} then null else v.g * (case when ${isKnown} then ${byTable(calendar)} else ${byDay(calendar)} end) end from ${moments} cross join lateral ${days})`
  },
}

/** How many days hold so many working days, or weeks of work, whatever is off between. */
const daysFor = (table: CalendarTable, weeks: Sql): Sql =>
  sql`cast(least(${sql.lit(LONGEST)}, (${weeks} + ${sql.lit(table.special.size + 2)}) * 7) as integer)`

/** The same time of day so many working days later or earlier. */
function daysLater(from: Sql, count: number, calendar: Laid): Sql {
  const { table, zone } = calendar
  const perWeek = table.week.filter((shifts) => shifts.length > 0).length
  const bound =
    perWeek === 0 ? sql.lit(LONGEST + 1) : sql`${daysFor(table, sql.lit(Math.ceil(Math.abs(count) / perWeek)))} + 1`
  const on = sql`(w.d + ${sql.lit(count < 0 ? -1 : 1)} * i.n)`
  const found =
    count === 0
      ? sql`w.d`
      : sql`(select ${on} from generate_series(1, ${bound}) as i(n) where ${isWorked(on, calendar)} and ${on} between ${dayLiteral(FIRST_DAY)} and ${dayLiteral(LAST_DAY)} order by i.n offset ${sql.lit(Math.abs(count) - 1)} limit 1)`
  return sql`select (cast(${found} as timestamp) + (w.x - cast(w.d as timestamp))) at time zone ${zone} as x from (select y.x, cast(y.x as date) as d from (select ${from} at time zone ${zone} as x offset 0) as y offset 0) as w`
}

/** The moment after so much working time, `v.n` seconds from `v.d` on: shift by shift, until they come to it. */
function timeLater(calendar: Laid, way: 1 | -1): Sql {
  const { table, zone } = calendar
  const week = table.week.reduce((sum, shifts) => sum + inSeconds(shownOf(shifts)), 0n)
  const bound = week === 0n ? sql.lit(LONGEST) : daysFor(table, sql`ceil(abs(v.n) / ${param(String(week), 'numeric')})`)
  const on = sql`(w.d + ${sql.lit(way)} * i.n)`
  const begin = sql`(select cast((v.d at time zone ${zone}) as date) as d offset 0) as w`
  const order = sql`i.n, ${way === 1 ? sql`h.n` : sql`h.n desc`}`
  const rest =
    way === 1
      ? { from: sql`greatest(h.start, v.d)`, to: sql`h.stop` }
      : { from: sql`h.start`, to: sql`least(h.stop, v.d)` }
  const shifts = sql`select ${rest.from} as a, ${rest.to} as b, sum(${elapsed(rest.from, rest.to)}) over (order by ${order} rows unbounded preceding) as sum, row_number() over (order by ${order}) as place from ${begin} cross join lateral generate_series(0, ${bound}) as i(n) cross join lateral ${shiftsOn(on, calendar)} as h where ${on} between ${dayLiteral(FIRST_DAY)} and ${dayLiteral(LAST_DAY)} and ${rest.to} > ${rest.from}`
  const over = sql`cast(z.sum - abs(v.n) as double precision) * interval '1 second'`
  return sql`(select ${way === 1 ? sql`z.b - ${over}` : sql`z.a + ${over}`} from (${shifts}) as z where z.sum >= abs(v.n) order by z.place limit 1)`
}

const addBusinessTime: OperatorSql = {
  value: (node, c) => {
    const calendar = laidOut(node, c)
    if (calendar === undefined) return param(null, 'timestamptz')
    const from = c.term(node.args[0]).sql
    const { workdays } = node.options
    if (workdays !== undefined) return knownMoment(daysLater(from, workdays, calendar))
    const time = sql`trunc(${c.term(node.args[1]).sql}, 6)`
    return knownMoment(
      sql`select case when v.n < 0 then ${timeLater(calendar, -1)} else ${timeLater(calendar, 1)} end as x from (select ${from} as d, ${time} as n offset 0) as v`,
    )
  },
}

export const businessSql: { readonly [operator: string]: OperatorSql } = {
  businessDaysBetween,
  businessTimeBetween,
  addBusinessTime,
}
