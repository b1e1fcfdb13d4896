import type { Entity, Field } from '@atelier/definitions'
import { type Canonical, fieldType } from '@atelier/fields'
import type { Problem } from '@atelier/rules'
import pg from 'pg'
import { isAuditKind } from '../audit/audit.ts'
import { notFound } from '../http/known-problems.ts'
import type { RefusalKind, WriteCommand } from '../kernel/commands.ts'
import { isEmpty, type Row, same } from '../kernel/draft.ts'
import { fieldProblem } from '../kernel/problems.ts'
import { idOf, loadRecords, ownValues } from '../kernel/related.ts'
import { relationOf } from '../kernel/relation-of.ts'
import { runWrites } from '../kernel/run-writes.ts'
import type { Context } from '../workspace/workspace.ts'
import { poolSession } from './answers.ts'

export type Undone =
  | { readonly ok: true; readonly records: number }
  | { readonly ok: false; readonly kind: RefusalKind; readonly problems: readonly Problem[] }

type Change = { readonly field: string; readonly from: Canonical; readonly to: Canonical }
type Event = {
  readonly entity: Entity
  readonly record: string
  readonly kind: string
  readonly changes: readonly Change[]
}

/** As many as the largest import writes. */
const most = 250_000

/** Takes back one event of the ledger. */
export async function undoEvent(context: Context, id: string): Promise<Undone> {
  return undoEvents(context, await readEvents(context, 'id = $1::uuid', id))
}

/** Takes back everything that one request, import or run has written. */
export async function undoRequest(context: Context, request: string): Promise<Undone> {
  return undoEvents(context, await readEvents(context, 'request = $1', request))
}

// What was computed follows by itself once the rest is taken back.
async function readEvents(context: Context, condition: string, value: string): Promise<readonly Event[]> {
  const byId = new Map([...context.generation.model.entities.values()].map((entity) => [entity.id, entity]))
  const rows = await poolSession(context).run(
    `select entity, record, kind, changes from ${pg.escapeIdentifier(context.workspace.schema)}.event
     where ${condition} and not (via = 'system' and kind = 'updated') order by seq limit ${most}`,
    [value],
  )
  return rows.flatMap((row) => {
    const entity = byId.get(String(row['entity']))
    return entity === undefined
      ? []
      : [{ entity, record: String(row['record']), kind: String(row['kind']), changes: changesIn(row['changes']) }]
  })
}

function changesIn(value: unknown): readonly Change[] {
  return Array.isArray(value)
    ? value.filter((each: unknown): each is Change => typeof each === 'object' && each !== null && 'field' in each)
    : []
}

/** What several events did to one record, taken together: the first `from`, the last `to` of each field. */
type Net = {
  readonly entity: Entity
  readonly record: string
  made: boolean
  binned: boolean | undefined
  readonly fields: Map<string, Change>
}

function netOf(events: readonly Event[]): readonly Net[] {
  const nets = new Map<string, Net>()
  for (const { entity, record, kind, changes } of events) {
    const net: Net = nets.get(record) ?? {
      entity,
      record,
      made: false,
      binned: undefined,
      fields: new Map<string, Change>(),
    }
    nets.set(record, net)
    if (kind === 'created') net.made = true
    if (kind === 'deleted') net.binned = true
    if (kind === 'restored') net.binned = false
    for (const { field, from, to } of changes)
      net.fields.set(field, { field, from: net.fields.get(field)?.from ?? from, to })
  }
  return [...nets.values()]
}

/**
 * Writes the opposite of what the events did, through the kernel and with the caller's own rights, all or nothing. A value that has changed
 * since is not overwritten: the answer names it.
 */
async function undoEvents(context: Context, events: readonly Event[]): Promise<Undone> {
  if (events.length === 0) return { ok: false, kind: 'not_found', problems: [notFound] }
  // Notes of the audit log come with writes, or stand alone: they say what was done and are never taken back themselves.
  const writes = events.filter(({ kind }) => !isAuditKind(kind))
  if (writes.length === 0) return { ok: false, kind: 'invalid', problems: [auditStays] }
  const nets = netOf(writes)
  const commands: WriteCommand[] = []
  const changed: Problem[] = []
  for (const entity of new Set(nets.map((net) => net.entity))) {
    const own = nets.filter((net) => net.entity === entity)
    const loaded = await loadRecords(
      context,
      poolSession(context),
      entity.key,
      own.map(({ record }) => record),
      [],
      false,
    )
    for (const net of own) {
      const record = loaded.get(net.record)
      if (record === undefined) continue
      const row = ownValues(context.generation.model, entity, record)
      changed.push(...changedSince(net, row))
      const command = opposite(net, row)
      if (command !== undefined) commands.push(command)
    }
  }
  if (changed.length > 0) return { ok: false, kind: 'conflict', problems: changed }
  // Whatever points at a made record must let go of it before the record goes.
  commands.sort((a, b) => Number(a.kind === 'delete') - Number(b.kind === 'delete'))
  const results = await runWrites({ ...context, via: 'undo' }, commands, { atomic: true })
  const refused = results.flatMap((result) => (result.status === 'refused' ? [result] : []))
  const [first] = refused
  if (first === undefined) return { ok: true, records: commands.length }
  return { ok: false, kind: first.kind, problems: refused.flatMap(({ problems }) => problems) }
}

const auditStays: Problem = {
  code: 'cannot_undo',
  path: '/event',
  message: {
    en: 'This is an entry of the audit log. It says what was done, and cannot be undone.',
    'zh-CN': '这是审计日志的记录,只说明做过什么,不能撤销。',
  },
  fix: {
    en: 'Undo the change of the person or team in its history, or change it again.',
    'zh-CN': '请在人员或团队的变更记录中撤销,或重新修改。',
  },
}

function changedSince(net: Net, row: Row): readonly Problem[] {
  const isBinned = row['deletedAt'] !== null
  if (isBinned !== (net.binned ?? false)) return [since(net, undefined)]
  return [...net.fields.values()].flatMap(({ field: id, to }) => {
    const field = fieldById(net.entity, id)
    if (field === undefined || field.type.source === 'computed' || sameNow(field, row[field.key], to)) return []
    return [since(net, field)]
  })
}

// A stage is told by its key, money without what it is worth today, lines without what the engine keeps of them.
function sameNow(field: Field, now: Canonical | undefined, then: Canonical): boolean {
  return same(comparable(field, now ?? null), comparable(field, then))
}

function comparable(field: Field, value: Canonical): Canonical {
  if (relationOf(field) === 'lines' && Array.isArray(value))
    return value.map((row: Canonical) => (isRow(row) ? lineValues(field, row) : row))
  return field.type.answer === undefined || value === null ? value : field.type.answer(value, field.settings)
}

const isRow = (value: Canonical): value is { readonly [key: string]: Canonical } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function lineValues(field: Field, row: { readonly [key: string]: Canonical }): { readonly [key: string]: Canonical } {
  const own = new Set(
    (field.definition.fields ?? []).filter(({ type }) => fieldType(type)?.source !== 'computed').map(({ key }) => key),
  )
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => own.has(key) && !isEmpty(value)))
}

function opposite(net: Net, row: Row): WriteCommand | undefined {
  const { entity, record: id } = net
  const version = Number(row['version'])
  if (net.made)
    return row['deletedAt'] === null ? { kind: 'delete', entity: entity.key, id, ifVersion: version } : undefined
  if (net.binned === true) return { kind: 'restore', entity: entity.key, id }
  if (net.binned === false) return { kind: 'delete', entity: entity.key, id }
  const values: Record<string, unknown> = {}
  for (const { field: key, from } of net.fields.values()) {
    const field = fieldById(entity, key)
    if (field !== undefined && !field.system && field.type.source === 'input')
      values[field.key] = inputOf(field, from, row)
  }
  if (Object.keys(values).length === 0) return undefined
  return { kind: 'update', entity: entity.key, id, values, ifVersion: version, history: { skipProcess: true } }
}

/** A canonical value as a request would give it. */
function inputOf(field: Field, value: Canonical, row: Row): unknown {
  const relation = relationOf(field)
  if (relation === 'lines') {
    const now = row[field.key]
    const present = new Set(Array.isArray(now) ? now.map(idOf) : [])
    if (!Array.isArray(value)) return []
    return value.flatMap((line: Canonical) =>
      isRow(line) ? [{ ...(present.has(idOf(line)) ? { id: idOf(line) } : {}), ...lineValues(field, line) }] : [],
    )
  }
  if (relation !== undefined || value === null || field.type.answer === undefined) return value
  return field.type.answer(value, field.settings)
}

const fieldById = (entity: Entity, id: string): Field | undefined =>
  [...entity.fields.values()].find((field) => field.id === id)

function since(net: Net, field: Field | undefined): Problem {
  const params = { entity: net.entity.key, id: net.record }
  if (field !== undefined)
    return fieldProblem(
      'changed_since',
      field,
      (l) => ({ en: `${l.en} has been changed since.`, 'zh-CN': `${l['zh-CN']}此后又被修改。` }),
      { params },
    )
  return {
    code: 'changed_since',
    path: '',
    message: { en: 'The record has been deleted or restored since.', 'zh-CN': '该记录此后被删除或恢复。' },
    params,
  }
}
