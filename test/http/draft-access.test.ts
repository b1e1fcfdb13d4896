import type { Document, RoleDocument } from '@atelier/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, openApp } from './open-app.ts'

const role: RoleDocument = {
  kind: 'role',
  specVersion: 1,
  id: 'rol_sales',
  key: 'sales',
  grants: [{ id: 'grt_1', entity: 'deal', actions: ['read', 'update'], scope: 'own' }],
}
const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    titleField: 'name',
    fields: [
      { id: 'fld_n', key: 'name', type: 'text' },
      { id: 'fld_c', key: 'cost', type: 'number', sensitive: true },
    ],
  },
  role,
]

let app: App
let wang: Awaited<ReturnType<App['person']>>
beforeAll(async () => {
  app = await openApp(documents)
  wang = await app.person('Wang', ['sales'])
})
afterAll(() => app?.close())

test('rights in service are told with the role that gives them', async () => {
  const { status, body } = await app.admin.post('/definitions/access', { user: wang.id })
  expect(status).toBe(200)
  expect(body).toEqual({
    unlimited: false,
    roles: ['sales'],
    entities: [
      {
        entity: 'deal',
        grants: [
          { action: 'read', role: 'sales', scope: 'own' },
          { action: 'update', role: 'sales', scope: 'own' },
        ],
        fields: [{ field: 'cost', access: 'hidden', byRow: false }],
      },
    ],
  })
})

test('a draft is asked before anybody gets its rights, under whatever name the role has there', async () => {
  const change = (await app.admin.post('/changes')).body.id
  await app.admin.call('PUT', `/changes/${change}/documents/role/sales`, {
    ...role,
    key: 'seller',
    grants: [{ id: 'grt_1', entity: 'deal', actions: ['read'], scope: 'all' }],
    fields: [{ id: 'fac_1', entity: 'deal', field: 'cost', access: 'read' }],
  })
  const { body } = await app.admin.post('/definitions/access', { change, user: wang.id })
  expect(body).toMatchObject({
    roles: ['seller'],
    entities: [
      {
        grants: [{ action: 'read', role: 'seller', scope: 'all' }],
        fields: [
          { field: 'name', access: 'read' },
          { field: 'cost', access: 'read' },
        ],
      },
    ],
  })
})

test('an administrator may do everything', async () => {
  const { body } = await app.admin.post('/definitions/access')
  expect(body).toMatchObject({ unlimited: true, roles: ['admin'], entities: [{ entity: 'deal', fields: [] }] })
})

test('nobody is asked about who is not there', async () => {
  const other = '01890000-0000-7000-8000-000000000000'
  expect((await app.admin.post('/definitions/access', { user: other })).status).toBe(404)
  expect((await app.admin.post('/definitions/access', { change: other })).status).toBe(404)
  expect((await wang.post('/definitions/access', {})).status).toBe(403)
})
