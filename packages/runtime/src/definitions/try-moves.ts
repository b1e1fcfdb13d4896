import { checkDocuments, compileModel, type Document, type Entity, type Model } from '@atelier/definitions'
import { compileGet } from '@atelier/records'
import type { Problem, RecordData } from '@atelier/rules'
import { type MoveOffer, movesOf, requiredPaths } from '@atelier/workflow'
import { nothingPast, processStore } from '../kernel/process.ts'
import { leaving, loadRecords, ownValues } from '../kernel/related.ts'
import { envOf } from '../kernel/rules.ts'
import { asReader, type Session } from '../kernel/session.ts'
import { furthestKey, stageOf } from '../kernel/settle-stage.ts'
import { about, withoutSecrets } from '../kernel/without-secrets.ts'
import type { Context } from '../workspace/workspace.ts'
import { pathThere, withKeysOf } from './draft-keys.ts'

export type Tried =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unready'; readonly problems: readonly Problem[] }
  | { readonly kind: 'tried'; readonly from: string; readonly moves: readonly TriedMove[] }

type TriedMove = Omit<MoveOffer, 'refusals'> & { readonly refusals: readonly Problem[] }

/** Problems of the documents that a pipeline is judged by: what is wrong elsewhere does not matter here. */
function problemsAround(documents: readonly Document[], model: Model, pipeline: string, entity: string) {
  const approvals = [...model.approvals.values()].filter((each) => each.entity === entity)
  const names = new Set([
    `pipeline/${pipeline}`,
    `entity/${entity}`,
    ...approvals.map((approval) => `approval/${approval.key}`),
  ])
  return checkDocuments(documents, model).filter((problem) => names.has(problem.document))
}

/**
 * Where a record in service could go if the documents were published: every stage of a pipeline with its refusals, for one person. Nothing is
 * written. Fields that are not in service yet are empty; a record that is not in the pipeline stands in its first stage.
 */
export async function tryMoves(
  context: Context,
  session: Session,
  documents: readonly Document[],
  question: { readonly pipeline: string; readonly record: string; readonly user: Context['reader'] },
): Promise<Tried> {
  const served = context.generation.model
  const model = compileModel(documents, { revision: served.revision })
  const pipeline = model.pipelines.get(question.pipeline)
  const entity = pipeline && model.entities.get(pipeline.entity)
  const known = entity && servedEntity(served, entity)
  if (!pipeline || !entity || !known) return { kind: 'unknown' }
  const seen = compileGet(asReader(context), { entity: known.key, id: question.record, fields: ['id'] })
  if (!seen.ok || (await session.text(seen.statement)) === 'null') return { kind: 'unknown' }
  const problems = problemsAround(documents, model, pipeline.key, entity.key)
  if (problems.length > 0) return { kind: 'unready', problems }

  const wanted = requiredPaths(model, entity.key, pipeline).map((path) =>
    pathThere({ from: model, to: served }, entity.key, path.split('.')),
  )
  const paths = leaving(served, known, wanted)
  const loaded = (await loadRecords(context, session, known.key, [question.record], paths, false)).get(question.record)
  if (!loaded) return { kind: 'unknown' }
  const past = (await processStore()?.load(context, session, known, [question.record]))?.get(question.record)
  const stage = known.stage && stageOf(ownValues(served, known, loaded), known.stage.key)
  const [first] = pipeline.stages.filter((each) => each.retired !== true)
  const from = pipeline.stages.find((each) => each.key === draftStage(served, model, stage))?.key ?? first?.key ?? ''
  const record: RecordData = withKeysOf({ from: served, to: model }, known.key, loaded)
  const asked = { ...context, reader: question.user }
  const offers = movesOf({
    model,
    entity: entity.key,
    pipeline,
    from,
    furthest: stage ? furthestKey(pipeline, stage.furthest) : undefined,
    env: envOf(asked, record, record),
    user: question.user.user,
    directory: await context.workspace.directory(),
    via: 'form',
    ...(past ?? nothingPast),
  })
  const row = about(known, loaded)
  const moves = offers.map((offer) => ({ ...offer, refusals: withoutSecrets(context, row, offer.refusals) }))
  return { kind: 'tried', from, moves }
}

/** The entity in service that has become another by a draft, by its id. */
const servedEntity = (served: Model, entity: Entity): Entity | undefined =>
  [...served.entities.values()].find((each) => each.id === entity.id)

/** The key in the draft of the stage that a row is in. */
function draftStage(
  served: Model,
  model: Model,
  stage: { readonly key: string; readonly pipeline: string } | undefined,
): string | undefined {
  const was = served.pipelines.get(stage?.pipeline ?? '')
  const id = was?.stages.find((each) => each.key === stage?.key)?.id
  return [...model.pipelines.values()].flatMap((each) => each.stages).find((each) => each.id === id)?.key
}
