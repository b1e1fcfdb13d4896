import { checkDocuments, compileModel, type Document, planChange } from '@atelier/definitions'
import { type DdlStep, planRekey, planSchema } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import pg, { type Pool, type PoolClient } from 'pg'
import { announce } from '../database/announcements.ts'
import { sqlState } from '../database/transaction.ts'
import { fieldsToFill, noteFills } from './fill-plan.ts'
import { loadRevision, type StoredRevision } from './generation.ts'
import { hasTrigrams } from './has-trigrams.ts'
import type { Generation } from './workspace.ts'

export type Publication = {
  readonly workspace: string
  readonly schema: string
  readonly documents: readonly Document[]
  /** The revision the documents were merged onto: another one in the meantime stops the publish. */
  readonly onto: number | undefined
  readonly by: string | undefined
  readonly at: Date
  readonly note?: string
}

export type Published =
  | { readonly ok: true; readonly generation: Generation; readonly before: StoredRevision | undefined }
  | { readonly ok: false; readonly kind: 'moved' | 'invalid'; readonly problems: readonly Problem[] }

/**
 * Puts documents into service as the next revision. Tables change and the revision is written in one transaction that waits for locks only
 * briefly and tries again, so that readers are never held up; indexes of filled tables are built afterwards without a lock. Nothing a revision
 * drops leaves the database.
 */
export async function publishDocuments(pool: Pool, publication: Publication): Promise<Published> {
  const problems = checkDocuments(publication.documents)
  if (problems.length > 0) return { ok: false, kind: 'invalid', problems }
  for (let attempt = 1; ; attempt++) {
    try {
      const done = await tryPublish(pool, publication)
      if (done.ok) await buildIndexes(pool, done.steps)
      return done.ok ? { ok: true, generation: done.generation, before: done.before } : done
    } catch (error) {
      const state = sqlState(error)
      if ((state !== '55P03' && state !== '40P01') || attempt >= 40) throw error
      await new Promise((resolve) => setTimeout(resolve, 25 + 10 * attempt))
    }
  }
}

type Tried =
  | {
      readonly ok: true
      readonly generation: Generation
      readonly before: StoredRevision | undefined
      readonly steps: readonly DdlStep[]
    }
  | { readonly ok: false; readonly kind: 'moved' | 'invalid'; readonly problems: readonly Problem[] }

async function tryPublish(pool: Pool, publication: Publication): Promise<Tried> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext($1))`, [`publish ${publication.schema}`])
    const before = await loadRevision(client, publication.schema)
    if (before?.n !== publication.onto) {
      await client.query('rollback')
      return { ok: false, kind: 'moved', problems: [revisionMoved(before?.n)] }
    }
    const n = (before?.n ?? 0) + 1
    const model = compileModel(publication.documents, { revision: n })
    const { physical, steps } = planSchema({
      schema: publication.schema,
      from: before?.physical,
      model,
      trigram: await hasTrigrams(client),
    })
    const wanted = before === undefined ? [] : fieldsToFill(before, model)
    const plan = planChange(before?.documents ?? [], publication.documents)
    const rekeyed = planRekey({ schema: publication.schema, physical, model, renames: plan.renames })
    await client.query(`set local lock_timeout = '200ms'`)
    for (const step of [...steps, ...rekeyed]) if (step.kind !== 'concurrent') await client.query(step.sql)
    const schema = pg.escapeIdentifier(publication.schema)
    const kept = await noteFills(client, { schema: publication.schema, revision: n, model, physical, wanted })
    await client.query(
      `insert into ${schema}.revision (n, at, by, note, documents, physical, plan) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        n,
        publication.at,
        publication.by ?? null,
        publication.note ?? null,
        JSON.stringify(publication.documents),
        JSON.stringify(kept),
        JSON.stringify({ sentences: plan.sentences }),
      ],
    )
    await client.query('update atelier.workspace set revision = $2, mark = 0 where key = $1', [
      publication.workspace,
      n,
    ])
    await announce(client, { kind: 'revision', workspace: publication.workspace, revision: n })
    await client.query('commit')
    return { ok: true, generation: { revision: n, mark: 0, model, physical: kept }, before, steps }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Builds indexes without locking the table; what a broken attempt left behind is dropped and made again. */
async function buildIndexes(pool: Pool, steps: readonly DdlStep[]): Promise<void> {
  for (const step of steps)
    if (step.kind === 'concurrent')
      for (let attempt = 1; ; attempt++) {
        const client: PoolClient = await pool.connect()
        try {
          await client.query(step.sql)
          break
        } catch (error) {
          if (attempt >= 5 || sqlState(error) === '23505') throw error
        } finally {
          client.release()
        }
      }
}

export function revisionMoved(now: number | undefined): Problem {
  return {
    code: 'revision_moved',
    path: '',
    message: {
      en: 'Someone published a newer revision that changed the same things.',
      'zh-CN': '他人已发布新版本,且修改了相同内容。',
    },
    params: { revision: now ?? 0 },
    fix: {
      en: 'Look at what changed and make the change again on the newest revision.',
      'zh-CN': '请查看变更内容,并在最新版本上重新修改。',
    },
  }
}
