import { LIMITS } from '../limits.ts'
import type { CallNode, Node } from '../node.ts'
import { parseDay } from '../time/civil.ts'
import { offsetAt, parseMoment, toWall, wallDay } from '../time/instant.ts'
import type { CalendarYear } from '../time/periods.ts'
import type { Env, Mode, RecordData } from '../types.ts'
import type { Value } from '../values.ts'

/** The evaluation's clock, read once. */
export type Clock = CalendarYear & { readonly now: bigint; readonly today: number; readonly zone: string }

/** One evaluation: the environment, and the record that a bare path begins at. */
export type Run = {
  readonly env: Env
  readonly clock: Clock
  readonly mode: Mode
  readonly element: RecordData | null
  /** Evaluates a call: the registry's answer, handed in so that operators and their evaluation need not know each other. */
  readonly call: (node: CallNode, run: Run) => Value
  /** Counts the work done; shared by all runs of one evaluation. */
  readonly budget: { left: number }
  /** Told about every operand that left a comparison undecided. */
  readonly onEmpty?: (node: Node, run: Run) => void
}

/** Thrown when one evaluation does more work than any sensible rule: a bug or an attack, never a user's mistake. */
export class RuleBudgetError extends Error {
  override readonly name = 'RuleBudgetError'
}

/** A run over `env`, with the clock read. Throws when `env` has no valid instant or zone: the caller's mistake. */
export function newRun(env: Env, mode: Mode, call: Run['call'], onEmpty?: Run['onEmpty']): Run {
  const run = { env, clock: clockOf(env), mode, call, element: env.record, budget: { left: LIMITS.steps } }
  return onEmpty === undefined ? run : { ...run, onEmpty }
}

/** The clock of the last evaluation: thousands of records are judged at one instant. */
let last: { readonly env: Env; readonly clock: Clock } | undefined

const sameClock = (a: Env, b: Env): boolean =>
  a.now === b.now &&
  a.zone === b.zone &&
  a.today === b.today &&
  a.weekStart === b.weekStart &&
  a.fiscalYearStart === b.fiscalYearStart

function clockOf(env: Env): Clock {
  if (last !== undefined && sameClock(last.env, env)) return last.clock
  const now = parseMoment(env.now)
  if (now === undefined) throw new TypeError(`env.now is not an instant: ${env.now}`)
  offsetAt(now, env.zone)
  const today = env.today === undefined ? wallDay(toWall(now, env.zone)) : parseDay(env.today)
  if (today === undefined) throw new TypeError(`env.today is not a date: ${env.today}`)
  const [month = 1, day = 1] = (env.fiscalYearStart ?? '01-01').split('-').map(Number)
  const clock = { now, today, zone: env.zone, weekStart: env.weekStart ?? 1, fiscalMonth: month, fiscalDay: day }
  const { now: instant, zone, weekStart, fiscalYearStart, today: given } = env
  // Only what the clock is made of is kept, never a record.
  last = {
    clock,
    env: {
      record: null,
      now: instant,
      zone,
      ...(weekStart === undefined ? {} : { weekStart }),
      ...(fiscalYearStart === undefined ? {} : { fiscalYearStart }),
      ...(given === undefined ? {} : { today: given }),
    },
  }
  return clock
}

/** The run inside a quantifier, with an element as the record in scope. */
export const within = (run: Run, element: RecordData): Run => ({ ...run, element })
