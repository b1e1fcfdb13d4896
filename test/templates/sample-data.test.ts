import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'

let app: App
beforeAll(async () => {
  app = await openApp()
  expect((await app.admin.post('/templates/lead-to-cash/install', { sampleData: true })).status).toBe(200)
}, 120_000)
afterAll(() => app?.close())

type Sample = { readonly records: number; readonly entities: readonly { readonly entity: string }[] }
type People = { readonly records: readonly { readonly active: boolean }[] }

const count = async (entity: string) => (await app.admin.get(`/records/${entity}?limit=1&count=exact`)).body.count.value

it('sample data is counted, goes into the recycle bin in one call, and leaves what people have made', async () => {
  const { body: before } = await app.admin.get<Sample>('/sample-data')
  expect(before.records).toBe(431)
  expect(before.entities.map(({ entity }) => entity)).toContain('opportunity')
  const { body: own } = await app.admin.post('/records/account', { name: '自己的客户', owner: app.admin.id })
  const { body: cleared } = await app.admin.call('DELETE', '/sample-data')
  expect(cleared).toEqual({ removed: 431, kept: 0 })
  expect(await count('opportunity')).toBe(0)
  expect(await count('account')).toBe(1)
  expect((await app.admin.get(`/records/account/${own.id}`)).body.name).toBe('自己的客户')
  expect((await app.admin.get('/sample-data')).body).toEqual({ records: 0, entities: [] })
  const { body: users } = await app.admin.get<People>('/users')
  expect(users.records.filter(({ active }) => active)).toHaveLength(1)
}, 120_000)
