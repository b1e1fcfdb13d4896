import type { Entity, Field } from '@atelier/definitions'
import { compileGet, compileHistory } from '@atelier/records'
import pg from 'pg'
import { languageOf, type Printed } from '../inbox/notify-people.ts'
import { wordsOf } from '../kernel/judge.ts'
import { fieldRights } from '../kernel/rights.ts'
import type { Session } from '../kernel/session.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { mentionedIn } from './mentions.ts'
import { nobody, told } from './words.ts'

/** One event of the ledger: entity and fields by id. */
export type Told = {
  readonly seq: number
  readonly entity: string
  readonly record: string
  readonly kind: string
  readonly by: string | undefined
  readonly via: string
  readonly changes: readonly unknown[]
  /** Who follows the record itself. */
  readonly followers: readonly string[]
}

/** What one person is told, and why. */
export type Notice = Printed & { readonly record: string; readonly why: 'mentioned' | 'follows' }

type Seen = { readonly [field: string]: unknown }
type Reference = { readonly id: string; readonly label?: unknown; readonly entity?: unknown }

/** What an event is to whom: mentions in what is written about a record, then news for those who follow. Nobody hears of what they did themselves. */
export async function noticesOf(context: Context, session: Session, event: Told): Promise<readonly Notice[]> {
  const entity = [...context.generation.model.entities.values()].find(({ id }) => id === event.entity)
  if (entity === undefined || entity.origin.kind !== 'drawn') return []
  const said = entity.document.activity === undefined ? [] : await activityNotices(context, session, entity, event)
  const heard = new Set(said.map(({ to }) => to))
  const followers = event.followers.filter((person) => person !== event.by && !heard.has(person))
  const changed = await Promise.all(followers.map((person) => changeNotice(context, session, entity, event, person)))
  return [...said, ...changed.flat()]
}

/** A record as one person may see it; null when it is invisible to that person, or gone. */
async function seenBy(
  context: Context,
  session: Session,
  person: string,
  entity: string,
  id: string,
  fields: readonly string[],
): Promise<Seen | null> {
  const reader = await context.workspace.reader(person)
  const compiled = reader && compileGet(queryContext(context, reader), { entity, id, fields: [...fields] })
  return compiled?.ok === true ? session.json<Seen | null>(compiled.statement) : null
}

async function mayReadField(context: Context, person: string, entity: string, field: string): Promise<boolean> {
  const reader = await context.workspace.reader(person)
  if (reader === undefined) return false
  const access = fieldRights(reader, context.generation.model, entity)?.get(field)?.access
  return reader.user === undefined || access === 'read' || access === 'write'
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

async function nameOf(context: Context, id: string | undefined, language: 'en' | 'zh-CN'): Promise<string> {
  const { users } = await context.workspace.directory()
  return (id === undefined ? undefined : users.get(id)?.name) ?? nobody[language]
}

const isChange = (value: unknown): value is { readonly field: string; readonly from: unknown; readonly to: unknown } =>
  typeof value === 'object' && value !== null && 'field' in value && typeof value.field === 'string' && 'to' in value

/** Written about records: those mentioned hear of it, and those who follow one of the records, where it is new. */
async function activityNotices(
  context: Context,
  session: Session,
  entity: Entity,
  event: Told,
): Promise<readonly Notice[]> {
  const { activity } = entity.document
  if (activity === undefined || event.via === 'import' || !['created', 'updated'].includes(event.kind)) return []
  const changes = event.changes.filter(isChange)
  const { users } = await context.workspace.directory()
  const active = [...users.values()].filter((person) => person.active)
  const mentions = changes.flatMap(({ field, from, to }) => {
    const before = new Set(mentionedIn(textOf(from), active))
    return mentionedIn(textOf(to), active)
      .filter((person) => !before.has(person))
      .map((person) => ({ person: person.id, text: textOf(to), field: keyOf(entity, field) }))
  })
  const mentioned = new Map(mentions.map(({ person, ...mention }) => [person, mention]))
  const followers = event.kind === 'created' ? await followersOf(context, session, entity, changes, activity.about) : []
  const notices: Notice[] = []
  for (const person of new Set([...mentioned.keys(), ...followers])) {
    if (person === event.by) continue
    const mention = mentioned.get(person)
    const seen = await seenBy(context, session, person, entity.key, event.record, [entity.title, activity.about])
    if (seen === null) continue
    // Where the field is hidden from somebody, they hear that they are mentioned, not in which words.
    const isTold = mention !== undefined && (await mayReadField(context, person, entity.key, mention.field))
    const text = mention === undefined ? undefined : isTold ? mention.text : ''
    const language = await languageOf(context, person)
    const who = await nameOf(context, event.by, language)
    const about = referenceIn(seen[activity.about])
    const where = about ?? { id: event.record, entity: entity.key }
    const title = textOf(about?.label) || textOf(seen[entity.title])
    const words = text === undefined ? told.noted(who, title, textOf(seen[entity.title])) : told.mentioned(who, title)
    notices.push({
      to: person,
      subject: words[language],
      body: (text ?? '').slice(0, 500),
      entity: textOf(where.entity) || (entity.fields.get(activity.about)?.targets[0] ?? entity.key),
      record: where.id,
      why: text === undefined ? 'follows' : 'mentioned',
    })
  }
  return notices
}

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'

const referenceIn = (value: unknown): Reference | undefined => [value].flat().find(isReference)

/** Who follows one of the records that an activity is about. */
async function followersOf(
  context: Context,
  session: Session,
  entity: Entity,
  changes: readonly { readonly field: string; readonly to: unknown }[],
  about: string,
): Promise<readonly string[]> {
  const field = entity.fields.get(about)
  const ids = changes.filter((change) => change.field === field?.id).flatMap(({ to }) => [to].flat())
  const records = ids.filter((id) => typeof id === 'string')
  if (records.length === 0) return []
  const rows = await session.run(
    `select distinct person from ${pg.escapeIdentifier(context.workspace.schema)}.follow where record = any($1::uuid[])`,
    [records],
  )
  return rows.map((row) => String(row['person']))
}

const keyOf = (entity: Entity, id: string): string =>
  [...entity.fields.values()].find((field) => field.id === id)?.key ?? ''

const fieldsNamed = 3

type HistoryPage = { readonly events: readonly { readonly changes: readonly { field: string; to: unknown }[] }[] }

/** What changed in a record that somebody follows, in the fields that this person may read; none when nothing of it is left. */
async function changeNotice(
  context: Context,
  session: Session,
  entity: Entity,
  event: Told,
  person: string,
): Promise<readonly Notice[]> {
  const reader = await context.workspace.reader(person)
  if (reader === undefined || !['updated', 'moved', 'restored'].includes(event.kind)) return []
  const compiled = compileHistory(queryContext(context, reader), {
    entity: entity.key,
    id: event.record,
    limit: 1,
    after: String(event.seq + 1),
  })
  const page = compiled.ok ? await session.json<HistoryPage | null>(compiled.statement) : null
  const changes = (page?.events[0]?.changes ?? []).flatMap((change) => {
    const field = entity.fields.get(change.field)
    return field === undefined || field.system ? [] : [{ field, to: change.to }]
  })
  if (changes.length === 0) return []
  const seen = await seenBy(context, session, person, entity.key, event.record, [entity.title])
  if (seen === null) return []
  const language = await languageOf(context, person)
  const who = await nameOf(context, event.by, language)
  const title = textOf(seen[entity.title])
  const labelOf = (field: Field): string => wordsOf(field.label)?.[language] ?? field.key
  const move = changes.find(({ field }) => field === entity.stage)
  const names = changes
    .filter(({ field }) => field.type.source === 'input' || changes.length === 1)
    .map(({ field }) => labelOf(field))
  const named = names.length > 0 ? names : changes.map(({ field }) => labelOf(field))
  const words = move
    ? told.moved(who, title, stageWords(context, entity, move.to, language))
    : told.changed(who, title, named.slice(0, fieldsNamed), Math.max(0, named.length - fieldsNamed))
  return [{ to: person, subject: words[language], body: '', entity: entity.key, record: event.record, why: 'follows' }]
}

function stageWords(context: Context, entity: Entity, to: unknown, language: 'en' | 'zh-CN'): string {
  const key = typeof to === 'object' && to !== null && 'key' in to ? to.key : to
  const stages = [...context.generation.model.pipelines.values()].filter((each) => each.entity === entity.key)
  const stage = stages.flatMap((pipeline) => pipeline.stages).find((each) => each.key === key)
  return wordsOf(stage?.label)?.[language] ?? textOf(key)
}
