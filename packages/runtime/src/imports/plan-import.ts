import type { Entity } from '@atelier/definitions'
import { fieldAccess } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import type { History, WriteCommand } from '../kernel/commands.ts'
import { newId } from '../kernel/new-id.ts'
import type { Context } from '../workspace/workspace.ts'
import { type CellProblem, type ConvertedRow, convertRows } from './convert.ts'
import { findDuplicates } from './find-duplicates.ts'
import { findMatches, matchKey } from './find-matches.ts'
import { findReferences, type ReferenceIndex, referenceKey, referenceProblems } from './find-references.ts'
import { type Mapping, mappedField } from './mapping.ts'
import type { Table } from './read/table.ts'

/** One row with what is to be done: commands to run, or the reason why none is. */
export type PlannedRow = {
  readonly row: number
  readonly record: string
  readonly verdict: 'create' | 'update' | 'unchanged' | 'refused'
  readonly command: WriteCommand | undefined
  /** References to rows of the same file, written once every row is there. */
  readonly later: WriteCommand | undefined
  readonly problems: readonly CellProblem[]
  /** Why a record like it may be there already. */
  readonly duplicate?: CellProblem
}

/** A record to make before the rows: the name that `$ref` uses, and the id it is to have. */
export type MadeFirst = {
  readonly as: string
  readonly id: string
  readonly command: WriteCommand & { readonly kind: 'create' }
}

export type ImportPlan = {
  readonly rows: readonly PlannedRow[]
  /** Records that reference cells ask to make first; rows point at them by `$ref`. */
  readonly creates: readonly MadeFirst[]
}

/** Fields that this person may fill by import. */
export function writableFields(context: Context, entity: Entity, mapping?: Mapping): ReadonlySet<string> {
  const rights = fieldAccess(context.reader, context.generation.model, entity.key)
  const given: Mapping = mapping ?? { columns: [] }
  return new Set(
    [...entity.fields.values()]
      .filter(
        (field) =>
          mappedField(entity, field.key, given) !== undefined &&
          (field.system || rights.get(field.key)?.access === 'write'),
      )
      .map((field) => field.key),
  )
}

/** Works out, for every row of a file, which record it means and what to write to it; nothing is written. */
export async function planImport(
  context: Context,
  entity: Entity,
  table: Table,
  mapping: Mapping,
  lookForDuplicates = mapping.onDuplicate === 'skip',
): Promise<ImportPlan> {
  const { model } = context.generation
  const converted = convertRows(model, entity, table, mapping)
  const match = mapping.match ?? defaultMatch(entity, mapping)
  const index = await findReferences(context, entity.key, converted, fileTexts(converted, match))
  const cellProblems = Map.groupBy(
    [...converted.flatMap((row) => row.problems), ...(await referenceProblems(context, converted, index))],
    (problem) => problem.row,
  )
  const creates = new Map<string, MadeFirst>()
  const placed = converted.map((row) => placeReferences(entity, row, index, creates))
  const existing = await findMatches(
    context,
    entity,
    match,
    placed.map(({ values }) => values),
  )

  const recordByText = new Map<string, string>()
  const firstRow = new Map<string, string>()
  const drafts = converted.map((row, i) => {
    const { createdBy, ...values } = placed[i]?.values ?? {}
    const key = matchKey(match, values)
    const known = key === undefined ? undefined : existing.ids.get(key)
    const twin = key === undefined ? undefined : firstRow.get(key)
    const record = known ?? twin ?? newId()
    if (key !== undefined && known === undefined && twin === undefined) firstRow.set(key, record)
    for (const field of match) {
      const text = values[field]
      if (typeof text === 'string') recordByText.set(`${field} ${text.toLowerCase()}`, record)
    }
    return { row, values, createdBy, key, known, twin, record, rowReferences: placed[i]?.rowReferences ?? [] }
  })
  const rows = drafts.map(({ row, values, createdBy, key, known, twin, record, rowReferences }): PlannedRow => {
    const problems = [...(cellProblems.get(row.row) ?? [])]
    if (key !== undefined && existing.several.has(key)) problems.push(rowProblem(row.row, match, several))
    if (twin !== undefined && known === undefined) problems.push(rowProblem(row.row, match, twice))
    const meant = known !== undefined
    if (meant && mapping.onMatch === 'error') problems.push(rowProblem(row.row, match, present))
    if (problems.length > 0)
      return { row: row.row, record, verdict: 'refused', command: undefined, later: undefined, problems }
    if (meant && mapping.onMatch === 'skip')
      return { row: row.row, record, verdict: 'unchanged', command: undefined, later: undefined, problems: [] }
    const history = historyOf(row, createdBy, mapping)
    const command: WriteCommand = meant
      ? { kind: 'update', entity: entity.key, id: record, values, ...(history === undefined ? {} : { history }) }
      : { kind: 'create', entity: entity.key, id: record, values, ...(history === undefined ? {} : { history }) }
    const pointed = Object.fromEntries(
      rowReferences.map(({ field, text }) => [field, recordByText.get(text) ?? null] as const),
    )
    const later: WriteCommand | undefined =
      rowReferences.length === 0 ? undefined : { kind: 'update', entity: entity.key, id: record, values: pointed }
    return { row: row.row, record, verdict: meant ? 'update' : 'create', command, later, problems: [] }
  })
  return {
    rows: lookForDuplicates ? await markDuplicates(context, entity, rows, mapping) : rows,
    creates: [...creates.values()],
  }
}

/** The rows with a word on those that may be there already; without their commands where such rows are left out. */
async function markDuplicates(
  context: Context,
  entity: Entity,
  rows: readonly PlannedRow[],
  mapping: Mapping,
): Promise<readonly PlannedRow[]> {
  const made = rows.flatMap(({ row, command }) => (command?.kind === 'create' ? [{ row, values: command.values }] : []))
  const found = await findDuplicates(context, entity, made, mapping)
  return rows.map((row) => {
    const duplicate = found.get(row.row)
    if (duplicate === undefined) return row
    return mapping.onDuplicate === 'skip'
      ? { ...row, verdict: 'unchanged', command: undefined, later: undefined, duplicate }
      : { ...row, duplicate }
  })
}

function defaultMatch(entity: Entity, mapping: Mapping): readonly string[] {
  const mapped = new Set(mapping.columns.map((column) => column.field))
  return entity.uniques.find(({ fields }) => fields.every((field) => mapped.has(field)))?.fields ?? []
}

/** Texts by which rows of the file itself can be referred to. */
function fileTexts(rows: readonly ConvertedRow[], match: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    match.map((field) => [
      field,
      new Set(
        rows.flatMap(({ values }) => {
          const text = values[field]
          return typeof text === 'string' ? [text.toLowerCase()] : []
        }),
      ),
    ]),
  )
}

type Placed = {
  readonly values: Record<string, unknown>
  readonly rowReferences: readonly { readonly field: string; readonly text: string }[]
}

function placeReferences(
  entity: Entity,
  row: ConvertedRow,
  index: ReferenceIndex,
  creates: Map<string, MadeFirst>,
): Placed {
  const values: Record<string, unknown> = { ...row.values }
  const rowReferences: { field: string; text: string }[] = []
  for (const { field, by, texts } of row.references) {
    const many = field.type.storage === 'links'
    const ids: (string | { readonly $ref: string })[] = []
    for (const text of texts) {
      const key = referenceKey(field, by, text)
      const found = index.get(key)
      if (found === undefined || typeof found === 'string') continue
      if (found.kind === 'record') ids.push(found.id)
      if (found.kind === 'row') rowReferences.push({ field: field.key, text: `${by} ${found.text}` })
      if (found.kind === 'create') {
        const target = field.targets[0] ?? entity.key
        const name = `${target} ${by} ${found.text.toLowerCase()}`
        creates.set(
          name,
          creates.get(name) ?? {
            as: name,
            id: newId(),
            command: { kind: 'create', entity: target, values: { [by]: found.text } },
          },
        )
        ids.push({ $ref: name })
      }
    }
    if (many ? ids.length > 0 : ids[0] !== undefined) values[field.key] = many ? ids : ids[0]
  }
  return { values, rowReferences }
}

function historyOf(row: ConvertedRow, createdBy: unknown, mapping: Mapping): History | undefined {
  const history: History = {
    ...(Object.keys(row.enteredAt).length === 0 ? {} : { enteredAt: row.enteredAt }),
    ...(row.createdAt === undefined ? {} : { createdAt: row.createdAt }),
    ...(mapping.mode === 'history' && typeof createdBy === 'string' ? { createdBy } : {}),
    ...(mapping.mode === 'history' ? { skipProcess: true } : {}),
  }
  return Object.keys(history).length === 0 ? undefined : history
}

type RowComplaint = { readonly code: string; readonly en: string; readonly zh: string }
const several: RowComplaint = {
  code: 'ambiguous_match',
  en: 'More than one record matches this row.',
  zh: '有多条记录与此行匹配。',
}
const twice: RowComplaint = {
  code: 'row_twice',
  en: 'An earlier row of the file means the same record.',
  zh: '文件中前面的行已指向同一条记录。',
}
const present: RowComplaint = { code: 'not_unique', en: 'This record is there already.', zh: '该记录已存在。' }

function rowProblem(row: number, match: readonly string[], complaint: RowComplaint): CellProblem {
  const field = match[0] ?? ''
  const problem: Problem = {
    code: complaint.code,
    path: `/${field}`,
    ...(field === '' ? {} : { field }),
    message: { en: complaint.en, 'zh-CN': complaint.zh },
  }
  return { row, column: '', value: '', problem }
}
