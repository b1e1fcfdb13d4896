import type { TestDocument } from '@atelier/definitions'
import { createKey } from '../../auth/keys.ts'
import type { Installation } from '../../installation.ts'
import { runWrites } from '../../kernel/run-writes.ts'
import { systemContext } from '../../workspace/system-context.ts'
import type { Workspace } from '../../workspace/workspace.ts'

/** Where a test document is carried out: a workspace made for it, and the app's own way in. */
export type TestPlace = {
  readonly installation: Installation
  readonly workspace: Workspace
  /** Answers a request as the server does. */
  readonly fetch: (request: Request) => Response | Promise<Response>
}

/** What a call answered. */
export type Answer = { readonly status: number; readonly body: unknown }

export type Person = {
  readonly id: string
  readonly call: (method: string, path: string, body?: unknown) => Promise<Answer>
}

export type Named = { readonly entity: string; readonly id: string }

/** What a running test has so far: its people, the records it has named, and the last answer. */
export type World = TestPlace & {
  readonly people: ReadonlyMap<string, Person>
  readonly named: Map<string, Named>
  last: Answer | undefined
}

/** A test document that cannot be carried out as written. */
export class NotRunnable extends Error {}

/** Name of the administrator who acts where a test names nobody. */
export const nobody = 'admin'

/** The person that a test names. */
export function personOf(world: World, name: unknown): Person {
  const person = world.people.get(typeof name === 'string' ? name : nobody)
  if (!person) throw new NotRunnable(`There is no person "${String(name)}"`)
  return person
}

/** The record that `@name` stands for. */
export function recordOf(world: World, name: unknown): Named {
  const found = typeof name === 'string' && name.startsWith('@') ? world.named.get(name.slice(1)) : undefined
  if (!found) throw new NotRunnable(`No record is called "${String(name)}"`)
  return found
}

/** Values with every `@name` replaced by the id of the record. */
export function withIds(world: World, value: unknown): unknown {
  if (typeof value === 'string') return /^@[A-Za-z][A-Za-z0-9]*$/.test(value) ? recordOrPersonId(world, value) : value
  if (Array.isArray(value)) return value.map((each) => withIds(world, each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withIds(world, each)]))
}

function recordOrPersonId(world: World, name: string): string {
  return world.people.get(name.slice(1))?.id ?? recordOf(world, name).id
}

function personIn(place: TestPlace, id: string, secret: string): Person {
  return {
    id,
    call: async (method, path, body) => {
      const response = await place.fetch(
        new Request(`http://localhost/api${path}`, {
          method,
          headers: {
            authorization: `Bearer ${secret}`,
            'atelier-workspace': place.workspace.key,
            'accept-language': 'en',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
      )
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    },
  }
}

/** Makes the people of a test, and an administrator, each with a key of their own. */
export async function makePeople(
  place: TestPlace,
  people: NonNullable<TestDocument['people']>,
): Promise<ReadonlyMap<string, Person>> {
  const { installation, workspace } = place
  const made = new Map<string, Person>()
  for (const { as, roles, team, manager } of [{ as: nobody, roles: ['admin'] as readonly string[] }, ...people].map(
    (person) => ({ team: undefined, manager: undefined, ...person }),
  )) {
    const above = manager === undefined ? undefined : made.get(manager)
    if (manager !== undefined && !above) throw new NotRunnable(`"${manager}" must stand before "${as}"`)
    const [result] = await runWrites(
      systemContext(workspace),
      [
        {
          kind: 'create',
          entity: 'user',
          values: {
            name: as,
            email: `${as}@example.com`,
            roles,
            ...(team === undefined ? {} : { team: { key: team } }),
            ...(above === undefined ? {} : { manager: above.id }),
          },
        },
      ],
      { atomic: true },
    )
    if (!result || result.status === 'refused')
      throw new NotRunnable(`"${as}" cannot be made: ${result?.problems.map(({ path, code }) => `${path} ${code}`)}`)
    const { secret } = await createKey(installation.pool, { user: result.id, name: 'test', by: undefined })
    made.set(as, personIn(place, result.id, secret))
  }
  return made
}
