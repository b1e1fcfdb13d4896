import type { Outcome, PipelineDocument } from '@atelier/definitions'
import { placeOf, stageOf } from './stages.ts'

/** What the row keeps of a stage besides its key. */
export type StageParts = {
  readonly key: string
  readonly pipeline: string
  readonly outcome: Outcome
  /** A fraction as written in the pipeline, or null when it says none. */
  readonly probability: string | null
  /** Place in the pipeline, from 1. */
  readonly position: number
  /** Key of the furthest stage the record ever was in; lost is no place in that order. */
  readonly furthest: string | null
}

/** The parts of a stage for a record whose furthest stage so far is `furthest`. Undefined when the pipeline has no such stage. */
export function stageParts(
  pipeline: PipelineDocument,
  key: string,
  furthest?: string | null | undefined,
): StageParts | undefined {
  const stage = stageOf(pipeline, key)
  if (stage === undefined) return undefined
  const before = furthest === undefined || furthest === null ? -1 : placeOf(pipeline, furthest)
  const here = stage.outcome === 'lost' ? -1 : placeOf(pipeline, key)
  return {
    key,
    pipeline: pipeline.key,
    outcome: stage.outcome,
    probability: stage.probability ?? null,
    position: placeOf(pipeline, key) + 1,
    furthest: pipeline.stages[Math.max(before, here)]?.key ?? null,
  }
}
