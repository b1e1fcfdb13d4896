import { applyRenames, type Document, type DocumentKind, mergeDocuments, parseDocument } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import pg, { type Pool } from 'pg'
import { isId } from '../kernel/take-values.ts'
import { loadRevision } from '../workspace/generation.ts'

/** Edits on top of a revision: documents put (by `kind/key` as addressed), documents deleted. */
export type ChangeSet = {
  readonly id: string
  readonly base: number
  readonly by: string | null
  readonly puts: Readonly<Record<string, Document>>
  readonly deletes: readonly string[]
  readonly published: number | null
}

const addressOf = (document: { readonly kind: string; readonly key: string }): string =>
  `${document.kind}/${document.key}`

/** Opens a change set on the revision in service. */
export async function createChangeSet(
  pool: Pool,
  schema: string,
  change: { id: string; base: number; by: string | undefined; at: Date },
): Promise<void> {
  await pool.query(`insert into ${pg.escapeIdentifier(schema)}.change_set (id, base, by, at) values ($1, $2, $3, $4)`, [
    change.id,
    change.base,
    change.by ?? null,
    change.at,
  ])
}

export async function findChangeSet(pool: Pool, schema: string, id: string): Promise<ChangeSet | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await pool.query<ChangeSet>(
    `select id, base, by, puts, deletes, published from ${pg.escapeIdentifier(schema)}.change_set where id = $1`,
    [id],
  )
  return rows[0]
}

/** Puts a document under its address; the body's own id decides whether it is a new one, a change or a rename. */
export async function putDocument(
  pool: Pool,
  schema: string,
  id: string,
  address: string,
  document: Document,
): Promise<void> {
  await pool.query(
    `update ${pg.escapeIdentifier(schema)}.change_set
     set puts = puts || jsonb_build_object($2::text, $3::jsonb), deletes = deletes - $2::text where id = $1 and published is null`,
    [id, address, JSON.stringify(document)],
  )
}

export async function deleteDocument(pool: Pool, schema: string, id: string, address: string): Promise<void> {
  await pool.query(
    `update ${pg.escapeIdentifier(schema)}.change_set
     set puts = puts - $2::text, deletes = (deletes - $2::text) || to_jsonb($2::text) where id = $1 and published is null`,
    [id, address],
  )
}

export async function markPublished(pool: Pool, schema: string, id: string, revision: number): Promise<void> {
  await pool.query(`update ${pg.escapeIdentifier(schema)}.change_set set published = $2 where id = $1`, [id, revision])
}

/** A document of the body of a PUT: parsed, with the address it was sent to checked against what it says it is. */
export function readPut(
  kind: string,
  body: unknown,
): { readonly document: Document } | { readonly problems: readonly Problem[] } {
  const parsed = parseDocument(body, '')
  if (!parsed.document) return { problems: parsed.problems }
  if (parsed.document.kind !== kind)
    return {
      problems: [
        {
          code: 'wrong_kind',
          path: '/kind',
          message: {
            en: `This document is of kind "${parsed.document.kind}", not "${kind}".`,
            'zh-CN': `该文档的类型是“${parsed.document.kind}”,而不是“${kind}”。`,
          },
        },
      ],
    }
  return { document: parsed.document }
}

export type Composed = {
  /** What would be in service. */
  readonly documents: readonly Document[]
  readonly head: readonly Document[]
  readonly onto: number
  /** Properties that were changed both here and in revisions published since the base. */
  readonly conflicts: readonly {
    readonly address: string
    readonly base: unknown
    readonly ours: unknown
    readonly theirs: unknown
  }[]
}

/** The documents a change set leads to: its edits on its base, then merged by id with whatever was published since. */
export async function composeChangeSet(pool: Pool, schema: string, change: ChangeSet): Promise<Composed> {
  const base = await loadRevision(pool, schema, change.base)
  const head = await loadRevision(pool, schema)
  if (!base || !head) throw new Error('A change set stands on a revision that is not there')
  const mine = applyEdits(base.documents, change)
  if (base.n === head.n) return { documents: mine, head: head.documents, onto: head.n, conflicts: [] }
  const { merged, conflicts } = mergeDocuments(base.documents, mine, head.documents)
  return { documents: merged, head: head.documents, onto: head.n, conflicts }
}

/** Edits on documents. A put whose id is known under another key is a rename, which rewrites every reference to it. */
export function applyEdits(
  documents: readonly Document[],
  { puts, deletes }: { readonly puts: Readonly<Record<string, Document>>; readonly deletes: readonly string[] },
): readonly Document[] {
  const put = Object.values(puts)
  const byId = new Map(put.map((document) => [document.id, document]))
  const gone = new Set(deletes)
  const known = new Set(documents.map((document) => document.id))
  const kept = documents
    .filter((document) => byId.has(document.id) || !gone.has(addressOf(document)))
    .map((document) => byId.get(document.id) ?? document)
  return applyRenames(documents, [...kept, ...put.filter((document) => !known.has(document.id))])
}

/** The document of a kind with a key. */
export function findDocument(documents: readonly Document[], kind: string, key: string): Document | undefined {
  return documents.find((document) => document.kind === kind && document.key === key)
}

export function isKind(kind: string, kinds: readonly DocumentKind[]): kind is DocumentKind {
  return kinds.some((known) => known === kind)
}
