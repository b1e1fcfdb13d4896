import { compileList, compileLoad, type QueryContext, type Reader } from '@atelier/records'
import type { Directory, Person, Team } from '@atelier/workflow'
import type { Pool } from 'pg'
import { runStatement } from '../database/run-statement.ts'
import type { Generation } from './workspace.ts'

/** Everybody and every team of a workspace, read through the query compiler as the system. */
export async function readDirectory(pool: Pool, schema: string, generation: Generation, now: Date): Promise<Directory> {
  const { workspace } = generation.model
  const reader = systemReader(workspace.language ?? 'en', workspace.zone)
  const readAll = async (entity: string, fields: readonly string[]): Promise<readonly Row[]> => {
    const rows: Row[] = []
    for (let after: string | undefined; ; ) {
      const compiled = compileList(
        { model: generation.model, physical: generation.physical, schema, reader, now },
        { entity, fields, sort: ['createdAt'], limit: 500, ...(after === undefined ? {} : { after }) },
      )
      if (!compiled.ok) throw new Error(`The directory cannot be read: ${JSON.stringify(compiled.problems)}`)
      const page: { records: readonly Row[]; next: string | null } = JSON.parse(
        await runStatement(pool, compiled.statement),
      )
      rows.push(...page.records)
      if (page.next === null) return rows
      after = page.next
    }
  }
  const [users, teams] = await Promise.all([
    readAll('user', [...known]),
    readAll('team', ['name', 'key', 'parent', 'leader']),
  ])
  const added = await readAdded(
    pool,
    { model: generation.model, physical: generation.physical, schema, reader, now },
    users.map(({ id }) => id),
  )
  return {
    users: new Map(users.map((row) => [row.id, { ...toPerson(row), added: added.get(row.id) ?? {} }])),
    teams: new Map(teams.map((row) => [row.id, toTeam(row)])),
  }
}

/** What definitions add to people, by user: rules may read it of `$user`. Links and lines are left out: they are lists of other records. */
async function readAdded(
  pool: Pool,
  query: QueryContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> {
  const entity = query.model.entities.get('user')
  const fields = [...(entity?.fields.values() ?? [])].filter(
    (field) => !field.system && !known.has(field.key) && field.type.storage === 'columns',
  )
  if (fields.length === 0) return new Map()
  const found = new Map<string, Readonly<Record<string, unknown>>>()
  for (let at = 0; at < ids.length; at += 500) {
    const statement = compileLoad(query, { entity: 'user', ids: ids.slice(at, at + 500) })
    const records: readonly (Row | null)[] = JSON.parse(await runStatement(pool, statement))
    for (const record of records) {
      if (record === null) continue
      const values = fields.map(({ key }) => {
        const value = record[key] ?? null
        return [key, entity?.relations.has(key) && typeof value === 'string' ? { id: value } : value] as const
      })
      found.set(record.id, Object.fromEntries(values))
    }
  }
  return found
}

const known: ReadonlySet<string> = new Set(['name', 'email', 'team', 'manager', 'roles', 'active', 'language', 'zone'])

type Row = { readonly id: string; readonly [field: string]: unknown }

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function reference(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value ? text(value.id) : undefined
}

function toPerson(row: Row): Person {
  const language = text(row['language'])
  return {
    id: row.id,
    name: text(row['name']) ?? '',
    email: text(row['email']),
    team: reference(row['team']),
    manager: reference(row['manager']),
    roles: Array.isArray(row['roles']) ? row['roles'].filter((role) => typeof role === 'string') : [],
    language: language === 'en' || language === 'zh-CN' ? language : undefined,
    zone: text(row['zone']),
    active: row['active'] !== false,
  }
}

function toTeam(row: Row): Team {
  return {
    id: row.id,
    key: text(row['key']) ?? row.id,
    name: text(row['name']) ?? '',
    parent: reference(row['parent']),
    leader: reference(row['leader']),
  }
}

/** A team and all teams below it. Circles cannot be stored, and would end here all the same. */
function teamsBelow(team: string, teams: Directory['teams']): readonly string[] {
  const found = new Set([team])
  for (const id of found) for (const other of teams.values()) if (other.parent === id) found.add(other.id)
  return [...found]
}

/** Everybody who reports to someone, directly or not, and the person. */
function reportsOf(user: string, users: Directory['users']): readonly string[] {
  const found = new Set([user])
  for (const id of found) for (const other of users.values()) if (other.manager === id) found.add(other.id)
  return [...found]
}

const readers = new WeakMap<Directory, Map<string, Reader | undefined>>()

/** Who a user is, as row permissions need it; undefined for the unknown and the disabled. Worked out once for each directory. */
export function readerOf(
  userId: string,
  directory: Directory,
  fallback: { language: string; zone: string },
): Reader | undefined {
  let known = readers.get(directory)
  if (known === undefined) {
    known = new Map()
    readers.set(directory, known)
  }
  if (!known.has(userId)) known.set(userId, findReader(userId, directory, fallback))
  return known.get(userId)
}

function findReader(
  userId: string,
  directory: Directory,
  fallback: { language: string; zone: string },
): Reader | undefined {
  const user = directory.users.get(userId)
  if (!user?.active) return undefined
  const teams = user.team === undefined ? [] : teamsBelow(user.team, directory.teams)
  const members = (of: readonly string[]): string[] =>
    [...directory.users.values()]
      .filter((other) => other.team !== undefined && of.includes(other.team))
      .map((other) => other.id)
  return {
    user: userId,
    roles: user.roles,
    team: user.team,
    teams,
    teammates: [...new Set([userId, ...(user.team === undefined ? [] : members([user.team]))])],
    people: [...new Set([...members(teams), ...reportsOf(userId, directory.users)])],
    person: {
      ...user.added,
      name: user.name,
      email: user.email ?? null,
      manager: user.manager === undefined ? null : { id: user.manager },
      language: user.language ?? null,
      zone: user.zone ?? null,
      active: true,
      team: user.team === undefined ? null : teamIn(user.team, directory),
      teams: teams.map((id) => teamIn(id, directory)),
    },
    language: user.language ?? fallback.language,
    zone: user.zone ?? fallback.zone,
  }
}

/** A team as rules read it, with the teams above as far as a path may lead; `inTeam` goes by its key. */
function teamIn(id: string, directory: Directory, above = 2): Readonly<Record<string, unknown>> {
  const team = directory.teams.get(id)
  if (team === undefined) return { id }
  const { key, name, parent, leader } = team
  return {
    id,
    key,
    name,
    parent: parent === undefined ? null : above === 0 ? { id: parent } : teamIn(parent, directory, above - 1),
    leader: leader === undefined ? null : { id: leader },
  }
}

/** The system itself: may do everything, is nobody. */
export function systemReader(language: string, zone: string): Reader {
  return { user: undefined, roles: [], team: undefined, teams: [], teammates: [], people: [], language, zone }
}
