import type { Entity } from '@atelier/definitions'
import { may, mayEver } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import type { PoolClient } from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { notAllowed, notFound } from '../http/known-problems.ts'
import { defineRoute, type Route, type RouteAnswer } from '../http/route.ts'
import type { Installation } from '../installation.ts'
import { newId } from '../kernel/new-id.ts'
import type { Context } from '../workspace/workspace.ts'
import { checkAnswer, fixUpSheet } from './answers.ts'
import { checkMapping, type Mapping, mappingSchema } from './mapping.ts'
import { writableFields } from './plan-import.ts'
import { readTableFile } from './read/read-file.ts'
import type { Table } from './read/table.ts'
import { recentImports, rememberedColumns } from './recent.ts'
import { withMemory } from './remember.ts'
import { checkImport } from './run-import.ts'
import {
  changeState,
  clearVerdicts,
  findImport,
  loadTable,
  readProgress,
  refusedRows,
  type StoredImport,
  saveChecked,
  saveMapping,
  storeImport,
} from './store.ts'
import { suggestedMapping, suggestMapping, suggestMatch } from './suggest-mapping.ts'
import { undoImport } from './undo-import.ts'

type Open = { readonly stored: StoredImport; readonly entity: Entity; readonly mapping: Mapping }

const answered = (status: number, code: string, en: string, zh: string): RouteAnswer => ({
  status,
  problems: [{ code, path: '', message: { en, 'zh-CN': zh } }],
})

/** Whether a column of a file holds a value somewhere; case and outer spaces do not matter. */
function cellsOf(table: Table): (column: string, value: string) => boolean {
  const known = new Map<string, ReadonlySet<string>>()
  return (column, value) => {
    const index = table.columns.indexOf(column)
    const cells = known.get(column) ?? new Set(table.rows.map((row) => (row[index] ?? '').trim().toLowerCase()))
    known.set(column, cells)
    return cells.has(value.trim().toLowerCase())
  }
}

/** The mapping to work with: the one given, else what was guessed. */
const mappingOf = (stored: StoredImport, entity: Entity): Mapping =>
  stored.mapping ?? suggestedMapping(entity, stored.guesses)

async function open(context: Context, id: string | undefined): Promise<Open | undefined> {
  const stored = await findImport(context, id ?? '')
  const entity =
    stored && [...context.generation.model.entities.values()].find((candidate) => candidate.id === stored.entity)
  return stored && entity ? { stored, entity, mapping: mappingOf(stored, entity) } : undefined
}

/** What is wrong with a mapping for this person. */
function mappingProblems(context: Context, { entity, stored }: Open, mapping: Mapping): readonly Problem[] {
  if (mapping.mode === 'history' && !may(context.reader, context.generation.model, 'importHistory'))
    return [{ ...notAllowed, path: '/mode' }]
  return checkMapping(mapping, entity, stored.columns, writableFields(context, entity, mapping))
}

/** Uploading, mapping, checking, committing and undoing imports (IM-01 to IM-10). */
export function importRoutes(
  installation: Installation,
  startCommit: (client: PoolClient, context: Context, id: string) => Promise<void>,
): readonly Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/imports',
      summary: 'Upload a file (csv or xlsx) to import into an entity',
      access: 'signedIn',
      body: 'multipart',
      answers: { 201: 'The file as understood, with a guess for every column' },
      handle: async ({ context, form }) => {
        const file = form?.get('file')
        const key = form?.get('entity')
        const entity = typeof key === 'string' ? context.generation.model.entities.get(key) : undefined
        if (
          !entity ||
          (entity.origin.kind !== 'drawn' && entity.origin.kind !== 'system') ||
          !mayEver(context.reader, context.generation.model, entity.key, 'read')
        )
          return { status: 404, problems: [notFound] }
        if (!mayEver(context.reader, context.generation.model, entity.key, 'import'))
          return { status: 403, problems: [notAllowed] }
        if (!(file instanceof File))
          return answered(422, 'required', 'Send the file as "file".', '请以“file”字段上传文件。')
        const read = await readTableFile(new Uint8Array(await file.arrayBuffer()))
        if (!read.ok) return { status: read.status, problems: read.problems }
        const writable = writableFields(context, entity)
        const guesses = withMemory(
          suggestMapping(context.generation.model, entity, read.table, writable),
          await rememberedColumns(context, entity.id),
          writable,
          cellsOf(read.table),
        )
        const id = newId()
        await inTransaction(installation.pool, (client) =>
          storeImport(client, context, {
            id,
            entity: entity.id,
            fileName: file.name.slice(0, 200),
            table: read.table,
            guesses,
          }),
        )
        return {
          status: 201,
          json: {
            id,
            entity: entity.key,
            rows: read.table.rows.length,
            encoding: read.table.encoding,
            delimiter: read.table.delimiter,
            columns: guesses,
            match: suggestMatch(entity, guesses),
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/imports',
      summary: 'My imports, newest first, with what became of their rows',
      access: 'signedIn',
      query: {
        entity: { type: 'string', description: 'Only into this entity' },
        limit: { type: 'integer', description: 'How many, 20 by default', minimum: 1, maximum: 100 },
      },
      answers: { 200: '{imports: [{id, entity, fileName, state, at, rows, create, update, unchanged, refused}]}' },
      handle: async ({ context, query }) => {
        const { model } = context.generation
        const readable = [...model.entities.values()].filter((entity) =>
          mayEver(context.reader, model, entity.key, 'read'),
        )
        const asked = query['entity']
        const wanted = asked === undefined ? readable : readable.filter(({ key }) => key === asked)
        if (asked !== undefined && wanted.length === 0) return { status: 404, problems: [notFound] }
        const keys = new Map(wanted.map(({ id, key }) => [id, key]))
        const found = await recentImports(context, [...keys.keys()], Number(query['limit'] ?? 20))
        return {
          status: 200,
          json: { imports: found.map((each) => ({ ...each, entity: keys.get(each.entity) ?? each.entity })) },
        }
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/imports/:id/mapping',
      summary: 'Say which column goes into which field, and how it is read',
      access: 'signedIn',
      body: mappingSchema,
      bodyRequired: true,
      answers: { 200: 'The mapping, and the columns that are left out' },
      handle: async ({ context, params, body }) => {
        const found = await open(context, params['id'])
        if (!found) return { status: 404, problems: [notFound] }
        if (found.stored.state !== 'draft')
          return answered(409, 'already_committed', 'This import was committed already.', '该导入已提交。')
        const mapping = body as Mapping
        const problems = mappingProblems(context, found, mapping)
        if (problems.length > 0) return { status: 422, problems }
        await saveMapping(context, found.stored.id, mapping)
        const used = new Set(mapping.columns.filter((column) => column.field !== null).map((column) => column.column))
        return {
          status: 200,
          json: { ...mapping, ignored: found.stored.columns.filter((column) => !used.has(column)) },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/imports/:id/check',
      summary: 'Dry run: a verdict for every row, nothing is written',
      access: 'signedIn',
      answers: { 200: 'Counts, problems, and problems by distinct value' },
      handle: async ({ context, params }) => {
        const found = await open(context, params['id'])
        if (!found) return { status: 404, problems: [notFound] }
        const problems = mappingProblems(context, found, found.mapping)
        if (problems.length > 0) return { status: 422, problems }
        const { id } = found.stored
        await saveChecked(context, id, 0)
        const table = await loadTable(context, found.stored)
        const checked = await checkImport(context, found.entity, table, found.mapping, (rows) =>
          saveChecked(context, id, rows),
        )
        return { status: 200, json: checkAnswer(checked, context.language) }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/imports/:id/commit',
      summary: 'Write the rows in the background',
      access: 'signedIn',
      answers: { 202: 'It has begun' },
      handle: async ({ context, params }) => {
        const found = await open(context, params['id'])
        if (!found) return { status: 404, problems: [notFound] }
        const problems = mappingProblems(context, found, found.mapping)
        if (problems.length > 0) return { status: 422, problems }
        await saveMapping(context, found.stored.id, found.mapping)
        const begun = await inTransaction(installation.pool, async (client) => {
          if (!(await changeState(client, context, found.stored.id, ['draft'], 'running'))) return false
          await clearVerdicts(client, context, found.stored.id)
          await startCommit(client, context, found.stored.id)
          return true
        })
        if (!begun) return answered(409, 'already_committed', 'This import was committed already.', '该导入已提交。')
        return { status: 202, json: { id: found.stored.id, state: 'running' } }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/imports/:id',
      summary: 'How far an import is',
      access: 'signedIn',
      answers: { 200: 'State and counts' },
      handle: async ({ context, params }) => {
        const found = await open(context, params['id'])
        if (!found) return { status: 404, problems: [notFound] }
        const { stored, entity } = found
        return {
          status: 200,
          json: {
            id: stored.id,
            entity: entity.key,
            fileName: stored.fileName,
            state: stored.state,
            rows: stored.rows,
            checked: stored.checked,
            ...(await readProgress(context, stored.id)),
            columns: stored.guesses,
            mapping: found.mapping,
            ...(stored.error === null ? {} : { error: stored.error }),
          },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/imports/:id/problems.csv',
      summary: 'The refused rows with their problems, to mend and import again',
      access: 'signedIn',
      answers: { 200: 'A CSV file' },
      handle: async ({ context, params }) => {
        const found = await open(context, params['id'])
        if (!found) return { status: 404, problems: [notFound] }
        const text = fixUpSheet(found.stored.columns, await refusedRows(context, found.stored.id), context.language)
        return {
          status: 200,
          text,
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="problems.csv"',
          },
        }
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/imports/:id/undo',
      summary: 'Take back what an import wrote, where nobody has changed it since',
      access: 'signedIn',
      answers: { 200: 'How many records were taken back' },
      handle: async ({ context, params }) => {
        const found = await open(context, params['id'])
        if (!found) return { status: 404, problems: [notFound] }
        if (found.stored.state !== 'done')
          return answered(409, 'not_done', 'Only a finished import can be undone.', '只能撤销已完成的导入。')
        return undoImport(context, found.stored.id)
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/imports/template/:entity',
      summary: 'An empty file with the columns that can be imported (LC-06)',
      access: 'signedIn',
      answers: { 200: 'A CSV file' },
      handle: async ({ context, params }) => {
        const entity = context.generation.model.entities.get(params['entity'] ?? '')
        if (!entity || !mayEver(context.reader, context.generation.model, entity.key, 'import'))
          return { status: 404, problems: [notFound] }
        const writable = writableFields(context, entity)
        const names = [...entity.fields.values()]
          .filter((field) => writable.has(field.key))
          .map((field) => field.label[context.language] ?? field.key)
        return {
          status: 200,
          text: `\uFEFF${names.map((name) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(',')}\r\n`,
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="${entity.key}.csv"`,
          },
        }
      },
    }),
  ]
}
