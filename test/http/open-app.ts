import { checkDocuments, type Document } from '@atelier/definitions'
import {
  createKey,
  createServer,
  type Installation,
  publishChange,
  runWrites,
  startEngines,
  systemContext,
  type Workspace,
  workspaceTables,
} from '@atelier/runtime'
import { freshDatabase } from '../harness/index.ts'
import type { Body } from './answers.ts'
import { installationOn, makeFirstAdmin } from './open-installation.ts'

/** What a call answered; `body` is parsed JSON (undefined when there is none), in the words of the contract or in those that the test expects. */
export type Answer<T = Body> = { readonly status: number; readonly body: T; readonly headers: Headers }

/** Somebody who calls the app. */
export type Caller = {
  readonly id: string
  readonly call: <T = Body>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer<T>>
  readonly get: <T = Body>(path: string) => Promise<Answer<T>>
  readonly post: <T = Body>(path: string, body?: unknown) => Promise<Answer<T>>
  readonly patch: <T = Body>(
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer<T>>
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
}

export type App = {
  readonly installation: Installation
  readonly workspace: () => Workspace
  readonly admin: Caller
  /** A call of nobody signed in, with the headers given. */
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
  /** The same outside `/api`. */
  readonly outside: (path: string, init?: RequestInit) => Promise<Response>
  /** A new person with these roles. */
  readonly person: (
    name: string,
    roles: readonly string[],
    values?: Readonly<Record<string, unknown>>,
  ) => Promise<Caller>
  /** Somebody who is there already, by the id of their record. */
  readonly callerFor: (id: string) => Promise<Caller>
  readonly publish: (documents: readonly Document[]) => Promise<void>
  readonly close: () => Promise<void>
}

/** The whole app on a database of its own, with an administrator and the documents given, called without a network. */
export async function openApp(documents: readonly Document[] = []): Promise<App> {
  const database = await freshDatabase()
  const installation = await installationOn(database.url)
  const ada = await makeFirstAdmin(installation)
  const engines = await startEngines(installation)
  const server = createServer(installation, {
    setupToken: 'token',
    tables: workspaceTables,
    isStopping: () => false,
    engines,
  })
  const workspace = (): Workspace => {
    const found = installation.workspaces.get('main')
    if (!found) throw new Error('The workspace is gone')
    return found
  }
  const callerFor = async (id: string): Promise<Caller> => {
    installation.workspaces.forgetPeople('main')
    const { secret } = await createKey(installation.pool, { user: id, name: 'test', by: undefined })
    const fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${secret}`)
      return server.fetch(new Request(`http://localhost:3000/api${path}`, { ...init, headers }))
    }
    const call: Caller['call'] = async (method, path, body, headers = {}) => {
      const response = await fetch(path, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers }
    }
    return {
      id,
      fetch,
      call,
      get: (path) => call('GET', path),
      post: (path, body) => call('POST', path, body),
      patch: (path, body, headers) => call('PATCH', path, body, headers),
    }
  }
  const publish = async (added: readonly Document[]): Promise<void> => {
    const { model, revision } = workspace().current()
    const ids = new Set(added.map(({ id }) => id))
    const all = [...model.documents.filter((document) => !ids.has(document.id)), ...added]
    const problems = checkDocuments(all)
    if (problems.length > 0) throw new Error(JSON.stringify(problems, undefined, 1))
    const published = await publishChange(installation, systemContext(workspace()), { documents: all, onto: revision })
    if (!published.ok) throw new Error(JSON.stringify(published.problems))
  }
  if (documents.length > 0) await publish(documents)
  return {
    installation,
    workspace,
    publish,
    fetch: async (path, init = {}) => server.fetch(new Request(`http://localhost:3000/api${path}`, init)),
    outside: async (path, init = {}) => server.fetch(new Request(`http://localhost:3000${path}`, init)),
    callerFor,
    admin: await callerFor(ada),
    person: async (name, roles, values = {}) => {
      const [made] = await runWrites(
        systemContext(workspace()),
        [
          {
            kind: 'create',
            entity: 'user',
            values: { name, email: `${name.toLowerCase()}@example.com`, roles, ...values },
          },
        ],
        { atomic: true },
      )
      if (made === undefined || made.status === 'refused') throw new Error(JSON.stringify(made))
      return callerFor(made.id)
    },
    close: async () => {
      await engines.stop()
      await installation.close()
      await database.drop()
    },
  }
}
