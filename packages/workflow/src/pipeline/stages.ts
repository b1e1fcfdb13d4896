import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import type { Words } from '@atelier/rules'
import { labelWords } from '../refusal.ts'

/** A stage by key. */
export function stageOf(pipeline: PipelineDocument, key: string | undefined): StageDefinition | undefined {
  return key === undefined ? undefined : pipeline.stages.find((stage) => stage.key === key)
}

/** A stage's name in both languages. */
export const stageName = (stage: StageDefinition): Words =>
  labelWords(stage.label, { en: stage.key, 'zh-CN': stage.key })

/** Place in the pipeline's order, from 0; -1 when it has none. */
export const placeOf = (pipeline: PipelineDocument, key: string): number =>
  pipeline.stages.findIndex((stage) => stage.key === key)
