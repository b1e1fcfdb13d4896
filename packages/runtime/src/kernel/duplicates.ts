import type { Field } from '@atelier/definitions'
import { similarity } from '@atelier/fields'
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

async function warn(batch: Batch, draft: Draft, fields: readonly Field[], match: readonly Match[]): Promise<void> {
  const filter = { and: [...match.map((each) => condition(draft, each)), { '!=': [{ var: 'id' }, draft.id] }] }
  const found = await find(batch, draft, filter, match, 'system')
  if (found.length === 0) return
  const seen = await find(batch, draft, filter, match, 'reader')
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

type Match = { readonly field: string; readonly by: 'exact' | 'similar'; readonly min?: string }

/** How alike names must be where a duplicate rule does not say. */
const alike = 0.8
const least = ({ min }: Match): number => (min === undefined ? alike : Number(min))

/** Names looked at when they are compared; a common word in a name must not read a whole table. */
const candidates = 500
const shown = 5

/**
 * Candidates by a filter like any other. Whoever is similar shares an unchanged piece: a text with at most n differences, cut into n + 1
 * pieces, has one that is untouched. The last third is left out, because names end alike ("… Ltd").
 */
function condition(draft: Draft, match: Match): unknown {
  const value = draft.after[match.field]
  if (match.by === 'exact' || typeof value !== 'string') return { '==': [{ var: match.field }, value] }
  const letters = [...value.trim()]
  const differences = Math.min(7, Math.floor(((1 - least(match)) * letters.length) / least(match)))
  const size = Math.max(2, Math.floor(letters.length / (differences + 1)))
  const pieces = Array.from({ length: Math.ceil(((differences + 1) * 2) / 3) }, (_, i) =>
    letters.slice(i * size, (i + 1) * size).join(''),
  ).filter((piece) => piece.trim() !== '')
  return { or: pieces.map((piece) => ({ contains: [{ var: match.field }, piece, { ci: true }] })) }
}

/** Whether a candidate's value is as like the new one as the rule asks; a name that holds the other whole is, too. */
function isAlike(draft: Draft, match: Match, value: unknown): boolean {
  const own = draft.after[match.field]
  if (match.by === 'exact' || typeof own !== 'string') return true
  if (typeof value !== 'string') return false
  const whole = value.toLowerCase().includes(own.trim().toLowerCase())
  return whole || similarity(own, value) >= least(match)
}

async function find(
  batch: Batch,
  draft: Draft,
  filter: unknown,
  match: readonly Match[],
  as: 'system' | 'reader',
): Promise<readonly string[]> {
  const isExact = match.every(({ by }) => by === 'exact')
  const compiled = compileList(as === 'system' ? asSystem(batch.context) : asReader(batch.context), {
    entity: draft.entity.key,
    filter,
    fields: ['id', ...match.map(({ field }) => field)],
    limit: isExact ? shown : candidates,
  })
  if (!compiled.ok) return []
  const { records } = await batch.session.json<{
    records: readonly { readonly id: string; readonly [field: string]: unknown }[]
  }>(compiled.statement)
  return records
    .filter((record) => match.every((each) => isAlike(draft, each, record[each.field])))
    .slice(0, shown)
    .map(({ id }) => id)
}
