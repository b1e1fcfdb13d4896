import { createRoutes } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { documents } from './documents.ts'

let app: App
let admin: Caller
beforeAll(async () => {
  app = await openApp(documents)
  admin = app.admin
}, 60_000)
afterAll(() => app?.close())

const json = { 'content-type': 'application/json' }
const count = async (): Promise<number> => (await admin.get('/records/thing?count=exact&limit=1')).body.count.value

describe('signing in', () => {
  const signIn = (body: object) =>
    app.fetch('/auth/sign-in/email', {
      method: 'POST',
      headers: { ...json, origin: 'http://localhost:3000' },
      body: JSON.stringify(body),
    })
  test('by email and password gives a cookie that the calls accept, until signing out', async () => {
    const response = await signIn({ email: 'admin@example.com', password: 'correct horse battery' })
    expect(response.status).toBe(200)
    const set = response.headers.getSetCookie()
    expect(set.join()).toMatch(/HttpOnly/i)
    expect(set.join()).toMatch(/SameSite=Lax/i)
    const cookie = set.map((each) => each.split(';')[0]).join('; ')
    const me = await app.fetch('/me', { headers: { cookie } })
    expect([me.status, (await me.json()).email]).toEqual([200, 'admin@example.com'])
    const out = await app.fetch('/auth/sign-out', {
      method: 'POST',
      headers: { cookie, origin: 'http://localhost:3000', ...json },
      body: '{}',
    })
    expect(out.status).toBe(200)
    expect((await app.fetch('/me', { headers: { cookie } })).status).toBe(401)
  })
  test('with a wrong password, or as nobody, is refused alike', async () => {
    const answers = await Promise.all(
      [
        { email: 'admin@example.com', password: 'wrong password' },
        { email: 'nobody@example.com', password: 'wrong password' },
      ].map(async (body) => {
        const response = await signIn(body)
        return [response.status, await response.text()]
      }),
    )
    expect(answers[0]?.[0]).toBe(401)
    expect(answers[0]).toEqual(answers[1])
  })
  test('nobody can register on their own', async () => {
    const response = await app.fetch('/auth/sign-up/email', {
      method: 'POST',
      headers: { ...json, origin: 'http://localhost:3000' },
      body: JSON.stringify({ email: 'x@example.com', password: 'long enough x', name: 'x' }),
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })
})

describe('every answer', () => {
  test('carries the revision, problems too', async () => {
    const { revision } = app.workspace().current()
    for (const path of ['/me', '/records/thing', '/records/nothing', '/records/thing?x=1'])
      expect((await admin.get(path)).headers.get('atelier-revision'), path).toBe(String(revision))
  })
  test('of a problem is a problem document, in the language of the caller', async () => {
    const ask = (language: string) =>
      admin.call('POST', '/records/thing', { number: 'x', nmae: 1 }, { 'accept-language': language })
    const [en, zh] = [await ask('en'), await ask('zh-CN,zh;q=0.9,en;q=0.5')]
    expect(en.headers.get('content-type')).toContain('application/problem+json')
    expect(en.body).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status: en.status,
      detail: expect.any(String),
      code: expect.any(String),
    })
    expect(en.body.problems.map(({ code, path }: { code: string; path: string }) => `${path} ${code}`).sort()).toEqual([
      '/name required',
      '/nmae unknown_field',
      '/number wrong_type',
    ])
    expect(en.body.problems.find(({ path }: { path: string }) => path === '/nmae')?.['fix']).toContain('name')
    for (const { message } of en.body.problems) expect(message).not.toMatch(/[\u4e00-\u9fff]/)
    for (const { message } of zh.body.problems) expect(message).toMatch(/[\u4e00-\u9fff]/)
  })
  test('to a call that is not there is 404, whatever its method', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['POST', '/records/thing/x/revise'],
      ['POST', '/records/thing/x/claim'],
      ['PUT', '/me'],
      ['DELETE', '/workspace'],
    ] as const) {
      const answer = await admin.call(method, path)
      expect([answer.status, answer.body.code], path).toEqual([404, 'not_found'])
    }
  })
  test('to an unknown workspace is 404', async () => {
    expect((await admin.call('GET', '/me', undefined, { 'atelier-workspace': 'nowhere' })).status).toBe(404)
    expect((await admin.call('GET', '/me', undefined, { 'atelier-workspace': 'main' })).status).toBe(200)
  })
  test('a POST without a body needs no content type', async () => {
    expect((await admin.call('POST', '/changes')).status).toBe(201)
  })
})

describe('an Idempotency-Key', () => {
  test('makes a repeated POST answer the same, and write once', async () => {
    const before = await count()
    const send = () => admin.call('POST', '/records/thing', { name: 'Once' }, { 'idempotency-key': 'once' })
    const [first, second] = [await send(), await send()]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body).toEqual(first.body)
    expect(await count()).toBe(before + 1)
  })
  test('answers a refusal again as the problem document that it was', async () => {
    const send = () => admin.call('POST', '/records/thing', {}, { 'idempotency-key': 'refused' })
    const [first, second] = [await send(), await send()]
    expect([second.status, second.body, second.headers.get('content-type')]).toEqual([
      422,
      first.body,
      first.headers.get('content-type'),
    ])
  })
  test('is one caller’s own, and not for another request', async () => {
    const clerk = await app.person('Keyed', ['clerk'])
    const key = { 'idempotency-key': 'shared' }
    expect((await admin.call('POST', '/records/thing', { name: 'Mine' }, key)).status).toBe(201)
    expect((await clerk.call('POST', '/records/thing', { name: 'Hers' }, key)).body.name).toBe('Hers')
    expect(await admin.call('POST', '/records/thing', { name: 'Other' }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })
  test('writes once however many come at the same time', async () => {
    const before = await count()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        admin.call('POST', '/records/thing', { name: 'At once' }, { 'idempotency-key': 'at once' }),
      ),
    )
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true)
    expect(await count()).toBe(before + 1)
  })
  test('is honoured for files too', async () => {
    const send = async (text: string) => {
      const form = new FormData()
      form.set('file', new File([text], 'a.txt', { type: 'text/plain' }))
      const response = await admin.fetch('/files', {
        method: 'POST',
        body: form,
        headers: { 'idempotency-key': 'file' },
      })
      return { status: response.status, body: await response.json() }
    }
    const [first, second] = [await send('a'), await send('a')]
    expect(second).toEqual(first)
    expect((await send('b')).status).toBe(422)
  })
  test('that is too long is refused, not cut', async () => {
    const answer = await admin.call('POST', '/records/thing', { name: 'x' }, { 'idempotency-key': 'k'.repeat(300) })
    expect(answer.status).toBe(400)
  })
})

describe('limits', () => {
  test.each([
    ['10 MB of JSON', `{"name":"${'x'.repeat(10_000_001)}"}`, 413, 'too_large'],
    ['101 levels', `${'['.repeat(101)}${']'.repeat(101)}`, 400, 'too_deep'],
    ['half a JSON', '{"name":', 400, 'malformed_json'],
    ['two JSONs', '{} {}', 400, 'malformed_json'],
    ['NaN', '{"number":NaN}', 400, 'malformed_json'],
  ])('%s', async (_, body, status, code) => {
    expect(await admin.call('POST', '/records/thing', body)).toMatchObject({ status, body: { code } })
  })
  test('a body that is not UTF-8', async () => {
    const response = await admin.fetch('/records/thing', {
      method: 'POST',
      headers: json,
      body: new Uint8Array([0x22, 0xff, 0x22]),
    })
    expect([response.status, (await response.json()).code]).toEqual([400, 'malformed_json'])
  })
  test('a body that never says how long it is', async () => {
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000_000).fill(0x20)),
    })
    const response = await admin.fetch('/records/thing', {
      method: 'POST',
      headers: json,
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect(response.status).toBe(413)
  })
})

describe('health', () => {
  const outside = (path: string) => app.outside(path)
  test('/healthz and /readyz answer 200 while it runs', async () => {
    expect((await outside('/healthz')).status).toBe(200)
    expect((await outside('/readyz')).status).toBe(200)
  })
  test('/metrics are in the form that Prometheus reads, and tell nothing of the data', async () => {
    const response = await outside('/metrics')
    const text = await response.text()
    expect(response.status).toBe(200)
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^(# .*|[a-z0-9_]+(\{[^}]*\})? -?[0-9.e+-]+)$/)
    expect(text).not.toMatch(/thing/)
  })
})

/** An OpenAPI document as far as it is looked into here. */
type Description = {
  readonly openapi: string
  readonly info: unknown
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: object }>> }
}
type Operation = {
  readonly parameters: readonly Parameter[]
  readonly responses: object
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
}
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema: object }

describe('the OpenAPI document', () => {
  let document: Description
  beforeAll(async () => {
    document = (await admin.get<Description>('/openapi.json')).body
  })
  test('names every call, and none besides', () => {
    const routes = createRoutes(app.installation, { startImport: async () => {} }).map(
      ({ method, path }) => `${method} /api${path.replace(/:(\w+)/g, '{$1}')}`,
    )
    const named = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(named.sort()).toEqual(routes.sort())
  })
  test('is an OpenAPI 3.1 document: parameters declared once, references that lead somewhere, schemas that compile', async () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const { Ajv2020 } = await import('ajv/dist/2020.js')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema({ $id: 'openapi', components: document.components })
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#([^"]+)"/g)].map(([, path]) => path ?? '')
    for (const path of references) expect(ajv.getSchema(`openapi#${path}`), path).toBeDefined()
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(methods)) {
        const where = `${method} ${path}`
        const { parameters, responses, requestBody } = operation
        expect(new Set(parameters.map(({ name, in: place }) => `${place} ${name}`)).size, where).toBe(parameters.length)
        expect(
          parameters.filter((each) => each.in === 'path').map(({ name }) => name),
          where,
        ).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
        for (const each of parameters) expect(each.in !== 'path' || each.required, where).toBe(true)
        expect(
          Object.keys(responses).every((status) => /^([1-5]\d\d|default)$/.test(status)),
          where,
        ).toBe(true)
        const content = requestBody?.content ?? {}
        for (const { schema } of [...Object.values(content), ...parameters])
          expect(() => ajv.compile(schema), where).not.toThrow()
        expect(method === 'get' && Object.keys(content).length > 0, where).toBe(false)
      }
  })
  test('describes each record as it is answered', async () => {
    const { Ajv2020 } = await import('ajv/dist/2020.js')
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
    const made = await admin.post('/records/thing', {
      name: 'All',
      code: 'all',
      number: '1',
      percent: '0.1',
      money: { amount: '1', currency: 'CNY' },
      boolean: true,
      date: '2026-01-01',
      datetime: '2026-01-01T00:00:00Z',
      choice: 'red',
      long: 'x',
      lines: [{ n: 1 }],
    })
    const schema = document.components.schemas['record.thing']
    if (schema === undefined) throw new Error('The record is not described')
    const validate = ajv.compile(schema)
    expect(validate(made.body), JSON.stringify(validate.errors)).toBe(true)
    expect(Object.keys(made.body).filter((key) => key !== '_warnings' && !(key in schema.properties))).toEqual([])
  })
})
