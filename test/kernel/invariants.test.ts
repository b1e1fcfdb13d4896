import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const head = { specVersion: 1 } as const

/** Pools with a limit that none of the amounts drawn from them may pass. */
function documents(): readonly Document[] {
  return [
    {
      ...head,
      kind: 'entity',
      id: 'ent_pool',
      key: 'pool',
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text' },
        { id: 'fld_limit', key: 'limit', type: 'number' },
        { id: 'fld_secret', key: 'secret', type: 'number' },
        { id: 'fld_owner', key: 'owner', type: 'owner' },
        {
          id: 'fld_parts',
          key: 'parts',
          type: 'lines',
          fields: [{ id: 'fld_size', key: 'size', type: 'number' }],
          invariants: [
            {
              id: 'inv_size',
              always: { '<': [{ var: 'size' }, { var: 'parent.limit' }] },
              mode: 'watch',
              message: { en: 'Too large', 'zh-CN': '过大' },
            },
          ],
        },
      ],
      invariants: [
        {
          id: 'inv_drawn',
          always: { '>=': [{ coalesce: [{ var: 'secret' }, 0] }, { sum: [{ var: 'draws' }, { var: 'amount' }] }] },
          filter: { '==': [{ empty: [{ var: 'secret' }] }, false] },
          mode: 'watch',
          message: { en: 'Too much is drawn', 'zh-CN': '提取过多' },
        },
      ],
    },
    {
      ...head,
      kind: 'entity',
      id: 'ent_draw',
      key: 'draw',
      fields: [
        { id: 'fld_pool', key: 'pool', type: 'reference', target: 'pool', reverse: { key: 'draws' } },
        { id: 'fld_amount', key: 'amount', type: 'number' },
      ],
      invariants: [
        {
          id: 'inv_limit',
          always: { '<=': [{ var: 'amount' }, { var: 'pool.limit' }] },
          mode: 'refuse',
          message: { en: 'More than the pool allows', 'zh-CN': '超过上限' },
        },
      ],
    },
    {
      ...head,
      kind: 'role',
      id: 'rol_clerk',
      key: 'clerk',
      grants: [
        {
          id: 'grt_pool',
          entity: 'pool',
          actions: ['read'],
          scope: 'own',
          fields: { secret: 'hidden' },
        },
      ],
    },
  ]
}

let app: App
let clerk: Caller
beforeAll(async () => {
  app = await openApp(documents())
  clerk = await app.person('Clerk', ['clerk'])
})
afterAll(() => app?.close())

describe('an invariant that reads a related record', () => {
  it('is judged for every record that states it, beyond a thousand of them', async () => {
    const { id } = (await app.admin.post('/records/pool', { name: 'P', limit: '100' })).body
    // The last in the order of ids is the only one that would break it.
    const records = Array.from({ length: 1201 }, (_, n) => ({ pool: id, amount: n === 1200 ? '90' : '10' }))
    const made = await app.admin.post('/records/draw/bulk', { records, atomic: true })
    expect(made).toMatchObject({ status: 200 })
    expect(await app.admin.patch(`/records/pool/${id}`, { limit: '50' })).toMatchObject({
      status: 422,
      body: {
        problems: [{ code: 'rule_refused', params: { invariant: 'inv_limit', id: made.body.results[1200]?.id } }],
      },
    })
    expect((await app.admin.patch(`/records/pool/${id}`, { limit: '90' })).status).toBe(200)
  })
})

describe('a watched invariant', () => {
  const names = (answer: { body: { records: { name: string }[] } }) => answer.body.records.map(({ name }) => name)

  it('stops no write and lists what breaks it, as it is now and as far as the reader sees', async () => {
    const own = (await app.admin.post('/records/pool', { name: 'A', limit: '9', secret: '3', owner: clerk.id })).body.id
    const other = (await app.admin.post('/records/pool', { name: 'B', limit: '9', secret: '3' })).body.id
    await app.admin.post('/records/pool', { name: 'C', limit: '9' })
    const list = '/violations/pool/inv_drawn?sort=name&fields=name'
    expect(names(await app.admin.get(list))).toEqual([])
    const draw = await app.admin.post('/records/draw', { pool: own, amount: '4' })
    expect(draw.status).toBe(201)
    expect((await app.admin.post('/records/draw', { pool: other, amount: '5' })).status).toBe(201)
    expect(names(await app.admin.get(`${list}&count=exact`))).toEqual(['A', 'B'])
    expect((await app.admin.get(`${list}&count=exact&limit=1`)).body).toMatchObject({
      records: [{ name: 'A' }],
      count: { value: 2, exact: true },
    })
    expect(names(await clerk.get(list))).toEqual(['A'])
    expect((await clerk.get('/violations/pool/inv_drawn')).body.records[0]).not.toHaveProperty('secret')
    await app.admin.patch(`/records/draw/${draw.body.id}`, { amount: '3' })
    expect(names(await app.admin.get(list))).toEqual(['B'])
  })

  it('may be stated by lines', async () => {
    await app.admin.post('/records/pool', { name: 'L', limit: '9', parts: [{ size: '8' }, { size: '10' }] })
    expect((await app.admin.get('/violations/pool.parts/inv_size?fields=size,parent.name')).body.records).toMatchObject(
      [{ size: '10', parent: { name: 'L' } }],
    )
    expect((await clerk.get('/violations/pool.parts/inv_size')).body.records).toEqual([])
  })

  it('is unknown by another name, and to whoever may not read its records', async () => {
    expect((await app.admin.get('/violations/pool/inv_nothing')).status).toBe(404)
    expect((await app.admin.get('/violations/nothing/inv_drawn')).status).toBe(404)
    expect((await clerk.get('/violations/draw/inv_limit')).status).toBe(404)
    expect((await app.admin.get('/violations/pool/inv_drawn?fields=nothing')).status).toBe(400)
  })
})
