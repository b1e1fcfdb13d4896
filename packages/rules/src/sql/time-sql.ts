import { sql } from 'kysely'
import type { CallNode, Node } from '../node.ts'
import { clockUnit, periodUnit } from '../operators/time.ts'
import { MICROS_IN, MONTHS_IN } from '../time/arithmetic.ts'
import { dayText } from '../time/civil.ts'
import { dayStart, momentText } from '../time/instant.ts'
import type { ClockUnit, Unit } from '../types.ts'
import { asPeriod, type Value } from '../values.ts'
import { decided, never } from './comparison-sql.ts'
import { type Compiler, type OperatorSql, param, type Term } from './compiler.ts'
import { RuleNotInSqlError, type Sql } from './sql-env.ts'

const zoneOf = (c: Compiler, zone?: string): Sql => param(zone ?? c.env.env.zone, 'text')
const isMoment = (node: Node | undefined): boolean => node?.type.kind === 'datetime'

/** The day of a date, or of a moment in the workspace's zone. */
function dayOf(node: Node | undefined, c: Compiler): Sql {
  const term = c.term(node).sql
  return isMoment(node) ? sql`cast((${term} at time zone ${zoneOf(c)}) as date)` : term
}

const field = (name: 'year' | 'quarter' | 'month' | 'day' | 'isodow'): OperatorSql => ({
  value: (node, c) => sql`cast(extract(${sql.raw(name)} from ${dayOf(node.args[0], c)}) as numeric)`,
})

/** A day (or wall clock time) `v.d` moved by `v.n` whole units, null outside the years 0001 to 9999. */
function moved(unit: ClockUnit, isWall: boolean): Sql {
  const months = MONTHS_IN[unit]
  const day = isWall ? sql`cast(v.d as date)` : sql`v.d`
  if (months === undefined) {
    const days = sql`v.n * ${sql.lit(unit === 'week' ? 7 : 1)}`
    const result = isWall
      ? sql`v.d + make_interval(days => cast(${days} as integer))`
      : sql`v.d + cast(${days} as integer)`
    return sql`case when (${day} - date '0001-01-01') + ${days} between 0 and 3652058 then ${result} end`
  }
  const by = sql`v.n * ${sql.lit(months)}`
  const result = sql`v.d + make_interval(months => cast(${by} as integer))`
  const index = sql`extract(year from v.d) * 12 + extract(month from v.d) - 1 + ${by}`
  return sql`case when ${index} between 12 and 119999 then ${isWall ? result : sql`cast(${result} as date)`} end`
}

const KNOWN_FROM = sql`timestamptz '0001-01-01 00:00:00+00'`
const KNOWN_TO = sql`timestamptz '10000-01-01 00:00:00+00'`

/** A moment `x` of a subquery, null outside the years 0001 to 9999. */
export const knownMoment = (query: Sql): Sql =>
  sql`(select case when w.x >= ${KNOWN_FROM} and w.x < ${KNOWN_TO} then w.x end from (${query} offset 0) as w)`

const dateAdd: OperatorSql = {
  value: (node, c) => {
    const unit = clockUnit(node)
    const value = c.term(node.args[0]).sql
    const count = sql`trunc(cast(${c.term(node.args[1]).sql} as numeric))`
    if (!isMoment(node))
      return sql`(select ${moved(unit, false)} from (select ${value} as d, ${count} as n offset 0) as v)`
    return knownMoment(movedMoment(unit, value, count, c))
  },
}

function movedMoment(unit: ClockUnit, value: Sql, count: Sql, c: Compiler): Sql {
  if (unit === 'hour' || unit === 'minute') {
    const seconds = sql.lit(unit === 'hour' ? 3600 : 60)
    const result = sql`v.d + cast(v.n as double precision) * interval '1 ${sql.raw(unit)}'`
    return sql`select case when extract(epoch from v.d) + v.n * ${seconds} between -62135596800 and 253402300800 then ${result} end as x from (select ${value} as d, ${count} as n offset 0) as v`
  }
  const wall = sql`${value} at time zone ${zoneOf(c)}`
  return sql`select (${moved(unit, true)}) at time zone ${zoneOf(c)} as x from (select ${wall} as d, ${count} as n offset 0) as v`
}

const dateDiff: OperatorSql = {
  value: (node, c) => {
    const unit = clockUnit(node)
    const [from, to] = [c.term(node.args[0]).sql, c.term(node.args[1]).sql]
    const moments = isMoment(node.args[0]) || isMoment(node.args[1])
    const micros = MICROS_IN[unit]
    const elapsed = unit === 'hour' || unit === 'minute'
    const wall = (value: Sql): Sql => (moments && !elapsed ? sql`(${value} at time zone ${zoneOf(c)})` : value)
    if (micros !== undefined && !moments)
      return sql`cast((${to} - ${from}) / ${sql.lit(unit === 'week' ? 7 : 1)} as numeric)`
    if (micros !== undefined) {
      return sql`div(extract(epoch from (${wall(to)} - ${wall(from)})) * 1000000, ${param(String(micros), 'numeric')})`
    }
    return monthsBetween(wall(from), wall(to), MONTHS_IN[unit] ?? 1, moments)
  },
}

/** Whole months: the most that can be added to the first without passing the second. */
function monthsBetween(from: Sql, to: Sql, months: number, moments: boolean): Sql {
  const type = sql.raw(moments ? 'timestamp' : 'date')
  const pair = sql`(select cast(${from} as ${type}) as a, cast(${to} as ${type}) as b offset 0) as v`
  const index = (value: Sql): Sql => sql`(extract(year from ${value}) * 12 + extract(month from ${value}))`
  const difference = sql`${index(sql`v.b`)} - ${index(sql`v.a`)}`
  const reached = sql`w.a + make_interval(months => cast(w.m as integer))`
  const whole = sql`w.m - case when w.b >= w.a and ${reached} > w.b then 1 when w.b < w.a and ${reached} < w.b then -1 else 0 end`
  return sql`(select div(cast(${whole} as numeric), ${sql.lit(months)}) from (select v.a, v.b, ${difference} as m from ${pair} offset 0) as w)`
}

const TRUNCATED: { readonly [unit in Unit]?: string } = { month: 'month', quarter: 'quarter', year: 'year' }

/** The first day of the unit that holds a day. */
function unitStart(day: Sql, unit: Unit, c: Compiler): Sql {
  const { weekStart = 1, fiscalYearStart = '01-01' } = c.env.env
  if (unit === 'day') return day
  if (unit === 'week')
    return sql`(${day} - mod(cast(extract(isodow from ${day}) as integer) - ${sql.lit(weekStart)} + 7, 7))`
  const plain = TRUNCATED[unit]
  if (plain !== undefined) return sql`cast(date_trunc('${sql.raw(plain)}', cast(${day} as timestamp)) as date)`
  const [month = 1, first = 1] = fiscalYearStart.split('-').map(Number)
  if (first > 28) throw new RuleNotInSqlError('Fiscal years that begin after the 28th run on a loaded record')
  const moved = sql`cast(${day} - ${sql.lit(first - 1)} as timestamp) - make_interval(months => ${sql.lit(month - 1)})`
  const truncated = sql`date_trunc('${sql.raw(unit === 'fiscalYear' ? 'year' : 'quarter')}', ${moved})`
  return sql`(cast(${truncated} + make_interval(months => ${sql.lit(month - 1)}) as date) + ${sql.lit(first - 1)})`
}

const LATER: { readonly [unit in Unit]: string } = {
  day: '1 day',
  week: '7 days',
  month: '1 month',
  quarter: '3 months',
  year: '1 year',
  fiscalQuarter: '3 months',
  fiscalYear: '1 year',
}

/** The first moment of a day: midnight, or the end of a gap that swallows it, or the earlier of two midnights. */
function startOfDay(day: Sql, c: Compiler): Sql {
  const zone = zoneOf(c)
  const earlier = sql`y.x - interval '1 hour'`
  return sql`(select case when cast((${earlier}) at time zone ${zone} as date) = y.d then ${earlier} else y.x end from (select z.d, cast(z.d as timestamp) at time zone ${zone} as x from (select ${day} as d offset 0) as z) as y)`
}

const edge = (name: 'startOf' | 'endOf'): OperatorSql => ({
  value: (node, c) => {
    const unit = periodUnit(node)
    const start = unitStart(sql`u.d`, unit, c)
    const days = sql`(select s.s, cast(s.s + interval '${sql.raw(LATER[unit])}' as date) as e from (select ${start} as s from (select ${dayOf(node.args[0], c)} as d offset 0) as u offset 0) as s offset 0) as p`
    const known = sql`p.s >= date '0001-01-01' and p.e <= date '10000-01-01'`
    if (!isMoment(node))
      return sql`(select case when ${known} then ${name === 'startOf' ? sql`p.s` : sql`p.e - 1`} end from ${days})`
    const moment =
      name === 'startOf' ? startOfDay(sql`p.s`, c) : sql`${startOfDay(sql`p.e`, c)} - interval '1 microsecond'`
    return sql`(select case when ${known} then ${moment} end from ${days})`
  },
})

const dateOf: OperatorSql = {
  value: (node, c) => sql`cast((${c.term(node.args[0]).sql} at time zone ${zoneOf(c, node.options.zone)}) as date)`,
}

/** A period's two days. */
type Bounds = { readonly start: Term; readonly end: Term }

function bounds(node: Node | undefined, c: Compiler): Bounds {
  if (node === undefined) throw new TypeError('A period is missing')
  if (c.isContext(node)) {
    const day = (name: 'start' | 'end') => (value: Value) => {
      const period = asPeriod(value)
      return period === null ? null : dayText(period[name])
    }
    const bind = (name: 'start' | 'end'): Term => ({
      sql: c.bound(node, day(name), 'date'),
      nullable: true,
      simple: true,
      isNull: false,
    })
    return { start: bind('start'), end: bind('end') }
  }
  if (node.op === 'call' && node.name === 'period') return { start: c.term(node.args[0]), end: c.term(node.args[1]) }
  if (node.op === 'call' && node.name === 'shift') {
    const inner = bounds(node.args[0], c)
    const shifted = (term: Term): Term => ({ ...shiftedDay(term, node), nullable: true, simple: false, isNull: false })
    return { start: shifted(inner.start), end: shifted(inner.end) }
  }
  throw new RuleNotInSqlError('This period runs on a loaded record')
}

const CLOCK: { readonly [unit in Unit]: readonly [ClockUnit, number] } = {
  day: ['day', 1],
  week: ['week', 1],
  month: ['month', 1],
  quarter: ['month', 3],
  year: ['month', 12],
  fiscalQuarter: ['month', 3],
  fiscalYear: ['month', 12],
}

function shiftedDay(term: Term, node: CallNode): { sql: Sql } {
  const [unit, factor] = CLOCK[periodUnit(node)]
  const count = param(String((node.options.count ?? 0) * factor), 'numeric')
  return { sql: sql`(select ${moved(unit, false)} from (select ${term.sql} as d, ${count} as n offset 0) as v)` }
}

const inPeriod: OperatorSql = {
  condition: (node, c) => {
    const [date, period] = node.args
    const value = c.term(date)
    if (value.isNull || period === undefined) return never(c)
    const { start, end } = bounds(period, c)
    if (isMoment(date) && c.isContext(period)) {
      const moment = (name: 'start' | 'end') =>
        c.bound(
          period,
          (found, clock) => {
            const stretch = asPeriod(found)
            return stretch === null ? null : momentText(dayStart(stretch[name], clock.zone))
          },
          'timestamptz',
        )
      return decided(
        sql`${value.sql} >= ${moment('start')} and ${value.sql} < ${moment('end')}`,
        [value, start, end],
        c,
      )
    }
    const day = isMoment(date) ? { ...value, sql: dayOf(date, c), simple: false } : value
    if (c.mode === 'plain')
      return decided(sql`${day.sql} >= ${start.sql} and ${day.sql} < ${end.sql}`, [day, start, end], c)
    return sql`(case when ${start.sql} is null or ${end.sql} is null then null else ${day.sql} >= ${start.sql} and ${day.sql} < ${end.sql} end)`
  },
}

const boundary = (name: 'start' | 'end'): OperatorSql => ({
  value: (node, c) => {
    const both = bounds(node.args[0], c)
    return isMoment(node)
      ? startOfDay(both[name].sql, c)
      : sql`(case when ${both.start.sql} is not null and ${both.end.sql} is not null then ${both[name].sql} end)`
  },
})

export const timeSql: { readonly [operator: string]: OperatorSql } = {
  dateAdd,
  dateDiff,
  startOf: edge('startOf'),
  endOf: edge('endOf'),
  year: field('year'),
  quarter: field('quarter'),
  month: field('month'),
  day: field('day'),
  weekday: field('isodow'),
  dateOf,
  inPeriod,
  start: boundary('start'),
  end: boundary('end'),
}
