import type { Document } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const documents: readonly Document[] = [
  {
    kind: 'optionset',
    specVersion: 1,
    id: 'ops_size',
    key: 'size',
    label: { en: 'Size' },
    options: [{ id: 'opt_small', key: 'small', label: { en: 'Small' } }],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_order',
    key: 'order',
    label: { en: 'Order' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', label: { en: 'Name' } },
      { id: 'fld_rate', key: 'rate', type: 'percent', label: { en: 'Rate' } },
      { id: 'fld_double', key: 'double', type: 'formula', label: { en: 'Double' }, result: 'number', formula: 0 },
      { id: 'fld_sum', key: 'sum', type: 'rollup', label: { en: 'Sum' }, over: 'items', aggregate: 'count' },
      {
        id: 'fld_items',
        key: 'items',
        type: 'lines',
        label: { en: 'Items' },
        fields: [
          { id: 'fld_what', key: 'what', type: 'text', label: { en: 'What' } },
          { id: 'fld_price', key: 'price', type: 'number', scale: 2, label: { en: 'Price' } },
          { id: 'fld_day', key: 'day', type: 'date', label: { en: 'Day' } },
          {
            id: 'fld_label',
            key: 'label',
            type: 'formula',
            label: { en: 'In words' },
            result: 'text',
            formula: { var: 'what' },
          },
        ],
      },
    ],
  },
]

let desk: BuilderDesk
beforeAll(async () => {
  desk = await openBuilder(documents)
})
afterAll(() => desk?.close())
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

/** What a list offers, in words. */
const offered = (name: string) => desk.page.getByLabel(name, { exact: true }).locator('option').allTextContents()

it('a formula comes to what the page can name, and is asked for what that needs', async () => {
  const { page, open } = desk
  await open('/builder/entities/order?part=fld_double')
  const result = page.getByLabel('Comes to', { exact: true })
  await result.waitFor()
  expect(await offered('Comes to')).toEqual(
    'Text,Number,Percent,Money,Yes or no,Date,Date and time,Duration,Choice,Person,Team,Currency'.split(','),
  )
  const decimals = page.getByLabel('Decimals')
  expect(await decimals.getAttribute('placeholder')).toBe('12')
  await result.selectOption({ label: 'Choice' })
  expect(await decimals.count()).toBe(0)
  expect(await offered('Options')).toEqual(['None …', 'Size'])
  await result.selectOption({ label: 'Number' })
  await decimals.waitFor()
})

it('a rollup adds up numbers, the smallest is of a date too, and a formula may say of what', async () => {
  const { page, open, saved } = desk
  await saved()
  await open('/builder/entities/order?part=fld_sum')
  const how = page.getByLabel('How', { exact: true })
  await how.selectOption({ label: 'sum' })
  expect(await offered('Of the field')).toEqual(['None …', 'a formula …', 'Price'])
  await how.selectOption({ label: 'smallest' })
  expect(await offered('Of the field')).toEqual(['None …', 'a formula …', 'Price', 'Day'])
  await how.selectOption({ label: 'sum' })
  await page.getByLabel('Of the field', { exact: true }).selectOption({ label: 'a formula …' })
  await page.getByRole('textbox', { name: 'Formula', exact: true }).fill('price * 2')
  await page.getByText('Price × 2').first().waitFor()
})

it('a default is a value or worked out by a formula', async () => {
  const { app, page, button, open, saved, publish } = desk
  await saved()
  await open('/builder/entities/order?part=fld_rate')
  await page.getByLabel('Default', { exact: true }).fill('10')
  await button('Work it out by a formula').click()
  await page.getByRole('textbox', { name: 'Default', exact: true }).fill('1 / 4')
  await publish()
  const { body } = await app.admin.post('/records/order', { name: 'Sensors', items: [{ what: 'A', price: '2.50' }] })
  expect(body).toMatchObject({ rate: '0.2500' })
  expect((await app.admin.get(`/records/order/${body.id}`)).body).toMatchObject({ sum: '5.000000000000' })
})
