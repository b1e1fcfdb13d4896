import { compileUnwritable } from '@atelier/records'
import { notAllowed } from '../http/known-problems.ts'
import { type Batch, byEntity, standing } from './batch.ts'
import { type Draft, type LineDraft, type Row, refuse } from './draft.ts'
import { type Refs, valuesOf } from './open-drafts.ts'
import { readOnly } from './problems.ts'
import { allowedIds, fieldRights } from './rights.ts'
import { asReader } from './session.ts'
import { takeValues } from './take-values.ts'

/** Codes that say that a request was not understood at all, as against understood and refused. */
const notUnderstood: ReadonlySet<string> = new Set(['unknown_field'])

/** Reads the values of every command into its draft. */
export async function takeAll(batch: Batch, refs: Refs): Promise<void> {
  for (const draft of standing(batch))
    if (draft.action === 'create' || draft.action === 'update') take(batch, draft, refs)
  await refuseByRow(batch)
}

function take(batch: Batch, draft: Draft, refs: Refs): void {
  const { model, context } = batch
  const { entity, command } = draft
  const taken = takeValues(
    valuesOf(command),
    {
      model,
      entity,
      rights: fieldRights(context.reader, model, entity.key),
      rightsOf: (key) => fieldRights(context.reader, model, key),
      refs,
      lineIds: (key) => new Set(rowsOf(draft.before, key).map((row) => String(row['id']))),
    },
    draft.after,
  )
  for (const key of taken.given) draft.given.add(key)
  for (const reference of taken.references) batch.references.push({ draft, reference })
  for (const [key, rows] of taken.lines) {
    const old = new Map(rowsOf(draft.before, key).map((row) => [String(row['id']), row]))
    const keep = rows.map((line): LineDraft => {
      const before = line.existing ? old.get(line.id) : undefined
      // References are resolved into the row later: it has to be the very object that the values were read into.
      const after: Row = Object.assign(line.values, { ...before, ...line.values, id: line.id })
      return { id: line.id, before, after, given: line.given, place: line.place }
    })
    const kept = new Set(keep.map(({ id }) => id))
    draft.lines.set(key, { keep, gone: [...old.values()].filter((row) => !kept.has(String(row['id']))) })
  }
  if (taken.problems.length > 0)
    refuse(
      draft,
      taken.problems.some(({ code }) => notUnderstood.has(code)) ? 'not_understood' : 'invalid',
      ...taken.problems,
    )
  draft.wantsStage =
    command.kind === 'move'
      ? { to: command.to, reason: command.reason, path: '/to' }
      : taken.stage === undefined
        ? undefined
        : {
            to: taken.stage.value,
            reason: command.kind === 'update' ? command.reason : undefined,
            path: `/${entity.stage?.key ?? 'stage'}`,
          }
}

/** Rows of a lines field in a record's values. */
export function rowsOf(row: Row | undefined, key: string): readonly Row[] {
  const rows = row?.[key]
  return Array.isArray(rows)
    ? rows.filter((each): each is Row => typeof each === 'object' && each !== null && !Array.isArray(each))
    : []
}

/** Rights that hang on the row: fields that only some grants let write, and giving a record to somebody else. */
async function refuseByRow(batch: Batch): Promise<void> {
  const { context, model, session } = batch
  if (context.reader.user === undefined) return
  for (const [entity, drafts] of byEntity(standing(batch).filter((draft) => draft.before !== undefined))) {
    const rights = fieldRights(context.reader, model, entity.key)
    const doubtful = new Set(
      drafts.flatMap(({ given }) => [...given].filter((key) => rights?.get(key)?.byRow === true)),
    )
    if (doubtful.size > 0) {
      const unwritable = await session.json<Readonly<Record<string, readonly string[]>>>(
        compileUnwritable(asReader(context), {
          entity: entity.key,
          ids: drafts.map(({ id }) => id),
          fields: [...doubtful],
        }),
      )
      for (const draft of drafts)
        for (const key of unwritable[draft.id] ?? []) {
          const field = entity.fields.get(key)
          if (field !== undefined && draft.given.has(key)) refuse(draft, 'invalid', readOnly(field))
        }
    }
    const ownerKey = entity.owner?.key
    const giving = ownerKey === undefined ? [] : drafts.filter((draft) => draft.given.has(ownerKey))
    if (giving.length === 0) continue
    const rows = new Map(giving.map((draft) => [draft.id, draft.before ?? {}]))
    const allowed = await allowedIds(context, session, entity, 'assign', rows)
    for (const draft of giving) draft.mayAssign = allowed.has(draft.id)
  }
}

/** Refuses a change of owner by whoever may not assign; asked once references are resolved and a change can be told from none. */
export function refuseAssigning(batch: Batch): void {
  for (const draft of standing(batch)) {
    const key = draft.entity.owner?.key
    if (key !== undefined && draft.mayAssign === false && draft.before?.[key] !== draft.after[key])
      refuse(draft, 'not_allowed', { ...notAllowed, path: `/${key}`, field: key })
  }
}
