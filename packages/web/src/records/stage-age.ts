import type { PipelineStage } from '../workspace/model.ts'

export type StageAge = { readonly days: number; readonly tone: 'calm' | 'late' | 'veryLate' }

const day = 86_400_000

/** Days from one instant to another that are no Saturday or Sunday, as the clock counts in UTC. */
function workingDays(from: number, to: number): number {
  let count = 0
  for (let at = from + day; at <= to; at += day) {
    const weekday = new Date(at).getUTCDay()
    if (weekday !== 0 && weekday !== 6) count += 1
  }
  return count
}

/**
 * How many days a record has been in its stage, and whether that is longer than the stage expects: late past the
 * expectation, very late past one and a half of it. Null where nothing is expected to go on: a stage that ends, or no date.
 */
export function stageAge(
  enteredAt: string | undefined,
  stage: Pick<PipelineStage, 'outcome' | 'expectDays' | 'expectBusiness'>,
  now: Date,
): StageAge | null {
  const from = new Date(enteredAt ?? '').getTime()
  if (Number.isNaN(from) || stage.outcome !== 'open') return null
  const days = Math.max(0, Math.floor((now.getTime() - from) / day))
  const { expectDays } = stage
  if (expectDays === undefined) return { days, tone: 'calm' }
  // More than ten years of working days are late whatever the weekends are.
  const counted = stage.expectBusiness && days < 3_660 ? workingDays(from, now.getTime()) : days
  return { days, tone: counted > expectDays * 1.5 ? 'veryLate' : counted > expectDays ? 'late' : 'calm' }
}
