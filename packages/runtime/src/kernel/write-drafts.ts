import { compileMay, compileWrite, tellsItself } from '@atelier/records'
import { queueComputed, queueDrafts, queuesWork } from '../automation/queue-drafts.ts'
import { notAllowed } from '../http/known-problems.ts'
import { touchActivities } from './activities.ts'
import type { Batch } from './batch.ts'
import type { Draft } from './draft.ts'
import { callHooks, hookOf } from './entity-hook.ts'
import { needsOf } from './entity-needs.ts'
import { brokenInvariants, type Touched, watching } from './invariants.ts'
import { judgeAfter, type Surroundings } from './judge.ts'
import { LateRefusal, NeedsTransaction, VersionMoved } from './late-refusal.ts'
import { partsOf } from './part.ts'
import { planChanges, versionAfter } from './plan-changes.ts'
import { computedEvents, recompute, stepsFor, touch, withComputed } from './recompute.ts'
import { loadRecords, ownValues } from './related.ts'
import { mayFromRow } from './rights.ts'
import { asReader, asSystem } from './session.ts'

/** What a write has done so far, in one transaction. */
export type Done = {
  /** Version of every record written or recomputed, by id. */
  readonly versions: Map<string, number>
  readonly touched: Map<string, Set<string>>
  /** Records as their writer sees them, as JSON by id; undefined when nobody wants to know. */
  readonly told: Map<string, string> | undefined
}

type WriteAnswer = {
  readonly changed: readonly { readonly entity: string; readonly id: string; readonly version: number }[]
  readonly record?: unknown
}

/** Drafts to a statement: enough for a round trip not to count, few enough for the next one to be made while Postgres is busy with this one. */
const portion = 200

const portionsOf = (drafts: readonly Draft[]): readonly (readonly Draft[])[] =>
  Array.from({ length: Math.ceil(drafts.length / portion) }, (_, at) => drafts.slice(at * portion, (at + 1) * portion))

/**
 * Runs work one after the other on one connection, but prepares each (what `start` does before its first await) while the one before is under
 * way. The first failure is thrown once nothing is under way any more.
 */
async function inTurn<T, R>(items: readonly T[], start: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  let running: Promise<R> | undefined
  for (const item of items) {
    const before = running
    running = start(item)
    if (before === undefined) continue
    try {
      results.push(await before)
    } catch (error) {
      await Promise.allSettled([running])
      throw error
    }
  }
  if (running !== undefined) results.push(await running)
  return results
}

/**
 * Writes drafts that have passed judgement, as one set, and brings up to date what is computed from them. Throws `LateRefusal` when only the
 * database could tell (rights that hang on the row written, gates over computed values), `VersionMoved` when a record was changed meanwhile.
 */
export async function writeDrafts(
  batch: Batch,
  drafts: readonly Draft[],
  done: Done,
  around: Surroundings,
  inTransaction: boolean,
): Promise<void> {
  const { session, context } = batch
  const plans = portionsOf(drafts).map((portion) => planChanges(batch, portion))
  const written = plans.flatMap((plan) => plan.written)
  if (written.length === 0) return
  const steps = stepsFor(batch, written)
  const asking = written.filter(
    (draft) => draft.action === 'create' && !draft.isFollowUp && mayCreate(batch, draft) === undefined,
  )
  const isLong =
    steps.length > 0 ||
    asking.length > 0 ||
    written.length > 1 ||
    written.some(
      (draft) =>
        draft.lines.size > 0 ||
        hookOf(context, draft.entity) !== undefined ||
        draft.entity.document.activity !== undefined ||
        queuesWork(batch, draft) ||
        watching(batch.model, draft.entity.key).length > 0,
    )
  if (isLong && !inTransaction) throw new NeedsTransaction()
  // What is computed from the rows belongs into the same entry of the ledger: then the entries are written last.
  const [only] = written
  const tells = !inTransaction && done.told !== undefined && only !== undefined && canTell(batch, only)
  const answer = tells ? { reader: asReader(context), entity: only.entity.key } : undefined
  const results = await inTurn(plans, ({ changes }) => {
    const now = steps.length === 0 ? { ...changes, whole: !inTransaction } : { ...changes, events: [] }
    return session.json<WriteAnswer>(compileWrite(asSystem(context), now, answer))
  })
  if (tells) done.told?.set(only.id, JSON.stringify(results[0]?.record ?? null))
  const seen = new Map(results.flatMap(({ changed }) => changed.map(({ id, version }) => [id, version])))
  const expected = new Set(
    plans.flatMap(({ changes }) =>
      changes.records.flatMap(({ insert = [], update = [] }) => [...insert, ...update].map(({ id }) => id)),
    ),
  )
  for (const draft of written) {
    const version = seen.get(draft.id)
    if (version === undefined && expected.has(draft.id)) throw new VersionMoved()
    done.versions.set(draft.id, version ?? versionAfter(draft))
    touch(done.touched, draft.entity.key, [draft.id])
    for (const [key, { keep }] of draft.lines)
      touch(
        done.touched,
        `${draft.entity.key}.${key}`,
        keep.map(({ id }) => id),
      )
  }
  await refuseForeign(batch, asking)
  const recomputed = await recompute(batch, steps, written, done)
  const own = plans
    .flatMap(({ changes }) => changes.events)
    .map((event) => withComputed(event, recomputed.changes.get(event.record)))
  const events = [...own, ...computedEvents(batch, recomputed, new Set(own.map(({ record }) => record)))]
  if (steps.length > 0) await session.text(compileWrite(asSystem(context), { records: [], events }))
  await queueDrafts(batch, written, own)
  await queueComputed(batch, events.slice(own.length))
  await touchActivities(batch, written, done)
  await callHooks(batch, written)
  await judgeLate(batch, written, recomputed.fields, around)
}

// A record that points at itself would be told by its former name.
const canTell = ({ context }: Batch, { entity, after, id }: Draft): boolean =>
  tellsItself(asReader(context), entity.key) &&
  ![...entity.fields.values()].some(({ key, targets }) => targets.length > 0 && after[key] === id)

const mayCreate = ({ context, model }: Batch, draft: Draft): boolean | undefined =>
  mayFromRow(context.reader, model, draft.entity, 'create', draft.after)

/** Refuses, before writing, new records that the writer's grants do not cover, as far as the row tells. */
export const isForeign = (batch: Batch, draft: Draft): boolean =>
  draft.action === 'create' && mayCreate(batch, draft) === false

async function refuseForeign(batch: Batch, drafts: readonly Draft[]): Promise<void> {
  const refusals = new Map<string, { kind: 'not_allowed'; problems: [typeof notAllowed] }>()
  for (const entity of new Set(drafts.map((draft) => draft.entity))) {
    const ids = drafts.filter((draft) => draft.entity === entity).map(({ id }) => id)
    const allowed = new Set(
      await batch.session.json<readonly string[]>(
        compileMay(asReader(batch.context), { entity: entity.key, action: 'create', ids }),
      ),
    )
    for (const id of ids) if (!allowed.has(id)) refusals.set(id, { kind: 'not_allowed', problems: [notAllowed] })
  }
  if (refusals.size > 0) throw new LateRefusal(refusals)
}

/** Rules and gates over values that the database has just computed are judged again, on the record as it is now. */
async function judgeLate(
  batch: Batch,
  written: readonly Draft[],
  computed: ReadonlyMap<string, ReadonlySet<string>>,
  around: Surroundings,
): Promise<void> {
  const refusals = new Map<string, { kind: 'invalid'; problems: Draft['problems'] }>()
  for (const draft of written) {
    const { judged, paths } = needsOf(batch.model, draft.entity)
    const fields = computed.get(draft.entity.key)
    if (fields === undefined || draft.action === 'delete' || ![...fields].some((key) => judged.has(key))) continue
    const loaded = await loadRecords(batch.context, batch.session, draft.entity.key, [draft.id], paths, false)
    const record = loaded.get(draft.id)
    if (record === undefined) continue
    const again: Draft = {
      ...draft,
      after: ownValues(batch.model, draft.entity, record),
      lines: new Map(),
      problems: [],
      warnings: [],
      refusal: undefined,
    }
    const [main] = partsOf({ ...batch, before: new Map([...batch.before, [draft.entity.key, loaded]]) }, again)
    if (main === undefined) continue
    judgeAfter(
      batch,
      again,
      [
        {
          ...main,
          env: {
            ...main.env,
            names: { ...main.env.names, $old: batch.before.get(draft.entity.key)?.get(draft.id) ?? null },
          },
        },
      ],
      around,
    )
    if (again.problems.length > 0) refusals.set(draft.id, { kind: 'invalid', problems: again.problems })
  }
  if (refusals.size > 0) throw new LateRefusal(refusals)
}

/** Judges invariants over everything touched; a broken one is laid at the door of the draft that touched it, or of all when none can be told. */
export async function judgeInvariants(batch: Batch, drafts: readonly Draft[], touched: Touched): Promise<void> {
  const broken = await brokenInvariants(batch.context, batch.session, touched)
  if (broken.length === 0) return
  const refusals = new Map<string, { kind: 'invalid'; problems: Draft['problems'] }>()
  for (const { id, problem } of broken) {
    const culprit =
      drafts.find((draft) => draft.id === id) ??
      drafts.find((draft) => [...draft.lines.values()].some(({ keep }) => keep.some((line) => line.id === id)))
    for (const draft of culprit === undefined ? drafts : [culprit]) {
      const known = refusals.get(draft.id) ?? { kind: 'invalid', problems: [] }
      known.problems.push(problem)
      refusals.set(draft.id, known)
    }
  }
  throw new LateRefusal(refusals)
}
