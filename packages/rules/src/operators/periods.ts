import { type Call, type Checker, placeOf, report } from '../check/checker.ts'
import { callOf, checkKind, checkTogether, checkWhole, checkWord, hasCount, wrongType } from '../check/operands.ts'
import { operand } from '../evaluate/evaluate-node.ts'
import { BOOLEAN, DATE, DATETIME, type Node, PERIOD } from '../node.ts'
import { isKnownDay } from '../time/civil.ts'
import { dayStart } from '../time/instant.ts'
import { addUnits, periodOf } from '../time/periods.ts'
import { UNITS } from '../types.ts'
import { asDay, asPeriod, type Value } from '../values.ts'
import { words } from '../words.ts'
import { callNode, defineOperator } from './operator.ts'
import { dayIn, periodUnit } from './time.ts'

const FORMS = ['this', 'last', 'next', 'rolling', 'toDate', 'between'] as const
/** The most units that a relative period may span. */
const MOST = 10_000

const period = defineOperator({
  name: 'period',
  group: 'time',
  volatile: true,
  words: words('{period}', '{period}'),
  check: (call, checker) => {
    const form = checkWord(call, 0, checker, FORMS)
    if (form === undefined) return undefined
    if (form === 'between') {
      if (!hasCount(call, checker, 3)) return undefined
      const found = checkTogether(call, [1, 2], checker, DATE)
      return found === undefined ? undefined : callNode(call, PERIOD, found.nodes, { period: form })
    }
    const counted = form === 'last' || form === 'next' || form === 'rolling'
    if (!hasCount(call, checker, counted ? 3 : 2)) return undefined
    const count = counted ? checkWhole(call, 1, checker, 1, MOST) : 1
    const unit = checkWord(call, counted ? 2 : 1, checker, UNITS)
    return count === undefined || unit === undefined
      ? undefined
      : callNode(call, PERIOD, [], { period: form, count, unit })
  },
  evaluate: (node, run) => {
    const { period: form = 'this', count = 1 } = node.options
    if (form === 'between') {
      const [start, end] = [asDay(operand(node, 0, run)), asDay(operand(node, 1, run))]
      return start === null || end === null ? null : { kind: 'period', start, end }
    }
    const { start, end } = periodOf(form, count, periodUnit(node), run.clock.today, run.clock)
    return known(start, end)
  },
})

const known = (start: number, end: number): Value =>
  isKnownDay(start) && isKnownDay(end) ? { kind: 'period', start, end } : null

function checkPeriod(call: Call, index: number, checker: Checker): Node | undefined {
  const place = placeOf(call, index)
  const written = call.operands[index]
  if (callOf(written) === undefined) {
    return report(checker, 'wrong_type', place.at, words('Write a period here', '此处请写期间'), {
      fix: words('Such as {"period": ["this", "month"]}', '例如 {"period": ["this", "month"]}'),
    })
  }
  const node = checker.check(written, place)
  if (node === undefined) return undefined
  return node.type.kind === 'period' ? node : wrongType(checker, place.at, node.type, PERIOD)
}

const inPeriod = defineOperator({
  name: 'inPeriod',
  group: 'time',
  words: words('{0} is in {1}', '{0} 在{1}内'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 2)) return undefined
    const date = checkKind(call, 0, checker, ['date', 'datetime'])
    const within = checkPeriod(call, 1, checker)
    return date === undefined || within === undefined ? undefined : callNode(call, BOOLEAN, [date, within])
  },
  evaluate: (node, run) => {
    const value = operand(node, 0, run)
    const within = asPeriod(operand(node, 1, run))
    const day = dayIn(value, run.clock.zone)
    if (day !== null && within !== null) return day >= within.start && day < within.end
    if (run.mode === 'plain') return false
    const empty = node.args[day === null ? 0 : 1]
    if (empty !== undefined) run.onEmpty?.(empty, run)
    return null
  },
})

/** A period's edge is a day; where a moment is asked for it is the first moment of that day in the workspace's zone. */
const edge = (name: 'start' | 'end', sentence: ReturnType<typeof words>) =>
  defineOperator({
    name,
    group: 'time',
    words: sentence,
    check: (call, checker) => {
      if (!hasCount(call, checker, 1)) return undefined
      const node = checkPeriod(call, 0, checker)
      return node === undefined
        ? undefined
        : callNode(call, call.expected?.kind === 'datetime' ? DATETIME : DATE, [node])
    },
    evaluate: (node, run) => {
      const value = asPeriod(operand(node, 0, run))
      if (value === null) return null
      return node.type.kind === 'datetime' ? dayStart(value[name], run.clock.zone) : value[name]
    },
  })

const shift = defineOperator({
  name: 'shift',
  group: 'time',
  words: words('{0}, {count} {unit} later', '{0} 平移 {count} {unit}'),
  check: (call, checker) => {
    if (!hasCount(call, checker, 3)) return undefined
    const node = checkPeriod(call, 0, checker)
    const count = checkWhole(call, 1, checker, -MOST, MOST)
    const unit = checkWord(call, 2, checker, UNITS)
    return node === undefined || count === undefined || unit === undefined
      ? undefined
      : callNode(call, PERIOD, [node], { count, unit })
  },
  evaluate: (node, run) => {
    const value = asPeriod(operand(node, 0, run))
    const { count = 0 } = node.options
    if (value === null) return null
    return known(addUnits(value.start, count, periodUnit(node)), addUnits(value.end, count, periodUnit(node)))
  },
})

export const periodOperators = [
  period,
  inPeriod,
  edge('start', words('the first day of {0}', '{0}的第一天')),
  edge('end', words('the day after {0}', '{0}结束后的第一天')),
  shift,
] as const
