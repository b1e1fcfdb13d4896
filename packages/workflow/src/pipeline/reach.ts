import type { PipelineDocument, StageDefinition } from '@atelier/definitions'
import type { Refusal } from '../refusal.ts'
import { placeOf, stageName, stageOf } from './stages.ts'

export type Direction = 'forward' | 'backward' | 'aside'

export type Reach = { readonly direction: Direction; readonly refusals: readonly Refusal[] }

/** Where a record stands in the order of running and won stages: a lost one stands where it had got to. */
function standing(pipeline: PipelineDocument, from: StageDefinition, furthest: string | null | undefined): number {
  if (from.outcome !== 'lost') return placeOf(pipeline, from.key)
  return furthest === undefined || furthest === null ? -1 : placeOf(pipeline, furthest)
}

/** `aside` leaves the order: to a lost stage. Coming back from lost to where the record had got to, or before, is backward. */
export function directionOf(
  pipeline: PipelineDocument,
  from: StageDefinition,
  to: StageDefinition,
  furthest: string | null | undefined,
): Direction {
  if (to.outcome === 'lost') return 'aside'
  return placeOf(pipeline, to.key) > standing(pipeline, from, furthest) ? 'forward' : 'backward'
}

/** Stages strictly between two places that may not be passed over. */
function between(pipeline: PipelineDocument, low: number, high: number): readonly StageDefinition[] {
  return pipeline.stages
    .slice(low + 1, high)
    .filter((stage) => stage.outcome !== 'lost' && stage.retired !== true && stage.optional !== true)
}

function notAllowed(from: StageDefinition, to: StageDefinition, via?: StageDefinition): Refusal {
  const [here, there] = [stageName(from), stageName(to)]
  const first = via === undefined ? undefined : stageName(via)
  return {
    code: 'move_not_allowed',
    path: '/to',
    message: {
      en: `A record cannot move from ${here.en} to ${there.en}.`,
      'zh-CN': `不能从“${here['zh-CN']}”推进到“${there['zh-CN']}”。`,
    },
    params: { from: from.key, to: to.key, ...(via === undefined ? {} : { next: via.key }) },
    ...(first === undefined
      ? {}
      : { fix: { en: `Move to ${first.en} first.`, 'zh-CN': `请先推进到“${first['zh-CN']}”。` } }),
  }
}

function forward(
  pipeline: PipelineDocument,
  from: StageDefinition,
  to: StageDefinition,
  low: number,
): readonly Refusal[] {
  if (pipeline.forward === 'any') return []
  if (pipeline.forward === 'explicit') return [notAllowed(from, to)]
  const [next] = between(pipeline, low, placeOf(pipeline, to.key))
  return next === undefined ? [] : [notAllowed(from, to, next)]
}

function backward(
  pipeline: PipelineDocument,
  from: StageDefinition,
  to: StageDefinition,
  high: number,
): readonly Refusal[] {
  const { allow } = pipeline.backward
  if (allow === 'any') return []
  if (allow === 'none') return [notAllowed(from, to)]
  const last = between(pipeline, placeOf(pipeline, to.key), high).at(-1)
  return last === undefined ? [] : [notAllowed(from, to, last)]
}

/**
 * Whether the pipeline's order lets a record go from one stage to another, gates aside. A move that the pipeline lists, a lost stage
 * and a stage `from: "any"` are always within reach; a move back asks for a reason where the pipeline does.
 */
export function reach(
  pipeline: PipelineDocument,
  from: StageDefinition,
  to: StageDefinition,
  furthest: string | null | undefined,
  reason: string | undefined,
): Reach {
  const direction = directionOf(pipeline, from, to, furthest)
  const listed = (pipeline.moves ?? []).some((move) => move.to === to.key && move.from.includes(from.key))
  const place = standing(pipeline, from, furthest)
  const free = listed || to.from === 'any' || direction === 'aside'
  const order = free
    ? []
    : direction === 'forward'
      ? forward(pipeline, from, to, place)
      : backward(pipeline, from, to, place)
  const lacks = direction === 'backward' && pipeline.backward.reason === 'required' && (reason ?? '').trim() === ''
  return { direction, refusals: lacks ? [...order, reasonRequired(from, to)] : order }
}

function reasonRequired(from: StageDefinition, to: StageDefinition): Refusal {
  return {
    code: 'reason_required',
    path: '/reason',
    message: { en: 'Moving back needs a reason.', 'zh-CN': '回退阶段需要填写原因。' },
    params: { from: from.key, to: to.key },
    fix: { en: 'Say why in the reason.', 'zh-CN': '请填写回退原因。' },
  }
}

/** Stages that can be asked for: none that is retired. */
export const targetOf = (pipeline: PipelineDocument, key: string): StageDefinition | undefined => {
  const stage = stageOf(pipeline, key)
  return stage?.retired === true ? undefined : stage
}
