import type { Document, EntityDocument, FieldDefinition, Label } from '@atelier/definitions'
import { type KeptItem, planPurge } from '@atelier/records'
import pg, { type PoolClient } from 'pg'
import { appendAudit } from '../audit/audit.ts'
import { announce } from '../database/announcements.ts'
import { inTransaction, sqlState } from '../database/transaction.ts'
import type { Installation } from '../installation.ts'
import { loadRevision } from '../workspace/generation.ts'
import { revisionMoved } from '../workspace/publish.ts'
import { servedEverywhere } from '../workspace/served-everywhere.ts'
import type { Context } from '../workspace/workspace.ts'

type Words = { readonly en: string; readonly 'zh-CN': string }

/** Something dropped from the definitions whose data is still there. */
export type Kept = {
  readonly entity: string
  readonly field?: string
  /** Values, links or records that would go. */
  readonly records: number
  /** What and how much it is, as `1 value of Fax of Account`. */
  readonly sentence: Words
}

export type PurgeAnswer =
  | { readonly ok: true; readonly revision: number; readonly removed: readonly Kept[] }
  | { readonly ok: false; readonly problems: readonly ReturnType<typeof revisionMoved>[] }

/** What a purge would take away for good, with counts from the data as it stands. */
export async function planKept(context: Context): Promise<readonly Kept[]> {
  return inTransaction(context.workspace.pool, async (client) => {
    const head = await loadRevision(client, context.workspace.schema)
    return head === undefined ? [] : describe(client, context, planPurge(context.workspace.schema, head.physical).items)
  })
}

/**
 * Drops what no definition uses any more, for good: a rollback finds none of it. `revision` is the one whose plan was looked at; another one in service
 * stops the purge. Waits for locks only briefly, and tries again.
 */
export async function purgeKept(installation: Installation, context: Context, revision: number): Promise<PurgeAnswer> {
  // Whoever still serves an earlier revision may be reading these columns.
  await servedEverywhere(installation.pool, context.workspace.key, context.generation.revision)
  for (let attempt = 1; ; attempt++)
    try {
      return await inTransaction(installation.pool, (client) => tryPurge(client, context, revision))
    } catch (error) {
      const state = sqlState(error)
      if ((state !== '55P03' && state !== '40P01') || attempt >= 40) throw error
      await new Promise((resolve) => setTimeout(resolve, 25 + 10 * attempt))
    }
}

async function tryPurge(client: PoolClient, context: Context, revision: number): Promise<PurgeAnswer> {
  const { schema, key } = context.workspace
  const s = pg.escapeIdentifier(schema)
  await client.query(`select pg_advisory_xact_lock(hashtext($1))`, [`publish ${schema}`])
  const head = await loadRevision(client, schema)
  if (head?.n !== revision) return { ok: false, problems: [revisionMoved(head?.n)] }
  const { items, physical } = planPurge(schema, head.physical)
  if (items.length === 0) return { ok: true, revision, removed: [] }
  const removed = await describe(client, context, items)
  await client.query(`set local lock_timeout = '200ms'`)
  for (const { drop } of items) for (const sql of drop) await client.query(sql)
  await client.query(`update ${s}.revision set physical = $2, mark = mark + 1 where n = $1`, [
    revision,
    JSON.stringify(physical),
  ])
  await client.query('update atelier.workspace set mark = mark + 1 where key = $1', [key])
  await announce(client, { kind: 'revision', workspace: key, revision })
  await appendAudit(client, context, [
    {
      kind: 'purged',
      user: context.reader.user ?? '00000000-0000-0000-0000-000000000000',
      details: { revision, records: removed.reduce((sum, { records }) => sum + records, 0) },
    },
  ])
  return { ok: true, revision, removed }
}

async function describe(client: PoolClient, context: Context, items: readonly KeptItem[]): Promise<readonly Kept[]> {
  const names = await namesOf(client, context, items)
  const kept: Kept[] = []
  for (const item of items) {
    const { rows } = await client.query<{ n: number }>(item.count)
    kept.push(sentenceOf(item, rows[0]?.n ?? 0, names(item)))
  }
  return kept
}

type Named = { readonly entity: string; readonly field?: string; readonly words: (language: 'en' | 'zh-CN') => string }

function sentenceOf(item: KeptItem, records: number, { entity, field, words }: Named): Kept {
  const [en, zh] = [words('en'), words('zh-CN')]
  return {
    entity,
    ...(field === undefined ? {} : { field }),
    records,
    sentence:
      item.field === undefined
        ? {
            en: `${records} ${records === 1 ? 'record' : 'records'} of ${en}`,
            'zh-CN': `${zh}的 ${records} 条记录`,
          }
        : {
            en: `${records} ${records === 1 ? 'value' : 'values'} of ${en}`,
            'zh-CN': `${zh}的 ${records} 个值`,
          },
  }
}

const inLanguage = (label: Label | undefined, key: string, language: string): string =>
  label === undefined ? key : typeof label === 'string' ? label : (label[language] ?? Object.values(label)[0] ?? key)

/** What dropped things were called: the newest revision that still has them knows. */
async function namesOf(
  client: PoolClient,
  context: Context,
  items: readonly KeptItem[],
): Promise<(item: KeptItem) => Named> {
  const found = new Map<KeptItem, Named>()
  const s = pg.escapeIdentifier(context.workspace.schema)
  const { rows } = await client.query<{ n: number }>(`select n from ${s}.revision order by n desc`)
  for (const { n } of rows) {
    if (found.size === items.length) break
    const documents = (await loadRevision(client, context.workspace.schema, n))?.documents ?? []
    for (const item of items) {
      const named = found.has(item) ? undefined : nameIn(documents, item)
      if (named) found.set(item, named)
    }
  }
  return (item) =>
    found.get(item) ?? { entity: item.entity, words: () => [item.field, item.entity].filter(Boolean).join(' · ') }
}

function nameIn(documents: readonly Document[], item: KeptItem): Named | undefined {
  // Lines are known as `entity id/field id`.
  const [id, linesId] = item.entity.split('/')
  for (const document of documents) {
    if (document.kind !== 'entity') continue
    const owns = document.id === id
    const lines = linesId === undefined ? undefined : document.fields.find((field) => field.id === linesId)
    if (linesId !== undefined && !(owns && lines)) continue
    const fields: readonly FieldDefinition[] = lines?.fields ?? document.fields
    const field = item.field === undefined ? undefined : fields.find((each) => each.id === item.field)
    // Fields of an extension belong to the entity that it extends.
    if (item.field === undefined ? !owns : field === undefined || !(owns || document.extends !== undefined)) continue
    return named(document, lines, field)
  }
  return undefined
}

const named = (
  document: EntityDocument,
  lines: FieldDefinition | undefined,
  field: FieldDefinition | undefined,
): Named => ({
  entity: [
    document.extends === undefined || document.extends === 'system' ? document.key : document.extends,
    lines?.key,
  ]
    .filter((key) => key !== undefined)
    .join('.'),
  ...(field === undefined ? {} : { field: field.key }),
  words: (language) =>
    [field, lines, document]
      .flatMap((part) => (part === undefined ? [] : [inLanguage(part.label, part.key, language)]))
      .join(language === 'en' ? ' of ' : ' · '),
})
