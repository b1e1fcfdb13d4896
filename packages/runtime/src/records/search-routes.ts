import { compileSearch, compileSimilar, likeness, type SimilarTerm, searchTerms } from '@atelier/records'
import { runStatement } from '../database/run-statement.ts'
import { inTransaction, sqlState } from '../database/transaction.ts'
import { badParameter } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { spokenText } from '../kernel/search-columns.ts'
import { asReader } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { entityFor, missing, poolSession } from './answers.ts'

/** Looking for what is alike must not take longer than people wait; nothing alike is an answer too. */
const patience = 800

// No trigrams on this server; not found in time.
const withoutSimilar = new Set(['42883', '57014'])

const shortest = 2

/** The words of a search with how they sound; undefined when one is too short to be misspelt. */
function similarTerms(q: string): readonly SimilarTerm[] | undefined {
  const terms = searchTerms(q).map((text): SimilarTerm => ({ text, sound: spokenText(text) }))
  const found = terms.every(({ text, sound }) => text.length > shortest || sound !== undefined)
  return terms.length > 0 && found ? terms : undefined
}

type Search = { readonly q: string; readonly limit: number; readonly entity?: string }

async function findSimilar(context: Context, { q, ...query }: Search): Promise<string> {
  const terms = similarTerms(q)
  if (terms === undefined) return '[]'
  try {
    return await inTransaction(context.workspace.pool, async (client) => {
      await client.query(
        `set local statement_timeout = ${patience}; set local pg_trgm.word_similarity_threshold = ${likeness}`,
      )
      return runStatement(client, compileSimilar(asReader(context), { ...query, terms }))
    })
  } catch (error) {
    if (withoutSimilar.has(sqlState(error) ?? '')) return '[]'
    throw error
  }
}

const search = defineRoute({
  method: 'GET',
  path: '/search',
  summary:
    'Records by words, by pinyin and by initials, grouped by entity; when nothing has the words, records that have words like them',
  access: 'signedIn',
  query: {
    q: { type: 'string', description: 'Words; each must be found' },
    entity: { type: 'string', description: 'Only this entity' },
    limit: { type: 'integer', description: 'How many of each entity, 10 by default', minimum: 1, maximum: 50 },
  },
  answers: { 200: '[{entity, records: [{id, label}], similar?: true}]' },
  handle: async ({ context, query }) => {
    const { q, entity } = query
    if (q === undefined || q.trim() === '')
      return { status: 400, problems: [badParameter('q', 'is needed', '不能为空', 'required')] }
    if (entity !== undefined && entityFor(context, entity) === undefined) return missing
    const asked: Search = { q, limit: Number(query['limit'] ?? 10), ...(entity === undefined ? {} : { entity }) }
    const exact = await poolSession(context).text(compileSearch(asReader(context), asked))
    return { status: 200, text: exact === '[]' ? await findSimilar(context, asked) : exact }
  },
})

/** Searching everything that the caller may see. */
export const searchRoutes: readonly Route[] = [search]
