import { type Document, formatDocument } from '@atelier/definitions'
import { may } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import pg from 'pg'
import { notAllowed, notFound } from '../http/known-problems.ts'
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { newId } from '../kernel/new-id.ts'
import { worded } from '../records/answers.ts'
import { revisionMoved } from '../workspace/publish.ts'
import type { Context } from '../workspace/workspace.ts'
import {
  composeChangeSet,
  createChangeSet,
  deleteDocument,
  findChangeSet,
  findDocument,
  markPublished,
  putDocument,
  readPut,
} from './change-set.ts'
import { type Filling, fillings } from './fill.ts'
import { documentsOf, planPublish, publishChange } from './publish-change.ts'

const build = { may: 'build' } as const
const documentBody = { type: 'object' }

function refused(problems: readonly Problem[]): RouteAnswer {
  return { status: 422, problems }
}

/** A revision that has just come into service, with the fields that the background still fills. */
const inService = (revision: number, filling: readonly Filling[]): RouteAnswer => ({
  status: 200,
  json: { revision, ...(filling.length > 0 ? { filling } : {}) },
  headers: { 'atelier-revision': String(revision) },
})

const alreadyPublished: Problem = {
  code: 'already_published',
  path: '',
  message: { en: 'This change set is published already.', 'zh-CN': '该变更集已发布。' },
}

/** Documents, change sets, revisions: for roles with `may: ["build"]`, publishing with `may: ["publish"]`. */
export function definitionRoutes(installation: Installation): readonly Route[] {
  const open = async (context: Context, id: string | undefined) => {
    const change = await findChangeSet(installation.pool, context.workspace.schema, id ?? '')
    if (!change) return { answer: { status: 404, problems: [notFound] } satisfies RouteAnswer }
    if (change.published !== null)
      return { answer: { status: 409, problems: [alreadyPublished] } satisfies RouteAnswer }
    return { change }
  }
  return [
    defineRoute({
      method: 'GET',
      path: '/definitions/:kind/:key',
      summary: 'A document in service',
      access: build,
      answers: { 200: 'The document' },
      handle: async ({ context, params }) => {
        const document = findDocument(context.generation.model.documents, params['kind'] ?? '', params['key'] ?? '')
        return document ? { status: 200, text: formatDocument(document) } : { status: 404, problems: [notFound] }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/definitions',
      summary: 'Every document in service, formatted as an export writes them',
      access: build,
      answers: { 200: 'Documents' },
      handle: async ({ context }) => ({
        status: 200,
        json: {
          revision: context.generation.revision,
          documents: context.generation.model.documents.map((document): unknown =>
            JSON.parse(formatDocument(document)),
          ),
        },
      }),
    }),
    defineRoute({
      method: 'POST',
      path: '/changes',
      summary: 'Open a change set on the revision in service',
      access: build,
      answers: { 201: 'Its id and the revision it stands on' },
      handle: async ({ context }) => {
        const id = newId()
        const base = context.generation.revision
        await createChangeSet(installation.pool, context.workspace.schema, {
          id,
          base,
          by: context.reader.user,
          at: context.now,
        })
        return { status: 201, json: { id, base } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/changes/:id',
      summary: 'A change set',
      access: build,
      answers: { 200: 'Documents put and deleted' },
      handle: async ({ context, params }) => {
        const change = await findChangeSet(installation.pool, context.workspace.schema, params['id'] ?? '')
        if (!change) return { status: 404, problems: [notFound] }
        return {
          status: 200,
          json: {
            id: change.id,
            base: change.base,
            published: change.published,
            documents: Object.values(change.puts),
            deletes: change.deletes,
          },
        }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/changes/:id/documents/:kind/:key',
      summary: 'Put a document into a change set; its id decides whether it is new, changed or renamed',
      access: build,
      body: documentBody,
      bodyRequired: true,
      answers: { 200: 'The document as understood' },
      handle: async ({ context, params, body }) => {
        const { change, answer } = await open(context, params['id'])
        if (!change) return answer
        const read = readPut(params['kind'] ?? '', body)
        if ('problems' in read) return refused(read.problems)
        await putDocument(
          installation.pool,
          context.workspace.schema,
          change.id,
          `${params['kind']}/${params['key']}`,
          read.document,
        )
        return { status: 200, json: read.document }
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/changes/:id/documents/:kind/:key',
      summary: 'Delete a document in a change set',
      access: build,
      answers: { 204: 'Noted' },
      handle: async ({ context, params }) => {
        const { change, answer } = await open(context, params['id'])
        if (!change) return answer
        const address = `${params['kind']}/${params['key']}`
        const known =
          findDocument(context.generation.model.documents, params['kind'] ?? '', params['key'] ?? '') ??
          change.puts[address]
        if (!known) return { status: 404, problems: [notFound] }
        await deleteDocument(installation.pool, context.workspace.schema, change.id, address)
        return { status: 204 }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/changes/:id/plan',
      summary: 'What publishing would change, for whom, with which SQL',
      access: build,
      answers: { 200: 'Problems, diff, effects, impact' },
      handle: async ({ context, params }) => {
        const { change, answer } = await open(context, params['id'])
        if (!change) return answer
        const composed = await composeChangeSet(installation.pool, context.workspace.schema, change)
        const plan = await planPublish(context, composed.documents)
        return {
          status: 200,
          json: {
            base: change.base,
            onto: composed.onto,
            ...plan,
            problems: plan.problems.map((problem) => worded(problem, context)),
            conflicts: composed.conflicts,
          },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/changes/:id/publish',
      summary: 'Publish a change set as the next revision',
      access: { may: 'publish' },
      body: { type: 'object', properties: { note: { type: 'string', maxLength: 2000 } }, additionalProperties: false },
      answers: { 200: 'The new revision' },
      handle: async ({ context, params, body }) => {
        if (!may(context.reader, context.generation.model, 'build')) return { status: 403, problems: [notAllowed] }
        const { change, answer } = await open(context, params['id'])
        if (!change) return answer
        const note =
          typeof body === 'object' && body !== null && 'note' in body && typeof body.note === 'string'
            ? body.note
            : undefined
        for (let attempt = 1; ; attempt++) {
          const composed = await composeChangeSet(installation.pool, context.workspace.schema, change)
          if (composed.conflicts.length > 0)
            return {
              status: 409,
              problems: composed.conflicts.map((conflict) => ({
                ...revisionMoved(composed.onto),
                path: conflict.address,
              })),
            }
          const at = { ...context, generation: context.workspace.current() }
          const published = await publishChange(installation, at, {
            documents: composed.documents,
            onto: composed.onto,
            ...(note === undefined ? {} : { note }),
          })
          if (published.ok) {
            const { revision } = published.generation
            await markPublished(installation.pool, context.workspace.schema, change.id, revision)
            return inService(revision, await fillings(context.workspace))
          }
          if (published.kind === 'invalid') return refused(published.problems)
          if (attempt >= 5) return { status: 409, problems: published.problems }
          await installation.workspaces.refresh(context.workspace.key)
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/revisions',
      summary: 'Revisions, newest first',
      access: build,
      answers: { 200: 'Revisions with who, when and what changed' },
      handle: async ({ context }) => {
        const { rows } = await installation.pool.query<{ n: number }>(
          `select n as revision, at, by, note, plan->'sentences' as sentences from ${pg.escapeIdentifier(context.workspace.schema)}.revision order by n desc limit 200`,
        )
        return { status: 200, json: { revisions: rows } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/revisions/:n/plan',
      summary: 'What going back to an earlier revision would change, for whom, with which SQL',
      access: build,
      answers: { 200: 'Problems, diff, sentences, effects, impact' },
      handle: async ({ context, params }) => {
        const n = params['n'] ?? ''
        const documents = /^\d{1,9}$/.test(n) ? await documentsOf(context, Number(n)) : undefined
        if (!documents) return { status: 404, problems: [notFound] }
        const plan = await planPublish(context, documents)
        const { revision } = context.generation
        return {
          status: 200,
          json: {
            base: revision,
            onto: revision,
            ...plan,
            problems: plan.problems.map((problem) => worded(problem, context)),
            conflicts: [],
          },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/revisions/:n/rollback',
      summary: 'Publish the documents of an earlier revision again; no data is lost',
      access: { may: 'publish' },
      answers: { 200: 'The new revision' },
      handle: async ({ context, params }) => {
        const n = params['n'] ?? ''
        const documents: readonly Document[] | undefined = /^\d{1,9}$/.test(n)
          ? await documentsOf(context, Number(n))
          : undefined
        if (!documents) return { status: 404, problems: [notFound] }
        const published = await publishChange(installation, context, {
          documents,
          onto: context.generation.revision,
          note: `rollback to ${n}`,
          kind: 'rolledBack',
        })
        if (published.ok) return inService(published.generation.revision, await fillings(context.workspace))
        return published.kind === 'moved' ? { status: 409, problems: published.problems } : refused(published.problems)
      },
    }),
  ]
}
