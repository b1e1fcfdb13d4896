import type { Label, Outcome } from '@atelier/definitions'
import type { Refusal } from '../refusal.ts'
import { judgeMove, type MoveQuestion } from './judge-move.ts'
import { actionDone } from './key-actions.ts'
import { stageOf } from './stages.ts'

/** One stage as an answer to "where can this record go?". */
export type MoveOffer = {
  readonly stage: string
  readonly label: Label | undefined
  readonly outcome: Outcome
  readonly current: boolean
  readonly allowed: boolean
  readonly refusals: readonly Refusal[]
  /** The approval that the move would wait for. */
  readonly waitsFor?: readonly string[]
  readonly needsReason: boolean
}

/** Every stage of the pipeline that is not retired, in order, with the verdict of moving there now. A reason is not asked for: `needsReason` says where one will be. */
export function movesOf(question: Omit<MoveQuestion, 'to' | 'reason'>): readonly MoveOffer[] {
  return question.pipeline.stages
    .filter((stage) => stage.retired !== true)
    .map((stage) => {
      const verdict = judgeMove({ ...question, to: stage.key })
      const refusals = verdict.refusals.filter((refusal) => refusal.code !== 'reason_required')
      const current = stage.key === question.from
      return {
        stage: stage.key,
        label: stage.label,
        outcome: stage.outcome,
        current,
        allowed: refusals.length === 0,
        refusals,
        ...(verdict.waitsFor === undefined ? {} : { waitsFor: verdict.waitsFor }),
        needsReason: refusals.length < verdict.refusals.length,
      }
    })
}

/** The key actions of the present stage, and which of them are done. */
export function actionsOf(
  question: Pick<MoveQuestion, 'model' | 'entity' | 'pipeline' | 'from' | 'env' | 'ticks'>,
): readonly {
  readonly id: string
  readonly label: Label | undefined
  readonly required: boolean
  readonly done: boolean
  readonly byHand: boolean
}[] {
  const { model, entity, pipeline, env, ticks } = question
  return (stageOf(pipeline, question.from)?.keyActions ?? []).map((action) => ({
    id: action.id,
    label: action.label,
    required: action.required === true,
    done: actionDone(model, entity, action, env, ticks),
    byHand: action.doneWhen === undefined,
  }))
}
