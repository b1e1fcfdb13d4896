import type { Document } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const text = (id: string, key: string, en: string) => ({ id, key, type: 'text', label: { en } })
const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_order',
    key: 'order',
    label: { en: 'Order' },
    titleField: 'name',
    fields: [
      text('fld_name', 'name', 'Name'),
      text('fld_reason', 'reason', 'Reason'),
      { id: 'fld_price', key: 'price', type: 'number', scale: 2, label: { en: 'Price' } },
      { id: 'fld_quantity', key: 'quantity', type: 'number', label: { en: 'Quantity' } },
    ],
  },
]

let desk: BuilderDesk
beforeAll(async () => {
  desk = await openBuilder(documents)
  await desk.app.admin.post('/records/order', { name: 'Sensors', price: '2.50', quantity: 4 })
})
afterAll(() => desk?.close())
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

describe('a formula is written', () => {
  it('with what is wrong underlined, said, and repaired by a click', async () => {
    const { page, button, open } = desk
    await open('/builder/entities/order')
    await page.getByLabel('Search field types').fill('Total')
    await button('Formula').click()
    const formula = page.getByRole('textbox', { name: 'Formula', exact: true })
    await formula.fill('price * quantty')
    await page.locator('mark').getByText('quantty').waitFor()
    await page.getByText('"order" has no field "quantty"').waitFor()
    await button('Write “quantity”').click()
    expect(await formula.inputValue()).toBe('price * quantity')
    await page.getByText('Price × Quantity').first().waitFor()
    expect(await page.locator('mark').count()).toBe(0)
  })

  it('by keys and functions put in where the caret stands', async () => {
    const { page } = desk
    const formula = page.getByRole('textbox', { name: 'Formula', exact: true })
    await formula.fill('')
    await page.getByRole('combobox', { name: 'Insert a function' }).fill('round')
    await page
      .getByRole('option', { name: /^round/ })
      .first()
      .click()
    expect(await formula.inputValue()).toBe('round()')
    await page.getByRole('combobox', { name: 'Insert a field' }).fill('Price')
    await page.getByRole('option', { name: /^Price/ }).click()
    expect(await formula.inputValue()).toBe('round(price)')
    await formula.fill('round(price * quantity, 0')
    await page.getByText('Something is missing at the end.').waitFor()
    await formula.fill('price * quantity')
  })

  it('is tried on a record before anybody else sees it', async () => {
    const { page, button, saved } = desk
    await button('Try on a record').click()
    await page.getByLabel('Try on a record').click()
    await page.getByRole('option', { name: 'Sensors' }).click()
    await page.getByRole('status').filter({ hasText: 'comes to' }).getByText('10').waitFor()
    await saved()
  })
})

describe('a rule about records', () => {
  it('is built as a sentence and says what it means in both languages', async () => {
    const { page, button, open } = desk
    await open('/builder/entities/order')
    await button('Rule').click()
    await page.getByRole('menuitem', { name: 'Asks for' }).click()
    await page.getByRole('combobox', { name: 'Fields' }).click()
    await page.getByRole('option', { name: 'Reason' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Field', exact: true }).click()
    await page.getByRole('option', { name: 'Quantity', exact: true }).click()
    await page.getByLabel('Comparison').selectOption('greater')
    await page.getByRole('textbox', { name: /Quantity|Value/ }).fill('100')
    await page.locator('.rule-says').getByText('Quantity is more than 100').waitFor()
    expect(await page.locator('.rule-says').textContent()).toContain('大于 100')
  })

  it('can be read and changed as a formula', async () => {
    const { page } = desk
    await page.locator('.rule-head').first().getByText('Formula').click()
    const formula = page.getByLabel('When', { exact: true })
    expect(await formula.inputValue()).toMatch(/^quantity > "?100"?$/)
    await formula.fill('quantity > 100 and price * quantity > 1000')
    await page.locator('.rule-head').first().getByText('Sentence').click()
    await page.getByRole('textbox', { name: 'Formula', exact: true }).waitFor()
    await page
      .locator('.rule-says')
      .getByText(/Price × Quantity\)? is more than 1000/)
      .first()
      .waitFor()
  })

  it('is obeyed once it is published', async () => {
    const { app, page, publish } = desk
    await page.getByLabel('In English').fill('Say why so many')
    await publish()
    const refused = await app.admin.post('/records/order', { name: 'Bolts', price: '50', quantity: 200 })
    expect(refused.status).toBe(422)
    expect(refused.body.problems).toMatchObject([{ field: 'reason', message: 'Say why so many' }])
    const made = await app.admin.post('/records/order', { name: 'Bolts', price: '5', quantity: 7 })
    expect(made.body.total).toBe('35.00')
  })
})
