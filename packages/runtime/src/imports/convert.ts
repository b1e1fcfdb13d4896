import type { Entity, Field, Model } from '@atelier/definitions'
import { guessDateFormat, nearest, parseDateCell, startOfDay } from '@atelier/fields'
import type { Problem } from '@atelier/rules'
import type { Values } from '../kernel/commands.ts'
import type { ColumnMapping, Mapping } from './mapping.ts'
import type { Table } from './read/table.ts'
import { referenceField } from './suggest-mapping.ts'

/** A complaint about one cell; `value` is the cell as it stands in the file. */
export type CellProblem = {
  readonly row: number
  readonly column: string
  readonly value: string
  readonly problem: Problem
  readonly suggestion?: string
}

/** A row of the file in the kernel's words. References are `{by, text}` until they are looked up. */
export type ConvertedRow = {
  /** 1 is the first row below the header. */
  readonly row: number
  readonly values: Values
  readonly references: readonly WantedReference[]
  readonly enteredAt: Readonly<Record<string, string>>
  readonly createdAt?: string
  readonly problems: readonly CellProblem[]
}

export type WantedReference = {
  readonly field: Field
  readonly column: string
  readonly by: string
  readonly texts: readonly string[]
  readonly missing: 'problem' | 'create' | 'empty'
}

type Reader = (cell: string, row: readonly string[], number: number, into: Draft) => void
type Draft = {
  values: Record<string, unknown>
  references: WantedReference[]
  enteredAt: Record<string, string>
  createdAt?: string
  problems: CellProblem[]
}

/** Turns every row of a file into values by its mapping; what a cell cannot be read as is a problem of that cell. */
export function convertRows(model: Model, entity: Entity, table: Table, mapping: Mapping): readonly ConvertedRow[] {
  const readers = mapping.columns.flatMap((column): { index: number; read: Reader; column: ColumnMapping }[] => {
    const field = column.field === null ? undefined : entity.fields.get(column.field)
    const index = table.columns.indexOf(column.column)
    return field && index >= 0 ? [{ index, column, read: readerOf(model, entity, table, mapping, column, field) }] : []
  })
  return table.rows.map((row, i) => {
    const draft: Draft = { values: {}, references: [], enteredAt: {}, problems: [] }
    for (const { index, read, column } of readers) {
      const raw = (row[index] ?? '').trim()
      const cell = repaired(raw, column.values)
      if (cell !== '') read(cell, row, i + 1, draft)
      else if ((column.overwriteWithEmpty ?? mapping.overwriteWithEmpty) === true && column.field !== null)
        draft.values[column.field] = null
    }
    return { row: i + 1, ...draft }
  })
}

/** A cell after the mapping's repairs; case and outer spaces do not matter there. */
function repaired(cell: string, values: ColumnMapping['values']): string {
  if (!values) return cell
  if (Object.hasOwn(values, cell)) return (values[cell] ?? '').trim()
  const folded = cell.toLowerCase()
  const found = Object.entries(values).find(([from]) => from.trim().toLowerCase() === folded)
  return found ? found[1].trim() : cell
}

function readerOf(
  model: Model,
  entity: Entity,
  table: Table,
  mapping: Mapping,
  column: ColumnMapping,
  field: Field,
): Reader {
  if (entity.stage === field) return stageReader(entity, table, mapping, column, field)
  if (field.targets.length > 0) {
    const by = column.by ?? referenceField(model, field) ?? 'id'
    const many = field.type.storage === 'links'
    return (cell, _row, _number, into) => {
      const texts = many
        ? cell
            .split(/[;;,,、|\n]/)
            .map((text) => text.trim())
            .filter((text) => text !== '')
        : [cell]
      into.references.push({ field, column: column.column, by, texts, missing: column.missing ?? 'problem' })
    }
  }
  const reading = {
    ...(column.format === undefined ? {} : { format: column.format }),
    ...(column.round === undefined ? {} : { round: column.round }),
  }
  return (cell, _row, number, into) => {
    const parsed = field.type.parseCell(cell, reading, field.settings)
    if (!parsed.ok) {
      for (const problem of parsed.problems)
        into.problems.push(cellProblem(number, column.column, cell, problem, field))
      return
    }
    const value = field.type.answer ? field.type.answer(parsed.value, field.settings) : parsed.value
    if (field.key === 'createdAt') into.createdAt = String(value)
    else into.values[field.key] = value
  }
}

function cellProblem(row: number, column: string, value: string, problem: Problem, field: Field): CellProblem {
  const suggestion = problem.params?.['suggestion']
  return {
    row,
    column,
    value,
    problem: { ...problem, field: field.key },
    ...(typeof suggestion === 'string' ? { suggestion } : {}),
  }
}

/** A stage by its key or any language's label, case and outer spaces aside; its history from the columns that tell it. */
function stageReader(entity: Entity, table: Table, mapping: Mapping, column: ColumnMapping, field: Field): Reader {
  const names = new Map<string, string>()
  for (const stage of entity.pipelines.flatMap((pipeline) => pipeline.stages))
    for (const name of [
      stage.key,
      ...(typeof stage.label === 'string' ? [stage.label] : Object.values(stage.label ?? {})),
    ])
      if (!names.has(name.trim().toLowerCase())) names.set(name.trim().toLowerCase(), stage.key)
  const zone = field.settings.workspace.zone
  const dates = Object.entries(column.enteredAt ?? {}).map(([stage, other]) => {
    const index = table.columns.indexOf(other)
    const own = mapping.columns.find((candidate) => candidate.column === other)
    const format = own?.format ?? guessDateFormat(table.rows.slice(0, 500).map((row) => row[index] ?? ''))?.format
    // What cannot be read there is a problem of that column already, where it fills a field of its own.
    const told = own !== undefined && own.field !== null
    return { stage, index, other, format, told }
  })
  return (cell, row, number, into) => {
    const key = names.get(cell.toLowerCase())
    if (key === undefined) {
      const near = nearest(cell, names.keys())
      const suggestion = near === undefined ? undefined : names.get(near)
      into.problems.push({
        row: number,
        column: column.column,
        value: cell,
        problem: {
          code: 'unknown_option',
          path: `/${field.key}`,
          field: field.key,
          message: { en: `There is no stage "${cell}".`, 'zh-CN': `没有阶段“${cell}”。` },
        },
        ...(suggestion === undefined ? {} : { suggestion }),
      })
      return
    }
    into.values[field.key] = key
    // A record ends once: dates of other ends than its own are those of other rows' columns.
    const ends = entity.pipelines
      .flatMap((pipeline) => pipeline.stages)
      .filter((stage) => stage.outcome !== 'open' && stage.key !== key)
    for (const { stage, index, other, format, told } of dates) {
      const text = (row[index] ?? '').trim()
      if (text === '' || ends.some((end) => end.key === stage)) continue
      const parsed = parseDateCell(text, format)
      const start = parsed.ok && parsed.value !== null ? startOfDay(parsed.value, zone) : undefined
      if (start?.ok) into.enteredAt[stage] = start.value
      else if (!parsed.ok && !told)
        for (const problem of parsed.problems) into.problems.push(cellProblem(number, other, text, problem, field))
    }
  }
}
