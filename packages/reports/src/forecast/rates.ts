import type { PipelineDocument, ReportDocument } from '@atelier/definitions'
import { ratio, times } from '../decimal.ts'

/** How many records closed in the window, by the furthest stage they reached (its place from 1) and how they ended. */
export type ClosedCounts = readonly (readonly [furthest: number | null, outcome: string, count: number])[]

export type RateSource = 'history' | 'probability' | 'baseline'

/** The chance that an amount at a stage comes in, as an exact fraction. */
export type StageRate = {
  readonly stage: string
  readonly won: string
  readonly of: string
  readonly n: number
  readonly source: RateSource
}

type RateDefinition = NonNullable<ReportDocument['rates']>[number]

const half: readonly [string, string] = ['0', '1']

/**
 * Rates by stage (RP-05, RP-06, RP-07). `stageToWon`: won / (won + lost) of the records closed in the window that reached the stage; `stageToNext`:
 * of those, how many reached the next stage; `chained`: the product of to-next from the stage to won. Fewer closed records than `minimum` (30 if
 * not said): the stage's own probability or baseline instead.
 */
export function stageRates(
  pipeline: PipelineDocument,
  definition: RateDefinition,
  closed: ClosedCounts,
): readonly StageRate[] {
  const stages = pipeline.stages
    .map((stage, index) => ({ stage, place: index + 1 }))
    .filter(({ stage }) => stage.outcome !== 'lost')
  const reached = (place: number, outcome?: string): number =>
    closed.reduce(
      (sum, [furthest, ended, count]) =>
        sum + ((furthest ?? 0) >= place && (outcome === undefined || ended === outcome) ? count : 0),
      0,
    )
  const minimum = definition.minimum ?? 30
  const toNext = (i: number): StageRate => {
    const entry = stages[i]
    if (!entry) return { stage: '', won: half[0], of: half[1], n: 0, source: 'history' }
    const { stage, place } = entry
    const n = reached(place)
    const next = stages[i + 1]
    if (stage.outcome === 'won' || !next) return { stage: stage.key, won: '1', of: '1', n, source: 'history' }
    if (definition.from === 'history' && n >= minimum && n > 0)
      return { stage: stage.key, won: String(reached(next.place)), of: String(n), n, source: 'history' }
    return { stage: stage.key, ...fallback(stage, definition), n }
  }
  return stages
    .filter(({ stage }) => stage.outcome === 'open')
    .map(({ stage, place }): StageRate => {
      const i = stages.findIndex((entry) => entry.stage === stage)
      if (definition.method === 'stageToNext') return toNext(i)
      const n = reached(place)
      if (definition.method === 'chained') {
        const steps = stages
          .slice(i)
          .filter((entry) => entry.stage.outcome === 'open')
          .map((_, offset) => toNext(i + offset))
        return {
          stage: stage.key,
          won: steps.reduce((product, step) => times(product, step.won), '1'),
          of: steps.reduce((product, step) => times(product, step.of), '1'),
          n,
          source: steps.find((step) => step.source !== 'history')?.source ?? 'history',
        }
      }
      if (definition.from === 'history' && n >= minimum && n > 0)
        return { stage: stage.key, won: String(reached(place, 'won')), of: String(n), n, source: 'history' }
      return { stage: stage.key, ...fallback(stage, definition), n }
    })
}

function fallback(
  stage: PipelineDocument['stages'][number],
  definition: RateDefinition,
): Pick<StageRate, 'won' | 'of' | 'source'> {
  if (
    definition.fallback === 'baseline.toNext' ||
    (definition.fallback === undefined && definition.method !== 'stageToWon')
  )
    return { won: stage.baseline?.toNext ?? stage.probability ?? '0', of: '1', source: 'baseline' }
  return { won: stage.probability ?? '0', of: '1', source: 'probability' }
}

/** A rate as it is shown: six places. */
export const shownRate = (rate: StageRate): string | null => ratio(rate.won, rate.of)
