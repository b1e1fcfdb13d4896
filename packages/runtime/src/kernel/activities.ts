import type { Entity } from '@atelier/definitions'
import { compileLoad, compileWrite } from '@atelier/records'
import { evaluate, type RecordData } from '@atelier/rules'
import { queueActivity } from '../automation/queue-drafts.ts'
import { type Batch, byEntity } from './batch.ts'
import type { Draft } from './draft.ts'
import { idOf } from './related.ts'
import { envOf, pathsOf, ruleOf } from './rules.ts'
import { asSystem } from './session.ts'
import type { Done } from './write-drafts.ts'

/**
 * Keeps `lastActivityAt` of the records an activity is about: the latest moment at which one that counts was done, empty when there is none (any more). It is no change of
 * the record itself: no version, no event.
 */
export async function touchActivities(batch: Batch, written: readonly Draft[], done: Done): Promise<void> {
  for (const [entity, drafts] of byEntity(written)) {
    const { activity } = entity.document
    const about = activity === undefined ? undefined : entity.fields.get(activity.about)
    if (activity === undefined || about === undefined) continue
    const ids = new Set(
      drafts
        .flatMap((draft) => [draft.before?.[about.key], draft.after[about.key]])
        .flatMap((value) => (Array.isArray(value) ? value : [value]))
        .filter((id) => typeof id === 'string'),
    )
    for (const target of about.targets) await touchTarget(batch, entity, target, [...ids], done)
  }
}

async function touchTarget(
  batch: Batch,
  from: Entity,
  target: string,
  ids: readonly string[],
  done: Done,
): Promise<void> {
  const { activity, key: activityKey } = from.document
  const entity = batch.model.entities.get(target)
  const relation = [...(entity?.relations.values() ?? [])].find(
    ({ to, through }) =>
      to.includes(activityKey) &&
      (through.kind === 'reverse' || through.kind === 'reverseLinks') &&
      through.field.key === activity?.about,
  )
  if (activity === undefined || entity === undefined || relation === undefined || ids.length === 0) return
  const counts = activity.counts === undefined ? undefined : ruleOf(batch.model, activityKey, activity.counts, 'rule')
  const paths = [[activity.doneAt], [activity.done], ...pathsOf(counts)].map((path) => [relation.key, ...path])
  const records = await batch.session.json<readonly (RecordData | null)[]>(
    compileLoad(asSystem(batch.context), { entity: target, ids, paths }),
  )
  const update = records.flatMap((record) => {
    const id = idOf(record)
    const activities: unknown = record?.[relation.key]
    if (record === null || id === null || !Array.isArray(activities)) return []
    const moments = activities
      .filter(
        (each: RecordData) =>
          each[activity.done] === true &&
          typeof each[activity.doneAt] === 'string' &&
          (counts === undefined || evaluate(counts, envOf(batch.context, each)) === true),
      )
      .map((each: RecordData) => String(each[activity.doneAt]))
      .sort()
    const last = moments.at(-1) ?? null
    return last === (record['lastActivityAt'] ?? null) ? [] : [{ id, values: {}, lastActivityAt: last }]
  })
  if (update.length === 0) return
  const { changed } = await batch.session.json<{ changed: readonly { id: string; version: number }[] }>(
    compileWrite(asSystem(batch.context), { records: [{ entity: target, update }], events: [] }),
  )
  for (const { id, version } of changed) done.versions.set(id, version)
  const moments = new Map(update.map(({ id, lastActivityAt }) => [id, lastActivityAt]))
  await queueActivity(
    batch,
    target,
    records.flatMap((record) => {
      const lastActivityAt = moments.get(idOf(record) ?? '')
      return record === null || lastActivityAt === undefined ? [] : [{ ...record, lastActivityAt }]
    }),
  )
}
