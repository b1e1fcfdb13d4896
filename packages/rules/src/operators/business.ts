import { type Call, type Checker, meant, placeOf, report } from '../check/checker.ts'
import { checkKind, hasCount } from '../check/operands.ts'
import { type Decimal, decimalOf, times, truncate } from '../decimal.ts'
import { operand } from '../evaluate/evaluate-node.ts'
import type { Run } from '../evaluate/run.ts'
import { type CallNode, type CallOptions, DATETIME, DURATION, NUMBER } from '../node.ts'
import {
  addBusinessDays,
  addBusinessMicros,
  businessDays,
  businessMicros,
  type WorkCalendar,
  workCalendar,
} from '../time/business.ts'
import { isKnownMoment } from '../time/instant.ts'
import type { Calendar, Env } from '../types.ts'
import { asDecimal, asMoment } from '../values.ts'
import { nearest, words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'
import { dayIn } from './time.ts'

/** An optional last operand that names a calendar policy; without it the workspace's counts. */
function checkCalendar(call: Call, index: number, checker: Checker): CallOptions | undefined {
  if (call.operands.length <= index) return {}
  const key = call.operands[index]
  const known = checker.scope.calendars
  if (typeof key === 'string' && (known === undefined || known.includes(key))) return { key }
  const near = typeof key === 'string' ? nearest(key, known ?? []) : undefined
  return report(
    checker,
    'unknown_calendar',
    placeOf(call, index).at,
    words('There is no such calendar', '没有这个日历'),
    meant(near),
  )
}

/** The calendar that a call reads: the one it names, else the workspace's; undefined when there is none. */
export function calendarFor(node: CallNode, env: Env): Calendar | undefined {
  const key = node.options.key ?? env.calendar
  const calendars = env.calendars ?? {}
  return key !== undefined && Object.hasOwn(calendars, key) ? calendars[key] : undefined
}

function calendarOf(node: CallNode, run: Run): WorkCalendar | null {
  const calendar = calendarFor(node, run.env)
  return calendar === undefined ? null : workCalendar(calendar)
}

const businessDaysBetween = defineOperator({
  name: 'businessDaysBetween',
  group: 'time',
  words: words('the working days from {0} to {1}', '从 {0} 到 {1} 的工作日数'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, 3)) return undefined
    const from = checkKind(call, 0, checker, ['date', 'datetime'])
    const to = checkKind(call, 1, checker, ['date', 'datetime'])
    const calendar = checkCalendar(call, 2, checker)
    return from === undefined || to === undefined || calendar === undefined
      ? undefined
      : callNode(call, NUMBER, [from, to], calendar)
  },
  evaluate: (node, run) => {
    const calendar = calendarOf(node, run)
    const zone = calendar?.zone ?? run.clock.zone
    const [from, to] = [dayIn(operand(node, 0, run), zone), dayIn(operand(node, 1, run), zone)]
    if (calendar === null || from === null || to === null) return null
    const days = businessDays(from, to, calendar)
    return days === null ? null : decimalOf(days)
  },
})

const businessTimeBetween = defineOperator({
  name: 'businessTimeBetween',
  group: 'time',
  words: words('the working time from {0} to {1}', '从 {0} 到 {1} 的工作时长'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, 3)) return undefined
    const from = checkKind(call, 0, checker, ['datetime'])
    const to = checkKind(call, 1, checker, ['datetime'])
    const calendar = checkCalendar(call, 2, checker)
    return from === undefined || to === undefined || calendar === undefined
      ? undefined
      : callNode(call, DURATION, [from, to], calendar)
  },
  evaluate: (node, run) => {
    const calendar = calendarOf(node, run)
    const [from, to] = [asMoment(operand(node, 0, run)), asMoment(operand(node, 1, run))]
    if (calendar === null || from === null || to === null) return null
    const micros = businessMicros(from, to, calendar)
    return micros === null ? null : { digits: micros, scale: 6 }
  },
})

const WORKDAYS = /^(-?)P(\d{1,5})D$/
const MICROS = decimalOf(1_000_000)
const microsOf = (seconds: Decimal): bigint => truncate(times(seconds, MICROS)).digits

/** Working hours later; a duration written as whole days (`P3D`) is so many working days at the same time of day. */
const addBusinessTime = defineOperator({
  name: 'addBusinessTime',
  group: 'time',
  words: words('{0} plus {1} of working time', '{0} 之后 {1} 工作时间'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2, 3)) return undefined
    const from = checkKind(call, 0, checker, ['datetime'])
    const time = checkKind(call, 1, checker, ['duration'])
    const calendar = checkCalendar(call, 2, checker)
    if (from === undefined || time === undefined || calendar === undefined) return undefined
    const written = call.operands[1]
    const days = typeof written === 'string' ? WORKDAYS.exec(written) : null
    const workdays = days === null ? {} : { workdays: Number(days[2]) * (days[1] === '-' ? -1 : 1) }
    return callNode(call, DATETIME, [from, time], { ...calendar, ...workdays })
  },
  evaluate: (node, run) => {
    const calendar = calendarOf(node, run)
    const from = asMoment(operand(node, 0, run))
    const time = asDecimal(operand(node, 1, run))
    if (calendar === null || from === null || time === null) return null
    const { workdays } = node.options
    const result =
      workdays === undefined
        ? addBusinessMicros(from, microsOf(time), calendar)
        : addBusinessDays(from, workdays, calendar)
    return result !== null && isKnownMoment(result) ? result : null
  },
})

export const businessOperators = [businessDaysBetween, businessTimeBetween, addBusinessTime] as const
