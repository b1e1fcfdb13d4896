import type { Entity, Field } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { type Batch, standing } from './batch.ts'
import { type Draft, isEmpty, same } from './draft.ts'
import { labelWords } from './problems.ts'
import { asReader, asSystem } from './session.ts'

/**
 * Warns of likely duplicates; a duplicate never stops a write. Everybody learns that there is one; which one, only who may see it.
 */
export async function warnOfDuplicates(batch: Batch): Promise<void> {
  if (batch.context.via === 'import' || batch.context.via === 'system') return
  for (const draft of standing(batch)) {
    if (draft.action !== 'create' && draft.action !== 'update') continue
    for (const duplicate of draft.entity.document.duplicates ?? []) {
      const fields = duplicate.match.flatMap(({ field }) => draft.entity.fields.get(field) ?? [])
      if (fields.length !== duplicate.match.length || fields.some((field) => isEmpty(draft.after[field.key]))) continue
      if (
        draft.before !== undefined &&
        fields.every((field) => same(draft.before?.[field.key], draft.after[field.key]))
      )
        continue
      await warn(batch, draft, fields, duplicate.match)
    }
  }
}

async function warn(
  batch: Batch,
  draft: Draft,
  fields: readonly Field[],
  match: readonly { readonly field: string; readonly by: 'exact' | 'similar' }[],
): Promise<void> {
  const filter = { and: [...match.map((each) => condition(draft, each)), { '!=': [{ var: 'id' }, draft.id] }] }
  const found = await find(batch, draft.entity, filter, 'system')
  if (found.length === 0) return
  const seen = await find(batch, draft.entity, filter, 'reader')
  const labels = fields.map(labelWords)
  draft.warnings.push({
    code: 'possible_duplicate',
    path: `/${fields[0]?.key ?? ''}`,
    ...(fields[0] === undefined ? {} : { field: fields[0].key }),
    message: {
      en: `There may already be a record with this ${labels.map((l) => l.en).join(' and ')}.`,
      'zh-CN': `可能已有${labels.map((l) => l['zh-CN']).join('与')}相同的记录。`,
    },
    params: { fields: fields.map(({ key }) => key), ...(seen.length === 0 ? {} : { ids: seen }) },
  })
}

// Similar means alike but for case and what stands around it; a rule, so that it is asked like any other filter.
function condition(draft: Draft, { field, by }: { readonly field: string; readonly by: 'exact' | 'similar' }): unknown {
  const value = draft.after[field]
  if (by === 'similar' && typeof value === 'string') return { contains: [{ var: field }, value.trim(), { ci: true }] }
  return { '==': [{ var: field }, value] }
}

async function find(
  batch: Batch,
  entity: Entity,
  filter: unknown,
  as: 'system' | 'reader',
): Promise<readonly string[]> {
  const compiled = compileList(as === 'system' ? asSystem(batch.context) : asReader(batch.context), {
    entity: entity.key,
    filter,
    fields: ['id'],
    limit: 5,
  })
  if (!compiled.ok) return []
  const { records } = await batch.session.json<{ records: readonly { id: string }[] }>(compiled.statement)
  return records.map(({ id }) => id)
}
