import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const head = { specVersion: 1 } as const

/** People cover regions; who covers a region sees its shops, and may not close a shop that is larger than his level. */
function documents(): readonly Document[] {
  return [
    {
      ...head,
      kind: 'entity',
      id: 'ent_region',
      key: 'region',
      titleField: 'name',
      fields: [{ id: 'fld_name', key: 'name', type: 'text', unique: true }],
    },
    {
      ...head,
      kind: 'entity',
      id: 'ent_user',
      key: 'user',
      extends: 'system',
      fields: [
        { id: 'fld_region', key: 'region', type: 'reference', target: 'region' },
        { id: 'fld_level', key: 'level', type: 'number' },
        { id: 'fld_badges', key: 'badges', type: 'tags' },
      ],
    },
    {
      ...head,
      kind: 'entity',
      id: 'ent_shop',
      key: 'shop',
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text' },
        { id: 'fld_region', key: 'region', type: 'reference', target: 'region' },
        { id: 'fld_size', key: 'size', type: 'number' },
        { id: 'fld_closed', key: 'closed', type: 'boolean' },
      ],
      rules: [
        {
          id: 'rul_close',
          when: { and: [{ '==': [{ var: 'closed' }, true] }, { '>': [{ var: 'size' }, { var: '$user.level' }] }] },
          refuse: { en: 'Too large for you', 'zh-CN': '超出权限' },
        },
      ],
    },
    {
      ...head,
      kind: 'role',
      id: 'rol_keeper',
      key: 'keeper',
      grants: [
        {
          id: 'grt_shop',
          entity: 'shop',
          actions: ['read', 'update'],
          scope: {
            rule: {
              or: [
                { '==': [{ var: 'region' }, { var: '$user.region' }] },
                { hasAny: [{ var: '$user.badges' }, ['everywhere']] },
              ],
            },
          },
        },
      ],
    },
  ]
}

let app: App
let north: Caller
let nobody: Caller
const ids: Record<string, string> = {}

beforeAll(async () => {
  app = await openApp(documents())
  for (const name of ['north', 'south']) {
    ids[name] = (await app.admin.post('/records/region', { name })).body.id
    ids[`${name} shop`] = (await app.admin.post('/records/shop', { name, region: ids[name], size: '5' })).body.id
  }
  north = await app.person('Nora', ['keeper'], { region: ids['north'], level: '4' })
  nobody = await app.person('Noel', ['keeper'])
})
afterAll(() => app?.close())

const shops = async (caller: Caller): Promise<readonly string[]> =>
  (await caller.get('/records/shop?sort=name&fields=name')).body.records.map(({ name }: { name: string }) => name)

describe('a field added to people', () => {
  it('decides in a scope what each of them sees, in lists and one by one', async () => {
    expect(await shops(north)).toEqual(['north'])
    expect((await north.get(`/records/shop/${ids['south shop']}`)).status).toBe(404)
    expect((await north.patch(`/records/shop/${ids['north shop']}`, { name: 'north' })).status).toBe(200)
    expect(await shops(nobody)).toEqual([])
  })

  it('decides in a rule what each of them may write; an empty one decides nothing and refuses', async () => {
    const close = { closed: true }
    expect((await north.patch(`/records/shop/${ids['north shop']}`, close)).body.code).toBe('rule_refused')
    expect((await app.admin.patch(`/users/${north.id}`, { level: '5' })).status).toBe(200)
    expect((await north.patch(`/records/shop/${ids['north shop']}`, close)).status).toBe(200)
  })

  it('follows a change at once', async () => {
    expect((await app.admin.patch(`/users/${nobody.id}`, { region: ids['south'] })).status).toBe(200)
    expect(await shops(nobody)).toEqual(['south'])
    expect((await app.admin.patch(`/users/${nobody.id}`, { badges: ['everywhere'] })).status).toBe(200)
    expect(await shops(nobody)).toEqual(['north', 'south'])
  })
})
