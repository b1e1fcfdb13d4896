import type { GateDefinition, KeyAction, Label, PipelineDocument, StageDefinition } from '@atelier/definitions'
import { changePart, insertPart, movePart, type PartChange, removePart, withProperties } from './lists.ts'

export type GateSide = 'entry' | 'exit'

export const editPipeline = (pipeline: PipelineDocument, change: PartChange<PipelineDocument>): PipelineDocument =>
  withProperties(pipeline, change)

/** A new stage stands behind the last open one: before won and lost. */
export function addStage(
  pipeline: PipelineDocument,
  given: { readonly id: string; readonly key: string; readonly label: Label },
): PipelineDocument {
  const lastOpen = pipeline.stages.findLastIndex((stage) => stage.outcome === 'open')
  return { ...pipeline, stages: insertPart(pipeline.stages, { ...given, outcome: 'open' }, lastOpen + 1) }
}

/** Changes a stage. Won and lost decide the probability; a lost stage may be entered from any other. */
export function editStage(
  pipeline: PipelineDocument,
  id: string,
  change: PartChange<StageDefinition>,
): PipelineDocument {
  const was = pipeline.stages.find((stage) => stage.id === id)
  const settled: PartChange<StageDefinition> =
    change.outcome === undefined || change.outcome === was?.outcome
      ? {}
      : change.outcome === 'won'
        ? { probability: '1', from: undefined }
        : change.outcome === 'lost'
          ? { probability: '0', from: 'any' }
          : { probability: undefined, from: undefined }
  return { ...pipeline, stages: changePart(pipeline.stages, id, { ...change, ...settled }) }
}

export const moveStage = (pipeline: PipelineDocument, id: string, index: number): PipelineDocument => ({
  ...pipeline,
  stages: movePart(pipeline.stages, id, index),
})

/** Takes a stage away, with the moves that name it. One in service is retired instead, and records go to `replacedBy`. */
export function removeStage(pipeline: PipelineDocument, id: string, inService: boolean): PipelineDocument {
  const stage = pipeline.stages.find((each) => each.id === id)
  if (!stage) return pipeline
  if (inService) {
    const next = pipeline.stages.find(
      (each) => each.id !== id && each.retired !== true && each.outcome === stage.outcome,
    )
    return editStage(
      pipeline,
      id,
      stage.retired
        ? { retired: undefined, replacedBy: undefined }
        : { retired: true, ...(next ? { replacedBy: next.key } : {}) },
    )
  }
  const moves = pipeline.moves?.flatMap((move) => {
    const from = move.from.filter((key) => key !== stage.key)
    return move.to === stage.key || from.length === 0 ? [] : [{ ...move, from }]
  })
  return withProperties({ ...pipeline, stages: removePart(pipeline.stages, id) }, moves ? { moves } : {})
}

const onStage = (
  pipeline: PipelineDocument,
  id: string,
  change: (stage: StageDefinition) => PartChange<StageDefinition>,
): PipelineDocument => ({
  ...pipeline,
  stages: pipeline.stages.map((stage) => (stage.id === id ? withProperties(stage, change(stage)) : stage)),
})

export const addGate = (pipeline: PipelineDocument, stage: string, side: GateSide, gate: GateDefinition) =>
  onStage(pipeline, stage, (each) => ({ [side]: insertPart(each[side] ?? [], gate) }))

export const editGate = (pipeline: PipelineDocument, stage: string, side: GateSide, gate: GateDefinition) =>
  onStage(pipeline, stage, (each) => ({ [side]: each[side]?.map((known) => (known.id === gate.id ? gate : known)) }))

/** Takes a gate away; a side without gates is left out. */
export const removeGate = (pipeline: PipelineDocument, stage: string, side: GateSide, id: string) =>
  onStage(pipeline, stage, (each) => {
    const left = removePart(each[side] ?? [], id)
    return { [side]: left.length > 0 ? left : undefined }
  })

/** Moves a gate to the other side of its stage: before entering, or before leaving. */
export function turnGate(pipeline: PipelineDocument, stage: string, side: GateSide, id: string): PipelineDocument {
  const gate = pipeline.stages.find((each) => each.id === stage)?.[side]?.find((each) => each.id === id)
  if (!gate) return pipeline
  return addGate(removeGate(pipeline, stage, side, id), stage, side === 'entry' ? 'exit' : 'entry', gate)
}

export const setKeyActions = (pipeline: PipelineDocument, stage: string, actions: readonly KeyAction[]) =>
  onStage(pipeline, stage, () => ({ keyActions: actions.length > 0 ? actions : undefined }))
