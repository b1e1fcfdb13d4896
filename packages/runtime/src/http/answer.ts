import type { Language } from './language.ts'
import { problemResponse } from './problem-answer.ts'
import type { RouteAnswer } from './route.ts'

/** What is too large or too complex is said so by the status, whichever reader found out. */
const tooMuch: ReadonlySet<string> = new Set(['too_large', 'rule_too_complex'])

/** A route's answer as a Response; JSON that Postgres made is passed through as it is. */
export function toResponse(answer: RouteAnswer, language: Language, revision: number): Response {
  const headers: Record<string, string> = { 'atelier-revision': String(revision), ...answer.headers }
  if ('problems' in answer) {
    const isTooMuch = answer.status === 400 && answer.problems.some(({ code }) => tooMuch.has(code))
    const response = problemResponse(isTooMuch ? 413 : answer.status, answer.problems, language, answer.code)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }
  if ('stream' in answer)
    return new Response(answer.stream, { status: answer.status, headers: { ...headers, 'content-type': answer.type } })
  if (answer.status === 204) return new Response(null, { status: 204, headers })
  headers['content-type'] ??= 'application/json; charset=utf-8'
  return new Response('text' in answer ? answer.text : JSON.stringify(answer.json ?? null), {
    status: answer.status,
    headers,
  })
}
