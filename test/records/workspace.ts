import { compileModel, type Document, type Model } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import {
  type Changes,
  type Compiled,
  compileWrite,
  type PhysicalSchema,
  planSchema,
  type QueryContext,
  type Reader,
  type RowInsert,
  type Statement,
  systemReader,
  systemTables,
} from '@atelier/records'
import pg from 'pg'
import { freshDatabase } from '../harness/index.ts'

export const now = new Date('2026-11-22T06:00:00Z')

export const system: Reader = systemReader

/** Somebody with these roles, who leads nobody. */
export const person = (user: string, roles: readonly string[], more: Partial<Reader> = {}): Reader => ({
  ...system,
  user,
  roles,
  teammates: [user],
  people: [user],
  ...more,
})

let counter = 0
/** A new id; later ones sort later. */
export function newId(): string {
  counter += 1
  return `00000000-0000-7000-8000-${counter.toString(16).padStart(12, '0')}`
}

/** A workspace on a real database of its own. */
export type TestWorkspace = {
  readonly client: pg.Client
  readonly schema: string
  readonly model: () => Model
  readonly physical: () => PhysicalSchema
  readonly as: (reader?: Reader) => QueryContext
  /** Runs a statement and reads its one JSON. */
  readonly json: <T>(statement: Statement | Compiled) => Promise<T>
  /** Takes another revision into service, as a publish does. */
  readonly publish: (documents: readonly Document[]) => Promise<readonly string[]>
  readonly write: (changes: Partial<Changes>) => Promise<{ changed: { entity: string; id: string; version: number }[] }>
  readonly insert: (
    entity: string,
    values: Readonly<Record<string, Canonical>>,
    more?: Partial<RowInsert>,
  ) => Promise<string>
  readonly close: () => Promise<void>
}

/** Opens a workspace with these documents in a schema whose name must be quoted. */
export async function openWorkspace(documents: readonly Document[]): Promise<TestWorkspace> {
  const database = await freshDatabase()
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const schema = 'ws "test"'
  for (const text of systemTables(schema)) await client.query(text)
  await client.query('create extension if not exists pg_trgm schema public')
  let revision = 0
  let model = compileModel([], { revision })
  let physical: PhysicalSchema | undefined
  const publish = async (next: readonly Document[]) => {
    revision += 1
    model = compileModel(next, { revision })
    const plan = planSchema({ schema, from: physical, model, trigram: true })
    for (const step of plan.steps) await client.query(step.sql)
    // What is stored with a revision is JSON.
    physical = JSON.parse(JSON.stringify(plan.physical))
    return plan.steps.map((step) => step.sql)
  }
  await publish(documents)
  const present = (): PhysicalSchema => physical ?? { format: 1, entities: {}, kept: {} }
  const as = (reader: Reader = system): QueryContext => ({ model, physical: present(), schema, reader, now })
  const json = async <T>(compiled: Statement | Compiled): Promise<T> => {
    if ('ok' in compiled && !compiled.ok) throw new Error(JSON.stringify(compiled.problems))
    const statement = 'ok' in compiled ? compiled.statement : compiled
    const { rows } = await client.query({
      text: statement.text,
      values: [...statement.parameters],
      ...(statement.name ? { name: statement.name } : {}),
    })
    return JSON.parse(rows[0]?.json ?? 'null')
  }
  const write: TestWorkspace['write'] = (changes) => json(compileWrite(as(), { records: [], events: [], ...changes }))
  return {
    client,
    schema,
    model: () => model,
    physical: present,
    as,
    json,
    publish,
    write,
    insert: async (entity, values, more = {}) => {
      const id = more.id ?? newId()
      const createdAt = new Date(now.getTime() + counter * 1000).toISOString()
      const links = Object.entries(values).flatMap(([field, value]) =>
        model.entities.get(entity)?.fields.get(field)?.type.storage === 'links' && Array.isArray(value)
          ? [
              {
                field,
                id,
                to: value.map((item) =>
                  typeof item === 'object' && item !== null && 'id' in item
                    ? { id: String(item.id), entity: String(item.entity) }
                    : { id: String(item), entity: '' },
                ),
              },
            ]
          : [],
      )
      await write({ records: [{ entity, insert: [{ createdAt, createdBy: null, ...more, id, values }], links }] })
      return id
    },
    close: async () => {
      await client.end()
      await database.drop()
    },
  }
}
