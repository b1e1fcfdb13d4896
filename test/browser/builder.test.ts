import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type TestBrowser } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'
import { servePages } from './serve-pages.ts'

let app: App
let browser: TestBrowser
let site: Awaited<ReturnType<typeof servePages>>
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  app = await openApp()
  browser = await openBrowser()
  site = await servePages(app.admin)
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(30_000)
  page.on('pageerror', (error) => complaints.push(error.message))
})
afterAll(async () => {
  site?.close()
  await browser?.close()
  await app?.close()
})
afterEach(() => {
  expect(complaints).toEqual([])
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const saved = () => page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
const go = (area: string) => page.getByRole('navigation').getByRole('link', { name: area, exact: true }).first().click()

async function publish(version: number): Promise<void> {
  await saved()
  await button('Publish…').click()
  await button(`Publish as version ${version}`).click()
  await page.getByText(`Version ${version} is live`).waitFor()
}

describe('an empty workspace is built by clicks alone', () => {
  it('entities, fields and a relation are drawn', async () => {
    await page.goto(`${site.url}/builder/entities`)
    await page.getByLabel('New entity').fill('Customer')
    await page.keyboard.press('Enter')
    await button('Delete entity').waitFor()
    await button('Outline')
      .or(page.getByText('Outline', { exact: true }))
      .first()
      .click()
    await go('Entities')
    await page.getByLabel('New entity').fill('Deal')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Deal', level: 1 }).waitFor()
    await page.getByLabel('Search field types').fill('Budget')
    await button('Number').click()
    await page.getByRole('heading', { name: 'Deal', level: 1 }).waitFor()
    await button('Reference').click()
    await page.getByLabel('Points to').waitFor()
    expect(await page.getByLabel('Points to').inputValue()).toBe('customer')
    await button('Owner').click()
    await page.locator('.field-row-name').getByText('Owner').waitFor()
    expect(await page.locator('.field-row-name').allTextContents()).toEqual(['Name', 'Budget', 'Customer', 'Owner'])
  })

  it('a type is dragged to its place, and a field is moved by the menu behind its grip', async () => {
    const type = await button('Date').boundingBox()
    const place = await page.locator('.field-row-name').getByText('Budget').boundingBox()
    if (!type || !place) throw new Error('Nothing to drag')
    await page.mouse.move(type.x + 20, type.y + 10)
    await page.mouse.down()
    await page.mouse.move(type.x + 60, type.y + 10, { steps: 4 })
    await page.mouse.move(place.x + 120, place.y + 12, { steps: 8 })
    await page.getByText('put it here').waitFor()
    await page.mouse.up()
    await page.locator('.field-row-name').getByText('Date').waitFor()
    expect(await page.locator('.field-row-name').allTextContents()).toEqual([
      'Name',
      'Date',
      'Budget',
      'Customer',
      'Owner',
    ])
    await button('Move Date').click()
    await page.getByRole('menuitem', { name: 'To the end' }).click()
    expect(await page.locator('.field-row-name').allTextContents()).toEqual([
      'Name',
      'Budget',
      'Customer',
      'Owner',
      'Date',
    ])
  })

  it('an edit is undone and done again', async () => {
    await button('Undo').click()
    expect(await page.locator('.field-row-name').allTextContents()).toEqual([
      'Name',
      'Date',
      'Budget',
      'Customer',
      'Owner',
    ])
    await button('Redo').click()
    expect(await page.locator('.field-row-name').allTextContents()).toEqual([
      'Name',
      'Budget',
      'Customer',
      'Owner',
      'Date',
    ])
  })

  it('a pipeline gets a gate', async () => {
    await button('Stages').click()
    await button('In progress, Before entering: Gate').click()
    await page.getByRole('menuitem', { name: /^Required/ }).click()
    await page.getByRole('option', { name: 'Budget' }).click()
    await page.keyboard.press('Escape')
    await page.locator('.gate-chip').getByText('Required Budget').waitFor()
    await saved()
  })

  it('a role says who may do what', async () => {
    await go('Roles')
    await page.getByLabel('New role').fill('Sales')
    await page.keyboard.press('Enter')
    await page.getByLabel('Everything on Deal').selectOption('own')
    await page.getByLabel('Read Customer').selectOption('all')
    expect(await page.getByLabel('Export Deal').inputValue()).toBe('own')
    await saved()
  })

  it('the draft is there again after a reload', async () => {
    await page.reload()
    await page.getByLabel('Everything on Deal').waitFor()
    expect(await page.getByLabel('Read Customer').inputValue()).toBe('all')
    expect((await app.admin.get('/definitions/role/sales')).status).toBe(404)
  })

  it('it is published after reading the plan', async () => {
    await saved()
    await button('Publish…').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Entity Deal is added').waitFor()
    await dialog.getByText('Pipeline Deal is added').waitFor()
    await dialog.getByPlaceholder(/One sentence/).fill('The first deals')
    await button('Publish as version 2').click()
    await page.getByText('Version 2 is live').waitFor()
    await page.getByText('No changes').waitFor()
  })

  it('and a record made over HTTP obeys the gate', async () => {
    const customer = (await app.admin.post('/records/customer', { name: 'Kiln & Sons' })).body.id
    const made = await app.admin.post('/records/deal', { name: 'Sensors', customer })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ stage: 'new', customer: { id: customer, label: 'Kiln & Sons' } })
    const refused = await app.admin.post(`/records/deal/${made.body.id}/move`, { to: 'inProgress' })
    expect(refused.status).toBe(422)
    expect(refused.body.problems).toMatchObject([{ code: 'gate_fields', field: 'budget' }])
    const moved = await app.admin.post(`/records/deal/${made.body.id}/move`, {
      to: 'inProgress',
      values: { budget: 5 },
    })
    expect(moved.body).toMatchObject({ stage: 'inProgress', budget: '5' })
  })

  it('the role holds: one sees one’s own deals', async () => {
    const seller = await app.person('Li', ['sales'])
    await seller.post('/records/deal', { name: 'Mine', owner: seller.id })
    const names = (await seller.get('/records/deal')).body.records.map((record: { name: string }) => record.name)
    expect(names).toEqual(['Mine'])
  })
})

describe('what is in service is changed', () => {
  it('a renamed field is followed by the gate that names it', async () => {
    await page.goto(`${site.url}/builder/entities/deal`)
    await page.locator('.field-row-body').filter({ hasText: 'Budget' }).click()
    await page.getByLabel('Key', { exact: true }).fill('expectedBudget')
    await page.keyboard.press('Enter')
    await publish(3)
    const { body } = await app.admin.get<{ readonly stages: readonly object[] }>('/definitions/pipeline/deal')
    expect(body.stages[1]).toMatchObject({ entry: [{ fields: ['expectedBudget'] }] })
  })

  it('a problem is counted, leads to its place, and holds publishing back', async () => {
    await page.goto(`${site.url}/builder/pipelines/deal`)
    await button('Won, Before entering: Gate').click()
    await page.getByRole('menuitem', { name: /^Required/ }).click()
    await page.keyboard.press('Escape')
    await button('1 problem').click()
    await page.getByRole('menuitem').first().click()
    await page.getByLabel('Fields that must be filled').first().waitFor()
    expect(await button('Publish…').isDisabled()).toBe(true)
    await button('Delete gate').click()
    await page.getByText('No problems').waitFor()
  })

  it('two who publish the same place are told, and one decides', async () => {
    await page.goto(`${site.url}/builder/entities/customer`)
    await page.getByLabel('Name in English').fill('Client')
    await saved()
    const theirs = (await app.admin.post('/changes')).body.id
    const customer = (await app.admin.get('/definitions/entity/customer')).body
    await app.admin.call('PUT', `/changes/${theirs}/documents/entity/customer`, { ...customer, label: { en: 'Buyer' } })
    expect((await app.admin.post(`/changes/${theirs}/publish`)).status).toBe(200)
    await page.getByLabel('Name in Chinese').fill('客户')
    await button('Publish…').click()
    await page.getByText('Somebody published version 4 meanwhile').waitFor()
    await button('Use mine there').click()
    await page.getByText('Set on version 4 now').waitFor()
    await saved()
    await button('Publish…').click()
    await button('Publish as version 5').click()
    await page.getByText('Version 5 is live').waitFor()
    expect((await app.admin.get('/definitions/entity/customer')).body.label).toEqual({ en: 'Client', 'zh-CN': '客户' })
  })

  it('a version is taken back, and the data stays', async () => {
    await page.goto(`${site.url}/builder/revisions`)
    await page.locator('.revision').filter({ hasText: 'The first deals' }).getByRole('button').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Go back to this one' }).click()
    await page.getByText('Version 2 is in service again, as version 6').waitFor()
    const { body } = await app.admin.get('/records/deal')
    expect(body.records.find((record: { name: string }) => record.name === 'Sensors')?.['budget']).toBe('5')
  })
})
