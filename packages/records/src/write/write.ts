import type { Entity } from '@atelier/definitions'
import { type RawBuilder, sql } from 'kysely'
import type { QueryContext, Statement } from '../context.ts'
import { entityOf, physicalOf, type Sql, storageOf, tableNamed } from '../query/build.ts'
import { compileFixed } from '../query/cache.ts'
import { slot } from '../sql/slots.ts'
import { type Answer, answerSql } from './answer.ts'
import type { Changes, EntityChanges, LedgerEvent, StageInterval } from './changes.ts'
import { allColumns, historyIds, insertRow, updateRow } from './rows.ts'

/** A statement on its way: what it says is put off, for a shape that is known already needs only its key and its values. */
type Parts = {
  readonly key: unknown[]
  readonly values: Record<string, unknown>
  readonly ctes: (() => RawBuilder<unknown>)[]
  readonly changed: (() => Sql)[]
  /** Names of the updates. */
  readonly updated: string[]
}

/**
 * Everything that one transaction changes, as one statement: rows, lines, links, stays in stages and the ledger. Its text depends on
 * what kinds of change and which columns there are, not on how many rows. json: `{"changed": [{entity, id, version}], "events": [{id, seq}]}`;
 * an updated row that is missing from `changed` had another version (or was gone), and the caller rolls back. With `answer` (where
 * `tellsItself`, and one record is written) there is `record` besides: as its reader sees it now, or null.
 */
export function compileWrite(ctx: QueryContext, changes: Changes, answer?: Answer): Statement {
  const parts: Parts = { key: [], values: {}, ctes: [], changed: [], updated: [] }
  for (const change of changes.records) {
    const entity = entityOf(ctx.model, change.entity)
    insertRows(ctx, entity, change, parts)
    updateRows(ctx, entity, change, parts)
    removeRows(ctx, entity, change, parts)
    setLinks(ctx, entity, change, parts)
  }
  closeIntervals(ctx, changes, parts)
  openIntervals(ctx, changes.enter ?? [], (changes.leave ?? []).length > 0, parts)
  appendEvents(ctx, changes.events, parts)
  const whole = changes.whole === true
  if (whole) parts.values['wanted'] = changes.records.reduce((sum, { update }) => sum + (update?.length ?? 0), 0)
  const key = ['write', parts.key, whole, answer?.entity]
  return compileFixed(answer?.reader ?? ctx, key, parts.values, () =>
    statementSql(parts, { whole, events: changes.events.length > 0, answer }),
  )
}

function statementSql(
  parts: Parts,
  {
    whole,
    events: hasEvents,
    answer,
  }: { readonly whole: boolean; readonly events: boolean; readonly answer: Answer | undefined },
): Sql {
  const rows =
    parts.changed.length === 0
      ? sql`'[]'::json`
      : sql`coalesce((select json_agg(c) from (${sql.join(
          parts.changed.map((make) => make()),
          sql` union all `,
        )}) as c), '[]'::json)`
  const events = hasEvents
    ? sql`coalesce((select json_agg(e) from (select id, seq from appended) as e), '[]'::json)`
    : sql`'[]'::json`
  const head = parts.ctes.length === 0 ? sql`` : sql`with ${sql.join(parts.ctes.map((make) => make()))} `
  const record = answer === undefined ? sql`` : sql`, 'record', ${answerSql(answer)}`
  return sql`${head}select json_build_object('changed', ${rows}, 'events', ${events}${record}${guard(whole, parts)})::text as json`
}

// A division that only works out when every row asked for was there: the one way for plain SQL to refuse its own statement.
function guard(whole: boolean, { updated }: Parts): Sql {
  if (!whole || updated.length === 0) return sql``
  const counts = updated.map((name) => sql`(select count(*) from ${sql.id(name)})`)
  return sql`, 'all', 1 / (case when ${sql.join(counts, sql` + `)} = ${slot('wanted')}::bigint then 1 else 0 end)`
}

const named = (parts: Parts): string => `w${parts.ctes.length + 1}`

/** Keeps a value for the statement; the text names its place only. */
function given(parts: Parts, value: unknown): Sql {
  const name = `given${Object.keys(parts.values).length}`
  parts.values[name] = value
  return sql`${slot(name)}`
}

const json = (parts: Parts, rows: unknown): Sql => sql`${given(parts, JSON.stringify(rows))}::json`

function tableOf(ctx: QueryContext, entity: Entity): Sql {
  return tableNamed(ctx, physicalOf(ctx, entity).table)
}

/** Adds a part under a name; `key` is everything that its text depends on. */
function add(parts: Parts, name: string, key: readonly unknown[], query: () => Sql): void {
  parts.key.push(name, ...key)
  parts.ctes.push(() => sql`${sql.id(name)} as (${query()})`)
}

function insertRows(ctx: QueryContext, entity: Entity, change: EntityChanges, parts: Parts): void {
  if (!change.insert || change.insert.length === 0) return
  const table = () => tableOf(ctx, entity)
  const columns = () => sql.join(allColumns(ctx.physical, entity).map((name) => sql.id(name)))
  const rows = json(
    parts,
    change.insert.map((insert) => insertRow(ctx.physical, entity, insert)),
  )
  const name = named(parts)
  add(
    parts,
    name,
    ['insert', entity.id],
    () =>
      sql`insert into ${table()} (${columns()}) select ${columns()} from json_populate_recordset(null::${table()}, ${rows}) returning *`,
  )
  parts.changed.push(() => sql`select ${sql.lit(entity.key)}::text as entity, id, 1 as version from ${sql.id(name)}`)
}

function updateRows(ctx: QueryContext, entity: Entity, change: EntityChanges, parts: Parts): void {
  if (!change.update || change.update.length === 0) return
  const lines = entity.origin.kind === 'lines'
  const rows = change.update.map((update) => ({ update, columns: updateRow(ctx.physical, entity, update) }))
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.columns)))].sort()
  // Rows that set different columns go together: each sets those it names and leaves the others.
  const uniform = rows.every((row) => Object.keys(row.columns).length === names.length)
  // What the engine keeps beside a record (its last activity) is no change of the record.
  const raises = !lines && change.update.some(({ updatedAt }) => updatedAt !== undefined)
  if (names.length === 0 && !raises) return
  const data = rows.map(({ update, columns }) => ({
    ...columns,
    id: update.id,
    ...(update.version === undefined ? {} : { version: update.version }),
  }))
  const values = json(parts, data)
  const name = named(parts)
  add(parts, name, ['update', entity.id, names, uniform, raises], () => {
    const table = tableOf(ctx, entity)
    const sets = names.map((column) =>
      uniform
        ? sql`${sql.id(column)} = x.${sql.id(column)}`
        : sql`${sql.id(column)} = case when x.given ? ${sql.lit(column)} then x.${sql.id(column)} else t.${sql.id(column)} end`,
    )
    if (raises) sets.push(sql`version = t.version + 1`)
    const source = uniform
      ? sql`json_populate_recordset(null::${table}, ${values}) as x`
      : sql`(select g.given, r.* from jsonb_array_elements(${values}::jsonb) as g(given) cross join lateral jsonb_populate_record(null::${table}, g.given) as r) as x`
    const version = lines ? sql`` : sql` and (x.version is null or t.version = x.version)`
    return sql`update ${table} as t set ${sql.join(sets)} from ${source} where t.id = x.id${version} returning t.*`
  })
  const version = lines ? sql`0 as version` : sql`version`
  parts.changed.push(() => sql`select ${sql.lit(entity.key)}::text as entity, id, ${version} from ${sql.id(name)}`)
  parts.updated.push(name)
}

function removeRows(ctx: QueryContext, entity: Entity, change: EntityChanges, parts: Parts): void {
  if (!change.remove || change.remove.length === 0) return
  const name = named(parts)
  const ids = given(parts, change.remove)
  add(
    parts,
    name,
    ['remove', entity.id],
    () => sql`delete from ${tableOf(ctx, entity)} where id = any(${ids}::uuid[]) returning id`,
  )
  parts.changed.push(() => sql`select ${sql.lit(entity.key)}::text as entity, id, 0 as version from ${sql.id(name)}`)
}

function setLinks(ctx: QueryContext, entity: Entity, change: EntityChanges, parts: Parts): void {
  const byField = Map.groupBy(change.links ?? [], (link) => link.field)
  for (const [key, links] of byField) {
    const field = entity.fields.get(key)
    const storage = field && storageOf(ctx, entity, field)
    if (storage?.storage !== 'links') throw new Error(`${entity.key}.${key} has no links`)
    const table = () => tableNamed(ctx, storage.table)
    const rows = links.flatMap((link) =>
      link.to.map((to, position) => ({
        from_id: link.id,
        to_id: to.id,
        to_entity: entityOf(ctx.model, to.entity).id,
        position,
      })),
    )
    const values = json(parts, rows)
    const wanted = () => sql`json_populate_recordset(null::${table()}, ${values})`
    const holders = given(
      parts,
      links.map((link) => link.id),
    )
    // Deleting what is also inserted would undo either: what stays is moved, not made anew.
    add(
      parts,
      named(parts),
      ['unlink', entity.id, key],
      () =>
        sql`delete from ${table()} as l where l.from_id = any(${holders}::uuid[]) and not exists (select 1 from ${wanted()} as x where x.from_id = l.from_id and x.to_id = l.to_id)`,
    )
    add(
      parts,
      named(parts),
      ['link', entity.id, key],
      () =>
        sql`insert into ${table()} (from_id, to_id, to_entity, position) select from_id, to_id, to_entity, position from ${wanted()} as x on conflict (from_id, to_id) do update set position = excluded.position, to_entity = excluded.to_entity`,
    )
  }
}

function closeIntervals(ctx: QueryContext, changes: Changes, parts: Parts): void {
  if (!changes.leave || changes.leave.length === 0) return
  const rows = json(
    parts,
    changes.leave.map((leave) => ({ record: leave.record, left_at: leave.leftAt })),
  )
  // A clock that was set back must not make a stay end before it began.
  add(
    parts,
    'closed',
    ['leave'],
    () =>
      sql`update ${tableNamed(ctx, 'stage_interval')} as i set left_at = greatest(x.left_at, i.entered_at) from json_to_recordset(${rows}) as x(record uuid, left_at timestamptz) where i.record = x.record and i.left_at is null returning i.record`,
  )
}

function openIntervals(ctx: QueryContext, enter: readonly StageInterval[], closing: boolean, parts: Parts): void {
  if (enter.length === 0) return
  const rows = enter.map((stay) => ({
    entity: entityOf(ctx.model, stay.entity).id,
    record: stay.record,
    ...historyIds(ctx.model, stay.entity, stay.pipeline, stay.stage),
    entered_at: stay.enteredAt,
    left_at: stay.leftAt ?? null,
    reason: stay.reason ?? null,
    by: stay.by,
  }))
  // Reading `closed` makes it happen first: a record has one open stay.
  const first = () => (closing ? sql` where (select count(*) from closed) is not null` : sql``)
  const values = json(parts, rows)
  add(
    parts,
    named(parts),
    ['enter', closing],
    () => sql`insert into ${tableNamed(ctx, 'stage_interval')} (entity, record, pipeline, stage, entered_at, left_at, reason, by)
      select entity, record, pipeline, stage, entered_at, left_at, reason, by from json_to_recordset(${values})
        as x(entity text, record uuid, pipeline text, stage text, entered_at timestamptz, left_at timestamptz, reason text, by uuid)${first()}`,
  )
}

function appendEvents(ctx: QueryContext, events: readonly LedgerEvent[], parts: Parts): void {
  if (events.length === 0) return
  const rows = events.map((event, place) => ({
    place,
    id: event.id,
    entity: ctx.model.entities.get(event.entity)?.id ?? event.entity,
    record: event.record,
    version: event.version,
    kind: event.kind,
    at: event.at,
    recorded_at: event.recordedAt,
    by: event.by,
    via: event.via,
    request: event.request,
    cause: event.cause ?? null,
    revision: event.revision,
    changes: event.changes,
  }))
  // Parsed once as a whole: the changes within need no parsing of their own.
  const values = sql`${given(parts, JSON.stringify(rows))}::jsonb`
  add(
    parts,
    'appended',
    ['events'],
    () => sql`insert into ${tableNamed(ctx, 'event')} (id, entity, record, version, kind, at, recorded_at, by, via, request, cause, revision, changes)
      select id, entity, record, version, kind, at, recorded_at, by, via, request, cause, revision, changes from jsonb_to_recordset(${values})
        as x(place integer, id uuid, entity text, record uuid, version integer, kind text, at timestamptz, recorded_at timestamptz, by uuid, via text, request text, cause uuid, revision integer, changes jsonb) order by place returning id, seq`,
  )
}
