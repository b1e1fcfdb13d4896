import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, openApp } from './open-app.ts'
import { salesDocuments } from './sales-documents.ts'

let app: App
beforeAll(async () => {
  app = await openApp(salesDocuments)
})
afterAll(() => app.close())

test('a record is made, read, changed and put into the bin', async () => {
  const made = await app.admin.post('/records/account', { name: '上海华为', region: 'north' })
  expect(made).toMatchObject({ status: 201, body: { name: '上海华为', region: 'north', code: 'A-0001', version: 1, wonAmount: '0.00', deals: '0' } })
  const path = `/records/account/${made.body.id}`
  expect((await app.admin.get(path)).body).toEqual(made.body)
  const changed = await app.admin.patch(path, { region: 'south' }, { 'if-match': '"1"' })
  expect(changed).toMatchObject({ status: 200, body: { region: 'south', version: 2 } })
  expect((await app.admin.patch(path, { region: 'north' }, { 'if-match': '"1"' })).status).toBe(409)
  expect((await app.admin.call('DELETE', path)).status).toBe(204)
  expect((await app.admin.get(path)).status).toBe(404)
  expect(await app.admin.post(`${path}/restore`)).toMatchObject({ status: 200, body: { version: 4 } })
})
