import type { Document } from '@atelier/definitions'
import { createLog, createServer, openInstallation, startEngines, workspaceTables } from '@atelier/runtime'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from '../contract/documents.ts'
import { sized } from '../harness/index.ts'
import { type App, type Caller, openApp } from './open-app.ts'

let app: App
let admin: Caller
beforeAll(async () => {
  app = await openApp(documents)
  admin = app.admin
}, 60_000)
afterAll(() => app?.close())

type Field = { readonly id: string; readonly key: string; readonly [name: string]: unknown }
const thing = async (): Promise<Document & { fields: Field[] }> =>
  (await admin.get<Document & { fields: Field[] }>('/definitions/entity/thing')).body
async function change(...put: readonly object[]): Promise<string> {
  const { body } = await admin.post('/changes')
  for (const document of put) {
    const { kind, key } = document as Document
    const answer = await admin.call('PUT', `/changes/${body.id}/documents/${kind}/${key}`, document)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }
  return body.id
}
const publish = (id: string) => admin.post(`/changes/${id}/publish`)
const withField = (document: Document & { fields: Field[] }, field: Field): object => ({
  ...document,
  fields: [...document.fields, field],
})

describe('a change set', () => {
  test('is planned with a diff, the SQL and what it affects, and published as the next revision', async () => {
    await admin.post('/records/thing', { name: 'Before' })
    const { body: opened, status } = await admin.post('/changes')
    expect(status).toBe(201)
    expect(opened).toEqual({ id: expect.any(String), base: app.workspace().current().revision })
    const put = await admin.call(
      'PUT',
      `/changes/${opened.id}/documents/entity/thing`,
      withField(await thing(), { id: 'fld_new', key: 'fresh', type: 'number', scale: 2 }),
    )
    expect(put.status).toBe(200)
    const { body: plan } = await admin.get(`/changes/${opened.id}/plan`)
    expect(plan).toMatchObject({
      problems: [],
      diff: expect.any(Array),
      effects: expect.any(Array),
      impact: expect.anything(),
    })
    expect(JSON.stringify(plan.effects)).toMatch(/add column/i)
    expect((await admin.get('/records/thing?fields=fresh')).status).toBe(400)
    expect(await publish(opened.id)).toMatchObject({ status: 200, body: { revision: opened.base + 1 } })
    expect(await admin.post('/records/thing', { name: 'After', fresh: '1.5' })).toMatchObject({
      status: 201,
      body: { fresh: '1.50' },
    })
    expect((await publish(opened.id)).status).toBe(409)
  })

  test.each([
    ['a reference that leads nowhere', { id: 'fld_bad', key: 'bad', type: 'reference', target: 'nowhere' }],
    [
      'a formula that needs itself',
      { id: 'fld_bad', key: 'bad', type: 'formula', result: 'number', formula: { '+': [{ var: 'bad' }, 1] } },
    ],
    ['a type that there is not', { id: 'fld_bad', key: 'bad', type: 'wish' }],
    [
      'a formula over a field that there is not',
      { id: 'fld_bad', key: 'bad', type: 'formula', result: 'number', formula: { var: 'nothing' } },
    ],
    ['a property that there is not', { id: 'fld_bad', key: 'bad', type: 'text', colour: 'red' }],
  ])('with %s is refused with where it is, and changes nothing', async (_, field) => {
    const { revision } = app.workspace().current()
    const { body } = await admin.post('/changes')
    const put = await admin.call('PUT', `/changes/${body.id}/documents/entity/thing`, withField(await thing(), field))
    const answer = put.status === 200 ? await publish(body.id) : put
    expect(answer.status, JSON.stringify(answer.body)).toBe(422)
    expect(answer.body.problems[0]).toMatchObject({
      code: expect.any(String),
      path: expect.stringContaining('fields'),
      message: expect.any(String),
    })
    if (put.status === 200)
      expect((await admin.get(`/changes/${body.id}/plan`)).body.problems.length).toBeGreaterThan(0)
    expect(app.workspace().current().revision).toBe(revision)
  })

  test('with a stage that nothing can reach says so', async () => {
    const { body: pipeline } = await admin.get<Document & { stages: object[] }>('/definitions/pipeline/flow')
    const stages = [...pipeline.stages, { id: 'stg_lonely', key: 'lonely', outcome: 'open', probability: '0.2' }]
    const id = await change({
      ...pipeline,
      forward: 'explicit',
      moves: [{ id: 'mov_1', from: ['open'], to: 'done' }],
      stages,
    })
    const { body: plan } = await admin.get(`/changes/${id}/plan`)
    expect(JSON.stringify(plan.problems)).toMatch(/unreachable|lonely/)
    expect((await publish(id)).status).toBe(422)
  })

  test('merges with what others published since, unless both changed one property', async () => {
    const base = await thing()
    const [one, two, three] = [
      await change(withField(base, { id: 'fld_one', key: 'one', type: 'text' })),
      await change(withField(base, { id: 'fld_two', key: 'two', type: 'text' })),
      await change({ ...base, label: { en: 'Item', 'zh-CN': '物' } }),
    ]
    const clash = await change({ ...base, label: { en: 'Object of ours', 'zh-CN': '物件' } })
    expect((await publish(one)).status).toBe(200)
    expect((await publish(two)).status).toBe(200)
    expect((await publish(three)).status).toBe(200)
    expect((await thing()).fields.map(({ key }) => key)).toEqual(expect.arrayContaining(['one', 'two']))
    const late = await publish(clash)
    expect(late).toMatchObject({ status: 409, body: { code: 'revision_moved' } })
    expect((await thing()).label).toEqual({ en: 'Item', 'zh-CN': '物' })
  })

  test('published by two at the same moment: one wins, the other is told', async () => {
    const base = await thing()
    const ids = [
      await change({ ...base, label: { en: 'Left', 'zh-CN': '左' } }),
      await change({ ...base, label: { en: 'Right', 'zh-CN': '右' } }),
    ]
    const statuses = (await Promise.all(ids.map(publish))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409])
  })

  test('taken back by a rollback loses no data, and brings it again', async () => {
    const before = app.workspace().current().revision
    await publish(await change(withField(await thing(), { id: 'fld_kept', key: 'kept', type: 'text' })))
    const { body: record } = await admin.post('/records/thing', { name: 'Keeper', kept: 'still here' })
    const plan = await admin.get(`/revisions/${before}/plan`)
    expect(plan.status).toBe(200)
    expect(JSON.stringify(plan.body.sentences)).toContain('kept')
    expect(plan.body.impact).toMatchObject([{ code: 'field_dropped', field: 'kept', records: 1 }])
    expect((await admin.get('/revisions/9999/plan')).status).toBe(404)
    expect((await admin.post(`/revisions/${before}/rollback`)).status).toBe(200)
    expect((await admin.get(`/records/thing/${record.id}`)).body).not.toHaveProperty('kept')
    expect((await admin.post(`/revisions/${before + 1}/rollback`)).status).toBe(200)
    expect((await admin.get(`/records/thing/${record.id}`)).body.kept).toBe('still here')
    const { body: revisions } = await admin.get('/revisions')
    expect(JSON.stringify(revisions)).toContain(String(before))
    expect((await admin.post('/revisions/9999/rollback')).status).toBe(404)
  })
})

test('readers and writers go on, none refused, while fields are added and indexes built', {
  timeout: 120_000,
}, async () => {
  const rows = Array.from({ length: 1000 }, (_, n) => ({ name: `Row ${n}`, number: n }))
  for (let round = 0; round < 5; round += 1)
    expect((await admin.post('/records/thing/bulk', { records: rows })).status).toBe(200)
  const refused: string[] = []
  let asked = 0
  let stop = false
  const loop = async (ask: (n: number) => Promise<{ status: number; body: unknown }>): Promise<void> => {
    for (let n = 0; !stop; n += 1) {
      const { status, body } = await ask(n)
      asked += 1
      if (status >= 400) refused.push(`${status} ${JSON.stringify(body)}`)
    }
  }
  const { body: one } = await admin.post('/records/thing', { name: 'Hot' })
  const loops = [
    loop((n) =>
      admin.get(
        `/records/thing?limit=20&sort=-number&filter=${encodeURIComponent(`{">":[{"var":"number"},${n % 900}]}`)}`,
      ),
    ),
    loop((n) => admin.post('/records/thing', { name: `Written ${n}`, number: n % 7 })),
    loop((n) => admin.patch(`/records/thing/${one.id}`, { number: n % 1000 })),
    loop(() => admin.get(`/records/thing/${one.id}`)),
  ]
  for (let n = 0; n < sized(4, 20); n += 1) {
    const id = await change(
      withField(
        await thing(),
        n % 2
          ? { id: `fld_load${n}`, key: `load${n}`, type: 'text', unique: true }
          : { id: `fld_load${n}`, key: `load${n}`, type: 'number', scale: 2, index: true },
      ),
    )
    const published = await publish(id)
    expect(published.status, JSON.stringify(published.body)).toBe(200)
  }
  stop = true
  await Promise.all(loops)
  expect(refused).toEqual([])
  expect(asked).toBeGreaterThan(50)
  expect((await admin.post('/records/thing', { name: 'After', load0: '1.25' })).body.load0).toBe('1.25')
})

test('a stored definition that cannot be read is put aside, and the rest serves', async () => {
  const { schema } = app.workspace()
  const client = new pg.Client({ connectionString: app.installation.pool.options.connectionString })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select column_name, data_type from information_schema.columns where table_schema = $1 and table_name = 'revision'`,
      [schema],
    )
    expect(rows.map(({ column_name: name }) => name)).toContain('documents')
    await client.query(
      `update "${schema}".revision set documents = (select jsonb_agg(case when d ->> 'key' = 'flow' then d || '{"stages": 5}' else d end) from jsonb_array_elements(documents) as d) where n = (select max(n) from "${schema}".revision)`,
    )
  } finally {
    await client.end()
  }
  const again = await openInstallation({
    databaseUrl: String(app.installation.pool.options.connectionString),
    log: createLog('error'),
    publicUrl: 'http://localhost:3000',
    trustedOrigins: [],
    test: true,
  })
  try {
    const engines = await startEngines(again)
    const server = createServer(again, { setupToken: 't', tables: workspaceTables, isStopping: () => false, engines })
    const { body: key } = await admin.post('/keys', { name: 'again' })
    const ask = async (path: string) => {
      const response = await server.fetch(
        new Request(`http://localhost:3000/api${path}`, { headers: { authorization: `Bearer ${key.key}` } }),
      )
      return { status: response.status, body: await response.json() }
    }
    expect(await ask('/records/thing?limit=1')).toMatchObject({ status: 200 })
    expect((await ask('/workspace')).body.quarantined).toContainEqual(
      expect.objectContaining({ kind: 'pipeline', key: 'flow' }),
    )
    await engines.stop()
  } finally {
    await again.close()
  }
})
