import type { AutomationDocument, Document } from '@atelier/definitions'
import { settle } from '@atelier/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Notice } from '../http/answers.ts'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const
const intake = (id: string, key: string, onBulk: 'each' | 'batch'): AutomationDocument => ({
  kind: 'automation',
  ...head(id, key),
  entity: 'lead',
  trigger: { on: 'record.created', filter: { startsWith: [{ var: 'name' }, key] } },
  run: { onBulk },
  steps: [
    { id: 'stp_set', action: 'updateRecord', set: { note: 'seen' } },
    {
      id: 'stp_tell',
      action: 'notify',
      to: ['owner'],
      cc: ['role:chief'],
      subject: { en: 'New: {{name}}', 'zh-CN': '新线索 {{name}}' },
    },
  ],
})
const documents: readonly Document[] = [
  {
    kind: 'entity',
    ...head('ent_lead', 'lead'),
    titleField: 'name',
    fields: [
      { id: 'fld_n', key: 'name', type: 'text', required: true },
      { id: 'fld_note', key: 'note', type: 'text' },
      { id: 'fld_o', key: 'owner', type: 'owner' },
    ],
  },
  intake('aut_b', 'batch', 'batch'),
  intake('aut_e', 'each', 'each'),
  ...['sales', 'chief'].map(
    (key): Document => ({
      kind: 'role',
      ...head(`rol_${key}`, key),
      grants: [{ id: 'grt_1', entity: 'lead', actions: ['read', 'create', 'update'], scope: 'own' }],
    }),
  ),
]

let app: App
let anna: Caller
let bob: Caller
let chief: Caller
beforeAll(async () => {
  app = await openApp(documents)
  anna = await app.person('Anna', ['sales'], { language: 'en' })
  bob = await app.person('Bob', ['sales'], { language: 'zh-CN' })
  chief = await app.person('Carl', ['chief'], { language: 'en' })
})
afterAll(() => app?.close())

/** Makes leads in one call, and answers what each person has heard since. */
async function made(names: readonly string[]): Promise<Record<string, readonly object[]>> {
  const people = { anna, bob, chief }
  const heard = async (caller: Caller): Promise<readonly Notice[]> =>
    (await caller.get('/notifications?limit=500')).body.notifications
  const before = new Map<Caller, number>()
  for (const caller of Object.values(people)) before.set(caller, (await heard(caller)).length)
  const owners = [anna.id, bob.id]
  const records = names.map((name, at) => ({ name, owner: owners[at % 2] }))
  const { body } = await app.admin.post('/records/lead/bulk', { records })
  expect(body.results.map(({ status }) => status)).toEqual(names.map(() => 'created'))
  await settle(app.workspace())
  const found: [string, readonly object[]][] = []
  for (const [name, caller] of Object.entries(people)) {
    const all = await heard(caller)
    const news = all.slice(0, all.length - (before.get(caller) ?? 0))
    found.push([
      name,
      news.map(({ subject, body, record }) => ({ subject, body, about: record === null ? 'several' : 'one' })),
    ])
  }
  return Object.fromEntries(found)
}

it('of a bulk, a batch tells each person once for all records, and still does the rest for each', async () => {
  expect(await made(['batch 1', 'batch 2', 'batch 3'])).toEqual({
    anna: [{ subject: 'New: batch 1 (and 1 more)', body: '· New: batch 1\n· New: batch 3', about: 'several' }],
    bob: [{ subject: '新线索 batch 2', body: null, about: 'one' }],
    // Who may not see the records hears of them without their names.
    chief: [{ subject: 'New: (and 2 more)', body: '· New:\n· New:\n· New:', about: 'several' }],
  })
  const { body } = await app.admin.get('/records/lead?fields=name,note&sort=name')
  expect(body.records.map(({ note }) => note)).toEqual(['seen', 'seen', 'seen'])
  expect((await app.admin.get('/runs?automation=batch')).body.runs).toHaveLength(3)
})

it('names twenty records at most', async () => {
  const { chief: news } = await made(Array.from({ length: 50 }, (_, i) => `batch n${i}`))
  expect(news).toHaveLength(1)
  expect(news?.[0]).toMatchObject({ subject: 'New: (and 49 more)' })
  expect(JSON.stringify(news?.[0]).match(/·/g)).toHaveLength(21)
})

it('of a write of one record it tells as ever', async () => {
  expect(await made(['batch x'])).toMatchObject({ anna: [{ subject: 'New: batch x', about: 'one' }], bob: [] })
})

it('without it, people are told of each record', async () => {
  expect(await made(['each 1', 'each 2', 'each 3'])).toMatchObject({
    anna: [{ subject: 'New: each 3' }, { subject: 'New: each 1' }],
    bob: [{ subject: '新线索 each 2' }],
  })
})
