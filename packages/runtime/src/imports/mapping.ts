import { didYouMean, type Entity, type Field } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import type { JsonSchema } from '../http/route.ts'

/** How one column of the file goes into one field (contract.md, "Imports"). */
export type ColumnMapping = {
  readonly column: string
  /** Null: the column is left out on purpose. */
  readonly field: string | null
  /** Field of the target by which a reference is found; its title when left out. */
  readonly by?: string
  readonly format?: string
  /** What a cell is read as instead: repairs, aliases. */
  readonly values?: Readonly<Record<string, string>>
  readonly round?: boolean
  readonly missing?: 'problem' | 'create' | 'empty'
  /** For the stage: the column that tells when a stage was entered, by stage key. */
  readonly enteredAt?: Readonly<Record<string, string>>
  readonly overwriteWithEmpty?: boolean
}

export type Mapping = {
  readonly match?: readonly string[]
  readonly onMatch?: 'update' | 'skip' | 'error'
  /** Rows that may be there already, by the entity's duplicate rules: made all the same (the default), or left out. */
  readonly onDuplicate?: 'create' | 'skip'
  readonly columns: readonly ColumnMapping[]
  readonly overwriteWithEmpty?: boolean
  readonly mode?: 'history'
}

const text = { type: 'string', maxLength: 500 }
const textMap = { type: 'object', additionalProperties: { type: 'string', maxLength: 10_000 } }

export const mappingSchema: JsonSchema = {
  type: 'object',
  properties: {
    match: { type: 'array', items: text, maxItems: 10 },
    onMatch: { enum: ['update', 'skip', 'error'] },
    onDuplicate: { enum: ['create', 'skip'] },
    overwriteWithEmpty: { type: 'boolean' },
    mode: { enum: ['history'] },
    columns: {
      type: 'array',
      maxItems: 500,
      items: {
        type: 'object',
        properties: {
          column: text,
          field: { type: ['string', 'null'], maxLength: 200 },
          by: text,
          format: text,
          values: textMap,
          round: { type: 'boolean' },
          missing: { enum: ['problem', 'create', 'empty'] },
          enteredAt: textMap,
          overwriteWithEmpty: { type: 'boolean' },
        },
        required: ['column', 'field'],
        additionalProperties: false,
      },
    },
  },
  required: ['columns'],
  additionalProperties: false,
}

/** Fields of the past that mode history may write besides. */
const historyFields = ['createdAt', 'createdBy'] as const

/** The field a mapping names, where it may be written by this import. */
export function mappedField(entity: Entity, key: string, mapping: Mapping): Field | undefined {
  const field = entity.fields.get(key)
  if (!field) return undefined
  if (mapping.mode === 'history' && historyFields.some((name) => name === key)) return field
  return field.system ||
    field.type.source !== 'input' ||
    field.definition.readonly === true ||
    field.type.storage === 'rows' ||
    field.type.storage === 'none'
    ? undefined
    : field
}

/** Problems of a mapping against the file's columns and the fields the person may write; all at once. */
export function checkMapping(
  mapping: Mapping,
  entity: Entity,
  columns: readonly string[],
  writable: ReadonlySet<string>,
): readonly Problem[] {
  const problems: Problem[] = []
  const add = (code: string, path: string, en: string, zh: string, fix?: Problem['fix']): void => {
    problems.push({ code, path, message: { en, 'zh-CN': zh }, ...(fix === undefined ? {} : { fix }) })
  }
  const known = [...entity.fields.values()].filter((field) => writable.has(field.key)).map((field) => field.key)
  const taken = new Map<string, string>()
  mapping.columns.forEach((column, index) => {
    const path = `/columns/${index}`
    if (!columns.includes(column.column))
      add(
        'unknown_column',
        `${path}/column`,
        `The file has no column "${column.column}".`,
        `文件中没有“${column.column}”列。`,
        didYouMean(column.column, columns),
      )
    if (column.field === null) return
    const field = writable.has(column.field) ? mappedField(entity, column.field, mapping) : undefined
    if (!field)
      add(
        'unknown_field',
        `${path}/field`,
        `There is no field "${column.field}" to write.`,
        `没有可写入的字段“${column.field}”。`,
        didYouMean(column.field, known),
      )
    const before = taken.get(column.field)
    if (before !== undefined)
      add(
        'field_twice',
        `${path}/field`,
        `Columns "${before}" and "${column.column}" both go into "${column.field}".`,
        `“${before}”与“${column.column}”两列都映射到“${column.field}”。`,
      )
    taken.set(column.field, column.column)
    for (const [stage, other] of Object.entries(column.enteredAt ?? {})) {
      if (!columns.includes(other))
        add(
          'unknown_column',
          `${path}/enteredAt/${stage}`,
          `The file has no column "${other}".`,
          `文件中没有“${other}”列。`,
          didYouMean(other, columns),
        )
      if (!entity.pipelines.some((pipeline) => pipeline.stages.some(({ key }) => key === stage)))
        add('unknown_option', `${path}/enteredAt/${stage}`, `There is no stage "${stage}".`, `没有阶段“${stage}”。`)
    }
  })
  mapping.match?.forEach((key, index) => {
    if (!taken.has(key))
      add(
        'unknown_field',
        `/match/${index}`,
        `To match by "${key}", a column must go into it.`,
        `要按“${key}”匹配,须有一列映射到该字段。`,
      )
  })
  return problems
}
