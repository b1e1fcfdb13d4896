import type { Permit } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import type { Context } from '../workspace/workspace.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** JSON Schema 2020-12, as it is printed in the OpenAPI document. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** A query parameter: unknown, repeated or ill-typed ones are problems, never ignored. */
export type QueryParameter = {
  readonly type: 'string' | 'integer' | 'boolean'
  readonly description: string
  readonly minimum?: number
  readonly maximum?: number
  readonly values?: readonly string[]
}

/** What a handler gets: everything of the request that was declared, already checked. */
export type RouteInput = {
  readonly context: Context
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  /** Parsed JSON (checked against `body` when that is a schema), or undefined. */
  readonly body: unknown
  /** Multipart form, when `body` is 'multipart'. */
  readonly form: FormData | undefined
  readonly headers: Headers
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal
}

/** What a handler answers. `text` is JSON made elsewhere (by Postgres) and passed through as it is. */
export type RouteAnswer =
  | { readonly status: number; readonly json?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly status: number; readonly text: string; readonly headers?: Readonly<Record<string, string>> }
  | {
      readonly status: number
      readonly stream: ReadableStream<Uint8Array>
      readonly type: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | {
      readonly status: number
      readonly problems: readonly Problem[]
      readonly code?: string
      readonly headers?: Readonly<Record<string, string>>
    }

/**
 * One HTTP call below `/api`, as data: the app, the OpenAPI document and the permission matrix are made from the same list,
 * so a route cannot be forgotten by any of them.
 */
export type Route = {
  readonly method: Method
  /** Below `/api`, with `:name` parameters. */
  readonly path: string
  readonly summary: string
  /** Who may call at all; rows and fields are the query compiler's and the kernel's business. */
  readonly access: 'anyone' | 'signedIn' | { readonly may: Permit }
  /** Answered also to whoever still has to set up the second factor that the workspace requires. */
  readonly beforeTwoFactor?: true
  readonly query?: Readonly<Record<string, QueryParameter>>
  /** Schema of a JSON body; 'multipart' for files; left out for none. An empty body is allowed unless `bodyRequired`. */
  readonly body?: JsonSchema | 'multipart'
  readonly bodyRequired?: boolean
  /** Status to description, problems aside. */
  readonly answers: Readonly<Record<number, string>>
  readonly handle: (input: RouteInput) => Promise<RouteAnswer>
}

/** Declares a route; the identity function, for inference and a name to search for. */
export function defineRoute(route: Route): Route {
  return route
}
