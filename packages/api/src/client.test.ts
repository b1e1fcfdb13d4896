import { describe, expect, it } from 'vitest'
import { createClient } from './client.ts'

type Sent = { url: string; method: string; headers: Record<string, string>; body: string | null }

/** A client whose server answers each call with the next of `answers` and remembers what it was asked. */
function clientOf(...answers: Response[]) {
  const sent: Sent[] = []
  const fake = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    sent.push({
      url: String(url),
      method: init?.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init?.headers).entries()),
      body: typeof init?.body === 'string' ? init.body : null,
    })
    const answer = answers.shift()
    if (!answer) throw new TypeError('fetch failed')
    return answer
  }
  let signedOut = 0
  const client = createClient({
    baseUrl: 'http://crm',
    language: () => 'zh-CN',
    workspace: 'main',
    fetch: fake,
    onSignedOut: () => {
      signedOut += 1
    },
  })
  return { client, sent, signedOut: () => signedOut }
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

describe('the client', () => {
  it('asks for a page of records with the filter as JSON and gives the revision of the answer', async () => {
    const { client, sent } = clientOf(json(200, { records: [], next: null }, { 'Atelier-Revision': '7' }))
    const answer = await client.records.list('deal', { filter: { '==': [{ var: 'a' }, 1] }, limit: 2, sort: '-amount' })
    expect(answer).toEqual({ ok: true, value: { records: [], next: null }, revision: 7 })
    const url = new URL(sent[0]?.url ?? '')
    expect(url.pathname).toBe('/api/records/deal')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      filter: '{"==":[{"var":"a"},1]}',
      limit: '2',
      sort: '-amount',
    })
    expect(sent[0]?.headers).toMatchObject({ 'accept-language': 'zh-CN', 'atelier-workspace': 'main' })
  })

  it('sends a long filter as a body', async () => {
    const { client, sent } = clientOf(json(200, { records: [], next: null }))
    await client.records.list('deal', { filter: { in: [{ var: 'name' }, ['x'.repeat(2_000)]] } })
    expect(sent[0]?.method).toBe('POST')
    expect(sent[0]?.url).toBe('http://crm/api/records/deal/query')
  })

  it('changes a record only at the version it has seen', async () => {
    const { client, sent } = clientOf(json(200, { id: '1', version: 4 }))
    await client.records.update('deal', '1', { name: 'x' }, 3)
    expect(sent[0]?.headers['if-match']).toBe('"3"')
    expect(sent[0]?.body).toBe('{"name":"x"}')
  })

  it('gives every problem of a refusal as data', async () => {
    const { client } = clientOf(
      json(422, {
        title: 'Refused',
        status: 422,
        code: 'gate_fields',
        problems: [
          { code: 'gate_fields', path: '/budget', field: 'budget', message: '请填写预算' },
          { code: 'gate_rule', message: '至少一位决策人' },
        ],
      }),
    )
    const answer = await client.records.move('deal', '1', { to: 'trial' })
    expect(answer).toEqual({
      ok: false,
      status: 422,
      code: 'gate_fields',
      title: 'Refused',
      problems: [
        { code: 'gate_fields', path: '/budget', field: 'budget', message: '请填写预算' },
        { code: 'gate_rule', message: '至少一位决策人' },
      ],
    })
  })

  it('reads a body that is no problem document, and an unreachable server, as refusals', async () => {
    const { client } = clientOf(new Response('<html>bad gateway</html>', { status: 502 }))
    expect(await client.me()).toMatchObject({ ok: false, status: 502, code: 'http_502' })
    expect(await client.me()).toMatchObject({ ok: false, status: 0, code: 'unreachable' })
  })

  it('says when nobody is signed in, but not for a refused sign-in', async () => {
    const { client, signedOut } = clientOf(json(401, { code: 'not_signed_in' }), json(401, { code: 'wrong_password' }))
    await client.signIn('a@b.c', 'x')
    expect(signedOut()).toBe(0)
    await client.me()
    expect(signedOut()).toBe(1)
  })

  it('takes an empty answer as null', async () => {
    const { client } = clientOf(new Response(null, { status: 204 }))
    expect(await client.records.remove('deal', '1')).toEqual({ ok: true, value: null, revision: null })
  })
})
