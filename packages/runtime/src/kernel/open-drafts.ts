import type { Entity } from '@atelier/definitions'
import { isUnlimited, mayEver } from '@atelier/records'
import { notAllowed, notFound } from '../http/known-problems.ts'
import type { Batch } from './batch.ts'
import { byEntity } from './batch.ts'
import type { Values, WriteCommand } from './commands.ts'
import { type Draft, type Row, refuse } from './draft.ts'
import { needsOf } from './entity-needs.ts'
import { newId } from './new-id.ts'
import { unknownRef, versionConflict } from './problems.ts'
import { loadRecords, ownValues } from './related.ts'
import { allowedIds } from './rights.ts'
import { isId } from './take-values.ts'

const actions = { create: 'create', update: 'update', move: 'update', delete: 'delete', restore: 'restore' } as const

/** Ways in by which a person writes as they please, as against what the engine does for them. */
const byHand: ReadonlySet<string> = new Set(['form', 'api', 'undo'])

/** Names that writes of the whole call give to the records they make or change (`as`). */
export type Refs = ReadonlyMap<string, { readonly id: string; readonly entity: string }>

/** Gives every record that will be made its id, so that values anywhere in the call can point at it. */
export function nameRecords(commands: readonly WriteCommand[]): {
  readonly ids: readonly string[]
  readonly refs: Refs
} {
  const refs = new Map<string, { id: string; entity: string }>()
  const ids = commands.map((command) => {
    const id = command.kind === 'create' ? (command.id ?? newId()) : command.id
    if ('as' in command && command.as !== undefined) refs.set(command.as, { id, entity: command.entity })
    return id
  })
  return { ids: ids.map((id) => (id.startsWith('$ref:') ? (refs.get(id.slice(5))?.id ?? id) : id)), refs }
}

/** Values that a command brings along. */
export const valuesOf = (command: WriteCommand): Values =>
  command.kind === 'create' || command.kind === 'update' || command.kind === 'move' ? (command.values ?? {}) : {}

/**
 * Makes a draft of every command: loads the records it changes (locked, in id order, when `lock`), and refuses what the caller may not do.
 * An unknown entity, an unknown record and an invisible one are answered alike.
 */
export async function openDrafts(
  batch: Batch,
  commands: readonly (readonly [index: number, command: WriteCommand, id: string])[],
  lock: boolean,
): Promise<void> {
  const { context, model } = batch
  for (const [index, command, id] of commands) {
    const entity = model.entities.get(command.entity)
    const writable = entity !== undefined && (entity.origin.kind === 'drawn' || entity.origin.kind === 'system')
    const draft = makeDraft(index, command, writable ? entity : nowhere(command.entity), id)
    batch.drafts.push(draft)
    if (!writable) refuse(draft, 'not_found', notFound)
    else if (id.startsWith('$ref:')) refuse(draft, 'invalid', unknownRef(id.slice(5), '/id'))
    else if (!isId(id)) refuse(draft, 'not_found', notFound)
    // People, teams, files and notices have calls of their own, which see to more than the record (sign-in, rights, content).
    else if (entity.origin.kind === 'system' && byHand.has(context.via) && !isUnlimited(context.reader)) {
      const isSeen = mayEver(context.reader, model, entity.key, 'read')
      refuse(draft, isSeen ? 'not_allowed' : 'not_found', isSeen ? notAllowed : notFound)
    } else if (command.kind === 'create' && !mayEver(context.reader, model, entity.key, 'create'))
      refuse(
        draft,
        mayEver(context.reader, model, entity.key, 'read') ? 'not_allowed' : 'not_found',
        mayEver(context.reader, model, entity.key, 'read') ? notAllowed : notFound,
      )
  }
  for (const [entity, drafts] of byEntity(
    batch.drafts.filter((draft) => draft.action !== 'create' && draft.problems.length === 0),
  ))
    await loadBefore(batch, entity, drafts, lock)
}

function makeDraft(index: number, command: WriteCommand, entity: Entity, id: string): Draft {
  return {
    index,
    command,
    action: actions[command.kind],
    entity,
    id,
    before: undefined,
    after: {},
    given: new Set(),
    lines: new Map(),
    linkTargets: new Map(),
    wantsStage: undefined,
    mayAssign: undefined,
    stage: undefined,
    pendingApprovals: undefined,
    problems: [],
    warnings: [],
    refusal: undefined,
  }
}

async function loadBefore(batch: Batch, entity: Entity, drafts: readonly Draft[], lock: boolean): Promise<void> {
  const { context, session, model } = batch
  const loaded = await loadRecords(
    context,
    session,
    entity.key,
    drafts.map(({ id }) => id),
    needsOf(model, entity).paths,
    lock,
  )
  batch.before.set(entity.key, loaded)
  const rows = new Map<string, Row>()
  for (const draft of drafts) {
    const record = loaded.get(draft.id)
    const row = record === undefined ? undefined : ownValues(model, entity, record)
    const isBinned = row !== undefined && row['deletedAt'] !== null
    if (row === undefined || isBinned !== (draft.action === 'restore')) refuse(draft, 'not_found', notFound)
    else {
      rows.set(draft.id, row)
      draft.before = row
      Object.assign(draft.after, row)
    }
  }
  await authorise(
    batch,
    entity,
    drafts.filter((draft) => draft.problems.length === 0),
    rows,
  )
  for (const draft of drafts) {
    const { command } = draft
    const version = draft.before?.['version']
    if (
      draft.problems.length === 0 &&
      'ifVersion' in command &&
      command.ifVersion !== undefined &&
      command.ifVersion !== Number(version)
    )
      refuse(draft, 'conflict', versionConflict(Number(version)))
  }
}

async function authorise(
  batch: Batch,
  entity: Entity,
  drafts: readonly Draft[],
  rows: ReadonlyMap<string, Row>,
): Promise<void> {
  const { context, session } = batch
  if (drafts.length === 0 || context.reader.user === undefined) return
  const binned = drafts[0]?.action === 'restore'
  const visible = await allowedIds(context, session, entity, 'read', rows, { stored: true, binned })
  for (const action of ['update', 'delete'] as const) {
    const asking = drafts.filter((draft) => (draft.action === 'update' ? 'update' : 'delete') === action)
    if (asking.length === 0) continue
    const own = new Map(asking.flatMap(({ id }) => (rows.has(id) ? [[id, rows.get(id) ?? {}] as const] : [])))
    const allowed = await allowedIds(context, session, entity, action, own, { stored: true, binned })
    for (const draft of asking) {
      if (!visible.has(draft.id)) refuse(draft, 'not_found', notFound)
      else if (!allowed.has(draft.id)) refuse(draft, 'not_allowed', notAllowed)
    }
  }
}

/** Stands for an entity that is not there, so that a refused command has a draft like any other. */
function nowhere(key: string): Entity {
  return {
    id: '',
    key,
    origin: { kind: 'drawn' },
    document: { kind: 'entity', specVersion: 1, id: '', key, fields: [] },
    label: {},
    title: 'id',
    fields: new Map(),
    relations: new Map(),
    stage: undefined,
    owner: undefined,
    rules: [],
    invariants: [],
    uniques: [],
    pipelines: [],
  }
}
