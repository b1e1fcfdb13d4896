import type { Document, EntityDocument, FieldDefinition } from '@atelier/definitions'
import { fillPortion, publishChange, settle, systemContext } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, openApp } from './open-app.ts'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const
const deal = (...more: readonly FieldDefinition[]): EntityDocument => ({
  kind: 'entity',
  ...head('ent_deal', 'deal'),
  label: { en: 'Deal', 'zh-CN': '商机' },
  titleField: 'name',
  fields: [
    { id: 'fld_n', key: 'name', type: 'text', required: true },
    { id: 'fld_a', key: 'amount', type: 'number' },
    { id: 'fld_acc', key: 'account', type: 'reference', target: 'account', reverse: { key: 'deals' } },
    ...more,
  ],
})
const account = (...more: readonly FieldDefinition[]): EntityDocument => ({
  kind: 'entity',
  ...head('ent_acc', 'account'),
  fields: [{ id: 'fld_n', key: 'name', type: 'text', required: true }, ...more],
})
const double: FieldDefinition = {
  id: 'fld_d',
  key: 'double',
  type: 'formula',
  result: 'number',
  scale: 0,
  formula: { '*': [{ var: 'amount' }, 2] },
}
const total: FieldDefinition = {
  id: 'fld_t',
  key: 'total',
  type: 'rollup',
  over: 'deals',
  aggregate: 'sum',
  field: 'double',
}

let app: App
beforeAll(async () => {
  app = await openApp([account(), deal()])
})
afterAll(() => app?.close())

/** Publishes these documents in the place of their like, and nothing else of the kinds given. */
async function publish(documents: readonly Document[], gone: readonly string[] = []): Promise<void> {
  const { model, revision } = app.workspace().current()
  const ids = new Set([...documents.map(({ id }) => id), ...gone])
  const all = [...model.documents.filter(({ id }) => !ids.has(id)), ...documents]
  const published = await publishChange(app.installation, systemContext(app.workspace()), {
    documents: all,
    onto: revision,
  })
  if (!published.ok) throw new Error(JSON.stringify(published.problems))
}

describe('computed fields that are new to many records', () => {
  const filling = async () => (await app.admin.get('/filling')).body.fields
  /** As if a process of an earlier revision still ran: the background does not begin. */
  const elder = '00000000-0000-4000-8000-000000000001'

  test('are filled in the background, go on after a crash, and read right meanwhile', {
    timeout: 120_000,
  }, async () => {
    const { pool } = app.installation
    const { body: acc } = await app.admin.post('/records/account', { name: 'ACME' })
    const records = Array.from({ length: 5_000 }, (_, i) => ({ name: `d${i}`, amount: i, account: acc.id }))
    expect((await app.admin.post('/records/deal/bulk', { records })).status).toBe(200)
    expect((await app.admin.post('/records/deal/bulk', { records: records.slice(0, 200) })).status).toBe(200)
    const sum = 2 * (12_497_500 + 19_900)

    await pool.query(
      `insert into atelier.process (id, seen_at, revisions) values ($1, now() + interval '1 hour', '{"main": 0}')`,
      [elder],
    )
    await publish([account(total), deal(double)])
    expect(await filling()).toEqual([
      { entity: 'deal', field: 'double', done: 0, rows: 5_001 },
      { entity: 'account', field: 'total', done: 0, rows: 1 },
    ])

    const honest = async (): Promise<void> => {
      expect((await app.admin.get(`/records/account/${acc.id}`)).body.total).toBe(String(sum))
      const { body } = await app.admin.get('/records/deal?sort=-double&limit=2&fields=name,double')
      expect(body.records.map((record) => String(record['double']))).toEqual(['9998', '9996'])
      const filter = encodeURIComponent(JSON.stringify({ '>=': [{ var: 'double' }, 9_990] }))
      expect((await app.admin.get(`/records/deal?filter=${filter}&count=exact`)).body.count.value).toBe(5)
      const report = { type: 'summary', entity: 'deal', values: [{ key: 'x', aggregate: 'sum', field: 'double' }] }
      expect((await app.admin.post('/reports/run', { report })).body.rows).toEqual([{ _level: 0, x: String(sum) }])
    }
    await honest()

    // One portion, and then the process dies: what is done is done, and who comes next goes on.
    expect(await fillPortion(app.workspace(), false)).toBe(1_000)
    expect(await filling()).toMatchObject([{ field: 'double', done: 1_000, rows: 5_200 }, {}])
    await honest()
    expect(await fillPortion(app.workspace(), true)).toBe(0)
    await pool.query('delete from atelier.process where id = $1', [elder])
    await settle(app.workspace())
    expect(await filling()).toEqual([])
    await app.installation.workspaces.refresh('main')
    expect(app.workspace().current().physical.filling).toBeUndefined()
    await honest()
    const { body } = await app.admin.get('/records/deal?limit=1')
    expect(body.records[0].version).toBe(1)
  })

  test('a write in between counts at once, and once', async () => {
    const { pool } = app.installation
    await pool.query(
      `insert into atelier.process (id, seen_at, revisions) values ($1, now() + interval '1 hour', '{"main": 0}')`,
      [elder],
    )
    const triple: FieldDefinition = { ...double, formula: { '*': [{ var: 'amount' }, 3] } }
    await publish([deal(triple)])
    await fillPortion(app.workspace(), false)
    const { body } = await app.admin.get('/records/deal?sort=-createdAt&limit=1')
    const [last] = body.records
    const before = (await app.admin.get('/records/account')).body.records[0]
    await app.admin.patch(`/records/deal/${last.id}`, { amount: Number(last.amount) + 10 })
    expect((await app.admin.get(`/records/deal/${last.id}`)).body.double).toBe(String((Number(last.amount) + 10) * 3))
    expect((await app.admin.get('/records/account')).body.records[0].total).toBe(String(Number(before.total) + 30))
    await pool.query('delete from atelier.process where id = $1', [elder])
    await settle(app.workspace())
    expect((await app.admin.get('/records/account')).body.records[0].total).toBe(String(Number(before.total) + 30))
  })

  test('of few records they are filled when the publish is done', async () => {
    const size: FieldDefinition = {
      id: 'fld_l',
      key: 'size',
      type: 'formula',
      result: 'number',
      scale: 0,
      formula: { length: [{ var: 'name' }] },
    }
    await publish([account(total, size)])
    expect(await filling()).toEqual([])
    expect((await app.admin.get('/records/account')).body.records[0].size).toBe('4')
  })
})

describe('data that no definition uses any more', () => {
  const fax: FieldDefinition = { id: 'fld_f', key: 'fax', type: 'text', label: { en: 'Fax', 'zh-CN': '传真' } }
  const tags: FieldDefinition = { id: 'fld_g', key: 'friends', type: 'references', target: 'note' }
  const note: EntityDocument = {
    kind: 'entity',
    ...head('ent_note', 'note'),
    label: { en: 'Note', 'zh-CN': '备注' },
    fields: [
      { id: 'fld_t', key: 'text', type: 'text' },
      {
        id: 'fld_l',
        key: 'lines',
        type: 'lines',
        label: { en: 'Lines', 'zh-CN': '明细' },
        fields: [{ id: 'fld_x', key: 'x', type: 'number' }],
      },
      tags,
      fax,
    ],
  }
  const kept = async () => (await app.admin.get('/kept')).body

  test('comes back with a rollback, is told with counts, and goes for good with a purge', async () => {
    await publish([note])
    const full = app.workspace().current().revision
    const { body: first } = await app.admin.post('/records/note', { text: 'a', fax: '1', lines: [{ x: 1 }, { x: 2 }] })
    await app.admin.post('/records/note', { text: 'b', friends: [first.id] })
    expect(await kept()).toEqual({ revision: full, kept: [] })

    await publish([{ ...note, fields: note.fields.filter(({ key }) => key === 'text') }])
    expect((await kept()).kept).toEqual([
      { entity: 'note', field: 'fax', records: 1, sentence: '1 value of Fax of Note' },
      { entity: 'note', field: 'friends', records: 1, sentence: '1 value of friends of Note' },
      { entity: 'note.lines', records: 2, sentence: '2 records of Lines of Note' },
    ])
    await app.admin.post(`/revisions/${full}/rollback`)
    expect((await app.admin.get(`/records/note/${first.id}`)).body).toMatchObject({
      fax: '1',
      lines: [{ x: '1' }, { x: '2' }],
    })

    await publish([{ ...note, fields: note.fields.filter(({ key }) => key === 'text') }])
    const { revision } = await kept()
    expect(await app.admin.post('/kept/purge', { revision: revision - 1 })).toMatchObject({
      status: 409,
      body: { code: 'revision_moved' },
    })
    const purged = await app.admin.post('/kept/purge', { revision })
    expect(purged).toMatchObject({
      status: 200,
      body: { revision, removed: [{ field: 'fax' }, { field: 'friends' }, { entity: 'note.lines' }] },
    })
    expect((await kept()).kept).toEqual([])
    expect((await app.admin.get(`/records/note/${first.id}`)).body).toMatchObject({ text: 'a' })
    const audit = (await app.admin.get('/audit')).body
    expect(JSON.stringify(audit)).toContain('purged')

    await app.installation.workspaces.refresh('main')
    await app.admin.post(`/revisions/${full}/rollback`)
    expect((await app.admin.get(`/records/note/${first.id}`)).body).toMatchObject({ text: 'a', fax: null, lines: [] })
    expect((await app.admin.patch(`/records/note/${first.id}`, { fax: '2', lines: [{ x: 3 }] })).status).toBe(200)
  })

  test('of a whole entity too', async () => {
    await publish([], ['ent_note'])
    expect((await kept()).kept).toEqual([
      { entity: 'note', records: 2, sentence: '2 records of Note' },
      { entity: 'note.lines', records: 1, sentence: '1 record of Lines of Note' },
    ])
    const { revision } = await kept()
    expect((await app.admin.post('/kept/purge', { revision })).status).toBe(200)
    expect((await kept()).kept).toEqual([])
    await publish([note])
    expect((await app.admin.get('/records/note')).body.records).toEqual([])
  })
})
