import type { Entity, Field, Model } from '@atelier/definitions'
import type { FieldRight } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import type { Values } from './commands.ts'
import type { Row } from './draft.ts'
import { newId } from './new-id.ts'
import { fieldProblem, readOnly, unknownField, unknownRef } from './problems.ts'
import { relationOf } from './relation-of.ts'

/** What a reference in an answer is made of. */
const answerKeys: ReadonlySet<string> = new Set(['id', 'label', 'entity'])

/** A record that a value names, before anybody has looked whether it exists. */
export type Wanted =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'field'; readonly field: string; readonly value: unknown }
  /** made by another write of the same batch */
  | { readonly by: 'ref'; readonly id: string; readonly entity: string }

/** A value that refers to records: looked up for all drafts at once, then written into `row`. */
export type PendingReference = {
  readonly row: Row
  readonly field: Field
  readonly place: string
  readonly many: boolean
  readonly wanted: readonly Wanted[]
  readonly problems: Problem[]
}

/** Rows of a lines field as the caller wants them. */
export type TakenLine = {
  readonly id: string
  readonly existing: boolean
  readonly values: Row
  readonly given: ReadonlySet<string>
  readonly place: string
}

export type Taken = {
  readonly row: Row
  readonly given: Set<string>
  readonly lines: Map<string, readonly TakenLine[]>
  /** Raw value of the stage field: a move, judged apart from the other values. */
  readonly stage: { readonly value: unknown } | undefined
  readonly references: PendingReference[]
  readonly problems: Problem[]
}

export type Taking = {
  readonly model: Model
  readonly entity: Entity
  /** The reader's right to a field by key; undefined for the system, which may write every field that takes input. */
  readonly rights: ReadonlyMap<string, FieldRight> | undefined
  /** The same for another entity: the columns of lines have rights of their own. */
  readonly rightsOf: (entity: string) => ReadonlyMap<string, FieldRight> | undefined
  /** Records that other writes of this batch make, by the name they were given. */
  readonly refs: ReadonlyMap<string, { readonly id: string; readonly entity: string }>
  /** Ids of the rows each lines field has now, by field key; rows with other ids are unknown. */
  readonly lineIds: (field: string) => ReadonlySet<string>
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a text can be the id of a record. */
export const isId = (text: string): boolean => uuid.test(text)

/**
 * Turns the values of a request into canonical ones, written into `row`: every value is read, and every problem is reported at once.
 * Hidden fields are unknown fields; computed, system and read-only fields cannot be written; the stage is handed out apart.
 */
export function takeValues(values: Values, taking: Taking, row: Row, place = ''): Taken {
  const taken: Taken = {
    row,
    given: new Set(),
    lines: new Map(),
    stage: undefined,
    references: [],
    problems: [],
  }
  let stage: Taken['stage']
  for (const key of Object.keys(values)) {
    const value = values[key]
    const field = taking.entity.fields.get(key)
    const right = field === undefined ? undefined : rightTo(field, taking)
    if (field === undefined || right === 'hidden' || field.definition.retired === true) {
      taken.problems.push(unknownField(key, place, visibleKeys(taking)))
      continue
    }
    if (right !== 'write') {
      taken.problems.push(readOnly(field, place))
      continue
    }
    if (field === taking.entity.stage) {
      stage = { value }
      continue
    }
    taken.given.add(key)
    takeValue(field, value, taking, taken, place)
  }
  return { ...taken, stage }
}

function visibleKeys(taking: Taking): readonly string[] {
  return [...taking.entity.fields.values()]
    .filter((field) => rightTo(field, taking) !== 'hidden')
    .map((field) => field.key)
}

function rightTo(field: Field, { rights }: Taking): 'hidden' | 'read' | 'write' {
  if (rights !== undefined) {
    const access = rights.get(field.key)?.access ?? 'hidden'
    if (access === 'hidden') return 'hidden'
    if (access !== 'write' || field.definition.readonly === true) return 'read'
  }
  return field.system || field.type.source !== 'input' ? 'read' : 'write'
}

function takeValue(field: Field, value: unknown, taking: Taking, taken: Taken, place: string): void {
  const relation = relationOf(field)
  if (relation === 'lines') {
    takeLines(field, value, taking, taken, place)
    return
  }
  if (relation !== undefined) {
    const problems: Problem[] = []
    const wanted = takeReferences(field, value, relation === 'many', taking, problems, place)
    taken.problems.push(...problems)
    if (problems.length > 0) return
    if (wanted.length === 0) taken.row[field.key] = relation === 'many' ? [] : null
    else
      taken.references.push({
        row: taken.row,
        field,
        place,
        many: relation === 'many',
        wanted,
        problems: taken.problems,
      })
    return
  }
  const parsed = field.type.parse(value, field.settings)
  if (parsed.ok) taken.row[field.key] = parsed.value
  else
    taken.problems.push(
      ...parsed.problems.map((problem) => ({
        ...problem,
        path: `${place}/${field.key}${problem.path}`,
        field: field.key,
      })),
    )
}

function takeReferences(
  field: Field,
  value: unknown,
  many: boolean,
  taking: Taking,
  problems: Problem[],
  place: string,
): readonly Wanted[] {
  if (value === null || value === undefined || value === '') return []
  if (!many) {
    const one = takeReference(field, value, taking, problems, `${place}/${field.key}`)
    return one === undefined ? [] : [one]
  }
  // A file field takes its one file alone, too.
  const isFile = field.type.group === 'file'
  if (!Array.isArray(value) && !isFile) {
    problems.push(
      fieldProblem(
        'wrong_type',
        field,
        (l) => ({ en: `${l.en} must be a list of records.`, 'zh-CN': `${l['zh-CN']}应为记录列表。` }),
        { place },
      ),
    )
    return []
  }
  const all: Wanted[] = []
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (isFile && field.definition.multiple !== true && entries.length > 1) {
    problems.push(
      fieldProblem(
        'too_long',
        field,
        (l) => ({ en: `${l.en} holds one file.`, 'zh-CN': `${l['zh-CN']}只能有一个文件。` }),
        { place, params: { maximum: 1 } },
      ),
    )
    return []
  }
  entries.forEach((entry, position) => {
    const one = takeReference(field, entry, taking, problems, `${place}/${field.key}/${position}`)
    if (one !== undefined) all.push(one)
  })
  return all
}

function takeReference(
  field: Field,
  value: unknown,
  taking: Taking,
  problems: Problem[],
  path: string,
): Wanted | undefined {
  if (typeof value === 'string' && isId(value)) return { by: 'id', id: value.toLowerCase() }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value)
    const [entry] = entries
    // What an answer or an upload gave may be sent back as it came.
    const isAnswer = field.type.group === 'file' || entries.every(([key]) => answerKeys.has(key))
    if (isAnswer && 'id' in value && typeof value.id === 'string' && isId(value.id))
      return { by: 'id', id: value.id.toLowerCase() }
    if (entries.length === 1 && entry !== undefined) {
      const [by, what] = entry
      if (by === '$ref') {
        const ref = typeof what === 'string' ? taking.refs.get(what) : undefined
        if (ref !== undefined) return { by: 'ref', ...ref }
        problems.push(unknownRef(String(what), path))
        return undefined
      }
      if (by === 'id' && typeof what === 'string' && isId(what)) return { by: 'id', id: what.toLowerCase() }
      if (field.targets.some((target) => isUnique(taking.model, target, by)))
        return { by: 'field', field: by, value: what }
      problems.push({
        code: 'unknown_field',
        path: `${path}/${by}`,
        field: field.key,
        message: {
          en: `"${by}" is no unique field of what is referred to.`,
          'zh-CN': `“${by}”不是所引用对象的唯一字段。`,
        },
      })
      return undefined
    }
  }
  const isText = typeof value === 'string'
  problems.push({
    ...fieldProblem(isText ? 'unknown_reference' : 'wrong_type', field, (l) =>
      isText
        ? {
            en: `${l.en} names a record that does not exist or that you may not see.`,
            'zh-CN': `${l['zh-CN']}所指的记录不存在,或您无权查看。`,
          }
        : { en: `${l.en} must be the id of a record.`, 'zh-CN': `${l['zh-CN']}应为记录的编号。` },
    ),
    path,
  })
  return undefined
}

function isUnique(model: Model, entity: string, field: string): boolean {
  return model.entities.get(entity)?.uniques.some(({ fields }) => fields.length === 1 && fields[0] === field) ?? false
}

function takeLines(field: Field, value: unknown, taking: Taking, taken: Taken, place: string): void {
  const path = `${place}/${field.key}`
  const entity = taking.model.entities.get(`${taking.entity.key}.${field.key}`)
  if (entity === undefined) return
  if (value === null || value === undefined || value === '') {
    taken.lines.set(field.key, [])
    return
  }
  if (!Array.isArray(value)) {
    taken.problems.push(noLines(field, path))
    return
  }
  const { maxRows } = field.definition
  if (maxRows !== undefined && value.length > maxRows)
    taken.problems.push(
      fieldProblem(
        'too_long',
        field,
        (l) => ({ en: `${l.en} may have at most ${maxRows} rows.`, 'zh-CN': `${l['zh-CN']}最多 ${maxRows} 行。` }),
        { place },
      ),
    )
  const present = new Set(taking.lineIds(field.key))
  const rows: TakenLine[] = []
  for (const [position, entry] of value.entries()) {
    const row = takeLine(field, entity, entry, present, taking, taken, `${path}/${position}`)
    if (row !== undefined) rows.push(row)
  }
  taken.lines.set(field.key, rows)
}

/** One row; `present` are the ids that rows may still name, each once. */
function takeLine(
  field: Field,
  entity: Entity,
  entry: unknown,
  present: Set<string>,
  taking: Taking,
  taken: Taken,
  at: string,
): TakenLine | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    taken.problems.push(noLines(field, at))
    return undefined
  }
  const { id, ...values }: { id?: unknown; [key: string]: unknown } = { ...entry }
  const known = typeof id === 'string' && present.delete(id)
  if (id !== undefined && !known) {
    taken.problems.push({
      code: 'unknown_reference',
      path: `${at}/id`,
      field: field.key,
      message: { en: 'This record has no such row.', 'zh-CN': '该记录没有这一行。' },
    })
    return undefined
  }
  const line = takeValues(
    values,
    { ...taking, entity, rights: taking.rightsOf(entity.key), lineIds: () => new Set() },
    {},
    at,
  )
  taken.problems.push(...line.problems)
  taken.references.push(...line.references.map((reference) => ({ ...reference, problems: taken.problems })))
  return {
    id: typeof id === 'string' ? id : newId(),
    existing: known,
    values: line.row,
    given: line.given,
    place: at,
  }
}

function noLines(field: Field, path: string): Problem {
  return {
    ...fieldProblem('wrong_type', field, (l) => ({
      en: `${l.en} must be a list of rows.`,
      'zh-CN': `${l['zh-CN']}应为明细行列表。`,
    })),
    path,
  }
}
