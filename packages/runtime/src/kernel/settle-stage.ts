import type { Field, PipelineDocument } from '@atelier/definitions'
import { pipelineFor, stageParts } from '@atelier/workflow'
import type { Batch } from './batch.ts'
import { type Draft, refuse } from './draft.ts'
import { type Part, setValue } from './part.ts'
import { fieldProblem } from './problems.ts'
import { toldStages } from './told-stages.ts'

/** The stage of a record as its row keeps it. */
export type StageValue = {
  readonly key: string
  readonly pipeline: string
  readonly outcome: string
  readonly position: number
  readonly probability: string | null
  readonly enteredAt: string
  readonly closedAt: string | null
  /** Position of the furthest stage so far. */
  readonly furthest: number | null
}

/** Reads a stage out of a record's values. */
export function stageOf(row: Draft['before'], key: string): StageValue | undefined {
  const value = row?.[key]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const parts: { readonly [part: string]: unknown } = { ...value }
  const text = (part: string): string => (typeof parts[part] === 'string' ? parts[part] : '')
  return {
    key: text('key'),
    pipeline: text('pipeline'),
    outcome: text('outcome'),
    position: Number(parts['position'] ?? 0),
    probability:
      parts['probability'] === null || parts['probability'] === undefined ? null : String(parts['probability']),
    enteredAt: text('enteredAt'),
    closedAt: text('closedAt') || null,
    furthest: parts['furthest'] === null || parts['furthest'] === undefined ? null : Number(parts['furthest']),
  }
}

/**
 * Settles which stage the record is in after the write: the stage asked for, or the first one of the pipeline that fits a new record.
 * Whether the record may go there is judged later, with everything else.
 */
export function settleStage(batch: Batch, part: Part): void {
  const { draft } = part
  const field = draft.entity.stage
  if (field === undefined) {
    if (draft.wantsStage !== undefined) refuse(draft, 'invalid', noStages())
    return
  }
  const present = stageOf(draft.before, field.key)
  const pipeline = pipelineOf(batch, part, field, present)
  if (pipeline === undefined) {
    if (draft.wantsStage !== undefined) refuse(draft, 'invalid', unknownStage(draft, undefined))
    return
  }
  const wanted = draft.wantsStage
  const to = wanted === undefined || wanted.to === null || wanted.to === '' ? undefined : wanted.to
  if (wanted !== undefined && to === undefined && present !== undefined) {
    refuse(draft, 'invalid', {
      ...fieldProblem('required', field, (l) => ({
        en: `${l.en} cannot be empty.`,
        'zh-CN': `${l['zh-CN']}不能为空。`,
      })),
      path: wanted.path,
    })
    return
  }
  if (to === undefined && present !== undefined) return
  const key = to === undefined ? pipeline.stages.find((stage) => stage.retired !== true)?.key : to
  const parts =
    typeof key === 'string'
      ? stageParts(
          pipeline,
          key,
          furthestSoFar(draft, pipeline, key, present?.pipeline === pipeline.key ? present.furthest : undefined),
        )
      : undefined
  if (
    typeof key !== 'string' ||
    parts === undefined ||
    pipeline.stages.find((stage) => stage.key === key)?.retired === true
  ) {
    refuse(draft, 'invalid', unknownStage(draft, pipeline))
    return
  }
  if (present?.key === key) return
  draft.stage = { from: present?.key ?? null, to: key, pipeline: pipeline.key, reason: wanted?.reason }
  const entered = enteredAt(batch, draft, key)
  setValue(part, field, {
    key,
    pipeline: pipeline.key,
    outcome: parts.outcome,
    position: parts.position,
    probability: parts.probability,
    enteredAt: entered,
    closedAt: parts.outcome === 'open' ? (present?.closedAt ?? null) : entered,
    furthest: parts.furthest === null ? null : pipeline.stages.findIndex((stage) => stage.key === parts.furthest) + 1,
  })
}

/**
 * The pipeline the record is in after the write. It changes when the write asks for a stage that only the pipeline has that fits the record now; the
 * stages of two pipelines map to each other by their keys.
 */
function pipelineOf(
  batch: Batch,
  part: Part,
  field: Field,
  present: StageValue | undefined,
): PipelineDocument | undefined {
  if (present === undefined) return pipelineFor(batch.model, field, part.env)
  const now = batch.model.pipelines.get(present.pipeline)
  const to = part.draft.wantsStage?.to
  const has = (pipeline: PipelineDocument | undefined): boolean =>
    pipeline?.stages.some((stage) => stage.key === to && stage.retired !== true) === true
  if (typeof to !== 'string' || to === '' || has(now)) return now
  const fitting = pipelineFor(batch.model, field, part.env)
  return has(fitting) ? fitting : now
}

/** Key of the stage at a position; rows keep positions, pipelines speak of keys. */
export function furthestKey(pipeline: PipelineDocument, position: number | null | undefined): string | null {
  return position === null || position === undefined ? null : (pipeline.stages[position - 1]?.key ?? null)
}

/** The furthest stage of the past: what the row keeps, or what an import tells of stages entered before. */
function furthestSoFar(
  draft: Draft,
  pipeline: PipelineDocument,
  to: string,
  position: number | null | undefined,
): string | null {
  const { command } = draft
  const told = 'history' in command ? (command.history?.enteredAt ?? {}) : {}
  const places = toldStages(pipeline, to, told).map(({ place }) => place + 1)
  return furthestKey(pipeline, Math.max(position ?? 0, ...places) || null)
}

// An import may tell when each stage was entered; otherwise it is now.
function enteredAt(batch: Batch, draft: Draft, stage: string): string {
  const { command } = draft
  const told = 'history' in command ? command.history?.enteredAt?.[stage] : undefined
  return told ?? batch.context.now.toISOString()
}

function noStages() {
  return {
    code: 'move_not_allowed',
    path: '/to',
    message: { en: 'Records of this entity have no stages.', 'zh-CN': '该业务对象没有阶段。' },
  }
}

function unknownStage(draft: Draft, pipeline: PipelineDocument | undefined) {
  const known = pipeline?.stages.filter((stage) => stage.retired !== true).map(({ key }) => key) ?? []
  return {
    code: 'unknown_option',
    path: draft.wantsStage?.path ?? `/${draft.entity.stage?.key ?? ''}`,
    field: draft.entity.stage?.key ?? '',
    message: { en: 'There is no such stage in this pipeline.', 'zh-CN': '该流程中没有这个阶段。' },
    params: { known },
  }
}
