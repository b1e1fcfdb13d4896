import type { Document } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_order',
    key: 'order',
    label: { en: 'Order' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', label: { en: 'Name' }, required: true },
      { id: 'fld_rush', key: 'rush', type: 'boolean', label: { en: 'Rush' } },
      { id: 'fld_reason', key: 'reason', type: 'text', label: { en: 'Reason' } },
      { id: 'fld_notes', key: 'notes', type: 'longText', label: { en: 'Notes' } },
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

/** What stands on the form, sections in front of their fields. */
const titles = () => desk.page.locator('.canvas-items .canvas-title').allInnerTexts()
const clean = async () => (await titles()).map((title) => title.replace(/\s+/g, ' ').trim())

it('a form begins as what people see without one', async () => {
  const { page, open } = desk
  await open('/builder/forms')
  await page.getByLabel('New form').fill('Order form')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Order form', level: 1 }).waitFor()
  expect(await clean()).toEqual(['Basics', 'Name *', 'Rush', 'Reason', 'Notes and files', 'Notes'])
})

it('a field is taken off, added by a click where one is, and dragged in', async () => {
  const { page, button } = desk
  await button('Reason').click()
  await button('Take off the form').click()
  expect(await clean()).not.toContain('Reason')
  await button('Notes and files').click()
  await page.locator('.palette').getByRole('button', { name: 'Reason' }).click()
  await expect.poll(clean).toEqual(['Basics', 'Name *', 'Rush', 'Notes and files', 'Notes', 'Reason'])
  await button('Take off the form').click()
  const part = await page.locator('.palette').getByRole('button', { name: 'Reason' }).boundingBox()
  const place = await page.locator('.canvas-item').filter({ hasText: 'Rush' }).boundingBox()
  if (!part || !place) throw new Error('Nothing to drag')
  await page.mouse.move(part.x + 20, part.y + 10)
  await page.mouse.down()
  await page.mouse.move(part.x + 60, part.y + 10, { steps: 4 })
  await page.mouse.move(place.x + 120, place.y + 30, { steps: 8 })
  await page.getByText('put it here').waitFor()
  await page.mouse.up()
  await expect.poll(clean).toEqual(['Basics', 'Name *', 'Reason', 'Rush', 'Notes and files', 'Notes'])
})

it('sections are moved by the menu behind their grip, fields between sections by a list', async () => {
  const { page, button } = desk
  await button('Move Notes and files').click()
  await page.getByRole('menuitem', { name: 'To the beginning' }).click()
  await expect.poll(clean).toEqual(['Notes and files', 'Notes', 'Basics', 'Name *', 'Reason', 'Rush'])
  await button('Notes').click()
  await page.getByLabel('Stands in').selectOption({ label: 'Basics' })
  await expect.poll(clean).toEqual(['Notes and files', 'Basics', 'Name *', 'Reason', 'Rush', 'Notes'])
  await button('Notes and files').click()
  await button('Delete section').click()
})

it('a field is shown and asked for under a condition, and the preview obeys', async () => {
  const { page, button } = desk
  await button('Reason').click()
  for (const name of ['Shown when', 'Required when']) {
    await button(`Add a condition: ${name}`).click()
    const builder = page.locator('.rule-builder').filter({ hasText: name })
    await builder.getByRole('combobox', { name: 'Field', exact: true }).click()
    await page.getByRole('option', { name: 'Rush', exact: true }).click()
    await builder.locator('.rule-says').getByText('Rush is yes').waitFor()
  }
  await page.getByText('Preview', { exact: true }).click()
  const form = page.locator('#form-preview')
  await form.getByLabel('Name').fill('Bolts')
  expect(await form.getByLabel('Reason').count()).toBe(0)
  await form.getByText('Yes', { exact: true }).click()
  await form.getByLabel('Reason').waitFor()
  await button('Try to save').click()
  await form.getByText('Reason').first().waitFor()
  await form.getByLabel('Reason').fill('The line stands still')
  await button('Try to save').click()
  await page.getByText('It could be saved. Nothing was.').waitFor()
})

it('once published people fill in this form', async () => {
  const { app, publish, open, page } = desk
  const { id } = (await app.admin.post('/records/order', { name: 'Sensors', rush: true, reason: 'Now' })).body
  await publish()
  const { body } = await app.admin.get('/definitions/entity/order')
  expect(body.forms).toEqual(['orderForm'])
  await open(`/order/${id}`)
  await page.getByText('Now', { exact: true }).waitFor()
  await app.admin.patch(`/records/order/${id}`, { rush: false })
  await open(`/order/${id}`)
  await page.getByText('Rush', { exact: true }).waitFor()
  expect(await page.getByText('Now', { exact: true }).count()).toBe(0)
})
