import type { PipelineDocument } from '@atelier/definitions'

/** A stage that a record was in before, as an import tells it. */
export type ToldStage = { readonly key: string; readonly at: string; readonly place: number }

/**
 * Which of the dates told are of stages that a record now in `to` has been in: open ones, up to the present one when that is open itself. A
 * table has a column for every outcome, and a deal that was won was not lost on the same day.
 */
export function toldStages(
  pipeline: PipelineDocument,
  to: string,
  told: Readonly<Record<string, string>>,
): ToldStage[] {
  const here = pipeline.stages.findIndex((stage) => stage.key === to)
  const isOpen = pipeline.stages[here]?.outcome === 'open'
  return pipeline.stages.flatMap((stage, place) => {
    const at = told[stage.key]
    if (at === undefined || stage.key === to || stage.outcome !== 'open' || (isOpen && place > here)) return []
    return [{ key: stage.key, at, place }]
  })
}
