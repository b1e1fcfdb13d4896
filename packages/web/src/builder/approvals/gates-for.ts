import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import { type Documents, ofKind } from '../draft/document.ts'

/** The gates of stages that wait for an approval. */
export const gatesFor = (
  documents: Documents,
  approval: string,
): readonly { readonly pipeline: PipelineDocument; readonly stage: StageDefinition; readonly gate: string }[] =>
  ofKind(documents, 'pipeline').flatMap((pipeline) =>
    pipeline.stages.flatMap((stage) =>
      [...(stage.entry ?? []), ...(stage.exit ?? [])].flatMap((gate) =>
        gate.gate === 'approval' && gate.approval === approval ? [{ pipeline, stage, gate: gate.id }] : [],
      ),
    ),
  )
