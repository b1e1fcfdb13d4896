import { type Call, type Checker, placeOf, report } from '../check/checker.ts'
import { checkKind, checkTogether, checkWord, hasCount, isOpen, wrongType } from '../check/operands.ts'
import { decimalOf, wholeNumber } from '../decimal.ts'
import { operand } from '../evaluate/evaluate-node.ts'
import type { Run } from '../evaluate/run.ts'
import { type CallNode, DATE, DATETIME, NUMBER } from '../node.ts'
import { addToDay, addToMoment, REACH, wallDifference } from '../time/arithmetic.ts'
import { civilOf, type Day, isKnownDay, weekdayOf } from '../time/civil.ts'
import { dayStart, isZone, toWall, wallDay, wallOf } from '../time/instant.ts'
import { unitEnd, unitStart } from '../time/periods.ts'
import { type ClockUnit, type TypeKind, UNITS, type Unit } from '../types.ts'
import { asDay, asDecimal, asMoment, type Value } from '../values.ts'
import { words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'

const DAYS: readonly TypeKind[] = ['date', 'datetime']
const CLOCK_UNITS: readonly ClockUnit[] = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']
const DAY_UNITS: readonly ClockUnit[] = ['day', 'week', 'month', 'quarter', 'year']

/** An optional last operand that names a time zone. */
function checkZone(call: Call, index: number, checker: Checker): { zone?: string } | undefined {
  if (call.operands.length <= index) return {}
  const zone = call.operands[index]
  if (typeof zone === 'string' && isZone(zone)) return { zone }
  return report(
    checker,
    'wrong_type',
    placeOf(call, index).at,
    words('Write a time zone, such as "Asia/Shanghai"', '请写时区,例如 "Asia/Shanghai"'),
  )
}

/** `{"today": []}`: JsonLogic's empty operands may also be written as one null or empty list. */
const operandsOf = (call: Call): Call => {
  const [only] = call.operands
  return call.operands.length === 1 && (only === null || only === undefined) ? { ...call, operands: [] } : call
}

const now = defineOperator({
  name: 'now',
  group: 'time',
  volatile: true,
  words: words('now', '现在'),
  check: (call, checker) => (hasCount(operandsOf(call), checker, 0) ? callNode(call, DATETIME, []) : undefined),
  evaluate: (_node, run) => run.clock.now,
})

const today = defineOperator({
  name: 'today',
  group: 'time',
  volatile: true,
  words: words('today', '今天'),
  check: (original, checker) => {
    const call = operandsOf(original)
    if (!hasCount(call, checker, 0, 1)) return undefined
    const zone = checkZone(call, 0, checker)
    return zone === undefined ? undefined : callNode(call, DATE, [], zone)
  },
  evaluate: (node, run) =>
    node.options.zone === undefined ? run.clock.today : wallDay(toWall(run.clock.now, node.options.zone)),
})

/** The unit that stands as a literal, fit for dates or for moments. */
function checkUnit(call: Call, index: number, type: TypeKind, checker: Checker): ClockUnit | undefined {
  return checkWord(call, index, checker, type === 'datetime' ? CLOCK_UNITS : DAY_UNITS)
}

const dateAdd = defineOperator({
  name: 'dateAdd',
  group: 'time',
  words: words('{0} plus {1} {unit}', '{0} 加 {1} {unit}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 3)) return undefined
    const date = checkKind(call, 0, checker, DAYS, call.expected?.kind === 'datetime' ? DATETIME : DATE)
    const count = checkKind(call, 1, checker, ['number'])
    const unit = checkUnit(call, 2, date?.type.kind ?? 'datetime', checker)
    return date === undefined || count === undefined || unit === undefined
      ? undefined
      : callNode(call, date.type, [date, count], { unit })
  },
  evaluate: (node, run) => {
    const value = operand(node, 0, run)
    const count = asDecimal(operand(node, 1, run))
    const unit = clockUnit(node)
    const whole = count === null ? null : wholeNumber(count, REACH[unit])
    if (value === null || whole === null) return null
    const moment = asMoment(value)
    if (moment !== null) return addToMoment(moment, whole, unit, run.clock.zone)
    const day = asDay(value)
    return day === null ? null : addToDay(day, whole, unit)
  },
})

/** The unit of a call that counts with the clock. */
export const clockUnit = (node: CallNode): ClockUnit => CLOCK_UNITS.find((unit) => unit === node.options.unit) ?? 'day'
/** The unit of a call about periods. */
export const periodUnit = (node: CallNode): Unit => UNITS.find((unit) => unit === node.options.unit) ?? 'day'

const dateDiff = defineOperator({
  name: 'dateDiff',
  group: 'time',
  words: words('the {unit}s from {0} to {1}', '从 {0} 到 {1} 的{unit}数'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 3)) return undefined
    const bothOpen = isOpen(call.operands[0]) && isOpen(call.operands[1])
    const found = checkTogether(call, [0, 1], checker, bothOpen ? DATE : undefined)
    const unit = checkUnit(call, 2, found?.type.kind ?? 'datetime', checker)
    if (found === undefined || unit === undefined) return undefined
    if (!DAYS.includes(found.type.kind)) return wrongType(checker, placeOf(call, 0).at, found.type, DAYS)
    return callNode(call, NUMBER, found.nodes, { unit })
  },
  evaluate: (node, run) => {
    const [from, to] = [operand(node, 0, run), operand(node, 1, run)]
    const unit = clockUnit(node)
    if (typeof from === 'number' && typeof to === 'number')
      return decimalOf(wallDifference(wallOf(from), wallOf(to), unit))
    if (typeof from !== 'bigint' || typeof to !== 'bigint') return null
    const elapsed = unit === 'hour' || unit === 'minute'
    const wall = (moment: bigint): bigint => (elapsed ? moment : toWall(moment, run.clock.zone))
    return decimalOf(wallDifference(wall(from), wall(to), unit))
  },
})

const edge = (name: 'startOf' | 'endOf', sentence: ReturnType<typeof words>) =>
  defineOperator({
    name,
    group: 'time',
    words: sentence,
    check: (call, checker) => {
      if (!hasCount(call, checker, 2)) return undefined
      const date = checkKind(call, 0, checker, DAYS)
      const unit = checkWord(call, 1, checker, UNITS)
      return date === undefined || unit === undefined ? undefined : callNode(call, date.type, [date], { unit })
    },
    evaluate: (node, run) => edgeOf(operand(node, 0, run), name, periodUnit(node), run),
  })

/** The first or last day of a unit; of a moment the unit's first or last microsecond in the workspace's zone. */
function edgeOf(value: Value, name: 'startOf' | 'endOf', unit: Unit, run: Run): Value {
  const { clock } = run
  const moment = asMoment(value)
  const day = moment === null ? asDay(value) : wallDay(toWall(moment, clock.zone))
  if (day === null) return null
  const start = unitStart(day, unit, clock)
  const end = unitEnd(day, unit, clock)
  if (!isKnownDay(start) || !isKnownDay(end - 1)) return null
  if (moment === null) return name === 'startOf' ? start : end - 1
  return name === 'startOf' ? dayStart(start, clock.zone) : dayStart(end, clock.zone) - 1n
}

const part = (
  name: 'year' | 'quarter' | 'month' | 'day' | 'weekday',
  read: (day: Day) => number,
  sentence: ReturnType<typeof words>,
) =>
  defineOperator({
    name,
    group: 'time',
    words: sentence,
    check: (call, checker) => {
      if (!hasCount(call, checker, 1)) return undefined
      const date = checkKind(call, 0, checker, DAYS)
      return date === undefined ? undefined : callNode(call, NUMBER, [date])
    },
    evaluate: (node, run) => {
      const day = dayIn(operand(node, 0, run), run.clock.zone)
      return day === null ? null : decimalOf(read(day))
    },
  })

/** The calendar day of a date, or of a moment in a zone. */
export function dayIn(value: Value, zone: string): Day | null {
  const moment = asMoment(value)
  return moment === null ? asDay(value) : wallDay(toWall(moment, zone))
}

const dateOf = defineOperator({
  name: 'dateOf',
  group: 'time',
  words: words('the day of {0}', '{0} 的日期'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 1, 2)) return undefined
    const moment = checkKind(call, 0, checker, ['datetime'])
    const zone = checkZone(call, 1, checker)
    return moment === undefined || zone === undefined ? undefined : callNode(call, DATE, [moment], zone)
  },
  evaluate: (node, run) => dayIn(operand(node, 0, run), node.options.zone ?? run.clock.zone),
})

export const timeOperators = [
  now,
  today,
  dateAdd,
  dateDiff,
  edge('startOf', words('the start of the {unit} of {0}', '{0} 所在{unit}的开始')),
  edge('endOf', words('the end of the {unit} of {0}', '{0} 所在{unit}的结束')),
  part('year', (day) => civilOf(day).year, words('the year of {0}', '{0} 的年份')),
  part('quarter', (day) => Math.floor((civilOf(day).month - 1) / 3) + 1, words('the quarter of {0}', '{0} 的季度')),
  part('month', (day) => civilOf(day).month, words('the month of {0}', '{0} 的月份')),
  part('day', (day) => civilOf(day).day, words('the day of the month of {0}', '{0} 的日')),
  part('weekday', weekdayOf, words('the weekday of {0} (Monday is 1)', '{0} 是星期几(周一为 1)')),
  dateOf,
] as const
