import type { GateDefinition, Model, MoveDefinition, PipelineDocument, StageDefinition } from '@atelier/definitions'
import type { Env } from '@atelier/rules'
import { type PastRequest, withApprovals } from '../approvals/state.ts'
import type { Directory } from '../directory.ts'
import type { GateQuestion, GateVerdict } from '../gates/contract.ts'
import { judgeGate } from '../gates/registry.ts'
import { judgeWho } from '../gates/who/index.ts'
import type { Refusal } from '../refusal.ts'
import { openActions } from './key-actions.ts'
import { type Direction, reach, targetOf } from './reach.ts'
import { type StageParts, stageParts } from './stage-parts.ts'
import { stageOf } from './stages.ts'

/** A move that somebody asks for, with everything needed to judge it. */
export type MoveQuestion = {
  readonly model: Model
  readonly entity: string
  readonly pipeline: PipelineDocument
  /** Key of the stage the record is in; undefined for a record that is being made. */
  readonly from: string | undefined
  readonly to: string
  /** Key of the furthest stage so far. */
  readonly furthest?: string | null | undefined
  /** `env.record` is the record **after** the write, loaded with the paths that `requiredPaths` names; `env.names` holds `$old` and `$user`. */
  readonly env: Env
  /** The user who asks; undefined is the system, whom `who` does not bind. */
  readonly user: string | undefined
  readonly directory: Directory
  /** The way in: form, api, import, automation, approval, conversion … */
  readonly via: string
  readonly reason?: string | undefined
  /** Ids of the key actions ticked for this record in the stage it is in. */
  readonly ticks: readonly string[]
  /** Every approval request this record ever had, in any order. */
  readonly requests: readonly PastRequest[]
}

export type MoveVerdict = {
  /** Nothing refuses. The move may still have to wait: see `waitsFor`. */
  readonly allowed: boolean
  /** Every reason at once. */
  readonly refusals: readonly Refusal[]
  /** Keys of the approvals that must be started now, side by side; the move is carried out by the last decision of the last of them. Only when nothing refuses. */
  readonly waitsFor?: readonly string[]
  readonly direction: Direction | 'enter' | 'stay'
  /** What the row keeps of the target stage; undefined when there is no such stage. */
  readonly stage: StageParts | undefined
}

function unknownStage(pipeline: PipelineDocument, to: string): MoveVerdict {
  return {
    allowed: false,
    direction: 'stay',
    stage: undefined,
    refusals: [
      {
        code: 'unknown_option',
        path: '/to',
        message: { en: `There is no stage "${to}" in this pipeline.`, 'zh-CN': `该流程中没有阶段“${to}”。` },
        params: {
          stage: to,
          known: pipeline.stages.filter((stage) => stage.retired !== true).map((stage) => stage.key),
        },
      },
    ],
  }
}

function verdict(
  question: MoveQuestion,
  direction: MoveVerdict['direction'],
  first: readonly Refusal[],
  judged: readonly GateVerdict[],
): MoveVerdict {
  const refusals = [...first, ...judged.flatMap((each) => each.refusals)]
  const waitsFor = [...new Set(judged.flatMap((each) => each.waitsFor ?? []))]
  return {
    allowed: refusals.length === 0,
    refusals,
    ...(refusals.length > 0 || waitsFor.length === 0 ? {} : { waitsFor }),
    direction,
    stage: stageParts(question.pipeline, question.to, question.furthest),
  }
}

/** The listed moves between two stages. */
const listedMoves = (
  pipeline: PipelineDocument,
  from: StageDefinition,
  to: StageDefinition,
): readonly MoveDefinition[] =>
  (pipeline.moves ?? []).filter((move) => move.to === to.key && move.from.includes(from.key))

/** Exit gates guard the way forward only: going back, or giving up, is not held by what the stage still lacks. */
export function gatesOf(
  pipeline: PipelineDocument,
  from: StageDefinition | undefined,
  to: StageDefinition,
  direction: Direction | 'enter',
): readonly GateDefinition[] {
  const exit = from !== undefined && direction === 'forward' ? (from.exit ?? []) : []
  const listed = from === undefined ? [] : listedMoves(pipeline, from, to).flatMap((move) => move.gates ?? [])
  return [...exit, ...listed, ...(to.entry ?? [])]
}

/**
 * Judges a move: the pipeline's order, the reason, required key actions and exit gates of the stage left (forward only), gates of the
 * listed move, entry gates of the stage entered. Every refusal at once; a move to the present stage is allowed and does nothing.
 */
export function judgeMove(question: MoveQuestion): MoveVerdict {
  const { model, entity, pipeline, user, directory, via, requests } = question
  const env = withApprovals(model, entity, question.env, requests)
  const from = stageOf(pipeline, question.from)
  const to = targetOf(pipeline, question.to)
  if (from !== undefined && question.from === question.to) return verdict(question, 'stay', [], [])
  if (to === undefined) return unknownStage(pipeline, question.to)
  const asked: GateQuestion = { model, entity, env, user, directory, via, requests, to, creating: from === undefined }
  if (from === undefined) {
    return verdict(
      question,
      'enter',
      [],
      gatesOf(pipeline, undefined, to, 'enter').map((gate) => judgeGate(gate, asked)),
    )
  }
  const { direction, refusals } = reach(pipeline, from, to, question.furthest, question.reason)
  const people = listedMoves(pipeline, from, to).flatMap((move) =>
    move.for === undefined ? [] : judgeWho(move.id, move.for, asked),
  )
  const actions = direction === 'forward' ? openActions(model, entity, from, env, question.ticks) : []
  return verdict(
    question,
    direction,
    [...refusals, ...people, ...actions],
    gatesOf(pipeline, from, to, direction).map((gate) => judgeGate(gate, asked)),
  )
}

/** Judges the making of a record in a stage: its entry gates. `from` and `ticks` of the question are not read. */
export function judgeCreate(question: Omit<MoveQuestion, 'from' | 'ticks' | 'furthest' | 'reason'>): MoveVerdict {
  return judgeMove({ ...question, from: undefined, ticks: [] })
}
