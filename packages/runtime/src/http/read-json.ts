import type { Problem } from '@atelier/rules'
import { tooLarge } from './known-problems.ts'

export const jsonLimit = 10_000_000
export const depthLimit = 100

export type ReadJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413; readonly problem: Problem }

const limited = (bytes: Uint8Array, limit: number): Uint8Array | undefined =>
  bytes.byteLength > limit ? undefined : bytes

/** Reads a body with a limit, without trusting its declared length. Undefined when it is longer. */
export async function readLimited(request: Request, limit: number): Promise<Uint8Array | undefined> {
  const declared = request.headers.get('content-length')
  // The server sees to it that what is declared comes and nothing more: then it can be taken at once.
  if (declared !== null)
    return Number(declared) > limit ? undefined : limited(new Uint8Array(await request.arrayBuffer()), limit)
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function malformed(en: string, zh: string): ReadJson {
  return {
    ok: false,
    status: 400,
    problem: {
      code: 'malformed_json',
      path: '',
      message: { en: `The body is not valid JSON: ${en}.`, 'zh-CN': `请求体不是有效的 JSON:${zh}。` },
    },
  }
}

/** How deep brackets nest in a JSON text, without parsing it: strings are skipped. Stops counting beyond the limit. */
function nesting(text: string, limit: number): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++
    } else if (c === 0x7b || c === 0x5b) {
      depth++
      if (depth > deepest) deepest = depth
      if (deepest > limit) return deepest
    } else if (c === 0x7d || c === 0x5d) depth--
  }
  return deepest
}

/** A JSON body within the limits of contract.md (10 MB, depth 100, valid UTF-8, no repeated `__proto__` tricks), or the problem. Empty is undefined. */
export async function readJson(request: Request): Promise<ReadJson> {
  const bytes = await readLimited(request, jsonLimit)
  if (!bytes) return { ok: false, status: 413, problem: tooLarge(jsonLimit, { en: 'A request', zh: '请求体' }) }
  if (bytes.byteLength === 0) return { ok: true, value: undefined }
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    return malformed('it is not UTF-8', '不是 UTF-8 编码')
  }
  if (nesting(text, depthLimit) > depthLimit)
    return {
      ok: false,
      status: 400,
      problem: {
        code: 'too_deep',
        path: '',
        message: {
          en: `The body nests deeper than ${depthLimit} levels.`,
          'zh-CN': `请求体嵌套超过 ${depthLimit} 层。`,
        },
        params: { limit: depthLimit },
      },
    }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 120) : 'unreadable'
    return malformed(reason, reason)
  }
}
