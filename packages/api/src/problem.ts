/** One complaint that a program can read: a stable code, the place, and words in the caller's language. */
export type Problem = {
  readonly code: string
  readonly path?: string
  readonly field?: string
  readonly message: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly fix?: unknown
}

/** An answer that is not 2xx (RFC 9457), or `status` 0 when the server could not be reached. */
export type Refusal = {
  readonly ok: false
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail?: string
  readonly problems: readonly Problem[]
}

/** What the server answered: a value, with the revision it was made under, or a refusal. Never an exception. */
export type Answer<Value> = { readonly ok: true; readonly value: Value; readonly revision: number | null } | Refusal

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function parseProblem(value: unknown): Problem[] {
  if (!isRecord(value)) return []
  const { code, path, field, message, params, fix } = value
  return [
    {
      code: text(code) ?? 'unknown',
      message: text(message) ?? text(code) ?? '',
      ...(text(path) === undefined ? {} : { path: text(path) ?? '' }),
      ...(text(field) === undefined ? {} : { field: text(field) ?? '' }),
      ...(isRecord(params) ? { params } : {}),
      ...(fix === undefined ? {} : { fix }),
    },
  ]
}

/** Reads a problem document. An answer that is none (a proxy's page, an empty body) becomes a refusal all the same. */
export function parseRefusal(status: number, body: unknown): Refusal {
  const document = isRecord(body) ? body : {}
  const title = text(document.title) ?? text(document.message) ?? `HTTP ${status}`
  const code = text(document.code) ?? (status === 0 ? 'unreachable' : `http_${status}`)
  const listed = Array.isArray(document.problems) ? document.problems.flatMap(parseProblem) : []
  const detail = text(document.detail)
  return {
    ok: false,
    status,
    code,
    title,
    ...(detail === undefined ? {} : { detail }),
    problems: listed.length > 0 ? listed : [{ code, message: detail ?? title }],
  }
}
