import { checkDocuments, compileModel, type Document, type Entity, type Field, type Model } from '@atelier/definitions'
import { compileCount } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { runStatement } from '../database/run-statement.ts'
import { queryContext, unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** How many records a change touches, and why it matters. */
export type Impact = {
  readonly code:
    | 'retired_option_in_use'
    | 'retired_stage_in_use'
    | 'required_empty'
    | 'field_dropped'
    | 'entity_dropped'
    | 'not_unique'
  readonly entity: string
  readonly field?: string
  readonly value?: string
  readonly records: number
  readonly sentence: { readonly en: string; readonly 'zh-CN': string }
}

export type Measured = {
  readonly model: Model
  readonly counts: readonly Impact[]
  readonly problems: readonly Problem[]
}

const labelOf = (
  thing: { readonly label: Readonly<Record<string, string>>; readonly key: string },
  language: string,
): string => thing.label[language] ?? thing.label['en'] ?? thing.key

async function count(context: Context, entity: string, filter: unknown): Promise<number> {
  const compiled = compileCount(queryContext(unrestricted(context)), { entity, filter })
  if (!compiled.ok) return 0
  const { value }: { value: number } = JSON.parse(await runStatement(context.workspace.pool, compiled.statement))
  return value
}

/** Counts, against the data as it stands now, what a set of documents would do to it. Problems are changes that the data refuses. */
export async function measureImpact(
  context: Context,
  documents: readonly Document[],
  _plan: unknown,
): Promise<Measured> {
  const now = context.generation.model
  const model = compileModel(documents, { revision: context.generation.revision + 1 })
  const problems: Problem[] = [...checkDocuments(documents)]
  if (problems.length > 0) return { model, counts: [], problems }
  const counts: Impact[] = []
  for (const entity of now.entities.values()) {
    if (entity.origin.kind !== 'drawn') continue
    const next = [...model.entities.values()].find((candidate) => candidate.id === entity.id)
    if (!next) {
      const records = await count(context, entity.key, undefined)
      if (records > 0)
        counts.push({
          code: 'entity_dropped',
          entity: entity.key,
          records,
          sentence: {
            en: `${records} records of ${labelOf(entity, 'en')} are no longer reachable; they stay in the database until purged.`,
            'zh-CN': `${labelOf(entity, 'zh-CN')}的 ${records} 条记录将不可访问,数据保留直至清除。`,
          },
        })
      continue
    }
    counts.push(...(await fieldImpacts(context, entity, next)))
  }
  return { model, counts, problems }
}

async function fieldImpacts(context: Context, before: Entity, after: Entity): Promise<readonly Impact[]> {
  const counts: Impact[] = []
  const nextById = new Map([...after.fields.values()].map((field) => [field.id, field]))
  for (const field of before.fields.values()) {
    if (field.system || field.type.storage !== 'columns') continue
    const next = nextById.get(field.id)
    const records = next ? 0 : await count(context, before.key, { notEmpty: [{ var: field.key }] })
    if (!next && records > 0)
      counts.push({
        code: 'field_dropped',
        entity: before.key,
        field: field.key,
        records,
        sentence: {
          en: `${records} records have a value in ${labelOf(field, 'en')}; it is kept and comes back with a rollback.`,
          'zh-CN': `${records} 条记录的“${labelOf(field, 'zh-CN')}”有值;数据会保留,回滚后恢复。`,
        },
      })
    if (next?.definition.required === true && field.definition.required !== true) {
      const empty = await count(context, before.key, { empty: [{ var: field.key }] })
      if (empty > 0)
        counts.push({
          code: 'required_empty',
          entity: before.key,
          field: field.key,
          records: empty,
          sentence: {
            en: `${empty} records have no ${labelOf(field, 'en')} yet; each asks for it when it is next saved.`,
            'zh-CN': `${empty} 条记录的“${labelOf(field, 'zh-CN')}”为空,下次保存时需要填写。`,
          },
        })
    }
    if (next) counts.push(...(await optionImpacts(context, before, field, next)))
  }
  return counts
}

async function optionImpacts(
  context: Context,
  entity: Entity,
  before: Field,
  after: Field,
): Promise<readonly Impact[]> {
  const counts: Impact[] = []
  for (const option of before.options) {
    const next = after.options.find((candidate) => candidate.id === option.id)
    if (next && (next.retired !== true || option.retired === true)) continue
    const many =
      before.type.ruleType({
        key: before.key,
        definition: { ...before.definition },
        options: [],
        targets: [],
        workspace: { currency: '', currencies: [], zone: 'UTC', languages: [] },
      }).kind === 'choices'
    const records = await count(
      context,
      entity.key,
      many ? { hasAny: [{ var: before.key }, [option.key]] } : { '==': [{ var: before.key }, option.key] },
    )
    if (records > 0)
      counts.push({
        code: 'retired_option_in_use',
        entity: entity.key,
        field: before.key,
        value: option.key,
        records,
        sentence: {
          en: `${records} records have "${option.key}" in ${labelOf(before, 'en')}${next?.replacedBy ? ` and move to "${next.replacedBy}"` : ' and keep it'}.`,
          'zh-CN': `${records} 条记录的“${labelOf(before, 'zh-CN')}”为“${option.key}”,${next?.replacedBy ? `将改为“${next.replacedBy}”` : '保持不变'}。`,
        },
      })
  }
  return counts
}
