import { stringify } from 'csv-stringify/sync'
import { badParameter } from '../http/known-problems.ts'
import { defineRoute, type QueryParameter, type Route } from '../http/route.ts'
import type { Context } from '../workspace/workspace.ts'
import { auditKinds } from './audit.ts'
import { type AuditQuery, readAudit } from './read-audit.ts'
import { readUsage } from './usage.ts'

const filters: Readonly<Record<string, QueryParameter>> = {
  kind: { type: 'string', description: 'One kind only.', values: auditKinds },
  user: { type: 'string', description: 'About this user only.' },
  person: { type: 'string', description: 'By this user, or about them.' },
  from: { type: 'string', description: 'Not before this instant.' },
  until: { type: 'string', description: 'Before this instant.' },
}

/** As many entries as one file holds. */
const mostExported = 50_000

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/

/** A day or an instant that Postgres reads as we do. */
const isInstant = (text: string): boolean => instant.test(text) && !Number.isNaN(Date.parse(text))

function readFilters(query: Readonly<Record<string, string>>): AuditQuery | { readonly bad: string } {
  for (const name of ['from', 'until']) if (query[name] !== undefined && !isInstant(query[name])) return { bad: name }
  return {
    kind: query['kind'],
    user: query['user'],
    person: query['person'],
    from: query['from'] && new Date(query['from']).toISOString(),
    until: query['until'] && new Date(query['until']).toISOString(),
  }
}

const notAnInstant = (name: string) => ({
  status: 400,
  problems: [
    badParameter(name, 'must be an instant such as 2026-01-31T00:00:00Z', '应为如 2026-01-31T00:00:00Z 的时间'),
  ],
})

/** What administrators did, and how large everything has grown: for roles with `may: ["audit"]`. */
export function auditRoutes(): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/audit',
      summary: 'Sign-ins, rights, keys, exports and publishes, newest first',
      access: { may: 'audit' },
      query: {
        ...filters,
        limit: { type: 'integer', description: 'How many at most.', minimum: 1, maximum: 500 },
        after: { type: 'integer', description: 'Number of the last entry of the previous page.', minimum: 0 },
      },
      answers: { 200: 'Entries' },
      handle: async ({ context, query }) => {
        const wanted = readFilters(query)
        if ('bad' in wanted) return notAnInstant(wanted.bad)
        const page = await readAudit(context, { ...wanted, after: query['after'] }, Number(query['limit'] ?? 50))
        return { status: 200, json: page }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/audit/export',
      summary: 'The same as a CSV file, up to 50,000 entries',
      access: { may: 'audit' },
      query: filters,
      answers: { 200: 'CSV' },
      handle: async ({ context, query }) => {
        const wanted = readFilters(query)
        if ('bad' in wanted) return notAnInstant(wanted.bad)
        return csvAnswer(context, wanted)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/usage',
      summary: 'How many records, people, runs and events there are, and how much room they take',
      access: { may: 'audit' },
      answers: { 200: '{entities: [{entity, records, bytes}], files, people, runs, ledger, database}' },
      handle: async ({ context }) => ({ status: 200, json: await readUsage(context) }),
    }),
  ]
}

async function csvAnswer(context: Context, wanted: AuditQuery) {
  const { entries } = await readAudit(context, wanted, mostExported)
  const rows = entries.map(({ at, kind, by, user, via, changes }) => [
    at.toISOString(),
    kind,
    by?.label ?? '',
    user?.label ?? '',
    via,
    changes
      .map(
        ({ field, from, to, fromLabel, toLabel }) =>
          `${field}: ${from === null ? '' : `${fromLabel ?? from} → `}${toLabel ?? to ?? ''}`,
      )
      .join('; '),
  ])
  // A cell that begins like a formula is text to every spreadsheet.
  const text = stringify([['at', 'kind', 'by', 'about', 'via', 'details'], ...rows], {
    escape_formulas: true,
    record_delimiter: 'windows',
    bom: true,
  })
  return {
    status: 200,
    stream: new Blob([text]).stream(),
    type: 'text/csv; charset=utf-8',
    headers: { 'content-disposition': 'attachment; filename="audit.csv"' },
  }
}
