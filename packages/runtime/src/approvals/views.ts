import type { Label } from '@atelier/definitions'
import { compileLabels, compileList, fieldAccess, isUnlimited } from '@atelier/records'
import type { Problem, RecordData } from '@atelier/rules'
import { fillText, type LeafStep, leavesOf, openSeats, pathsInText } from '@atelier/workflow'
import pg from 'pg'
import { processEnv } from '../automation/env.ts'
import { runStatement } from '../database/run-statement.ts'
import { loadRecords } from '../kernel/related.ts'
import { sessionOn } from '../kernel/session.ts'
import { about, withoutSecrets } from '../kernel/without-secrets.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { type ApprovalRequest, entityOf, materialNow, toRequest } from './requests.ts'

export type Box = 'todo' | 'done' | 'mine' | 'cc'

/** Whoever started it, was ever asked or put in copy, or administers the workspace. */
export function maySee(context: Context, request: ApprovalRequest): boolean {
  const { user } = context.reader
  if (isUnlimited(context.reader)) return true
  return (
    user !== undefined &&
    (request.starter === user || request.flow.steps.some(({ seats }) => seats.some((seat) => seat.user === user)))
  )
}

const inBox: { readonly [box in Box]: (s: string) => string } = {
  todo: (s) =>
    `r.state = 'pending' and exists (select from ${s}.approval_seat a where a.request = r.id and a.person = $1 and a.state = 'open')`,
  done: (s) =>
    `exists (select from ${s}.approval_decision d where d.request = r.id and d.person = $1 and d.action <> 'withdraw')`,
  mine: () => 'r.starter = $1',
  cc: (s) => `exists (select from ${s}.approval_seat a where a.request = r.id and a.person = $1 and a.state = 'told')`,
}

export type Page<T> = { readonly items: readonly T[]; readonly next: string | null }

/** A person's requests of one box, newest first. */
export async function listRequests(
  context: Context,
  box: Box,
  limit: number,
  after: string | undefined,
): Promise<Page<ApprovalRequest>> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const { rows } = await context.workspace.pool.query<Record<string, unknown>>(
    `select * from ${s}.approval_request r where ${inBox[box](s)} and ($2::uuid is null or r.id < $2::uuid) order by r.id desc limit $3`,
    [context.reader.user ?? null, after ?? null, limit + 1],
  )
  const items = rows.slice(0, limit).map(toRequest)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** One request; undefined when it is unknown or not for this reader. */
export async function findRequest(context: Context, id: string): Promise<ApprovalRequest | undefined> {
  const { rows } = await context.workspace.pool.query<Record<string, unknown>>(
    `select * from ${pg.escapeIdentifier(context.workspace.schema)}.approval_request where id = $1`,
    [id],
  )
  const request = rows[0] === undefined ? undefined : toRequest(rows[0])
  return request !== undefined && maySee(context, request) ? request : undefined
}

const labelIn = (label: Label | undefined, language: string, fallback: string): string =>
  label === undefined
    ? fallback
    : typeof label === 'string'
      ? label
      : (label[language] ?? Object.values(label)[0] ?? fallback)

type Named = { readonly id: string; readonly label: string }
export type Describe = (request: ApprovalRequest) => Record<string, unknown>

/** What the reader may see of the records behind requests, with the paths that their titles print. */
async function recordsBehind(
  context: Context,
  requests: readonly ApprovalRequest[],
): Promise<ReadonlyMap<string, { readonly label: string | undefined; readonly record: RecordData | null }>> {
  const found = new Map<string, { label: string | undefined; record: RecordData | null }>()
  const { pool } = context.workspace
  for (const entity of new Set(requests.map((request) => entityOf(context, request)))) {
    if (entity === undefined) continue
    const own = requests.filter((request) => request.entity === entity.id)
    const ids = [...new Set(own.map(({ record }) => record))]
    const labels: Readonly<Record<string, string>> = JSON.parse(
      await runStatement(pool, compileLabels(queryContext(context), { entity: entity.key, ids })),
    )
    const paths = [
      ...new Set(own.flatMap(({ document }) => pathsInText(labelIn(document.title, context.language, '')))),
    ]
    const records = new Map<string, RecordData>()
    const compiled = compileList(queryContext(context), {
      entity: entity.key,
      filter: { in: [{ var: 'id' }, ids] },
      fields: paths,
      limit: 500,
    })
    if (compiled.ok && paths.length > 0) {
      const page: { readonly records: readonly (RecordData & { readonly id: string })[] } = JSON.parse(
        await runStatement(pool, compiled.statement),
      )
      for (const record of page.records) records.set(record.id, record)
    }
    for (const id of ids) found.set(id, { label: labels[id], record: records.get(id) ?? null })
  }
  return found
}

/** How requests are answered in lists, in the reader's language and by the reader's rights to the records. */
export async function describer(context: Context, requests: readonly ApprovalRequest[]): Promise<Describe> {
  const { users } = await context.workspace.directory()
  const behind = await recordsBehind(context, requests)
  const { language } = context
  const { model } = context.generation
  const person = (id: string | null): Named | null => (id === null ? null : { id, label: users.get(id)?.name ?? '' })
  return (request) => {
    const { document, flow } = request
    const entity = entityOf(context, request)
    const seen = behind.get(request.record)
    const label = labelIn(document.label, language, document.key)
    const title = labelIn(document.title, language, '')
    const printed =
      entity === undefined
        ? ''
        : fillText(model, entity.key, processEnv(context, seen?.record ?? null), title, language).trim()
    const stage = (key: string | null): string | null => {
      const option = entity?.stage?.options.find((each) => each.key === key)
      return option === undefined ? key : labelIn(option.label, language, option.key)
    }
    const open = flow.state === 'pending' ? flow.steps.find((step) => step.state === 'open') : undefined
    return {
      id: request.id,
      approval: document.key,
      label,
      title: printed === '' ? [label, seen?.label].filter((text) => text !== undefined).join(' · ') : printed,
      state: request.state,
      entity: entity?.key ?? null,
      record: seen?.label === undefined ? null : { id: request.record, label: seen.label },
      starter: person(request.starter),
      startedAt: request.startedAt,
      decidedAt: request.decidedAt,
      step: open === undefined ? null : stepOf(leavesOf(document.steps), open.step, language),
      move:
        request.move === null
          ? null
          : {
              from: request.move.from,
              fromLabel: stage(request.move.from),
              to: request.move.to,
              toLabel: stage(request.move.to),
            },
      mayDecide: openSeats(flow).some((seat) => seat.user === context.reader.user),
      mayWithdraw:
        flow.state === 'pending' &&
        request.starter !== null &&
        request.starter === context.reader.user &&
        document.withdraw !== 'none',
    }
  }
}

function stepOf(steps: readonly LeafStep[], id: string, language: string): Named {
  return { id, label: labelIn(steps.find((step) => step.id === id)?.label, language, id) }
}

/** Why not everything could be carried out, as far as this reader may know; it was carried out with full rights. */
async function heard(context: Context, request: ApprovalRequest): Promise<readonly Problem[]> {
  const entity = entityOf(context, request)
  const problems = request.moveProblems ?? []
  if (entity === undefined || problems.length === 0) return problems
  const loaded = await loadRecords(context, sessionOn(context.workspace.pool), entity.key, [request.record], [], false)
  return withoutSecrets(context, about(entity, loaded.get(request.record)), problems)
}

/**
 * What is asked about, as it was asked where the approval says so; never more than the reader may see of the record. What shows masked, in some records
 * only, or by what another record is called is told as it is now, by the rights of this reader: it was kept as the system sees it.
 */
async function materialFor(context: Context, request: ApprovalRequest): Promise<Readonly<Record<string, unknown>>> {
  const { seen } = request
  const now = await materialNow(context, sessionOn(context.workspace.pool), request)
  const entity = entityOf(context, request)
  if (seen === null || entity === undefined) return now
  const rights = fieldAccess(context.reader, context.generation.model, entity.key)
  const isWhole = (key: string): boolean => {
    if (isUnlimited(context.reader)) return true
    const right = rights.get(key)
    const reads = right?.access === 'read' || right?.access === 'write'
    return reads && !right.byRow && !entity.relations.has(key)
  }
  return Object.fromEntries(
    Object.entries(now).map(([key, value]) => [key, Object.hasOwn(seen, key) && isWhole(key) ? seen[key] : value]),
  )
}

/** One request in full: every step with its people, every decision so far. */
export async function describeWhole(context: Context, request: ApprovalRequest): Promise<Record<string, unknown>> {
  const describe = await describer(context, [request])
  const { users } = await context.workspace.directory()
  const { language } = context
  const person = (id: string): Named => ({ id, label: users.get(id)?.name ?? '' })
  const { rows } = await context.workspace.pool.query<{
    step: string | null
    person: string | null
    action: string
    comment: string | null
    at: Date
  }>(
    `select step, person, action, comment, at from ${pg.escapeIdentifier(context.workspace.schema)}.approval_decision where request = $1 order by id`,
    [request.id],
  )
  return {
    ...describe(request),
    values: await materialFor(context, request),
    // Cases that were not taken lead nowhere.
    steps: leavesOf(request.document.steps).flatMap((step) => {
      const state = request.flow.steps.find((each) => each.step === step.id)
      if (state?.state === 'skipped') return []
      return {
        ...stepOf([step], step.id, language),
        type: step.type,
        mode: step.type === 'cc' ? 'cc' : (step.mode ?? 'all'),
        comment: step.type === 'cc' ? 'optional' : (step.comment ?? 'optional'),
        state: state?.state ?? 'waiting',
        people: (state?.seats ?? []).map((seat) => ({
          ...person(seat.user),
          state: seat.state,
          at: seat.at ?? null,
          comment: seat.comment ?? null,
        })),
      }
    }),
    decisions: rows.map((row) => ({
      step: row.step,
      // Null is the clock.
      by: row.person === null ? null : person(row.person),
      action: row.action,
      comment: row.comment,
      at: row.at.toISOString(),
    })),
    problems: (await heard(context, request)).map(({ code, message }) => ({ code, message: message[language] })),
  }
}
