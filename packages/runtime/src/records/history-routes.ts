import type { Entity, Field } from '@atelier/definitions'
import { badCursor, compileHistory, compileLabels } from '@atelier/records'
import { actionsOf, movesOf } from '@atelier/workflow'
import { defineRoute, type Route } from '../http/route.ts'
import { wordsOf } from '../kernel/judge.ts'
import { loadForMoves } from '../kernel/load-for-moves.ts'
import { idOf } from '../kernel/related.ts'
import { fieldRights } from '../kernel/rights.ts'
import { asReader } from '../kernel/session.ts'
import { isId } from '../kernel/take-values.ts'
import { about, withoutSecretActions, withoutSecrets } from '../kernel/without-secrets.ts'
import type { Context } from '../workspace/workspace.ts'
import { missing, poolSession, recordAt, statusOf, worded } from './answers.ts'
import { readTimeline, timelineKinds } from './timeline.ts'
import { undoEvent, undoRequest } from './undo.ts'
import { valuesIn } from './write-routes.ts'

type Change = { readonly field: string; readonly from: unknown; readonly to: unknown }
type Page = {
  readonly events: readonly { readonly changes: readonly Change[]; readonly [key: string]: unknown }[]
  readonly next: string | null
}

const paging = {
  limit: { type: 'integer', description: 'How many, 50 by default', minimum: 1, maximum: 500 },
  after: { type: 'string', description: 'The cursor that the page before answered' },
} as const

const history = defineRoute({
  method: 'GET',
  path: '/records/:entity/:id/history',
  summary: 'Who changed what, newest first',
  access: 'signedIn',
  query: paging,
  answers: { 200: '{events: [{id, at, recordedAt, by, via, kind, changes: [{field, from, to}], revision}], next}' },
  handle: async ({ context, params, query }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    const compiled = compileHistory(asReader(context), {
      entity: entity.key,
      id,
      limit: Number(query['limit'] ?? 50),
      ...(query['after'] === undefined ? {} : { after: query['after'] }),
    })
    if (!compiled.ok) return { status: 400, problems: compiled.problems }
    const page = await poolSession(context).json<Page | null>(compiled.statement)
    return page === null ? missing : { status: 200, json: await withLabels(context, entity, page) }
  },
})

/** Values of the ledger in answer form: what a reference points at by its label, empty when it is not to be seen. */
async function withLabels(context: Context, entity: Entity, page: Page): Promise<Page> {
  const wanted = new Map<string, Set<string>>()
  for (const change of page.events.flatMap(({ changes }) => changes)) {
    const field = entity.fields.get(change.field)
    if (field !== undefined) for (const value of [change.from, change.to]) collectIds(context, field, value, wanted)
  }
  const labels: Labels = new Map()
  for (const [target, ids] of wanted) {
    const statement = compileLabels(asReader(context), { entity: target, ids: [...ids] })
    const found = await poolSession(context).json<Readonly<Record<string, string>>>(statement)
    for (const [id, label] of Object.entries(found)) labels.set(id, label)
  }
  const events = page.events.map((event) => ({
    ...event,
    changes: event.changes.flatMap((change) => {
      const field = entity.fields.get(change.field)
      const [from, to] = [shown(context, field, change.from, labels), shown(context, field, change.to, labels)]
      // From one record that is not to be seen to another: nothing has changed for this reader.
      return from === null && to === null ? [] : [{ field: change.field, from, to }]
    }),
  }))
  return { events, next: page.next }
}

type Labels = Map<string, string>

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The columns of lines that the reader may see, with their values: what is hidden in a row is hidden in its history. */
function columnsOf(
  context: Context,
  field: Field,
  row: Readonly<Record<string, unknown>>,
): readonly (readonly [Field, unknown])[] {
  const key = `${field.entity}.${field.key}`
  const rights = fieldRights(context.reader, context.generation.model, key)
  return [...(context.generation.model.entities.get(key)?.fields.values() ?? [])].flatMap((column) => {
    const access = rights === undefined ? 'read' : (rights.get(column.key)?.access ?? 'hidden')
    return column.key === 'parent' || access === 'hidden' || access === 'masked'
      ? []
      : [[column, row[column.key]] as const]
  })
}

function collectIds(context: Context, field: Field, value: unknown, wanted: Map<string, Set<string>>): void {
  if (field.type.storage === 'rows') {
    for (const row of Array.isArray(value) ? value.filter(isRow) : [])
      for (const [column, part] of columnsOf(context, field, row)) collectIds(context, column, part, wanted)
    return
  }
  for (const target of field.targets)
    for (const id of [value].flat())
      if (typeof id === 'string' && isId(id)) wanted.set(target, (wanted.get(target) ?? new Set()).add(id))
}

function shown(context: Context, field: Field | undefined, value: unknown, labels: Labels): unknown {
  if (value === null || value === undefined || field === undefined) return value ?? null
  if (field.type.storage === 'rows')
    return (Array.isArray(value) ? value.filter(isRow) : []).map((row) =>
      Object.fromEntries(
        columnsOf(context, field, row).map(([column, part]) => [column.key, shown(context, column, part, labels)]),
      ),
    )
  if (field.targets.length > 0) {
    if (Array.isArray(value))
      return value.map((each: unknown) => shown(context, field, each, labels)).filter((each) => each !== null)
    const id = idOf(value)
    return id !== null && labels.has(id) ? { id, label: labels.get(id) } : null
  }
  return field.type.answer === undefined || !isCanonical(value) ? value : field.type.answer(value, field.settings)
}

type Canonical = Parameters<NonNullable<Field['type']['answer']>>[0]
const isCanonical = (value: unknown): value is Canonical => value !== undefined

const moves = defineRoute({
  method: 'GET',
  path: '/records/:entity/:id/moves',
  summary: 'Every stage, whether the record may go there now, and if not, why',
  access: 'signedIn',
  answers: {
    200: '[{stage, label, outcome, current, allowed, needsReason, waitsFor?, refusals: [{code, field?, message, fix?}]}]',
  },
  handle: async ({ context, params }) => {
    const at = recordAt(context, params)
    const question = at && (await loadForMoves(context, poolSession(context), at.entity, at.id))
    if (at === undefined || question === undefined) return missing
    const row = about(at.entity, question.env.record)
    return {
      status: 200,
      json: movesOf(question).map((offer) => ({
        ...offer,
        refusals: withoutSecrets(context, row, offer.refusals).map((refusal) => worded(refusal, context)),
      })),
    }
  },
})

const actions = defineRoute({
  method: 'GET',
  path: '/records/:entity/:id/actions',
  summary: 'The key actions of the stage that the record is in, and which of them are done',
  access: 'signedIn',
  answers: { 200: '{stage, actions: [{id, label, required, done, byHand}]}' },
  handle: async ({ context, params }) => {
    const at = recordAt(context, params)
    const question = at && (await loadForMoves(context, poolSession(context), at.entity, at.id))
    if (at === undefined || question === undefined) return missing
    return {
      status: 200,
      json: {
        stage: question.from,
        actions: withoutSecretActions(context, about(at.entity, question.env.record), actionsOf(question)).map(
          (action) => ({
            ...action,
            label: wordsOf(action.label) ?? { en: action.id, 'zh-CN': action.id },
          }),
        ),
      },
    }
  },
})

const timeline = defineRoute({
  method: 'GET',
  path: '/records/:entity/:id/timeline',
  summary: 'What happened around a record, newest first: activities, moves, approvals',
  access: 'signedIn',
  query: {
    ...paging,
    kind: {
      type: 'string',
      description: 'Only what was done, what is to be done, moves, or approvals',
      values: timelineKinds,
    },
    type: { type: 'string', description: 'Only activities of this kind, by the key of its option' },
  },
  answers: { 200: '{items: [{kind, at, …}], next}' },
  handle: async ({ context, params, query }) => {
    const at = recordAt(context, params)
    if (at === undefined) return missing
    const { entity, id } = at
    const page = await readTimeline(context, entity, id, { ...query, limit: Number(query['limit'] ?? 50) })
    if (page === null) return { status: 400, problems: [badCursor()] }
    return page === undefined ? missing : { status: 200, json: page }
  },
})

const undo = defineRoute({
  method: 'POST',
  path: '/undo',
  summary: 'Take back one event, or everything of one request (a bulk, a move, an import)',
  access: 'signedIn',
  body: {
    type: 'object',
    required: ['event'],
    additionalProperties: false,
    properties: {
      event: { type: 'string', description: 'Id of an event of the history, or the request that a bulk answered' },
    },
  },
  bodyRequired: true,
  answers: { 200: '{records}: how many were changed back' },
  handle: async ({ context, body }) => {
    const event = String(valuesIn(body)['event'])
    const byEvent = isId(event) ? await undoEvent(context, event) : undefined
    const undone =
      byEvent === undefined || (!byEvent.ok && byEvent.kind === 'not_found')
        ? await undoRequest(context, event)
        : byEvent
    return undone.ok
      ? { status: 200, json: { records: undone.records } }
      : { status: statusOf(undone.kind), problems: undone.problems }
  },
})

/** Calls about what has happened to records, and what may happen next. */
export const historyRoutes: readonly Route[] = [history, timeline, moves, actions, undo]
