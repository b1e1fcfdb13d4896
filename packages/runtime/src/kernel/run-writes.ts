import type { Model } from '@atelier/definitions'
import { runsItself } from '../automation/queue-drafts.ts'
import { sqlState } from '../database/transaction.ts'
import { notAllowed } from '../http/known-problems.ts'
import type { Context } from '../workspace/workspace.ts'
import { announceLater } from './announce-later.ts'
import { type Batch, openBatch, standing } from './batch.ts'
import type { WriteCommand, WriteOptions, WriteResult } from './commands.ts'
import { completeAll, refuseChoices } from './complete.ts'
import { type Draft, refuse } from './draft.ts'
import { warnOfDuplicates } from './duplicates.ts'
import { callCommitted, hookOf } from './entity-hook.ts'
import { needsOf } from './entity-needs.ts'
import { expandDeletes } from './expand-deletes.ts'
import { judge, type Surroundings } from './judge.ts'
import { LateRefusal, NeedsTransaction, VersionMoved } from './late-refusal.ts'
import { nameRecords, openDrafts, type Refs, valuesOf } from './open-drafts.ts'
import { partsOf } from './part.ts'
import { changesOf } from './plan-changes.ts'
import { type nothingPast, processStore } from './process.ts'
import { resolveReferences } from './resolve-references.ts'
import { type Session, sessionOn } from './session.ts'
import { refuseAssigning, takeAll } from './take.ts'
import { takeNumbers } from './take-numbers.ts'
import { uniqueCulprits, violatedUnique } from './uniques.ts'
import { type Entry, wavesOf } from './waves.ts'
import { aboutDraft, withoutSecrets, withoutSecretWarnings } from './without-secrets.ts'
import { type Done, isForeign, judgeInvariants, writeDrafts } from './write-drafts.ts'

/** Serialization failure, deadlock, lock not to be had in time, a plan or a statement that DDL has made stale. */
const passing: ReadonlySet<string> = new Set(['40001', '40P01', '55P03', '0A000', '26000'])
/** A quick write found another version than it had loaded. */
const overtaken = '22012'
const attempts = 6

/**
 * The one way in which records change. Judges every command, writes those that pass in one transaction together with the ledger, and says
 * of each what became of it, in order. Problems of users are results, never exceptions. Deadlocks and their like are tried again inside.
 */
export async function runWrites(
  context: Context,
  commands: readonly WriteCommand[],
  options: WriteOptions,
): Promise<readonly WriteResult[]> {
  if (commands.length === 0) return []
  let quick = options.dryRun !== true && isQuick(context, commands)
  for (let attempt = 1; ; attempt++) {
    try {
      return await (quick ? runQuick(context, commands, options) : runInTransaction(context, commands, options))
    } catch (error) {
      if (error instanceof NeedsTransaction) {
        quick = false
        noteSlow(context, commands)
      } else if (quick && sqlState(error) === overtaken) quick = false
      else if (!isPassing(error) || attempt >= attempts) throw error
      else await new Promise((resolve) => setTimeout(resolve, Math.random() * 12 * attempt))
    }
  }
}

/** Kinds of write that turned out to need a transaction, so that the next of their kind starts with one. */
const slow = new WeakMap<Model, Set<string>>()

/** One record without numbers, lines or deletions: it may need nothing but one statement. What shows otherwise on the way starts a transaction. */
function isQuick(context: Context, commands: readonly WriteCommand[]): boolean {
  const { generation } = context
  const [command] = commands
  if (commands.length !== 1 || command === undefined || command.kind === 'delete' || command.kind === 'restore')
    return false
  const entity = generation.model.entities.get(command.entity)
  if (entity === undefined || hookOf(context, entity) !== undefined) return false
  if (command.kind === 'create' && needsOf(generation.model, entity).numbered.length > 0) return false
  // An approval locks fields without raising the version: whoever writes then waits in line for the row.
  if ([...generation.model.approvals.values()].some((approval) => approval.entity === entity.key)) return false
  return slow.get(generation.model)?.has(kindOf(command)) !== true
}

const kindOf = (command: WriteCommand): string =>
  `${command.kind} ${command.entity} ${Object.keys(valuesOf(command)).sort().join()}`

function noteSlow({ generation }: Context, commands: readonly WriteCommand[]): void {
  const known = slow.get(generation.model) ?? new Set()
  slow.set(generation.model, known)
  const [command] = commands
  if (command !== undefined && known.size < 10_000) known.add(kindOf(command))
}

function isPassing(error: unknown): boolean {
  return error instanceof VersionMoved || passing.has(sqlState(error) ?? '')
}

/** One new record that needs nothing but its own row: its one statement is its own transaction. */
async function runQuick(
  context: Context,
  commands: readonly WriteCommand[],
  options: WriteOptions,
): Promise<readonly WriteResult[]> {
  return run(context, commands, options, sessionOn(context.workspace.pool), false)
}

async function runInTransaction(
  context: Context,
  commands: readonly WriteCommand[],
  options: WriteOptions,
): Promise<readonly WriteResult[]> {
  const client = await context.workspace.pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    const results = await run(context, commands, options, sessionOn(client), true)
    const keeps = options.dryRun !== true && !(options.atomic && results.some(({ status }) => status === 'refused'))
    await client.query(keeps ? 'commit' : 'rollback')
    if (keeps) callCommitted(context, commands)
    return results
  } catch (error) {
    await client.query('rollback').catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error('rollback failed')
    })
    throw error
  } finally {
    client.release(broken)
  }
}

async function run(
  context: Context,
  commands: readonly WriteCommand[],
  options: WriteOptions,
  session: Session,
  inTransaction: boolean,
): Promise<readonly WriteResult[]> {
  const { ids, refs } = nameRecords(commands)
  const results: WriteResult[] = []
  const done: Done = {
    versions: new Map(),
    touched: new Map(),
    told: options.tell === true ? new Map() : undefined,
  }
  const written: { batch: Batch; drafts: readonly Draft[] }[] = []
  for (const wave of wavesOf(commands, ids)) {
    const batch = openBatch(context, session)
    const around = await prepare(batch, wave, refs, inTransaction)
    const isStuck =
      options.atomic &&
      (batch.drafts.some((draft) => draft.problems.length > 0) ||
        results.some((result) => result?.status === 'refused'))
    if (!isStuck) await writeStanding(batch, done, around, inTransaction, options.atomic)
    written.push({ batch, drafts: standing(batch) })
    await keepWaiting(batch, inTransaction)
    for (const draft of batch.drafts)
      if (draft.isFollowUp !== true) results[draft.index] = resultOf(context, draft, done)
  }
  if (options.atomic) await judgeAll(written, done, results)
  const stands = options.dryRun !== true && !(options.atomic && results.some(({ status }) => status === 'refused'))
  if (stands)
    for (const [entity, touched] of done.touched)
      announceLater(context.workspace, entity, touched, runsItself(context.generation.model, entity))
  return results
}

/** Everything up to the judgement; nothing is written. */
async function prepare(batch: Batch, wave: readonly Entry[], refs: Refs, lock: boolean): Promise<Surroundings> {
  await openDrafts(batch, wave, lock)
  await takeAll(batch, refs)
  await resolveReferences(batch)
  refuseAssigning(batch)
  await completeAll(batch)
  await refuseChoices(batch)
  await expandDeletes(batch)
  const around = await surroundings(batch)
  for (const draft of batch.drafts) {
    if (
      draft.action === 'restore' ||
      draft.refusal === 'not_found' ||
      draft.refusal === 'not_allowed' ||
      draft.isFollowUp === true
    )
      continue
    if (draft.problems.length > 0 && draft.entity.id === '') continue
    const parts = batch.parts.get(draft) ?? partsOf(batch, draft)
    judge(batch, draft, draft.action === 'delete' ? parts.slice(0, 1) : parts, around)
  }
  for (const draft of standing(batch)) if (isForeign(batch, draft)) refuse(draft, 'not_allowed', notAllowed)
  dropDangling(batch)
  await warnOfDuplicates(batch)
  return around
}

async function surroundings(batch: Batch): Promise<Surroundings> {
  const { context, model, session } = batch
  const past = new Map<string, typeof nothingPast>()
  const store = processStore()
  const moving = standing(batch).some(({ stage }) => stage !== undefined)
  for (const entity of new Set(batch.drafts.map((draft) => draft.entity))) {
    const has =
      [...model.approvals.values()].some((approval) => approval.entity === entity.key) ||
      entity.pipelines.some(({ stages }) => stages.some(({ keyActions }) => keyActions !== undefined))
    if (store === undefined || !has) continue
    const ids = batch.drafts
      .filter((draft) => draft.entity === entity && draft.before !== undefined)
      .map(({ id }) => id)
    if (ids.length > 0)
      for (const [id, process] of await store.load(context, session, entity, ids)) past.set(id, process)
  }
  return { directory: moving ? await context.workspace.directory() : { users: new Map(), teams: new Map() }, past }
}

/** A record that points at one of the same call that is refused cannot be written either. */
function dropDangling(batch: Batch): void {
  for (let changed = true; changed; ) {
    changed = false
    const refused = new Set(
      batch.drafts.filter((draft) => draft.problems.length > 0 && draft.action === 'create').map(({ id }) => id),
    )
    for (const { draft, reference } of batch.references) {
      const dangling = reference.wanted.find(
        (wanted) => wanted.by === 'ref' && refused.has(wanted.id) && wanted.id !== draft.id,
      )
      if (dangling === undefined || draft.problems.length > 0) continue
      refuse(draft, 'invalid', {
        code: 'unknown_reference',
        path: `${reference.place}/${reference.field.key}`,
        field: reference.field.key,
        message: { en: 'The record it points at was refused.', 'zh-CN': '所引用的记录未能写入。' },
      })
      changed = true
    }
  }
}

/** Writes what stands. When the database refuses something, the culprits are set aside and the rest is written. */
async function writeStanding(
  batch: Batch,
  done: Done,
  around: Surroundings,
  inTransaction: boolean,
  atomic: boolean,
): Promise<void> {
  const groups: (readonly Draft[])[] = [standing(batch)]
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    if (group.length === 0) continue
    const failure = await tryWrite(batch, group, done, around, inTransaction, atomic)
    if (failure === undefined) continue
    const present = group.filter((draft) => failure.has(draft.id))
    if (present.length === 0 && group.length > 1) {
      const half = Math.ceil(group.length / 2)
      groups.unshift(group.slice(0, half), group.slice(half))
      continue
    }
    for (const draft of present.length === 0 ? group : present) {
      const refusal = failure.get(draft.id)
      refuse(draft, refusal?.kind ?? 'invalid', ...(refusal?.problems ?? []))
    }
    groups.unshift(group.filter((draft) => draft.problems.length === 0))
  }
}

type Refusals = LateRefusal['refusals']

async function tryWrite(
  batch: Batch,
  group: readonly Draft[],
  done: Done,
  around: Surroundings,
  inTransaction: boolean,
  atomic: boolean,
): Promise<Refusals | undefined> {
  const { session } = batch
  const versions = new Map(done.versions)
  const touched = new Map([...done.touched].map(([entity, ids]) => [entity, new Set(ids)]))
  try {
    if (inTransaction) await session.run('savepoint kernel')
    await takeNumbers(batch, group)
    await writeDrafts(batch, group, done, around, inTransaction)
    if (!atomic && inTransaction) await judgeInvariants(batch, group, since(done.touched, touched))
    return undefined
  } catch (error) {
    const constraint = violatedUnique(error)
    if (constraint === undefined && !(error instanceof LateRefusal)) throw error
    if (inTransaction) await session.run('rollback to savepoint kernel')
    done.versions.clear()
    for (const [id, version] of versions) done.versions.set(id, version)
    done.touched.clear()
    for (const [entity, ids] of touched) done.touched.set(entity, ids)
    return constraint === undefined
      ? error instanceof LateRefusal
        ? error.refusals
        : undefined
      : await uniqueCulprits(batch, group, constraint)
  }
}

function since(
  now: ReadonlyMap<string, ReadonlySet<string>>,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...now].map(([entity, ids]) => [entity, new Set([...ids].filter((id) => before.get(entity)?.has(id) !== true))]),
  )
}

/** All or nothing: invariants look at the whole call. */
async function judgeAll(
  written: readonly { readonly batch: Batch; readonly drafts: readonly Draft[] }[],
  done: Done,
  results: WriteResult[],
): Promise<void> {
  const [first] = written
  if (first === undefined || results.some(({ status }) => status === 'refused')) return
  const { context } = first.batch
  const drafts = written.flatMap((wave) => wave.drafts)
  try {
    await judgeInvariants(first.batch, drafts, done.touched)
  } catch (error) {
    if (!(error instanceof LateRefusal)) throw error
    for (const draft of drafts) {
      const refusal = error.refusals.get(draft.id)
      if (refusal === undefined) continue
      const problems = withoutSecrets(context, aboutDraft(context, draft), refusal.problems)
      results[draft.index] = { status: 'refused', id: draft.id, kind: refusal.kind, problems }
    }
  }
}

/** Moves that approvals hold: they are started and keep what was asked. */
async function keepWaiting(batch: Batch, inTransaction: boolean): Promise<void> {
  for (const draft of batch.drafts) {
    const { pendingApprovals: approvals, stage, command } = draft
    if (approvals === undefined || stage === undefined || draft.problems.length > 0) continue
    if (!inTransaction) throw new NeedsTransaction()
    const store = processStore()
    const values = command.kind === 'update' || command.kind === 'move' ? (command.values ?? {}) : {}
    if (store === undefined)
      refuse(draft, 'invalid', {
        code: 'gate_approval',
        path: '/to',
        message: { en: 'This move needs an approval.', 'zh-CN': '此推进需要审批。' },
        params: { approvals },
      })
    else {
      await batch.session.run('savepoint waiting')
      const problems = await store.wait(batch.context, batch.session, {
        entity: draft.entity,
        id: draft.id,
        approvals,
        to: stage.to,
        values,
        reason: stage.reason,
      })
      if (problems.length > 0) {
        await batch.session.run('rollback to savepoint waiting')
        refuse(draft, 'invalid', ...problems)
      }
      await batch.session.run('release savepoint waiting')
    }
  }
}

function resultOf(context: Context, draft: Draft, done: Done): WriteResult {
  if (draft.problems.length > 0) {
    const known = draft.before !== undefined && draft.refusal !== 'not_found' ? { id: draft.id } : {}
    const problems = withoutSecrets(context, aboutDraft(context, draft), draft.problems)
    return { status: 'refused', ...known, kind: draft.refusal ?? 'invalid', problems }
  }
  const version = done.versions.get(draft.id) ?? Number(draft.before?.['version'] ?? 1)
  const { id } = draft
  const warnings = withoutSecretWarnings(context, aboutDraft(context, draft), draft.warnings)
  if (draft.pendingApprovals !== undefined)
    return { status: 'pending', id, version, approvals: draft.pendingApprovals, warnings }
  const record = done.told?.get(id)
  const told = record === undefined ? {} : { record }
  if (draft.action === 'create') return { status: 'created', id, version, warnings, ...told }
  return {
    ...told,
    status: draft.action === 'update' && changesOf(draft).length === 0 ? 'unchanged' : 'updated',
    id,
    version,
    warnings,
  }
}

/**
 * The same inside a transaction that the caller holds: for work that must be done together with the writes or not at all (a run of an automation, a part
 * of an import). The caller commits, rolls back when an atomic call was refused, and repeats the whole transaction when it fails in passing.
 */
export async function runWritesIn(
  session: Session,
  context: Context,
  commands: readonly WriteCommand[],
  options: WriteOptions,
): Promise<readonly WriteResult[]> {
  return commands.length === 0 ? [] : run(context, commands, options, session, true)
}
