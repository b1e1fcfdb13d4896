import { randomUUID } from 'node:crypto'
import pg, { type Pool } from 'pg'
import type { Clock } from '../clock.ts'
import type { Announcements } from '../database/announcements.ts'
import { inTransaction } from '../database/transaction.ts'
import type { EntityHooks } from '../kernel/entity-hook.ts'
import { readDirectory, readerOf, systemReader } from './directory.ts'
import { isLater, loadRevision, toGeneration } from './generation.ts'
import { withUserPaths } from './user-paths.ts'
import type { Generation, Workspace } from './workspace.ts'

/** How long people and rights are taken from memory before they are read again. */
const peopleFreshFor = 2_000
/** The entities whose records say who people are. */
const peopleEntities: ReadonlySet<string> = new Set(['user', 'team'])
/** How often revisions are compared with the database, in case an announcement was missed; also the heart beat of this process. */
const pollEvery = 1_000

export type Workspaces = {
  readonly all: () => readonly Workspace[]
  readonly get: (key: string) => Workspace | undefined
  /** The workspace a person asks for, or the only one; undefined when there is none that they belong to. */
  readonly forCaller: (user: string, wanted: string | undefined) => Promise<Workspace | undefined>
  /** Keys of the workspaces a person belongs to. */
  readonly keysOf: (user: string) => Promise<readonly string[]>
  /** Opens a workspace that was just made, or takes a newer revision into service. */
  readonly refresh: (key: string) => Promise<Workspace | undefined>
  /** Takes a generation into service that this process has just published. */
  readonly serve: (key: string, generation: Generation) => void
  readonly forgetPeople: (key: string) => void
  readonly close: () => void
}

type Open = {
  readonly workspace: Workspace
  generation: Generation
  people: { until: number; directory: ReturnType<typeof readDirectory> } | undefined
}

/**
 * Every workspace of the database, kept at its newest revision: told by announcements, confirmed by polling.
 * `side` is a pool of its own for what requests need to know about people and revisions: a transaction that asks for it holds a connection
 * of `pool` already, and would wait for ever if all the others did the same.
 */
export async function openWorkspaces(
  pool: Pool,
  side: Pool,
  clock: Clock,
  announcements: Announcements,
  hooks: EntityHooks,
): Promise<Workspaces> {
  const processId = randomUUID()
  const open = new Map<string, Open>()
  const members = new Map<string, { until: number; keys: readonly string[] }>()

  const load = async (key: string, schema: string): Promise<Workspace | undefined> => {
    const revision = await loadRevision(side, schema)
    if (!revision) return undefined
    // Asked after the wait: two that open a workspace at once must end with one of it.
    const known = open.get(key)
    if (known) {
      if (isLater({ revision: revision.n, mark: revision.mark }, known.generation))
        known.generation = toGeneration(revision)
      return known.workspace
    }
    const entry: Open = {
      generation: toGeneration(revision),
      people: undefined,
      workspace: makeWorkspace(key, schema, () => entry),
    }
    open.set(key, entry)
    return entry.workspace
  }

  const directoryOf = (entry: Open): ReturnType<typeof readDirectory> => {
    const now = performance.now()
    if (!entry.people || entry.people.until < now) {
      const directory = readDirectory(side, entry.workspace.schema, entry.generation, clock.now())
      const people = { until: now + peopleFreshFor, directory }
      directory.catch(() => {
        if (entry.people === people) entry.people = undefined
      })
      entry.people = people
    }
    return entry.people.directory
  }

  const makeWorkspace = (key: string, schema: string, entry: () => Open): Workspace => ({
    key,
    schema,
    pool,
    clock,
    hooks,
    current: () => entry().generation,
    directory: () => directoryOf(entry()),
    reader: async (userId) => {
      const { model, physical } = entry().generation
      const fallback = { language: model.workspace.language ?? 'en', zone: model.workspace.zone }
      const reader = readerOf(userId, await directoryOf(entry()), fallback)
      if (reader === undefined) return undefined
      const system = systemReader(fallback.language, fallback.zone)
      return withUserPaths(side, { model, physical, schema, reader: system, now: clock.now() }, reader)
    },
    forgetPeople: () => {
      entry().people = undefined
      members.clear()
    },
  })

  const poll = async (): Promise<void> => {
    const { rows } = await side.query<{ key: string; schema: string; revision: number; mark: number }>(
      'select key, schema, revision, mark from atelier.workspace',
    )
    for (const { key, schema, revision, mark } of rows)
      if (isLater({ revision, mark }, open.get(key)?.generation)) await load(key, schema)
    const revisions = Object.fromEntries([...open].map(([key, { generation }]) => [key, generation.revision]))
    await side.query(
      `with gone as (delete from atelier.process where seen_at < now() - interval '1 minute')
       insert into atelier.process (id, seen_at, revisions) values ($1, now(), $2)
       on conflict (id) do update set seen_at = now(), revisions = excluded.revisions`,
      [processId, JSON.stringify(revisions)],
    )
  }

  await poll()
  let polling: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    polling = polling.then(poll).catch(() => undefined)
  }, pollEvery)
  timer.unref()
  const unsubscribe = announcements.subscribe((message) => {
    if (message.kind === 'revision') polling = polling.then(poll).catch(() => undefined)
    if (message.kind === 'people' || (message.kind === 'records' && peopleEntities.has(message.entity))) {
      open.get(message.workspace)?.workspace.forgetPeople()
    }
  })

  const keysOf = async (user: string): Promise<readonly string[]> => {
    const now = performance.now()
    const known = members.get(user)
    if (known && known.until > now) return known.keys
    const { rows } = await side.query<{ workspace: string }>({
      name: 'workspaces-of',
      text: 'select workspace from atelier.member where user_id = $1 order by workspace',
      values: [user],
    })
    const keys = rows.map((row) => row.workspace)
    if (members.size > 10_000) members.clear()
    members.set(user, { until: now + peopleFreshFor, keys })
    return keys
  }

  return {
    all: () => [...open.values()].map(({ workspace }) => workspace),
    get: (key) => open.get(key)?.workspace,
    keysOf,
    forCaller: async (user, wanted) => {
      const keys = await keysOf(user)
      const key = wanted ?? (keys.length === 1 ? keys[0] : undefined)
      if (key === undefined || !keys.includes(key)) return undefined
      return open.get(key)?.workspace
    },
    refresh: async (key) => {
      const { rows } = await pool.query<{ schema: string }>('select schema from atelier.workspace where key = $1', [
        key,
      ])
      members.clear()
      return rows[0] ? load(key, rows[0].schema) : undefined
    },
    serve: (key, generation) => {
      const entry = open.get(key)
      if (entry && isLater(generation, entry.generation)) entry.generation = generation
    },
    forgetPeople: (key) => open.get(key)?.workspace.forgetPeople(),
    close: () => {
      clearInterval(timer)
      unsubscribe()
      // A process that has gone is not waited for.
      side.query('delete from atelier.process where id = $1', [processId]).catch(() => undefined)
    },
  }
}

/** Registers a workspace and makes its empty schema; false when the key is taken. */
export async function registerWorkspace(pool: Pool, key: string, tables: readonly string[]): Promise<boolean> {
  const schema = schemaName(key)
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(4176802)')
    const { rowCount } = await client.query(
      'insert into atelier.workspace (key, schema) values ($1, $2) on conflict do nothing',
      [key, schema],
    )
    if (rowCount !== 1) return false
    await client.query(`create schema ${pg.escapeIdentifier(schema)}`)
    for (const sql of tables) await client.query(sql)
    return true
  })
}

/** The Postgres schema of a workspace, from its key. */
export function schemaName(key: string): string {
  return `w_${key.toLowerCase().replace(/[^a-z0-9]/g, '_')}`.slice(0, 60)
}
