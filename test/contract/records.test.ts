import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Offer } from '../http/answers.ts'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { documents } from './documents.ts'

let app: App
let admin: Caller
let n = 0
beforeAll(async () => {
  app = await openApp(documents)
  admin = app.admin
}, 60_000)
afterAll(() => app?.close())

async function make(values: Readonly<Record<string, unknown>> = {}, entity = 'thing') {
  n += 1
  const { status, body } = await admin.post(`/records/${entity}`, { name: `Thing ${n}`, ...values })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const refused = async (values: Readonly<Record<string, unknown>>): Promise<string[]> => {
  const { status, body } = await admin.post('/records/thing', { name: 'x', ...values })
  expect(status, JSON.stringify(body)).toBe(422)
  return body.problems.map(({ code, field }: { code: string; field: string }) => `${field} ${code}`)
}

describe('values', () => {
  test.each([
    ['number', '12', '12.000'],
    ['number', 12.5, '12.500'],
    ['number', '-0', '0.000'],
    ['number', -0, '0.000'],
    ['number', 1e3, '1000.000'],
    ['number', '0.100', '0.100'],
    ['percent', '0.15', '0.1500'],
    ['money', { amount: '12.5', currency: 'CNY' }, { amount: '12.50', currency: 'CNY' }],
    ['money', { amount: 3, currency: 'CNY' }, { amount: '3.00', currency: 'CNY' }],
    ['boolean', false, false],
    ['date', '2026-11-22', '2026-11-22'],
    ['choice', 'blue', 'blue'],
    ['name', '  e\u0301 ', '  é '],
    ['long', 'a\tb\nc', 'a\tb\nc'],
    ['long', '', null],
    ['code', '', null],
    ['lines', [{ n: 1 }, { n: '2' }], [{ n: '1' }, { n: '2' }]],
  ])('a %s of %j comes back as %j', async (field, given, answered) => {
    const record = await make({ [field]: given })
    if (field === 'lines') expect(record[field]).toMatchObject(answered as object)
    else expect(record[field]).toEqual(answered)
  })

  test('a datetime is an instant, whatever offset it came with', async () => {
    const { datetime } = await make({ datetime: '2026-11-22T08:00:00+08:00' })
    expect(datetime).toMatch(/(Z|[+-]\d\d:\d\d)$/)
    expect(new Date(String(datetime)).toISOString()).toBe('2026-11-22T00:00:00.000Z')
  })

  test.each([
    [{ number: '1.0001' }, ['number too_many_decimals']],
    [{ number: 'NaN' }, ['number wrong_type']],
    [{ number: '1e3' }, ['number wrong_type']],
    [{ number: ' 1' }, ['number wrong_type']],
    [{ number: '1000001' }, ['number out_of_range']],
    [{ number: true }, ['number wrong_type']],
    [{ money: { amount: '1.001', currency: 'CNY' } }, ['money too_many_decimals']],
    [{ date: '2026-02-30' }, ['date out_of_range']],
    [{ date: '22.11.2026' }, ['date wrong_type']],
    [{ datetime: '2026-11-22T08:00:00' }, ['datetime wrong_type']],
    [{ choice: 'Red' }, ['choice unknown_option']],
    [{ name: 'a\u0000' }, ['name bad_characters']],
    [{ name: 'a\u0007' }, ['name bad_characters']],
    [{ name: 'x'.repeat(201) }, ['name too_long']],
    [{ name: '' }, ['name required']],
    [{ ref: { code: 'nobody' } }, ['ref unknown_reference']],
    [{ ref: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61' }, ['ref unknown_reference']],
    [{ boolean: 'true' }, ['boolean wrong_type']],
    [{ lines: {} }, ['lines wrong_type']],
  ])('%j is refused', async (values, expected) => {
    expect(await refused(values)).toEqual(expected)
  })

  test('a record carries its fields and id, version, and who made and changed it when', async () => {
    const record = await make({ code: 'whole' })
    expect(record).toMatchObject({
      version: 1,
      createdBy: { id: admin.id, label: 'Ada' },
      updatedBy: { id: admin.id, label: 'Ada' },
      auto: expect.stringMatching(/^T-\d{4}$/),
      ref: null,
      owner: { id: admin.id, label: 'Ada' },
    })
    expect(record.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(Number.isNaN(Date.parse(record.createdAt))).toBe(false)
  })

  test('a reference is given by id or by a unique field, and answered with its label', async () => {
    const far = await make({ code: 'far', name: 'Far' })
    for (const ref of [far.id, { code: 'far' }])
      expect((await make({ ref })).ref, JSON.stringify(ref)).toEqual({ id: far.id, label: 'Far' })
  })

  test('a warning comes along and stops nothing, in the language asked for', async () => {
    const { status, body } = await admin.call(
      'POST',
      '/records/thing',
      { name: 'Hot', choice: 'red' },
      { 'accept-language': 'zh-CN' },
    )
    expect(status).toBe(201)
    expect(body._warnings).toMatchObject([{ message: '红色易燃' }])
  })
})

describe('lists', () => {
  const filter = (rule: unknown): string => encodeURIComponent(JSON.stringify(rule))
  const mine = (value: string) => filter({ '==': [{ var: 'long' }, value] })
  let all: { id: string; name: string }[]
  beforeAll(async () => {
    all = []
    for (const name of ['b', 'a', 'ä', 'B', 'c', '中'])
      all.push(await make({ name, long: 'list', number: name === 'a' ? null : name.charCodeAt(0) % 7 }))
  })
  const names = (answer: { body: { records: readonly { name: string }[] } }): string[] =>
    answer.body.records.map(({ name }) => name)

  test('come newest first, with next null at the end and no count unless asked', async () => {
    const answer = await admin.get(`/records/thing?filter=${mine('list')}`)
    expect(names(answer)).toEqual(['中', 'c', 'B', 'ä', 'a', 'b'])
    expect(answer.body.next).toBeNull()
    expect(Object.keys(answer.body).sort()).toEqual(['next', 'records'])
  })
  test.each([
    ['none', undefined],
    ['capped', { value: 6, exact: true }],
    ['exact', { value: 6, exact: true }],
  ])('count=%s answers %j', async (count, expected) => {
    expect((await admin.get(`/records/thing?filter=${mine('list')}&count=${count}&limit=1`)).body.count).toEqual(
      expected,
    )
  })
  test('are walked by cursor without losing or repeating one, in any order', async () => {
    for (const sort of ['name', '-name', 'number', '-number,name', 'createdAt']) {
      const seen: string[] = []
      for (let after = ''; ; ) {
        const { body, status } = await admin.get(`/records/thing?filter=${mine('list')}&limit=2&sort=${sort}${after}`)
        expect(status).toBe(200)
        seen.push(...body.records.map(({ id }: { id: string }) => id))
        if (body.next === null) break
        after = `&after=${encodeURIComponent(body.next)}`
      }
      expect(seen.slice().sort(), sort).toEqual(all.map(({ id }) => id).sort())
    }
  })
  test('put empties last, whichever way they are sorted', async () => {
    expect(names(await admin.get(`/records/thing?filter=${mine('list')}&sort=number`)).at(-1)).toBe('a')
    expect(names(await admin.get(`/records/thing?filter=${mine('list')}&sort=-number`)).at(-1)).toBe('a')
  })
  test('sort text as people do, not by code', async () => {
    const sorted = names(await admin.get(`/records/thing?filter=${mine('list')}&sort=name`))
    expect(sorted.filter((name) => name !== '中')).toEqual(['a', 'ä', 'b', 'B', 'c'])
  })
  test('hold only the fields asked for, paths included', async () => {
    const far = await make({ name: 'Far', code: 'far2' })
    const near = await make({ ref: far.id, long: 'fields' })
    const { body } = await admin.get(`/records/thing?filter=${mine('fields')}&fields=name,ref.code`)
    expect(body.records).toEqual([{ id: near.id, name: near.name, ref: { id: far.id, label: 'Far', code: 'far2' } }])
  })
  test('a query in a body answers the same as one in the address', async () => {
    const body = {
      filter: { '==': [{ var: 'long' }, 'list'] },
      sort: '-name',
      fields: 'name',
      limit: 3,
      count: 'exact',
    }
    const [posted, got] = [
      await admin.post('/records/thing/query', body),
      await admin.get(`/records/thing?filter=${mine('list')}&sort=-name&fields=name&limit=3&count=exact`),
    ]
    expect(posted).toMatchObject({ status: 200, body: got.body })
    expect((await admin.post('/records/thing/query', { ...body, sort: ['-name'], fields: ['name'] })).body).toEqual(
      got.body,
    )
  })
  test.each([
    ['limit=0', 'out_of_range'],
    ['limit=501', 'out_of_range'],
    ['limit=x', 'wrong_type'],
    ['limit=1&limit=1', 'unknown_parameter'],
    ['page=2', 'unknown_parameter'],
    ['after=x', 'bad_cursor'],
    ['count=yes', 'unknown_option'],
    ['sort=nothing', 'unknown_field'],
    ['fields=nothing', 'unknown_field'],
    ['filter=x', 'malformed_json'],
    [`filter=${encodeURIComponent('{"==":[{"var":"number"},"x"]}')}`, 'wrong_type'],
    [`filter=${encodeURIComponent('{"what":[1]}')}`, 'unknown_operator'],
  ])('?%s is a 400 with %s', async (query, code) => {
    expect(await admin.get(`/records/thing?${query}`)).toMatchObject({ status: 400, body: { code } })
  })
})

describe('one record', () => {
  test('a change honours If-Match, whatever the version is quoted like', async () => {
    const { id } = await make()
    const path = `/records/thing/${id}`
    expect((await admin.patch(path, { long: 'a' }, { 'if-match': '"1"' })).status).toBe(200)
    expect(await admin.patch(path, { long: 'b' }, { 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict' },
    })
    expect(await admin.patch(path, { long: 'b' }, { 'if-match': 'one' })).toMatchObject({ status: 400 })
    expect(await admin.call('DELETE', path, undefined, { 'if-match': '"1"' })).toMatchObject({ status: 409 })
    expect((await admin.get(path)).body).toMatchObject({ long: 'a', version: 2 })
  })
  test('is deleted with 204 and no body, and restored with what it held', async () => {
    const { id } = await make({ long: 'keep', lines: [{ n: 1 }] })
    const gone = await admin.call('DELETE', `/records/thing/${id}`)
    expect([gone.status, gone.body]).toEqual([204, undefined])
    expect((await admin.get(`/records/thing/${id}`)).status).toBe(404)
    expect(await admin.post(`/records/thing/${id}/restore`)).toMatchObject({
      status: 200,
      body: { id, long: 'keep', lines: [{ n: '1' }] },
    })
  })
  test('a change of its stage is a move, with its gates and the same refusals', async () => {
    const { id } = await make({}, 'case')
    const [moved, patched] = [
      await admin.post(`/records/case/${id}/move`, { to: 'check' }),
      await admin.patch(`/records/case/${id}`, { stage: 'check' }),
    ]
    expect(moved).toMatchObject({ status: 422, body: { problems: [{ code: 'gate_fields', field: 'note' }] } })
    expect(patched.body.problems).toEqual(moved.body.problems)
    expect(await admin.patch(`/records/case/${id}`, { stage: 'check', note: 'x' })).toMatchObject({
      status: 200,
      body: { stage: 'check' },
    })
    expect(await admin.post(`/records/case/${id}/move`, { to: 'nowhere' })).toMatchObject({ status: 422 })
    const { body: history } = await admin.get(`/records/case/${id}/history`)
    expect(history.events[0].changes).toContainEqual({ field: 'stage', from: 'open', to: 'check' })
  })
  test('moves lists every stage with whether it may be entered and why not', async () => {
    const { id } = await make({}, 'case')
    const { body } = await admin.get<readonly Offer[]>(`/records/case/${id}/moves`)
    expect(body.map(({ stage, allowed }) => `${stage} ${allowed}`)).toEqual([
      'open true',
      'check false',
      'done false',
      'dead true',
    ])
    expect(body[1]?.refusals).toMatchObject([{ code: 'gate_fields', field: 'note', message: expect.any(String) }])
    expect(body[2]?.refusals[0].code).toBe('move_not_allowed')
  })
  test('the history tells what changed, newest first, the beginning included', async () => {
    const { id } = await make({ number: '1' })
    await admin.patch(`/records/thing/${id}`, { number: '2', choice: 'blue' })
    const { body } = await admin.get(`/records/thing/${id}/history`)
    expect(Object.keys(body).sort()).toEqual(['events', 'next'])
    expect(body.next).toBeNull()
    expect(body.events).toHaveLength(2)
    expect(body.events[0]).toMatchObject({
      by: { id: admin.id, label: 'Ada' },
      via: 'api',
      kind: 'updated',
      changes: [
        { field: 'number', from: '1.000', to: '2.000' },
        { field: 'choice', from: null, to: 'blue' },
      ],
      revision: app.workspace().current().revision,
    })
    expect(body.events[1].kind).toBe('created')
    const paged = await admin.get(`/records/thing/${id}/history?limit=1`)
    expect(paged.body.events).toEqual([body.events[0]])
    expect((await admin.get(`/records/thing/${id}/history?limit=1&after=${paged.body.next}`)).body.events).toEqual([
      body.events[1],
    ])
  })
  test('an undone event gives the values back; what has changed since is a 409 that says so', async () => {
    const { id } = await make({ number: '1' })
    const last = async (): Promise<string> =>
      (await admin.get(`/records/thing/${id}/history?limit=1`)).body.events[0].id
    await admin.patch(`/records/thing/${id}`, { number: '2' })
    const second = await last()
    expect(await admin.post('/undo', { event: second })).toMatchObject({ status: 200 })
    expect((await admin.get(`/records/thing/${id}`)).body).toMatchObject({ number: '1.000', version: 3 })
    await admin.patch(`/records/thing/${id}`, { number: '5' })
    const fourth = await last()
    await admin.patch(`/records/thing/${id}`, { number: '6' })
    const late = await admin.post('/undo', { event: fourth })
    expect(late).toMatchObject({ status: 409, body: { problems: [{ field: 'number' }] } })
    expect((await admin.get(`/records/thing/${id}`)).body.number).toBe('6.000')
    expect((await admin.post('/undo', { event: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61' })).status).toBe(404)
  })
})

describe('many records', () => {
  const statuses = (answer: { body: { results: readonly { status: string }[] } }): string[] =>
    answer.body.results.map(({ status }) => status)
  test('in bulk, each row for itself: created, updated, unchanged, skipped or refused', async () => {
    const send = (records: unknown, more: object = {}) =>
      admin.post('/records/thing/bulk', { records, match: ['code'], ...more })
    const rows = [
      { code: 'k1', name: 'One' },
      { code: 'k2', name: 'Two', number: 'x' },
    ]
    const first = await send(rows)
    expect([first.status, ...statuses(first)]).toEqual([200, 'created', 'refused'])
    expect(first.body.results[0]).toMatchObject({ id: expect.any(String), version: 1 })
    expect(first.body.results[1].problems).toMatchObject([
      { code: 'wrong_type', path: '/number', field: 'number', message: expect.any(String) },
    ])
    expect(
      statuses(
        await send([
          { code: 'k1', name: 'One' },
          { code: 'k1', name: 'Eins' },
        ]),
      ),
    ).toEqual(['unchanged', 'updated'])
    expect(statuses(await send([{ code: 'k1', name: 'Uno' }], { onMatch: 'skip' }))).toEqual(['skipped'])
    expect(statuses(await send([{ code: 'k1', name: 'Uno' }], { onMatch: 'error' }))).toEqual(['refused'])
    expect((await send([{ code: 'k9', name: 'Nine' }, { code: 'k10' }], { atomic: true })).status).toBe(422)
    expect(
      (await admin.get(`/records/thing?filter=${encodeURIComponent('{"==":[{"var":"code"},"k9"]}')}`)).body.records,
    ).toEqual([])
  })
  test('undone as one', async () => {
    const { body } = await admin.post('/records/thing/bulk', {
      records: [
        { name: 'U1', long: 'bulkundo' },
        { name: 'U2', long: 'bulkundo' },
      ],
    })
    expect(await admin.post('/undo', { event: body.request })).toMatchObject({ status: 200, body: { records: 2 } })
    expect(
      (await admin.get(`/records/thing?filter=${encodeURIComponent('{"==":[{"var":"long"},"bulkundo"]}')}`)).body
        .records,
    ).toEqual([])
  })
  test.each([
    [{ records: [] }, 200],
    [{ records: Array.from({ length: 5001 }, () => ({ name: 'x' })) }, 413],
    [{ records: [{}], onMatch: 'maybe' }, 400],
    [{ records: [{ name: 'x' }], match: ['nothing'] }, 400],
    [{ records: 'x' }, 400],
    [{}, 400],
    [{ records: [], what: 1 }, 400],
  ])('a bulk of %j is answered %i', async (body, status) => {
    const answer = await admin.post('/records/thing/bulk', body)
    expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(status)
  })
  test('in a batch of several entities, named by each other, all or nothing', async () => {
    const { status, body } = await admin.post('/batch', {
      writes: [
        { create: 'thing', as: 'whole', values: { name: 'Whole', code: 'batch' } },
        { create: 'thing', as: 'part', values: { name: 'Part', ref: { $ref: 'whole' } } },
        { update: 'thing', id: { $ref: 'part' }, values: { long: 'in batch' } },
        { create: 'case', as: 'case', values: { name: 'Case' } },
        { move: 'case', id: { $ref: 'case' }, to: 'dead' },
      ],
    })
    expect(status, JSON.stringify(body)).toBe(200)
    const part = (await admin.get(`/records/thing/${body.results[1].id}`)).body
    expect(part).toMatchObject({ long: 'in batch', ref: { id: body.results[0].id, label: 'Whole' } })
    expect((await admin.get(`/records/case/${body.results[3]?.id}`)).body.stage).toBe('dead')
    const bad = await admin.post('/batch', {
      writes: [
        { delete: 'thing', id: part.id },
        { create: 'thing', values: { number: 'x' } },
      ],
    })
    expect(bad).toMatchObject({ status: 422 })
    expect(bad.body.problems.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(['/writes/1/values/name', '/writes/1/values/number']),
    )
    expect((await admin.get(`/records/thing/${part.id}`)).status).toBe(200)
  })
})

describe('files, search, export', () => {
  test('a file is uploaded, named by a record, and read by whoever reads the record', async () => {
    const clerk = await app.person('Clerk', ['clerk'])
    const nobody = await app.person('Nemo', [])
    const form = new FormData()
    form.set('file', new File(['hello'], '合同 1.txt', { type: 'text/plain' }))
    const response = await admin.fetch('/files', { method: 'POST', body: form })
    const file = await response.json()
    expect(response.status).toBe(201)
    expect(file).toMatchObject({
      id: expect.any(String),
      name: '合同 1.txt',
      size: 5,
      type: expect.stringContaining('text/plain'),
    })
    expect((await clerk.fetch(`/files/${file.id}`)).status).toBe(404)
    const record = await make({ file: file.id })
    expect(JSON.stringify(record.file)).toContain(file.id)
    const read = await clerk.fetch(`/files/${file.id}`)
    expect([read.status, await read.text()]).toEqual([200, 'hello'])
    expect(read.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await nobody.fetch(`/files/${file.id}`)).status).toBe(404)
    expect(
      (await admin.post('/records/thing', { name: 'x', file: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61' })).status,
    ).toBe(422)
  })
  test('search finds by words, pinyin and initials, grouped by entity', async () => {
    const { id } = await make({ name: '上海机床厂' })
    for (const q of ['上海', 'shanghai', 'shjcc', '机床厂'])
      expect((await admin.get(`/search?q=${encodeURIComponent(q)}`)).body, q).toContainEqual({
        entity: 'thing',
        records: [{ id, label: '上海机床厂' }],
      })
    expect((await admin.get('/search')).status).toBe(400)
    expect((await admin.get('/search?q=x&entity=nothing')).status).toBe(404)
  })
  test('a list and an export hold all that a search finds, however much that is', async () => {
    const records = Array.from({ length: 620 }, (_, n) => ({ name: `重庆 ${n}`, code: `S-${n}` }))
    expect((await admin.post('/records/thing/bulk', { records, atomic: true })).status).toBe(200)
    const { body: page } = await admin.get('/records/thing?q=chongqing&count=exact&limit=2&fields=name')
    expect(page.count).toEqual({ value: 620, exact: true })
    const { body: next } = await admin.get(
      `/records/thing?q=chongqing&limit=2&fields=name&after=${encodeURIComponent(page.next)}`,
    )
    expect([...page.records, ...next.records].map(({ name }) => name)).toEqual([
      '重庆 619',
      '重庆 618',
      '重庆 617',
      '重庆 616',
    ])
    const lines = async (query: string) =>
      (await (await admin.fetch(`/export/thing?fields=name&${query}`)).text()).trim().split('\r\n').slice(1)
    expect(await lines('q=chongqing')).toHaveLength(620)
    const only = encodeURIComponent(JSON.stringify({ '==': [{ var: 'code' }, 'S-7'] }))
    expect(await lines(`q=chongqing&filter=${only}`)).toEqual(['重庆 7'])
    const asked = await admin.post('/records/thing/query', { q: '重庆 61', count: 'exact', limit: 1 })
    expect(asked.body.count).toEqual({ value: 16, exact: true })
    expect((await admin.get('/records/thing?q=%20')).status).toBe(400)
    expect((await admin.get('/export/thing?q=')).status).toBe(400)
  })
  test('an export is a file of what the reader sees, safe to open in a spreadsheet', async () => {
    await make({ name: '=cmd()', long: 'export' })
    const csv = await admin.fetch('/export/thing?format=csv', { headers: { 'accept-language': 'zh-CN' } })
    expect(csv.headers.get('content-type')).toContain('text/csv')
    const text = await csv.text()
    expect(text).toContain('名称')
    expect(text).not.toMatch(/(^|,|")=cmd/m)
    const xlsx = await admin.fetch('/export/thing?format=xlsx')
    expect(
      Buffer.from(await xlsx.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    expect((await admin.get('/export/nothing')).status).toBe(404)
    expect((await admin.get('/export/thing?format=pdf')).status).toBe(400)
    expect((await admin.get('/export/thing?view=nothing')).status).toBe(400)
  })
})
