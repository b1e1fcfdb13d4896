import type { Entity, Field, SampleDataDocument } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { runStatement } from '../database/run-statement.ts'
import type { History, WriteCommand } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { type SampleContext, sampleId, sampleValue } from './sample-values.ts'

export type Loaded =
  /** `records`: how many were made; those that were there already do not count. */
  { readonly ok: true; readonly records: number } | { readonly ok: false; readonly problems: readonly Problem[] }

const batch = 500

type CreateCommand = Extract<WriteCommand, { kind: 'create' }>
type SampleRecord = SampleDataDocument['records'][number]

const isInstant = (field: Field | undefined): boolean => field?.type.ruleType(field.settings).kind === 'datetime'

/** A record's past. Whoever owns a sample record made it. */
function historyOf(sample: SampleContext, { createdAt, enteredAt }: SampleRecord, owner: unknown): History {
  return {
    skipProcess: true,
    ...(typeof owner === 'string' ? { createdBy: owner } : {}),
    ...(createdAt === undefined ? {} : { createdAt: String(sampleValue(sample, createdAt, true)) }),
    ...(enteredAt === undefined
      ? {}
      : {
          enteredAt: Object.fromEntries(
            Object.entries(enteredAt).map(([stage, at]) => [stage, String(sampleValue(sample, at, true))]),
          ),
        }),
  }
}

function commandOf(
  context: Context,
  sample: SampleContext,
  entity: Entity,
  record: SampleRecord,
  somebody: string | undefined,
): CreateCommand {
  const values = Object.fromEntries(
    Object.entries(record.values).map(([key, value]) => [
      key,
      sampleValue(sample, value, isInstant(entity.fields.get(key))),
    ]),
  )
  const owner = entity.owner === undefined ? undefined : (values[entity.owner.key] ?? somebody)
  return {
    kind: 'create',
    entity: entity.key,
    id: sampleId(context.workspace.key, entity.key, record.key),
    values: entity.owner === undefined || owner === undefined ? values : { ...values, [entity.owner.key]: owner },
    history: historyOf(sample, record, owner),
  }
}

/** Ids of the people that the sample data brings. */
function sampleUsers(context: Context, documents: readonly SampleDataDocument[]): readonly string[] {
  return documents
    .filter(({ entity }) => entity === 'user')
    .flatMap(({ records }) => records.map(({ key }) => sampleId(context.workspace.key, 'user', key)))
}

/** Ids of the sample records that an earlier load has made. */
async function presentIds(
  context: Context,
  entity: Entity,
  commands: readonly CreateCommand[],
): Promise<ReadonlySet<string>> {
  const ids = commands.flatMap(({ id }) => (id === undefined ? [] : [id]))
  const compiled = compileList(queryContext(context), {
    entity: entity.key,
    filter: { in: [{ var: 'id' }, ids] },
    fields: ['id'],
    limit: batch,
  })
  if (!compiled.ok) return new Set()
  const { records }: { readonly records: readonly { readonly id: string }[] } = JSON.parse(
    await runStatement(context.workspace.pool, compiled.statement),
  )
  return new Set(records.map(({ id }) => id))
}

/** Keys of the sample records that a value refers to. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn)
  if (typeof value !== 'object' || value === null) return []
  if ('sample' in value && typeof value.sample === 'string') return [value.sample]
  return Object.values(value).flatMap(keysIn)
}

/** Records in their order, cut wherever one refers to another that would be written together with it. */
function inWaves(records: readonly SampleRecord[]): readonly (readonly SampleRecord[])[] {
  const waves: SampleRecord[][] = []
  const together = new Set<string>()
  for (const record of records) {
    const wave = waves.at(-1)
    if (wave === undefined || wave.length >= batch || keysIn(record.values).some((key) => together.has(key))) {
      waves.push([record])
      together.clear()
    } else wave.push(record)
    together.add(record.key)
  }
  return waves
}

/**
 * Writes sample records through the kernel, in the order of the documents. `createdAt` and `enteredAt` (by stage) of a record tell its past;
 * gates are not judged, everything else is. Records that are there already are left as they are.
 */
export async function loadSampleData(
  context: Context,
  documents: readonly SampleDataDocument[],
  onProgress?: (done: number, of: number) => void,
): Promise<Loaded> {
  const { model } = context.generation
  const entities = new Map(
    documents.flatMap((document) => document.records.map((record) => [record.key, document.entity] as const)),
  )
  const sample: SampleContext = {
    now: context.now,
    zone: model.workspace.zone,
    idOf: (key) => {
      const entity = entities.get(key)
      return entity === undefined ? undefined : sampleId(context.workspace.key, entity, key)
    },
  }
  const total = documents.reduce((sum, document) => sum + document.records.length, 0)
  const directory = await context.workspace.directory()
  const people = [...directory.users.values()].filter((user) => user.active).map(({ id }) => id)
  // Records that name no owner belong to those who are there already: whoever tries the template finds something of their own.
  const owners = people.length > 0 ? people : sampleUsers(context, documents).slice(0, 1)
  let done = 0
  let made = 0
  for (const document of documents) {
    const entity = model.entities.get(document.entity)
    if (entity === undefined) continue
    for (const records of inWaves(document.records)) {
      const commands = records.map((record, index) =>
        commandOf(context, sample, entity, record, owners[(done + index) % Math.max(1, owners.length)]),
      )
      const there = await presentIds(context, entity, commands)
      const missing = commands.flatMap((command, index) =>
        command.id !== undefined && there.has(command.id) ? [] : [{ command, key: records[index]?.key }],
      )
      const results = await runWrites(
        context,
        missing.map(({ command }) => command),
        { atomic: false },
      )
      const problems = results.flatMap((result, index) => refusals(result, `/${document.key}/${missing[index]?.key}`))
      if (problems.length > 0) return { ok: false, problems }
      made += results.filter(({ status }) => status === 'created').length
      done += commands.length
      onProgress?.(done, total)
    }
  }
  return { ok: true, records: made }
}

const present: ReadonlySet<string> = new Set(['already_there', 'not_unique'])

/** Why a sample record could not be made; nothing when it is only there already. */
function refusals(result: Awaited<ReturnType<typeof runWrites>>[number], path: string): readonly Problem[] {
  if (result.status !== 'refused' || result.problems.every((problem) => present.has(problem.code))) return []
  return result.problems.map((problem) => ({ ...problem, path: `${path}${problem.path}` }))
}
