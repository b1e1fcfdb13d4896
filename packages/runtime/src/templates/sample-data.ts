import { createHash } from 'node:crypto'
import type { SampleDataDocument } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import type { History, WriteCommand } from '../kernel/commands.ts'
import { runWrites } from '../kernel/run-writes.ts'
import type { Context } from '../workspace/workspace.ts'

export type Loaded =
  | { readonly ok: true; readonly records: number }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const batch = 500

/** The id of a sample record: the same for the same workspace, document and key, so that loading twice makes nothing twice. */
function sampleId(context: Context, entity: string, key: string): string {
  const hash = createHash('sha256').update(`${context.workspace.key}/${entity}/${key}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

const dayMs = 86_400_000

/** Sample values with what they say in relation to today and to each other put in: `{"sample": key}` and `{"daysAgo": n}`. */
function resolve(context: Context, value: unknown, entities: ReadonlyMap<string, string>, instant: boolean): unknown {
  if (Array.isArray(value)) return value.map((element) => resolve(context, element, entities, instant))
  if (typeof value !== 'object' || value === null) return value
  if ('sample' in value && typeof value.sample === 'string') {
    const entity = entities.get(value.sample)
    return entity === undefined ? undefined : sampleId(context, entity, value.sample)
  }
  if ('daysAgo' in value && typeof value.daysAgo === 'number') {
    const at = new Date(context.now.getTime() - value.daysAgo * dayMs).toISOString()
    return instant ? at : at.slice(0, 10)
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolve(context, inner, entities, instant)]),
  )
}

/**
 * Writes sample records through the kernel, in the order of the documents. `$createdAt` and `$enteredAt` (dates by stage) in a record's values
 * tell its past; gates are not judged, everything else is.
 */
export async function loadSampleData(
  context: Context,
  documents: readonly SampleDataDocument[],
  onProgress?: (done: number, of: number) => void,
): Promise<Loaded> {
  const entities = new Map(
    documents.flatMap((document) => document.records.map((record) => [record.key, document.entity] as const)),
  )
  const total = documents.reduce((sum, document) => sum + document.records.length, 0)
  let done = 0
  const directory = await context.workspace.directory()
  const people = [...directory.users.values()].filter((user) => user.active)
  for (const document of documents) {
    const fields = context.generation.model.entities.get(document.entity)?.fields
    for (let i = 0; i < document.records.length; i += batch) {
      const commands = document.records.slice(i, i + batch).map(({ key, values }, index): WriteCommand => {
        const { $createdAt, $enteredAt, ...rest } = values
        const history: History = {
          skipProcess: true,
          ...($createdAt === undefined ? {} : { createdAt: String(resolve(context, $createdAt, entities, true)) }),
          ...($enteredAt === undefined
            ? {}
            : {
                enteredAt: Object.fromEntries(
                  Object.entries($enteredAt as object).map(([stage, at]) => [
                    stage,
                    String(resolve(context, at, entities, true)),
                  ]),
                ),
              }),
        }
        const written = Object.fromEntries(
          Object.entries(rest).map(([field, value]) => [
            field,
            resolve(context, value, entities, fields?.get(field)?.type.key === 'datetime'),
          ]),
        )
        const owner = context.generation.model.entities.get(document.entity)?.owner
        const anyone = people[(i + index) % Math.max(1, people.length)]
        return {
          kind: 'create',
          entity: document.entity,
          id: sampleId(context, document.entity, key),
          values: { ...(owner && anyone && !('owner' in written) ? { owner: anyone.id } : {}), ...written },
          history,
        }
      })
      const results = await runWrites(context, commands, { atomic: false })
      const problems = results.flatMap((result, index) =>
        result.status === 'refused' &&
        !result.problems.every((problem) => problem.code === 'already_there' || problem.code === 'not_unique')
          ? result.problems.map((problem) => ({
              ...problem,
              path: `/${document.key}/${document.records[i + index]?.key}${problem.path}`,
            }))
          : [],
      )
      if (problems.length > 0) return { ok: false, problems }
      done += commands.length
      onProgress?.(done, total)
    }
  }
  return { ok: true, records: done }
}
