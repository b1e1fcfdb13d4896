import type { Entity, Field } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import { compileList, compileMay, type ListQuery, mayEver } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { type CellValue, writeXlsxStream } from 'hucre'
import { appendAudit } from '../audit/audit.ts'
import { badParameter, notAllowed } from '../http/known-problems.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { unknownField } from '../kernel/problems.ts'
import { fieldRights } from '../kernel/rights.ts'
import { asReader } from '../kernel/session.ts'
import { isForReader } from '../workspace/leave-out-hidden.ts'
import type { Context } from '../workspace/workspace.ts'
import { entityFor, missing, poolSession } from './answers.ts'
import { parseFilter } from './read-filter.ts'
import { searchWithin } from './search-within.ts'

type Column = { readonly path: string; readonly field: Field; readonly label: string }
type Plan = {
  readonly entity: Entity
  readonly columns: readonly Column[]
  /** The filter, and the words that are searched for. */
  readonly within: Pick<ListQuery, 'filter' | 'search'>
  readonly sort: readonly string[] | undefined
}

const page = 500

type Asked = {
  readonly view?: string | undefined
  readonly filter?: unknown
  readonly q?: string | undefined
  readonly sort?: string | undefined
  readonly fields?: string | undefined
}

/** What an export holds: the view's columns, filter and order, or every visible field; what is asked for goes before the view. */
function planExport(context: Context, entity: Entity, asked: Asked): Plan | { readonly problem: Problem } | undefined {
  const { model } = context.generation
  const viewKey = asked.view
  const view = viewKey === undefined ? undefined : model.views.get(viewKey)
  if (viewKey !== undefined && (view?.entity !== entity.key || !isForReader(context, view))) return undefined
  const rights = fieldRights(context.reader, model, entity.key)
  const isSeen = (field: Field): boolean => {
    const access = rights?.get(field.key)?.access ?? (rights === undefined ? 'read' : 'hidden')
    return access !== 'hidden'
  }
  const wanted =
    asked.fields?.split(',') ??
    view?.columns?.map(({ field }) => field) ??
    [...entity.fields.keys()].filter((key) => key !== 'deletedAt')
  const columns = wanted.flatMap((path): readonly Column[] => {
    const field = entity.fields.get(path)
    return field === undefined || field.type.storage === 'rows' || !isSeen(field)
      ? []
      : [{ path, field, label: labelOf(field, context.language) }]
  })
  const within = searchWithin(entity, asked.filter ?? view?.filter, asked.q)
  if ('problem' in within) return within
  return { entity, columns, ...within, sort: asked.sort?.split(',') ?? view?.sort }
}

const labelOf = (field: Field, language: string): string =>
  field.label[language] ?? field.label['en'] ?? Object.values(field.label)[0] ?? field.key

/** Rows that the reader may export, as texts in the reader's language, a page of records at a time. */
async function* exportedRows(
  context: Context,
  plan: Plan,
): AsyncGenerator<readonly { readonly column: Column; readonly text: string }[]> {
  const reader = asReader(context)
  for (let after: string | undefined; ; ) {
    const compiled = compileList(reader, {
      entity: plan.entity.key,
      fields: ['id', ...plan.columns.map(({ path }) => path).filter((path) => path !== 'id')],
      limit: page,
      ...plan.within,
      ...(plan.sort === undefined ? {} : { sort: plan.sort }),
      ...(after === undefined ? {} : { after }),
    })
    if (!compiled.ok)
      throw new Error(
        `An export cannot be read: ${compiled.problems.map(({ code, path }) => `${code} ${path}`).join(', ')}`,
      )
    const { records, next } = await poolSession(context).json<{
      records: readonly { id: string; [key: string]: Canonical }[]
      next: string | null
    }>(compiled.statement)
    const allowed = new Set(
      await poolSession(context).json<readonly string[]>(
        compileMay(reader, { entity: plan.entity.key, action: 'export', ids: records.map(({ id }) => id) }),
      ),
    )
    for (const record of records)
      if (allowed.has(record.id))
        yield plan.columns.map((column) => ({
          column,
          text: textOf(context, column.field, record[column.path] ?? null),
        }))
    if (next === null) return
    after = next
  }
}

function textOf({ language, reader }: Context, field: Field, value: Canonical): string {
  return value === null ? '' : field.type.formatText(value, field.settings, { language, zone: reader.zone })
}

/**
 * A cell of CSV. Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are numbers and stay as they are.
 */
export function csvCell(text: string): string {
  const isNumber = /^-?[\d,]+(\.\d+)?%?$/.test(text)
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function csvStream(context: Context, plan: Plan): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const rows = exportedRows(context, plan)
  let started = false
  return new ReadableStream({
    async pull(controller) {
      if (!started) {
        started = true
        controller.enqueue(encoder.encode(`\uFEFF${plan.columns.map(({ label }) => csvCell(label)).join(',')}\r\n`))
      }
      let text = ''
      for (let count = 0; count < page; count++) {
        const { done, value } = await rows.next()
        if (done === true) {
          if (text !== '') controller.enqueue(encoder.encode(text))
          controller.close()
          return
        }
        text += `${value.map((cell) => csvCell(cell.text)).join(',')}\r\n`
      }
      controller.enqueue(encoder.encode(text))
    },
    async cancel() {
      await rows.return(undefined)
    },
  })
}

async function* sheetRows(context: Context, plan: Plan): AsyncGenerator<CellValue[]> {
  yield plan.columns.map(({ label }) => label)
  for await (const row of exportedRows(context, plan)) yield row.map(({ text }) => text)
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const exportRoute = defineRoute({
  method: 'GET',
  path: '/export/:entity',
  summary: 'Records that I may export, as CSV or Excel',
  access: 'signedIn',
  query: {
    format: { type: 'string', description: 'csv when left out', values: ['csv', 'xlsx'] },
    view: { type: 'string', description: 'Columns, filter and order of this view' },
    filter: { type: 'string', description: 'A rule as JSON, instead of that of the view' },
    q: { type: 'string', description: 'Only what these words find; each must be found' },
    sort: { type: 'string', description: 'Field paths, descending with a minus, instead of those of the view' },
    fields: { type: 'string', description: 'The columns, instead of those of the view' },
  },
  answers: { 200: 'The file' },
  handle: async ({ context, params, query }) => {
    const entity = entityFor(context, params['entity'] ?? '')
    if (entity === undefined || !mayEver(context.reader, context.generation.model, entity.key, 'read')) return missing
    if (!mayEver(context.reader, context.generation.model, entity.key, 'export'))
      return { status: 403, problems: [notAllowed] }
    const read = parseFilter(query)
    if ('problem' in read) return { status: 400, problems: [read.problem] }
    const rights = fieldRights(context.reader, context.generation.model, entity.key)
    const unknown = query['fields']
      ?.split(',')
      .find(
        (key) =>
          !entity.fields.has(key) || (rights !== undefined && (rights.get(key)?.access ?? 'hidden') === 'hidden'),
      )
    if (unknown !== undefined) return { status: 400, problems: [{ ...unknownField(unknown, '', []), path: '/fields' }] }
    const plan = planExport(context, entity, {
      view: query['view'],
      filter: read.asked['filter'],
      q: query['q'],
      sort: query['sort'],
      fields: query['fields'],
    })
    if (plan === undefined)
      return {
        status: 400,
        problems: [badParameter('view', 'names no view of this entity', '不是该业务对象的视图', 'unknown_option')],
      }
    if ('problem' in plan) return { status: 400, problems: [plan.problem] }
    const check = compileList(asReader(context), {
      entity: entity.key,
      limit: 1,
      fields: ['id'],
      ...plan.within,
      ...(plan.sort === undefined ? {} : { sort: plan.sort }),
    })
    if (!check.ok) return { status: 400, problems: check.problems }
    const format = query['format'] === 'xlsx' ? 'xlsx' : 'csv'
    if (context.reader.user !== undefined)
      await appendAudit(context.workspace.pool, context, [
        { kind: 'exported', user: context.reader.user, details: { entity: entity.key, format } },
      ])
    return {
      status: 200,
      type: types[format],
      stream:
        format === 'csv'
          ? csvStream(context, plan)
          : writeXlsxStream(sheetRows(context, plan), { name: entity.key.slice(0, 31) }),
      headers: {
        'content-disposition': `attachment; filename="${entity.key}.${format}"`,
        'x-content-type-options': 'nosniff',
      },
    }
  },
})

/** The call that exports records. */
export const exportRoutes: readonly Route[] = [exportRoute]
