import type { Entity, Field, Model } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { type Batch, byEntity, standing } from './batch.ts'
import { type Draft, type Row, refuse } from './draft.ts'
import { labelWords } from './problems.ts'
import { loadRecords, ownValues } from './related.ts'
import { relationOf } from './relation-of.ts'
import { asSystem } from './session.ts'

type Pointing = { readonly entity: Entity; readonly field: Field; readonly onDelete: 'restrict' | 'clear' | 'cascade' }

const known = new WeakMap<Entity, readonly Pointing[]>()

/** Reference fields that point at an entity. What says nothing is cleared, or holds the record fast where it cannot be empty. */
function pointingAt(model: Model, target: Entity): readonly Pointing[] {
  let pointing = known.get(target)
  if (pointing === undefined) {
    pointing = [...model.entities.values()]
      .filter(({ origin }) => origin.kind === 'drawn')
      .flatMap((entity) =>
        [...entity.fields.values()]
          .filter((field) => !field.system && relationOf(field) === 'one' && field.targets.includes(target.key))
          .map(
            (field): Pointing => ({
              entity,
              field,
              onDelete: field.definition.onDelete ?? (field.definition.required === true ? 'restrict' : 'clear'),
            }),
          ),
      )
    known.set(target, pointing)
  }
  return pointing
}

/**
 * Follows deletions to the records that point at what goes: they hold it fast, are cleared, or go along. Whoever may delete a record may
 * delete what belongs to it, so these run without rights of their own.
 */
export async function expandDeletes(batch: Batch): Promise<void> {
  const done = new Set<string>()
  for (;;) {
    const fresh = standing(batch).filter((draft) => draft.action === 'delete' && !done.has(draft.id))
    if (fresh.length === 0) return
    for (const draft of fresh) done.add(draft.id)
    for (const [entity, drafts] of byEntity(fresh))
      for (const pointing of pointingAt(batch.model, entity)) await follow(batch, drafts, pointing)
  }
}

async function follow(batch: Batch, drafts: readonly Draft[], { entity, field, onDelete }: Pointing): Promise<void> {
  const causes = new Map(drafts.map((draft) => [draft.id, draft]))
  const ids = await pointingIds(batch, entity, field, [...causes.keys()])
  const going = new Set(batch.drafts.filter((draft) => draft.action === 'delete').map(({ id }) => id))
  const fresh = ids.filter((id) => !going.has(id))
  if (fresh.length === 0) return
  const loaded = await loadRecords(batch.context, batch.session, entity.key, fresh, [], true)
  for (const [id, record] of loaded) {
    const row = ownValues(batch.model, entity, record)
    const cause = causes.get(String(row[field.key]))
    if (cause === undefined || cause.problems.length > 0) continue
    if (onDelete === 'restrict') refuse(cause, 'invalid', inUse(entity, field))
    else batch.drafts.push(followUp(cause, entity, id, row, onDelete === 'clear' ? field : undefined))
  }
}

async function pointingIds(
  batch: Batch,
  entity: Entity,
  field: Field,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const compiled = compileList(asSystem(batch.context), {
      entity: entity.key,
      filter: { in: [{ var: field.key }, ids.slice(0, 1000)] },
      fields: ['id'],
      limit: 500,
      ...(after === undefined ? {} : { after }),
    })
    if (!compiled.ok) return found
    const page = await batch.session.json<{ records: readonly { id: string }[]; next: string | null }>(
      compiled.statement,
    )
    found.push(...page.records.map(({ id }) => id))
    if (page.next === null) return found
    after = page.next
  }
}

function followUp(cause: Draft, entity: Entity, id: string, row: Row, cleared: Field | undefined): Draft {
  return {
    ...cause,
    action: cleared === undefined ? 'delete' : 'update',
    entity,
    id,
    before: row,
    after: cleared === undefined ? { ...row } : { ...row, [cleared.key]: null },
    given: new Set(),
    lines: new Map(),
    linkTargets: new Map(),
    wantsStage: undefined,
    stage: undefined,
    isFollowUp: true,
    problems: cause.problems,
    warnings: cause.warnings,
  }
}

function inUse(entity: Entity, field: Field) {
  const { en } = labelWords({ label: entity.label, key: entity.key })
  const zh = labelWords({ label: entity.label, key: entity.key })['zh-CN']
  return {
    code: 'in_use',
    path: '',
    message: {
      en: `Records of ${en} still point at it (${labelWords(field).en}).`,
      'zh-CN': `仍有“${zh}”记录引用它(${labelWords(field)['zh-CN']})。`,
    },
    params: { entity: entity.key, field: field.key },
    fix: { en: 'Change or delete those records first.', 'zh-CN': '请先修改或删除这些记录。' },
  }
}
