import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import type { StageGlyphProps } from '@atelier/ui'

/** What the pie of a stage shows: its place among the open ones. */
export function glyphOf(pipeline: PipelineDocument, stage: StageDefinition): StageGlyphProps {
  const open = pipeline.stages.filter((each) => each.outcome === 'open' && each.retired !== true)
  const place = open.findIndex((each) => each.id === stage.id)
  return { outcome: stage.outcome, position: Math.max(place, 0) + 1, total: open.length }
}
