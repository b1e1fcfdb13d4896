import { createHash } from 'node:crypto'
import type { Problem } from '@atelier/rules'
import type { Pool } from 'pg'

export type Claim =
  | { readonly kind: 'first' }
  | { readonly kind: 'repeat'; readonly status: number; readonly answer: string }
  | { readonly kind: 'refused'; readonly status: 409 | 422; readonly problem: Problem }

/** Fingerprint of a request, so that one key is not used for two different ones. */
export function fingerprint(method: string, path: string, body: string): string {
  return createHash('sha256').update(`${method} ${path}\n${body}`).digest('base64')
}

/** Letters that a key may have at most. */
export const keyLimit = 200

export const keyTooLong: Problem = {
  code: 'too_long',
  path: 'Idempotency-Key',
  message: {
    en: `An Idempotency-Key has at most ${keyLimit} characters.`,
    'zh-CN': `Idempotency-Key 最多 ${keyLimit} 个字符。`,
  },
  params: { limit: keyLimit },
}

/** What a form holds, as text that is the same for the same fields and files, whatever boundary stands between them. */
export async function formText(form: FormData): Promise<string> {
  const parts: unknown[] = []
  for (const [name, value] of form) {
    if (typeof value === 'string') parts.push([name, value])
    else {
      const content = createHash('sha256')
        .update(new Uint8Array(await value.arrayBuffer()))
        .digest('base64')
      parts.push([name, value.name, value.type, content])
    }
  }
  return JSON.stringify(parts)
}

/** Claims an `Idempotency-Key` for a caller: the first time runs, repeats within 24 hours get the first answer again. */
export async function claimKey(pool: Pool, key: string, caller: string, request: string): Promise<Claim> {
  // A claim without an answer belongs to a process that died: after a while it is free again.
  await pool.query(
    `delete from atelier.idempotency where created_at < now() - interval '24 hours'
       or (status is null and created_at < now() - interval '5 minutes')`,
  )
  const { rowCount } = await pool.query(
    'insert into atelier.idempotency (key, caller, request) values ($1, $2, $3) on conflict do nothing',
    [key, caller, request],
  )
  if (rowCount === 1) return { kind: 'first' }
  const { rows } = await pool.query<{ request: string; status: number | null; answer: string | null }>(
    'select request, status, answer from atelier.idempotency where key = $1 and caller = $2',
    [key, caller],
  )
  const before = rows[0]
  if (before && before.request !== request)
    return {
      kind: 'refused',
      status: 422,
      problem: {
        code: 'idempotency_key_reused',
        path: 'Idempotency-Key',
        message: { en: 'This key was used for another request.', 'zh-CN': '该幂等键已用于另一请求。' },
        fix: { en: 'Use a new key for a new request.', 'zh-CN': '新请求请使用新的幂等键。' },
      },
    }
  if (!before || before.status === null || before.answer === null)
    return {
      kind: 'refused',
      status: 409,
      problem: {
        code: 'still_running',
        path: 'Idempotency-Key',
        message: {
          en: 'The first request with this key is still running.',
          'zh-CN': '使用该幂等键的首个请求仍在处理中。',
        },
        fix: { en: 'Try again in a moment.', 'zh-CN': '请稍后重试。' },
      },
    }
  return { kind: 'repeat', status: before.status, answer: before.answer }
}

/** Keeps the answer for repeats; a failure on our side frees the key, so that the caller may try again. */
export async function keepAnswer(
  pool: Pool,
  key: string,
  caller: string,
  status: number,
  answer: string,
): Promise<void> {
  if (status >= 500) await pool.query('delete from atelier.idempotency where key = $1 and caller = $2', [key, caller])
  else
    await pool.query('update atelier.idempotency set status = $3, answer = $4 where key = $1 and caller = $2', [
      key,
      caller,
      status,
      answer,
    ])
}
