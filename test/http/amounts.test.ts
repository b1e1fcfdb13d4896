import { checkDocuments, type Document, type FieldDefinition } from '@atelier/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, openApp } from './open-app.ts'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const
const lines: readonly FieldDefinition[] = [
  { id: 'fld_no', key: 'number', type: 'position' },
  { id: 'fld_qty', key: 'quantity', type: 'number', scale: 2, required: true },
  { id: 'fld_price', key: 'price', type: 'money', currency: { from: 'parent.contract.currency' } },
  {
    id: 'fld_sub',
    key: 'subtotal',
    type: 'formula',
    result: 'money',
    formula: { round: [{ '*': [{ var: 'quantity' }, { var: 'price' }] }, 2] },
  },
]
const rollup = (id: string, key: string, more: Partial<FieldDefinition>): FieldDefinition => ({
  id,
  key,
  type: 'rollup',
  aggregate: 'sum',
  ...more,
})

/** Contracts in a currency of their own, orders of a contract with lines, and rates. */
const documents: readonly Document[] = [
  {
    kind: 'workspace',
    ...head('wsp_1', 'workspace'),
    currency: 'CNY',
    currencies: ['CNY', 'USD'],
    zone: 'Asia/Shanghai',
    rates: { entity: 'rate', from: 'currency', on: 'day', rate: 'rate' },
  },
  {
    kind: 'entity',
    ...head('ent_rate', 'rate'),
    fields: [
      { id: 'fld_c', key: 'currency', type: 'currency', required: true },
      { id: 'fld_d', key: 'day', type: 'date', required: true },
      { id: 'fld_r', key: 'rate', type: 'number', scale: 4, required: true },
    ],
  },
  {
    kind: 'entity',
    ...head('ent_con', 'contract'),
    fields: [
      { id: 'fld_cur', key: 'currency', type: 'currency', required: true },
      rollup('fld_ord', 'ordered', { over: 'orders', field: 'total' }),
    ],
  },
  {
    kind: 'entity',
    ...head('ent_ord', 'order'),
    fields: [
      {
        id: 'fld_con',
        key: 'contract',
        type: 'reference',
        target: 'contract',
        required: true,
        reverse: { key: 'orders' },
      },
      { id: 'fld_lines', key: 'lines', type: 'lines', fields: lines },
      rollup('fld_total', 'total', { over: 'lines', field: 'subtotal' }),
      rollup('fld_home', 'atHome', {
        over: 'lines',
        value: { '*': [{ var: 'quantity' }, { var: 'price' }] },
        currency: 'workspace',
      }),
    ],
  },
]

let app: App
beforeAll(async () => {
  app = await openApp()
  const [workspace, ...others] = documents
  const settings = app.workspace().current().model.workspace
  const own = { id: settings.id, key: settings.key }
  await app.publish([...(workspace?.kind === 'workspace' ? [{ ...workspace, ...own }] : []), ...others])
  await app.admin.post('/records/rate', { currency: 'USD', day: '2020-01-01', rate: '7' })
})
afterAll(() => app.close())

test('sums of computed amounts keep the currency that all of them share, however many steps away it is stated', async () => {
  const contract = await app.admin.post('/records/contract', { currency: 'USD' })
  const order = await app.admin.post('/records/order', {
    contract: contract.body.id,
    lines: [
      { quantity: '2', price: '10.50' },
      { quantity: '1', price: '4.00' },
    ],
  })
  expect(order).toMatchObject({
    status: 201,
    body: {
      lines: [
        { number: '1', subtotal: { amount: '21.00', currency: 'USD' } },
        { number: '2', subtotal: { amount: '4.00', currency: 'USD' } },
      ],
      total: { amount: '25.00', currency: 'USD' },
      atHome: { amount: '175.00', currency: 'CNY' },
    },
  })
  const after = await app.admin.get(`/records/contract/${contract.body.id}`)
  expect(after.body.ordered).toEqual({ amount: '25.00', currency: 'USD' })
})

test('rows are numbered anew when they are put in another order', async () => {
  const contract = await app.admin.post('/records/contract', { currency: 'CNY' })
  const order = await app.admin.post('/records/order', {
    contract: contract.body.id,
    lines: [
      { quantity: '1', price: '1' },
      { quantity: '2', price: '2' },
      { quantity: '3', price: '3' },
    ],
  })
  const [first, , third] = order.body.lines
  const changed = await app.admin.patch(`/records/order/${order.body.id}`, {
    lines: [
      { id: third.id, quantity: '3', price: '3' },
      { id: first.id, quantity: '1', price: '1' },
    ],
  })
  expect(changed.body.lines).toMatchObject([
    { id: third.id, number: '1' },
    { id: first.id, number: '2' },
  ])
})

test('a rollup over amounts that may be in different currencies must say in which it is', () => {
  const mixed = rollup('fld_mix', 'mixed', { over: 'contracts', field: 'ordered' })
  const account: Document = { kind: 'entity', ...head('ent_acc', 'account'), fields: [mixed] }
  const all = documents.map((document) =>
    document.kind === 'entity' && document.key === 'contract'
      ? {
          ...document,
          fields: [
            ...document.fields,
            { id: 'fld_a', key: 'account', type: 'reference', target: 'account', reverse: { key: 'contracts' } },
          ],
        }
      : document,
  )
  const codes = (field: FieldDefinition) =>
    checkDocuments([...all, { ...account, fields: [field] }]).map(({ path, code }) => `${path} ${code}`)
  expect(codes(mixed)).toEqual(['/fields/0/currency currency_needed'])
  expect(codes({ ...mixed, currency: 'workspace' })).toEqual([])
})
