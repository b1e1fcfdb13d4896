import type { Entity, Field, Model } from '@atelier/definitions'
import { type RawBuilder, sql } from 'kysely'
import { fieldAccess } from '../access/fields.ts'
import { isUnlimited } from '../access/grants.ts'
import type { Reader } from '../reader.ts'

/** The query that stands for a collection kept by the engine, with one column per field, named by its key. */
export function collectionSource(
  build: { readonly model: Model; readonly schema: string; readonly reader: Reader },
  entity: Entity,
): RawBuilder<unknown> {
  const { origin } = entity
  if (origin.kind !== 'collection') throw new Error(`${entity.key} is not a collection`)
  const header = build.model.entities.get(origin.parent)
  const table = (name: string) => sql.id(build.schema, name)
  if (header && origin.collection === 'stageHistory') {
    // History keeps ids; rules and reports read keys.
    const stages = Object.fromEntries(
      header.pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => [`${pipeline.id}/${stage.id}`, stage.key])),
    )
    const pipelines = Object.fromEntries(header.pipelines.map((pipeline) => [pipeline.id, pipeline.key]))
    return sql`(select md5('stage_interval' || i.id)::uuid as "id", i.record as "parent",
      (row_number() over (partition by i.record order by i.entered_at, i.id))::integer as "position",
      coalesce(${sql.lit(JSON.stringify(stages))}::jsonb ->> (i.pipeline || '/' || i.stage), i.stage) as "stage",
      coalesce(${sql.lit(JSON.stringify(pipelines))}::jsonb ->> i.pipeline, i.pipeline) as "pipeline",
      i.entered_at as "enteredAt", i.left_at as "leftAt", i.reason as "reason", i.by as "by"
      from ${table('stage_interval')} as i where i.entity = ${sql.lit(header.id)})`
  }
  if (header && origin.collection === 'changes') {
    const fields = Object.fromEntries(
      [...header.fields.values()].filter((field) => isOpen(build, field)).map((field) => [field.id, field.key]),
    )
    return sql`(select md5('change' || e.id || c.n)::uuid as "id", e.record as "parent", (e.seq * 1000 + c.n)::bigint as "position",
      ${sql.lit(JSON.stringify(fields))}::jsonb ->> (c.change ->> 'field') as "field",
      c.change ->> 'from' as "from", c.change ->> 'to' as "to", e.at as "at", e.by as "by", e.via as "via"
      from ${table('event')} as e cross join lateral jsonb_array_elements(e.changes) with ordinality as c(change, n)
      where e.entity = ${sql.lit(header.id)} and ${sql.lit(JSON.stringify(fields))}::jsonb ? (c.change ->> 'field'))`
  }
  const approvals = JSON.stringify(
    Object.fromEntries([...build.model.approvals.values()].map(({ id, key }) => [id, key])),
  )
  if (header && origin.collection === 'approvals')
    return sql`(select a.id as "id", a.record as "parent", (row_number() over (partition by a.record order by a.started_at, a.id))::integer as "position",
      coalesce(${sql.lit(approvals)}::jsonb ->> a.approval, a.approval) as "approval", a.state as "state", a.starter as "starter",
      a.started_at as "startedAt", a.decided_at as "decidedAt" from ${table('approval_request')} as a where a.entity = ${sql.lit(header.id)})`
  if (header && origin.collection === 'approvals.decisions')
    return sql`(select md5('decision' || d.id)::uuid as "id", d.request as "parent", (row_number() over (partition by d.request order by d.id))::integer as "position",
      d.step as "step", d.person as "approver", d.action as "action", d.comment as "comment", d.at as "at"
      from ${table('approval_decision')} as d join ${table('approval_request')} as a on a.id = d.request where a.entity = ${sql.lit(header.id)})`
  throw new Error(`Nothing keeps ${entity.key} yet`)
}

/** Whether what a field was may be told: where some rows hide it, or some of its lines' fields, a list of changes would give it away. */
function isOpen({ reader, model }: { readonly model: Model; readonly reader: Reader }, field: Field): boolean {
  if (isUnlimited(reader)) return true
  const right = fieldAccess(reader, model, field.entity).get(field.key)
  if (!right || right.byRow || right.access === 'hidden' || right.access === 'masked') return false
  const lines = field.type.storage === 'rows' ? model.entities.get(`${field.entity}.${field.key}`) : undefined
  return lines === undefined || [...lines.fields.values()].every((inner) => isOpen({ reader, model }, inner))
}
