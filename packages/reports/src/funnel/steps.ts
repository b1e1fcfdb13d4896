import type { Model, Outcome, PipelineDocument, ReportDocument } from '@atelier/definitions'
import { type ParamValues, withParams } from '../params.ts'

/** One step of a funnel as rules over the cohort's records. */
export type FunnelStep = {
  readonly key: string
  readonly label: string | Readonly<Record<string, string>> | undefined
  readonly outcome: Outcome
  /** Records that count at this step; undefined: all. */
  readonly counts: unknown
  /** Records lost with this step as the furthest; undefined where that is not known. */
  readonly lost: unknown
  /** Records still open with this step as the furthest. */
  readonly open: unknown
}

const at = (path: string, value: unknown): unknown => ({ '==': [{ var: path }, value] })

/**
 * Steps of a pipeline's funnel (RP-01): open and won stages in their order, then each lost stage. `reached`: a record counts at every stage up to
 * the furthest it ever was in; `visited`: at the stages it has an interval in.
 */
export function pipelineSteps(
  stageField: string,
  pipeline: PipelineDocument,
  mode: 'reached' | 'visited',
): readonly FunnelStep[] {
  const furthest = `${stageField}.furthest`
  const outcome = `${stageField}.outcome`
  const stages = pipeline.stages.map((stage, index) => ({ stage, position: index + 1 }))
  const inOrder = stages.filter(({ stage }) => stage.outcome !== 'lost')
  const lost = stages.filter(({ stage }) => stage.outcome === 'lost')
  return [
    ...inOrder.map(
      ({ stage, position }): FunnelStep => ({
        key: stage.key,
        label: stage.label,
        outcome: stage.outcome,
        counts:
          mode === 'reached'
            ? { '>=': [{ var: furthest }, position] }
            : { some: [{ var: 'stageHistory' }, { and: [at('pipeline', pipeline.key), at('stage', stage.key)] }] },
        lost: { and: [at(outcome, 'lost'), at(furthest, position)] },
        open: { and: [at(outcome, 'open'), at(furthest, position)] },
      }),
    ),
    ...lost.map(
      ({ stage }): FunnelStep => ({
        key: stage.key,
        label: stage.label,
        outcome: 'lost',
        counts: at(stageField, stage.key),
        lost: at(stageField, stage.key),
        open: { and: [at(outcome, 'open'), at(stageField, stage.key)] },
      }),
    ),
  ]
}

/** Steps that the report itself states: rules over the cohort's records. */
export function statedSteps(report: ReportDocument, params: ParamValues): readonly FunnelStep[] {
  return (report.steps ?? []).map((step) => ({
    key: step.key,
    label: step.label,
    outcome: 'open',
    counts: step.when === undefined ? undefined : withParams(step.when, params),
    lost: undefined,
    open: undefined,
  }))
}

/** The pipeline a funnel or forecast is about, and the stage field of its entity. */
export function pipelineOf(
  model: Model,
  report: ReportDocument,
): { readonly pipeline: PipelineDocument; readonly stageField: string } | undefined {
  const pipeline = model.pipelines.get(report.pipeline ?? '')
  const stage = model.entities.get(report.entity ?? pipeline?.entity ?? '')?.stage
  return pipeline && stage && pipeline.entity === stage.entity ? { pipeline, stageField: stage.key } : undefined
}
