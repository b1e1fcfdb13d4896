import type { Entity, Field, Model } from '@atelier/definitions'
import { guessDateFormat, similarity } from '@atelier/fields'
import { guessStageDates } from './guess-stage-dates.ts'
import type { Mapping } from './mapping.ts'
import type { Table } from './read/table.ts'

/** A guess for one column: the field it probably means, how sure that is (0 to 1), and how to read it. */
export type ColumnGuess = {
  readonly column: string
  readonly samples: readonly string[]
  readonly field: string | null
  readonly confidence: number
  readonly by?: string
  readonly format?: string
  /** For the stage: the columns that seem to tell when each stage was entered. */
  readonly enteredAt?: Readonly<Record<string, string>>
  /** An earlier import read the column like this. */
  readonly remembered?: true
  readonly values?: Readonly<Record<string, string>>
  readonly missing?: 'problem' | 'create' | 'empty'
  readonly round?: boolean
}

const sampleSize = 5
const readSize = 200
const least = 0.55
/** As sure as a guess is that rests on the last column left. */
const leftover = 0.6

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()()::*]+/g, '')

/** What the column with the records' names is called in many files: like the entity. */
function isTitleName(header: string, entity: Entity): boolean {
  const wanted = plain(header)
  return [entity.key, ...Object.values(entity.label)]
    .map(plain)
    .some((name) => [name, `${name}s`, `${name}name`, `${name}名称`, `${name}名`].includes(wanted))
}

/** How well a header names a field: its key or any of its labels, written any way; a title may be called like its entity. */
function nameFit(header: string, field: Field, entity: Entity): number {
  const wanted = plain(header)
  const asTitle = field.key === entity.title && isTitleName(header, entity) ? 0.95 : 0
  const names = [field.key, ...Object.values(field.label)].map(plain)
  return names.some((name) => name === wanted)
    ? 1
    : Math.max(
        asTitle,
        ...names.map((name) =>
          name.includes(wanted) || wanted.includes(name) ? 0.75 : similarity(name, wanted) * 0.9,
        ),
      )
}

/** Share of sample cells that the field can read; references can hold any text. */
function valueFit(samples: readonly string[], field: Field): number {
  if (samples.length === 0) return 0.5
  const format = dateFormatOf(samples, field)
  const reading = format === undefined ? {} : { format }
  return samples.filter((cell) => field.type.parseCell(cell, reading, field.settings).ok).length / samples.length
}

function isTime(field: Field): boolean {
  const { kind } = field.type.ruleType(field.settings)
  return kind === 'date' || kind === 'datetime'
}

function dateFormatOf(samples: readonly string[], field: Field): string | undefined {
  return isTime(field) ? guessDateFormat(samples)?.format : undefined
}

/** The field by which a reference is told in files: the target's title. */
export function referenceField(model: Model, field: Field): string | undefined {
  return model.entities.get(field.targets[0] ?? '')?.title
}

/** Guesses a field for every column, best fits first, each field at most once. */
export function suggestMapping(
  model: Model,
  entity: Entity,
  table: Table,
  writable: ReadonlySet<string>,
): readonly ColumnGuess[] {
  const fields = [...entity.fields.values()].filter((field) => writable.has(field.key) && field.type.storage !== 'rows')
  const columns = table.columns.map((column, index) => {
    const filled = table.rows
      .slice(0, readSize * 5)
      .flatMap((row) => ((row[index] ?? '').trim() === '' ? [] : [(row[index] ?? '').trim()]))
    return { column, samples: [...new Set(filled)].slice(0, sampleSize), cells: filled.slice(0, readSize) }
  })
  const fits = columns
    .flatMap(({ column, cells }) =>
      fields.map((field) => {
        const name = nameFit(column, field, entity)
        return {
          column,
          field,
          confidence: name < 0.5 ? 0 : name * (0.6 + 0.4 * (entity.stage === field ? 1 : valueFit(cells, field))),
        }
      }),
    )
    .filter(({ confidence }) => confidence >= least)
    .sort((a, b) => b.confidence - a.confidence)
  const chosen = new Map<string, { field: Field; confidence: number }>()
  const taken = new Set<string>()
  for (const { column, field, confidence } of fits) {
    if (chosen.has(column) || taken.has(field.key)) continue
    chosen.set(column, { field, confidence })
    taken.add(field.key)
  }
  const title = fields.find((field) => field.key === entity.title && field.definition.required === true)
  const names = columns.find(
    ({ column, cells }) => title && !taken.has(title.key) && !chosen.has(column) && couldName(cells, title),
  )
  if (title && names) chosen.set(names.column, { field: title, confidence: leftover })
  const dates = columns.flatMap(({ column, cells }) => {
    const field = chosen.get(column)?.field
    if (field ? !isTime(field) : guessDateFormat(cells) === undefined) return []
    return [{ column, names: [column, ...(field ? [field.key, ...Object.values(field.label)] : [])] }]
  })
  const enteredAt = guessStageDates(entity, dates)
  return columns.map(({ column, samples, cells }) => {
    const hit = chosen.get(column)
    if (!hit) return { column, samples, field: null, confidence: 0 }
    const by = hit.field.targets.length > 0 ? referenceField(model, hit.field) : undefined
    const format = dateFormatOf(cells, hit.field)
    return {
      column,
      samples,
      field: hit.field.key,
      confidence: Math.round(hit.confidence * 100) / 100,
      ...(by === undefined ? {} : { by }),
      ...(format === undefined ? {} : { format }),
      ...(hit.field === entity.stage && enteredAt !== undefined ? { enteredAt } : {}),
    }
  })
}

/** Whether cells may be the names of records: nearly all of them different, and as the field takes them. */
function couldName(cells: readonly string[], title: Field): boolean {
  return cells.length > 0 && new Set(cells).size >= cells.length * 0.9 && valueFit(cells, title) === 1
}

/** Fields to match by when nobody says otherwise: a mapped unique field. */
export function suggestMatch(entity: Entity, guesses: readonly ColumnGuess[]): readonly string[] {
  const mapped = new Set(guesses.map((guess) => guess.field))
  const unique = entity.uniques.find(({ fields }) => fields.every((field) => mapped.has(field)))
  return unique?.fields ?? []
}

/** The mapping that the guesses make, for an import that nobody has mapped by hand. */
export function suggestedMapping(entity: Entity, guesses: readonly ColumnGuess[]): Mapping {
  const match = suggestMatch(entity, guesses)
  return {
    ...(match.length === 0 ? {} : { match }),
    columns: guesses.map(
      ({ samples: _samples, confidence: _confidence, remembered: _remembered, ...column }) => column,
    ),
  }
}
