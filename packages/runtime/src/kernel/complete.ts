import type { Field } from '@atelier/definitions'
import { evaluate } from '@atelier/rules'
import { type Batch, standing } from './batch.ts'
import { type Draft, isEmpty, refuse, same } from './draft.ts'
import { isRule, needsOf } from './entity-needs.ts'
import { completeMoney } from './money.ts'
import { fromRule, type Part, partsOf, setValue } from './part.ts'
import { fieldProblem } from './problems.ts'
import { below, loadRecords } from './related.ts'
import { relationOf } from './relation-of.ts'
import { envOf, pathsOf, ruleOf } from './rules.ts'
import { settleStage } from './settle-stage.ts'

/**
 * Works out everything a write does not say: defaults, what picking a reference fills in, the stage and its parts, currencies and base
 * amounts, formulas over the record's own fields. Reads only what is loaded already, plus the records newly referred to.
 */
export async function completeAll(batch: Batch): Promise<void> {
  const drafts = standing(batch).filter((draft) => draft.action === 'create' || draft.action === 'update')
  for (const draft of drafts) {
    if (draft.action === 'create') giveOwner(batch, draft)
    countLines(batch, draft)
  }
  await loadTargets(batch, drafts)
  const first = drafts.map((draft) => {
    const parts = partsOf(batch, draft)
    for (const part of parts) setDefaults(batch, part, false)
    for (const part of parts) fill(batch, part)
    return parts
  })
  const hasMore = await loadTargets(batch, drafts)
  for (const [place, draft] of drafts.entries()) {
    const parts = hasMore ? partsOf(batch, draft) : (first[place] ?? [])
    const [main] = parts
    if (main !== undefined) settleStage(batch, main)
    for (const part of parts) setDefaults(batch, part, true)
    for (const part of parts) await completeMoney(batch, part)
    for (const part of parts.toReversed()) computeFormulas(batch, part)
    for (const [key, { keep }] of draft.lines) draft.after[key] = keep.map(({ after }) => after)
    batch.parts.set(draft, parts)
  }
}

/** Row numbers of lines, from 1 in the order in which they stand. */
function countLines({ model }: Batch, draft: Draft): void {
  for (const [key, { keep }] of draft.lines)
    for (const field of model.entities.get(`${draft.entity.key}.${key}`)?.fields.values() ?? [])
      if (field.type.servesAs === 'place')
        for (const [index, line] of keep.entries()) line.after[field.key] = String(index + 1)
}

/** A new record belongs to whoever makes it, unless something else is said. Imports say what they mean. */
function giveOwner({ context }: Batch, draft: Draft): void {
  const { owner } = draft.entity
  if (
    owner === undefined ||
    draft.given.has(owner.key) ||
    owner.definition.default !== undefined ||
    context.reader.user === undefined
  )
    return
  if (context.via === 'form' || context.via === 'api' || owner.definition.required === true)
    draft.after[owner.key] = context.reader.user
}

/** Loads what rules read behind references that the drafts have newly taken up; whether there was any. */
async function loadTargets(batch: Batch, drafts: readonly Draft[]): Promise<boolean> {
  const wanted = new Map<string, { ids: Set<string>; paths: Map<string, readonly string[]> }>()
  const want = (draft: Draft, field: Field, value: unknown, paths: readonly (readonly string[])[]): void => {
    for (const id of Array.isArray(value) ? value : [value]) {
      if (typeof id !== 'string') continue
      const entity = draft.linkTargets.get(id) ?? field.targets[0]
      if (entity === undefined || batch.targets.get(entity)?.has(id) === true) continue
      const known = wanted.get(entity) ?? { ids: new Set<string>(), paths: new Map<string, readonly string[]>() }
      wanted.set(entity, known)
      known.ids.add(id)
      for (const path of paths) known.paths.set(path.join('.'), path)
    }
  }
  for (const draft of drafts) {
    const collect = (entityKey: string, row: Draft['after'], before: Draft['before']): void => {
      const entity = batch.model.entities.get(entityKey)
      if (entity === undefined) return
      const { paths } = needsOf(batch.model, entity)
      for (const [first = ''] of paths) {
        const field = entity.fields.get(first.split('@')[0] ?? '')
        if (field === undefined || relationOf(field) === undefined || relationOf(field) === 'lines') continue
        if (!same(row[field.key], before?.[field.key])) want(draft, field, row[field.key], below(paths, field.key))
      }
    }
    collect(draft.entity.key, draft.after, draft.before)
    for (const [key, { keep }] of draft.lines)
      for (const line of keep) collect(`${draft.entity.key}.${key}`, line.after, line.before)
  }
  for (const [entity, { ids, paths }] of wanted) {
    const loaded = await loadRecords(batch.context, batch.session, entity, [...ids], [...paths.values()], false)
    const known = batch.targets.get(entity)
    if (known === undefined) batch.targets.set(entity, loaded)
    else for (const [id, record] of loaded) known.set(id, record)
  }
  return wanted.size > 0
}

/** Defaults of a new record or line; and of fields that follow their default until somebody writes them. */
function setDefaults(batch: Batch, part: Part, knowsStage: boolean): void {
  const { entity } = part
  for (const key of needsOf(batch.model, entity).defaults) {
    const field = entity.fields.get(key)
    if (field === undefined || part.given.has(key)) continue
    const { default: value, recompute } = field.definition
    const rule = isRule(value)
      ? ruleOf(batch.model, entity.key, value, 'formula', field.type.ruleType(field.settings))
      : undefined
    const readsStage = entity.stage !== undefined && pathsOf(rule).some(([first]) => first === entity.stage?.key)
    if (readsStage !== knowsStage) continue
    if (part.before !== undefined) {
      if (recompute !== 'untilTouched' || rule === undefined) continue
      const record = part.env.names?.$old
      const followed =
        typeof record === 'object' && record !== null ? evaluate(rule, { ...part.env, record: { ...record } }) : null
      if (!same(fromRule(field, followed), part.before[key])) continue
    } else if (!isEmpty(part.row[key])) continue
    const made = rule === undefined ? fromLiteral(field, value) : fromRule(field, evaluate(rule, part.env))
    if (made !== undefined && !isEmpty(made)) setValue(part, field, made)
  }
}

function fromLiteral(field: Field, value: unknown) {
  if (isRule(value)) return undefined
  const parsed = field.type.parse(value, field.settings)
  return parsed.ok ? parsed.value : undefined
}

/** What a newly picked reference copies into other fields. */
function fill(batch: Batch, part: Part): void {
  for (const field of needsOf(batch.model, part.entity).filling) {
    const { fill: fills = [] } = field.definition
    if (isEmpty(part.row[field.key]) || same(part.row[field.key], part.before?.[field.key])) continue
    for (const { to, mode, value } of fills) {
      const target = part.entity.fields.get(to)
      if (target === undefined || part.given.has(to) || (mode === 'ifEmpty' && !isEmpty(part.row[to]))) continue
      const rule = isRule(value)
        ? ruleOf(batch.model, part.entity.key, value, 'formula', target.type.ruleType(target.settings))
        : undefined
      const made = rule === undefined ? fromLiteral(target, value) : fromRule(target, evaluate(rule, part.env))
      if (made !== undefined) setValue(part, target, made)
    }
  }
}

/** Formulas that read only the record's own stored fields; the others are computed by the database after the write. */
export function computeFormulas(batch: Batch, part: Part): void {
  for (const key of needsOf(batch.model, part.entity).formulas) {
    const field = part.entity.fields.get(key)
    if (field === undefined) continue
    const rule = ruleOf(
      batch.model,
      part.entity.key,
      field.definition.formula,
      'formula',
      field.type.ruleType(field.settings),
    )
    if (rule === undefined) continue
    const made = fromRule(field, evaluate(rule, part.env))
    if (made === undefined)
      refuse(
        part.draft,
        'invalid',
        fieldProblem(
          'out_of_range',
          field,
          (l) => ({ en: `${l.en} becomes too large to keep.`, 'zh-CN': `${l['zh-CN']}的计算结果超出范围。` }),
          { place: part.place },
        ),
      )
    else setValue(part, field, made)
  }
}

/** Refuses references that `choices` does not offer: the candidate is judged, with the record written as `$record`. */
export async function refuseChoices(batch: Batch): Promise<void> {
  for (const draft of standing(batch)) {
    if (draft.action !== 'create' && draft.action !== 'update') continue
    const entities = [draft.entity.key, ...[...draft.lines.keys()].map((key) => `${draft.entity.key}.${key}`)]
    if (!entities.some((key) => choosing(batch, key).length > 0)) continue
    for (const part of batch.parts.get(draft) ?? partsOf(batch, draft))
      for (const field of choosing(batch, part.entity.key)) {
        const value = part.row[field.key]
        const { choices } = field.definition
        if (!isRule(choices) || isEmpty(value) || same(value, part.before?.[field.key])) continue
        await judgeChoices(batch, part, field, choices)
      }
  }
}

function choosing({ model }: Batch, key: string): readonly Field[] {
  const entity = model.entities.get(key)
  return entity === undefined ? [] : needsOf(model, entity).choosing
}

async function judgeChoices(batch: Batch, part: Part, field: Field, choices: object): Promise<void> {
  const value = part.row[field.key]
  const ids = (Array.isArray(value) ? value : [value]).filter((id) => typeof id === 'string')
  for (const target of field.targets) {
    const rule = ruleOf(batch.model, target, choices, 'choices', { kind: 'boolean' }, part.entity.key)
    if (rule === undefined) continue
    const candidates = await loadRecords(batch.context, batch.session, target, ids, pathsOf(rule), false)
    for (const candidate of candidates.values()) {
      const env = envOf(batch.context, candidate)
      if (evaluate(rule, { ...env, names: { ...env.names, $record: part.record } }) === true) continue
      refuse(
        part.draft,
        'invalid',
        fieldProblem(
          'unknown_reference',
          field,
          (l) => ({ en: `${l.en} may not be this record here.`, 'zh-CN': `${l['zh-CN']}不可选择该记录。` }),
          { place: part.place },
        ),
      )
    }
  }
}
