import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import type { StageGlyphProps } from '@atelier/ui'

/** What the pie of a stage shows: its place among the open ones. */
export function glyphOf(pipeline: PipelineDocument, stage: StageDefinition): StageGlyphProps {
  const open = pipeline.stages.filter((each) => each.outcome === 'open' && each.retired !== true)
  const place = open.findIndex((each) => each.id === stage.id)
  return { outcome: stage.outcome, position: Math.max(place, 0) + 1, total: open.length }
}

/** Whole days of an expectation such as `P7D`; undefined for one that says more. */
export function daysOf(expect: StageDefinition['expect']): number | undefined {
  const found = /^P(\d{1,4})D$/.exec(typeof expect === 'string' ? expect : '')
  return found ? Number(found[1]) : undefined
}
