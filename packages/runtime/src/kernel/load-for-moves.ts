import type { Entity } from '@atelier/definitions'
import { compileGet } from '@atelier/records'
import { approvalStates, type MoveQuestion } from '@atelier/workflow'
import type { Context } from '../workspace/workspace.ts'
import { needsOf } from './entity-needs.ts'
import { nothingPast, processStore } from './process.ts'
import { loadRecords, ownValues } from './related.ts'
import { envOf } from './rules.ts'
import { asReader, type Session } from './session.ts'
import { furthestKey, stageOf } from './settle-stage.ts'

/** Everything to judge where a record may go now; undefined when there is no such record, or none in a pipeline, for this reader. */
export async function loadForMoves(
  context: Context,
  session: Session,
  entity: Entity,
  id: string,
): Promise<Omit<MoveQuestion, 'to' | 'reason'> | undefined> {
  const { model } = context.generation
  const seen = compileGet(asReader(context), { entity: entity.key, id, fields: ['id'] })
  if (entity.stage === undefined || !seen.ok || (await session.text(seen.statement)) === 'null') return undefined
  const record = (await loadRecords(context, session, entity.key, [id], needsOf(model, entity).paths, false)).get(id)
  if (record === undefined) return undefined
  const stage = stageOf(ownValues(model, entity, record), entity.stage.key)
  const pipeline = stage === undefined ? undefined : model.pipelines.get(stage.pipeline)
  if (stage === undefined || pipeline === undefined) return undefined
  const past = (await processStore()?.load(context, session, entity, [id]))?.get(id) ?? nothingPast
  const plain = envOf(context, record, record)
  const states = approvalStates(model, entity.key, plain, past.requests)
  return {
    model,
    entity: entity.key,
    pipeline,
    from: stage.key,
    furthest: furthestKey(pipeline, stage.furthest),
    env: envOf(context, { ...record, $approvals: states }, record),
    user: context.reader.user,
    directory: await context.workspace.directory(),
    via: context.via,
    ticks: past.ticks,
    requests: past.requests,
  }
}
