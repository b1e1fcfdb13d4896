import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { salesDocuments } from '../http/sales-documents.ts'

let app: App
let admin: Caller
beforeAll(async () => {
  app = await openApp(salesDocuments)
  admin = app.admin
}, 60_000)
afterAll(() => app.close())

const times = <T>(count: number, make: (n: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => make(n)))

const count = <T>(all: readonly T[], is: (each: T) => boolean): number => all.filter(is).length

test('of 32 writers that saw the same version, one wins and 31 are told so', async () => {
  const { body: product } = await admin.post('/records/product', { name: 'Raced' })
  const answers = await times(32, (n) =>
    admin.patch(`/records/product/${product.id}`, { name: `Raced ${n}` }, { 'if-match': '"1"' }),
  )
  expect(count(answers, ({ status }) => status === 200)).toBe(1)
  expect(count(answers, ({ status }) => status === 409)).toBe(31)
  expect((await admin.get(`/records/product/${product.id}`)).body.version).toBe(2)
})

test('32 writers that name no version all write, one after the other', async () => {
  const { body: product } = await admin.post('/records/product', { name: 'Shared' })
  const answers = await times(32, (n) => admin.patch(`/records/product/${product.id}`, { price: n + 1 }))
  expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(200))
  const { events } = (await admin.get(`/records/product/${product.id}/history`)).body
  expect(events.map(({ version }: { version: number }) => version)).toEqual(
    Array.from({ length: 33 }, (_, n) => 33 - n),
  )
})

test('of two who move one deal from the stage they saw, one moves it', async () => {
  const { body: account } = await admin.post('/records/account', { name: 'Moved', region: 'north' })
  const { body: deal } = await admin.post('/records/opportunity', {
    name: 'Moved',
    account: account.id,
    need: 'x',
    amount: 1,
  })
  const answers = await times(2, () =>
    admin.call('POST', `/records/opportunity/${deal.id}/move`, { to: 'proposal' }, { 'if-match': '"1"' }),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { events } = (await admin.get(`/records/opportunity/${deal.id}/history`)).body
  expect(events).toHaveLength(2)
})

test('of 20 who take one unique value, one gets it', async () => {
  const answers = await times(20, () => admin.post('/records/product', { name: 'Only one', sku: 'RACE' }))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(422)])
})

test('numbers drawn at once are without gaps and without repeats', async () => {
  const answers = await times(30, (n) => admin.post('/records/account', { name: `Numbered ${n}`, region: 'north' }))
  const numbers = answers.map(({ body }) => Number(body.code.slice(2))).sort((a, b) => a - b)
  expect(numbers.at(-1)).toBe((numbers[0] ?? 0) + 29)
  expect(new Set(numbers).size).toBe(30)
})

test('totals are right after deals of one account are written at once', async () => {
  const { body: account } = await admin.post('/records/account', { name: 'Totals', region: 'north' })
  const deals = await times(12, (n) =>
    admin.post('/records/opportunity', { name: `Total ${n}`, account: account.id, need: 'x', amount: 10 }),
  )
  expect(deals.map(({ status }) => status)).toEqual(Array(12).fill(201))
  const moved = await times(12, (n) =>
    admin.post('/batch', {
      writes: ['proposal', 'won'].map((to) => ({ move: 'opportunity', id: deals[n]?.body.id, to })),
    }),
  )
  expect(moved.map(({ status }) => status)).toEqual(Array(12).fill(200))
  expect((await admin.get(`/records/account/${account.id}`)).body).toMatchObject({ deals: '12', wonAmount: '120.00' })
})

test('two bulks that cross each other’s records both succeed', async () => {
  const { body } = await admin.post('/records/product/bulk', {
    records: Array.from({ length: 60 }, (_, n) => ({ name: `Cross ${n}`, sku: `X-${n}` })),
  })
  const ids: string[] = body.results.map(({ id }: { id: string }) => id)
  const update = (order: readonly string[], price: number) =>
    admin.post('/records/product/bulk', { match: ['id'], records: order.map((id) => ({ id, price })) })
  const answers = await Promise.all([
    update(ids, 1),
    update(ids.toReversed(), 2),
    update(ids, 3),
    update(ids.toReversed(), 4),
  ])
  for (const { status, body: answered } of answers) {
    expect(status).toBe(200)
    expect(
      count(answered.results, (each: { status: string }) => each.status === 'updated' || each.status === 'unchanged'),
    ).toBe(60)
  }
})
