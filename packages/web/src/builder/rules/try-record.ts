import type { Answer, RecordJson } from '@atelier/api'
import type { Entity, Model } from '@atelier/definitions'
import { type FormEnv, type FormValues, idOf, judgeOf, layoutOf, relatedRecord } from '@atelier/forms'
import { dependencies, type Env, type RecordData, type Rule } from '@atelier/rules'
import { client } from '../../app/client.ts'

/** What has to be read of a record, so that a rule can be worked out for it here. */
export type Wanted = {
  /** Paths of fields, through references too, as `fields=` of the API takes them. */
  readonly fields: readonly string[]
  /** Lists of records that point to it: by which path, whether that names one record or several, and what is wanted of each. */
  readonly lists: readonly {
    readonly key: string
    readonly entity: string
    readonly by: string
    readonly several: boolean
    readonly fields: readonly string[]
  }[]
}

/**
 * What a rule reads of a record. `served` tells which fields are in service: what is new in the draft is empty everywhere. Undefined
 * when only the server can know what the rule asks for.
 */
export function wantedFor(
  entity: Entity,
  rule: Rule,
  served: (entity: string, field: string) => boolean,
): Wanted | undefined {
  const reads = dependencies(rule)
  if (reads.tier === 'server' || reads.approvals.length > 0) return undefined
  const fields = new Set<string>()
  const lists = new Map<string, { entity: string; by: string; several: boolean; fields: Set<string> }>()
  const own = reads.names.flatMap(({ name, path }) => (name === '$record' || name === '$old' ? [path] : []))
  for (const path of [...reads.paths, ...own]) {
    const [first = '', ...rest] = path
    if (path.some((step) => step.includes('@'))) return undefined
    const relation = entity.relations.get(first)
    if (relation?.through.kind === 'collection') return undefined
    if (relation?.through.kind === 'reverse' || relation?.through.kind === 'reverseLinks') {
      const [other = ''] = relation.to
      const { field } = relation.through
      if (rest.length > 1 || !served(other, field.key)) return undefined
      const list = lists.get(first) ?? {
        entity: other,
        by: field.targets.length > 1 ? `${field.key}@${entity.key}` : field.key,
        several: relation.through.kind === 'reverseLinks',
        fields: new Set<string>(),
      }
      lists.set(first, list)
      for (const key of rest) if (served(other, key)) list.fields.add(key)
      continue
    }
    if (!served(entity.key, first)) continue
    const [target = ''] = relation?.cardinality === 'one' ? relation.to : []
    const known = rest.length > 0 && rest[0] !== 'id' && served(target, rest[0] ?? '')
    fields.add(known ? path.join('.') : first)
  }
  return {
    fields: [...fields],
    lists: [...lists].map(([key, list]) => ({ ...list, key, fields: [...list.fields] })),
  }
}

const isValues = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Everything known of records that references in an answer point to, by id. */
function relatedIn(model: Model, entity: Entity, values: FormValues, env: FormEnv): ReadonlyMap<string, RecordData> {
  const found = new Map<string, RecordData>()
  for (const [key, value] of Object.entries(values)) {
    const target = model.entities.get(entity.relations.get(key)?.to[0] ?? '')
    const id = idOf(value)
    if (!target || id === null || !isValues(value)) continue
    const inner = relatedIn(model, target, value, env)
    for (const [each, data] of inner) found.set(each, data)
    const data = relatedRecord(model, target.key, value, { ...env, related: inner })
    if (data) found.set(id, { ...data, id })
  }
  return found
}

/** Names of records that an answer mentions, by id. */
export function namesIn(value: unknown): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const visit = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return
    if (isValues(each) && typeof each.id === 'string' && typeof each.label === 'string') names.set(each.id, each.label)
    for (const inner of Object.values(each)) visit(inner)
  }
  visit(value)
  return names
}

/** The record with its lists, as the API answers them. */
export async function loadWanted(
  entity: Entity,
  id: string,
  wanted: Wanted,
): Promise<{ readonly record: RecordJson; readonly lists: ReadonlyMap<string, readonly RecordJson[]> } | undefined> {
  const pages = wanted.lists.map(
    async (list): Promise<readonly [string, Answer<{ readonly records: readonly RecordJson[] }>]> => {
      const by = { var: list.by }
      const filter = list.several ? { some: [by, { '==': [{ var: 'id' }, id] }] } : { '==': [by, id] }
      return [
        list.key,
        await client.records.list(list.entity, { filter, limit: 500, fields: ['id', ...list.fields].join(',') }),
      ]
    },
  )
  const answer = await client.records.get(entity.key, id, ['id', entity.title, ...wanted.fields].join(','))
  const lists = new Map<string, readonly RecordJson[]>()
  for (const [key, page] of await Promise.all(pages)) {
    if (!page.ok) return undefined
    lists.set(key, page.value.records)
  }
  return answer.ok ? { record: answer.value, lists } : undefined
}

/** What the rule runs on, from what was loaded. */
export function envFor(
  model: Model,
  entity: Entity,
  { record, lists }: NonNullable<Awaited<ReturnType<typeof loadWanted>>>,
  form: FormEnv,
): Env {
  const env = { ...form, before: record, related: relatedIn(model, entity, record, form) }
  const { now } = judgeOf(model, layoutOf(entity, undefined, 'view'), record, env)
  const own = Object.fromEntries(
    [...lists].map(([key, rows]) => {
      const [target = ''] = entity.relations.get(key)?.to ?? []
      return [key, rows.map((row) => ({ ...relatedRecord(model, target, row, form), id: row.id }))]
    }),
  )
  const whole = { ...now.record, ...own }
  return { ...now, record: whole, names: { ...now.names, $record: whole } }
}
