import type { Entity, Field, Model } from '@atelier/definitions'
import { type RawBuilder, sql } from 'kysely'
import type { QueryContext, Statement } from '../context.ts'
import {
  allOf,
  anyOf,
  type Build,
  column,
  entityOf,
  hasBin,
  physicalOf,
  type Sql,
  sourceOf,
  storageOf,
  tableNamed,
} from '../query/build.ts'
import { compileFixed } from '../query/cache.ts'
import { cross } from '../query/relations.ts'
import { startBuild } from '../query/start.ts'
import { canonicalSql } from '../query/values.ts'
import { slot } from '../sql/slots.ts'
import { computedColumns } from './computed.ts'
import { isStoredComputed, localFormulas } from './local-formulas.ts'

/** Rows that changed, by entity key. Rows that a change used to lead to (the former target of a reference) count as changed. */
export type ChangedRows = ReadonlyMap<string, readonly string[]>

/**
 * One computed field to bring up to date in the rows that a change can have reached. Run `lock` first, as a statement of its own, so that
 * `compile` sees what others committed meanwhile. json of `lock`: the ids it locked; of `compile`: `[{id, version, from, to}]`, the rows
 * whose value changed, canonical; their ids count as changed rows of the entity for the steps after it. Records get the next version, save
 * those in `raised`, which have got theirs in this transaction.
 */
export type RecomputeStep = {
  readonly entity: string
  readonly field: string
  /** Entities whose changed rows matter to this step: with none among them the step changes nothing. */
  readonly from: readonly string[]
  readonly lock: (changed: ChangedRows) => Statement
  readonly compile: (changed: ChangedRows, raised?: readonly string[]) => Statement
}

type Change = {
  readonly entity: string /** 'all' for made, binned and restored rows */
  readonly fields: readonly string[] | 'all'
}

/** A place on a path at which a change is felt: after following `steps` from the computed field's record. */
type Reach = { readonly entity: string; readonly steps: readonly string[] }

/**
 * What follows from a change, in the order of who reads whom: stored rollups, and formulas that read through relations or read something
 * that is itself brought up to date here.
 */
export function planRecompute(ctx: QueryContext, changed: readonly Change[]): readonly RecomputeStep[] {
  const { model } = ctx
  const dirty = new Map<string, Set<string> | 'all'>()
  for (const { entity, fields } of changed) touch(dirty, entity, fields)
  const steps: RecomputeStep[] = []
  for (const field of computedInOrder(model)) {
    const entity = entityOf(model, field.entity)
    const reaches = reachesOf(model, entity, field).filter((reach) => isDirty(dirty, reach))
    const whole = dirty.get(entity.key) === 'all' && isRemote(model, entity, field)
    const remote = reaches.some((reach) => reach.steps.length > 0 || follows(steps, entity, reach))
    if (reaches.length === 0 && !whole) continue
    touch(dirty, entity.key, [field.key])
    // What reads its own record only has been computed before the write, unless a step here changes what it reads.
    if (!remote && !whole) continue
    const felt = unique(reaches.length > 0 ? reaches : [{ entity: entity.key, steps: [] }])
    steps.push(stepOf(ctx, entity, field, felt))
  }
  return steps
}

/**
 * Steps that work out computed fields for every record, for fields that are new or read something else now: those named, in the order of who
 * reads whom. Call each with the ids to fill; what reads the filled fields is found by `planRecompute`.
 */
export function planFill(
  ctx: QueryContext,
  fields: readonly { readonly entity: string; readonly field: string }[],
): readonly RecomputeStep[] {
  return computedInOrder(ctx.model)
    .filter((field) => fields.some((wanted) => wanted.entity === field.entity && wanted.field === field.key))
    .map((field) => stepOf(ctx, entityOf(ctx.model, field.entity), field, [{ entity: field.entity, steps: [] }]))
}

function touch(dirty: Map<string, Set<string> | 'all'>, entity: string, fields: readonly string[] | 'all'): void {
  const known = dirty.get(entity)
  if (known === 'all') return
  if (fields === 'all') dirty.set(entity, 'all')
  else dirty.set(entity, new Set([...(known ?? []), ...fields]))
}

type FieldReach = Reach & { readonly fields: readonly string[] }

function isDirty(dirty: ReadonlyMap<string, Set<string> | 'all'>, reach: FieldReach): boolean {
  const known = dirty.get(reach.entity)
  return known === 'all' || (known !== undefined && reach.fields.some((key) => known.has(key)))
}

const follows = (steps: readonly RecomputeStep[], entity: Entity, reach: FieldReach): boolean =>
  steps.some((step) => step.entity === entity.key && reach.fields.includes(step.field))

const isRemote = (model: Model, entity: Entity, field: Field): boolean =>
  !localFormulas(model, entity.key).includes(field.key)

/** Every stored computed field of a model, what is read before what reads it. */
function computedInOrder(model: Model): readonly Field[] {
  let order = orders.get(model)
  if (order) return order
  const all = [...model.entities.values()].flatMap((entity) => [...entity.fields.values()].filter(isStoredComputed))
  const done: Field[] = []
  const visit = (field: Field, open: readonly Field[]): void => {
    if (done.includes(field) || open.includes(field)) return
    const entity = entityOf(model, field.entity)
    for (const reach of reachesOf(model, entity, field))
      for (const key of reach.fields) {
        const read = model.entities.get(reach.entity)?.fields.get(key)
        if (read && isStoredComputed(read)) visit(read, [...open, field])
      }
    done.push(field)
  }
  for (const field of all) visit(field, [])
  order = done
  orders.set(model, order)
  return order
}

const orders = new WeakMap<Model, readonly Field[]>()

/** Where along its paths a computed field feels changes, and of which fields there. What has no column is read through. */
function reachesOf(model: Model, entity: Entity, field: Field): readonly FieldReach[] {
  const found: FieldReach[] = []
  for (const path of field.reads) follow(model, entity, path, [], found, [field])
  return found
}

function follow(
  model: Model,
  entity: Entity,
  path: readonly string[],
  steps: readonly string[],
  found: FieldReach[],
  seen: readonly Field[],
): void {
  const [step, ...rest] = path
  if (step === undefined) return
  const [key = '', only] = step.split('@')
  const field = entity.fields.get(key)
  if (field) {
    found.push({ entity: entity.key, steps, fields: [key] })
    // A lookup or a value computed on read stands for what it reads in turn.
    if (field.reads.length > 0 && !isStoredComputed(field) && !seen.includes(field))
      for (const inner of field.reads) follow(model, entity, inner, steps, found, [...seen, field])
  }
  const relation = entity.relations.get(key)
  if (!relation) return
  for (const name of only ? [only] : relation.to) {
    const target = model.entities.get(name)
    if (!target) continue
    const next = [...steps, only ? step : relation.to.length > 1 ? `${key}@${name}` : key]
    const { through } = relation
    // Rows come and go on the far side by the field that leads here, and by the bin.
    const membership = through.kind === 'reverse' || through.kind === 'reverseLinks' ? [through.field.key] : ['parent']
    found.push({ entity: name, steps: next, fields: [...membership, 'deletedAt', 'id'] })
    follow(model, target, rest, next, found, seen)
  }
}

function unique(reaches: readonly Reach[]): readonly Reach[] {
  return [...new Map(reaches.map(({ entity, steps }) => [[entity, ...steps].join('.'), { entity, steps }])).values()]
}

function stepOf(ctx: QueryContext, entity: Entity, field: Field, reaches: readonly Reach[]): RecomputeStep {
  const from = [...new Set([entity.key, ...reaches.map((reach) => reach.entity)])]
  const values = (changed: ChangedRows) =>
    Object.fromEntries(from.map((key) => [`changed ${key}`, changed.get(key) ?? []]))
  const shape = [entity.key, field.key, reaches.map((reach) => reach.steps.join('.'))]
  const context = { ...ctx, reader: { ...ctx.reader, user: undefined } }
  return {
    entity: entity.key,
    field: field.key,
    from,
    lock: (changed) =>
      compileFixed(context, ['recompute lock', ...shape], values(changed), () => lockSql(context, entity, reaches)),
    compile: (changed, raised = []) =>
      compileFixed(context, ['recompute', ...shape], { ...values(changed), raised }, () =>
        updateSql(context, entity, field, reaches),
      ),
  }
}

function lockSql(ctx: QueryContext, entity: Entity, reaches: readonly Reach[]): Sql {
  const { system: build } = startBuild(ctx)
  const row = build.alias()
  const locked = sql`select ${column(row, 'id')} as id from ${sourceOf(build, entity)} as ${sql.id(row)} where ${affected(build, entity, row, reaches)} order by ${column(row, 'id')} for update`
  return sql`with locked as materialized (${locked}) select coalesce((select json_agg(id) from locked), '[]'::json)::text as json`
}

function updateSql(ctx: QueryContext, entity: Entity, field: Field, reaches: readonly Reach[]): Sql {
  const { system: build } = startBuild(ctx)
  const storage = storageOf(build, entity, field)
  if (storage?.storage !== 'columns') throw new Error(`${field.key} is not stored`)
  const row = build.alias()
  const worth = computedColumns(build, entity, field, row)
  const table = tableNamed(build, physicalOf(build, entity).table)
  const news = storage.columns.map(
    (kept, index) => sql`(${worth(kept.part)})::${sql.raw(kept.type)} as ${sql.id(`n${index}`)}`,
  )
  // What was is what is kept, also of a field that is worked out on read until all of it is filled.
  const { filling: _, ...physical } = ctx.physical
  const kept = startBuild({ ...ctx, physical }).system
  const was = canonicalSql(kept, entity, field, row)
  const target = sql`select ${column(row, 'id')} as id, ${was} as was, ${sql.join(news)} from ${table} as ${sql.id(row)} where ${affected(build, entity, row, reaches)}`
  const sets: RawBuilder<unknown>[] = storage.columns.map(
    (kept, index) => sql`${sql.id(kept.name)} = x.${sql.id(`n${index}`)}`,
  )
  const differs = storage.columns.map(
    (kept, index) => sql`u.${sql.id(kept.name)} is distinct from x.${sql.id(`n${index}`)}`,
  )
  const counted = hasBin(entity)
  if (counted)
    sets.push(sql`version = case when u.id = any(${slot('raised')}::uuid[]) then u.version else u.version + 1 end`)
  const version = counted ? sql`u.version` : sql`0`
  return sql`with target as materialized (${target}),
    done as (update ${table} as u set ${sql.join(sets)} from target as x where u.id = x.id and (${anyOf(differs)}) returning u.id, ${version} as version, x.was, ${canonicalSql(kept, entity, field, 'u')} as now)
    select coalesce((select json_agg(json_build_object('id', id, 'version', version, 'from', was, 'to', now)) from done), '[]'::json)::text as json`
}

/** The rows that a change can have reached: those that changed themselves, and those from which a path leads to a changed row. */
function affected(build: Build, entity: Entity, row: string, reaches: readonly Reach[]): Sql {
  const ways = reaches.filter((reach) => reach.steps.length > 0).map((reach) => wayTo(build, entity, reach))
  const own = sql`${column(row, 'id')} = any(${slot(`changed ${entity.key}`)}::uuid[])`
  const alive = hasBin(entity) ? sql`${column(row, 'deleted_at')} is null` : undefined
  return allOf([anyOf([own, ...ways.map((way) => sql`${column(row, 'id')} in (${way})`)]), alive])
}

/** Ids of records from which the steps lead to a changed row. What is in the bin counts: it may have gone there just now. */
function wayTo(build: Build, entity: Entity, reach: Reach): Sql {
  const start = build.alias()
  const froms: Sql[] = [sql`${sourceOf(build, entity)} as ${sql.id(start)}`]
  const conditions: Sql[] = []
  let here = entity
  let near = start
  for (const step of reach.steps) {
    const [key = '', only] = step.split('@')
    const relation = here.relations.get(key)
    const target = relation && entityOf(build.model, only ?? relation.to[0] ?? '')
    if (!relation || !target) throw new Error(`No way ${reach.steps.join('.')} from ${entity.key}`)
    const far = build.alias()
    const crossing = cross(build, near, relation, target, far)
    froms.push(crossing.from)
    conditions.push(crossing.on)
    here = target
    near = far
  }
  conditions.push(sql`${column(near, 'id')} = any(${slot(`changed ${here.key}`)}::uuid[])`)
  return sql`select ${column(start, 'id')} from ${sql.join(froms, sql`, `)} where ${allOf(conditions)}`
}
