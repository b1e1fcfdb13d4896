import { type Answer, parseRefusal } from './problem.ts'

export type ClientOptions = {
  /** The server's address without `/api`; empty for the page's own origin. */
  readonly baseUrl: string
  /** The language of messages, asked at each call. */
  readonly language: () => string
  /** The workspace's key, for a person in several. */
  readonly workspace?: string
  /** A bearer key; in a browser the session's cookie does. */
  readonly key?: string
  readonly fetch?: typeof fetch
  /** Called with the revision of each answer. */
  readonly onRevision?: (revision: number) => void
  /** Called when an answer says that nobody is signed in. */
  readonly onSignedOut?: () => void
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RequestInput = {
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly form?: FormData
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}
export type Send = <Value>(method: Method, path: string, input?: RequestInput) => Promise<Answer<Value>>

/** A query string with its question mark; objects are written as JSON, what is undefined is left out. */
export function queryString(query: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The one way to the server: adds language, workspace and key, and turns every outcome into an `Answer`. */
export function createSend(options: ClientOptions): Send {
  const doFetch = options.fetch ?? fetch.bind(globalThis)
  return async <Value>(method: Method, path: string, input: RequestInput = {}): Promise<Answer<Value>> => {
    const headers: Record<string, string> = { 'Accept-Language': options.language(), ...input.headers }
    if (options.workspace) headers['Atelier-Workspace'] = options.workspace
    if (options.key) headers.Authorization = `Bearer ${options.key}`
    if (input.body !== undefined) headers['Content-Type'] = 'application/json'
    const body = input.form ?? (input.body === undefined ? undefined : JSON.stringify(input.body))
    const url = `${options.baseUrl}/api${path}${queryString(input.query ?? {})}`
    let response: Response
    try {
      response = await doFetch(url, {
        method,
        headers,
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body }),
        ...(input.signal ? { signal: input.signal } : {}),
      })
    } catch (cause) {
      return parseRefusal(0, { title: cause instanceof Error ? cause.message : 'unreachable', code: 'unreachable' })
    }
    const revision = Number(response.headers.get('Atelier-Revision') ?? Number.NaN)
    if (Number.isInteger(revision)) options.onRevision?.(revision)
    const value = await readJson(response)
    if (!response.ok) {
      if (response.status === 401 && !path.startsWith('/auth/')) options.onSignedOut?.()
      return parseRefusal(response.status, value)
    }
    // The one place where the server's word is taken: both sides are tested against the same contract.
    return { ok: true, value: value as Value, revision: Number.isInteger(revision) ? revision : null }
  }
}
