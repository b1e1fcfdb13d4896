import { checkDocument, parseDocument, type ReportDocument } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import pg from 'pg'
import { notFound } from '../http/known-problems.ts'
import { defineRoute, type JsonSchema, type Route } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { newId } from '../kernel/new-id.ts'
import { isId } from '../kernel/take-values.ts'
import { isForReader, leaveOutHidden } from '../workspace/leave-out-hidden.ts'
import { readerModel } from '../workspace/reader-model.ts'
import type { Context } from '../workspace/workspace.ts'
import { settingsRoutes } from './settings-routes.ts'

/** A person's own documents: same formats as the workspace's, no publishing; `shareWith` names roles or teams. */
const kinds = { views: 'view', reports: 'report', dashboards: 'dashboard' } as const

const body: JsonSchema = {
  type: 'object',
  properties: {
    document: { type: 'object' },
    shareWith: { type: 'array', maxItems: 50, items: { type: 'string', pattern: '^(role|team):[A-Za-z0-9-]{1,60}$' } },
  },
  additionalProperties: false,
}

type Row = {
  readonly id: string
  readonly owner: string
  readonly document: { readonly kind: string }
  readonly shareWith: readonly string[]
}
type Given = { readonly document?: unknown; readonly shareWith?: readonly string[] }

const columns = `id, owner, document, share_with as "shareWith", created_at as "createdAt", updated_at as "updatedAt"`

function readGiven(value: unknown): Given {
  return typeof value === 'object' && value !== null ? value : {}
}

/** Problems of an own document, checked as if it stood among the documents in service that the reader may see; `reports` are those of one's own. */
function checkOwn(
  context: Context,
  kind: string,
  document: unknown,
  reports: readonly ReportDocument[],
): readonly Problem[] {
  const parsed = parseDocument(document, '')
  if (!parsed.document) return parsed.problems
  if (parsed.document.kind !== kind)
    return [
      { code: 'wrong_kind', path: '/kind', message: { en: `This must be a ${kind}.`, 'zh-CN': `此处应为 ${kind}。` } },
    ]
  const model = readerModel(context.reader, context.generation.model)
  const seen = <D extends { readonly kind: string }>(documents: ReadonlyMap<string, D>) =>
    [...documents].filter(([, each]) => isForReader(context, each))
  const own = reports.map((each) => [each.key ?? '', each] as const)
  return checkDocument(parsed.document, {
    ...model,
    views: new Map(seen(model.views)),
    reports: new Map([...own, ...seen(model.reports)]),
  })
}

/** Keys under which a reader may see shared documents. */
function sharedKeys(context: Context, teams: readonly (string | undefined)[]): readonly string[] {
  return [
    ...context.reader.roles.map((role) => `role:${role}`),
    ...teams.filter((key) => key !== undefined).map((key) => `team:${key}`),
  ]
}

/** What is one's own: views, reports, settings. */
export function mineRoutes(installation: Installation): readonly Route[] {
  const { pool } = installation
  const table = (context: Context): string => `${pg.escapeIdentifier(context.workspace.schema)}.mine`
  /** What a reader keeps of a kind, and what others share with them. */
  const keptFor = async (context: Context, kind: string): Promise<readonly Row[]> => {
    const { teams } = await context.workspace.directory()
    const keys = sharedKeys(context, [
      context.reader.team === undefined ? undefined : teams.get(context.reader.team)?.key,
      context.reader.team,
    ])
    const { rows } = await pool.query<Row>(
      `select ${columns} from ${table(context)} where kind = $1 and (owner = $2 or share_with ?| $3) order by created_at, id limit 500`,
      [kind, context.reader.user, keys],
    )
    return rows.filter(({ document }) => isForReader(context, document))
  }
  const check = async (context: Context, kind: string, document: unknown): Promise<readonly Problem[]> => {
    const kept = kind === 'dashboard' ? await keptFor(context, 'report') : []
    const reports = kept.map((row) => row.document).filter((each): each is ReportDocument => each.kind === 'report')
    return checkOwn(context, kind, document, reports)
  }
  const documents = Object.entries(kinds).flatMap(([name, kind]) => {
    return [
      defineRoute({
        method: 'GET',
        path: `/mine/${name}`,
        summary: `My own ${name} and those shared with me`,
        access: 'signedIn',
        answers: { 200: 'Documents' },
        handle: async ({ context }) => {
          const rows = await keptFor(context, kind)
          return {
            status: 200,
            json: {
              [name]: rows.map((row) => ({
                ...row,
                document: leaveOutHidden(context, row.document),
                mine: row.owner === context.reader.user,
              })),
            },
          }
        },
      }),
      defineRoute({
        method: 'POST',
        path: `/mine/${name}`,
        summary: `Keep a ${kind} of my own`,
        access: 'signedIn',
        body: { ...body, required: ['document'] },
        bodyRequired: true,
        answers: { 201: 'The document, with its id' },
        handle: async ({ context, body: given }) => {
          const { document, shareWith = [] } = readGiven(given)
          const problems = await check(context, kind, document)
          if (problems.length > 0) return { status: 422, problems }
          const { rows } = await pool.query<Row>(
            `insert into ${table(context)} (id, kind, owner, document, share_with, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6) returning ${columns}`,
            [newId(), kind, context.reader.user, JSON.stringify(document), JSON.stringify(shareWith), context.now],
          )
          return { status: 201, json: { ...rows[0], mine: true } }
        },
      }),
      defineRoute({
        method: 'PATCH',
        path: `/mine/${name}/:id`,
        summary: `Change a ${kind} of my own`,
        access: 'signedIn',
        body,
        bodyRequired: true,
        answers: { 200: 'The document' },
        handle: async ({ context, params, body: given }) => {
          if (!isId(params['id'] ?? '')) return { status: 404, problems: [notFound] }
          const { document, shareWith } = readGiven(given)
          const problems = document === undefined ? [] : await check(context, kind, document)
          if (problems.length > 0) return { status: 422, problems }
          const { rows } = await pool.query<Row>(
            `update ${table(context)} set document = coalesce($4::jsonb, document), share_with = coalesce($5::jsonb, share_with), updated_at = $6
             where id = $1 and owner = $2 and kind = $3 returning ${columns}`,
            [
              params['id'],
              context.reader.user,
              kind,
              document === undefined ? null : JSON.stringify(document),
              shareWith === undefined ? null : JSON.stringify(shareWith),
              context.now,
            ],
          )
          return rows[0] ? { status: 200, json: { ...rows[0], mine: true } } : { status: 404, problems: [notFound] }
        },
      }),
      defineRoute({
        method: 'DELETE',
        path: `/mine/${name}/:id`,
        summary: `Remove a ${kind} of my own`,
        access: 'signedIn',
        answers: { 204: 'Removed' },
        handle: async ({ context, params }) => {
          if (!isId(params['id'] ?? '')) return { status: 404, problems: [notFound] }
          const { rowCount } = await pool.query(
            `delete from ${table(context)} where id = $1 and owner = $2 and kind = $3`,
            [params['id'], context.reader.user, kind],
          )
          return rowCount === 1 ? { status: 204 } : { status: 404, problems: [notFound] }
        },
      }),
    ]
  })
  return [...documents, ...settingsRoutes()]
}
