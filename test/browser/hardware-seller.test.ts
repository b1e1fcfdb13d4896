import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'
import { type Telling, tellings } from '../stories/seller.ts'
import type { SellerTables } from '../stories/seller-rows.ts'
import { serveSignIn } from './serve-pages.ts'

const sectors = [
  ...['Employment', 'Entertainment', 'Finance', 'Marketing', 'Medical', 'Retail', 'Services', 'Software'],
  ...['Technology', 'Telecommunications'],
]
/** `8800` as people read it. */
const text = (count: number): string => count.toLocaleString('en')

/** The story that `test/stories` tells over HTTP, by hands on the pages: from an empty workspace to the numbers. */
function tellStory({ seller, expected, repairs }: Telling): void {
  const { tables, uploads } = seller
  let app: App
  let browser: TestBrowser
  let site: Awaited<ReturnType<typeof serveSignIn>>
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    app = await openApp()
    browser = await openBrowser()
    site = await serveSignIn(app)
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    page.on('pageerror', (error) => complaints.push(error.message))
    page.setDefaultTimeout(30_000)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    site?.close()
    await app?.close()
  })
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const go = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).first().click()

  async function addEntity(name: string) {
    await page.goto(`${site.url}/builder/entities`)
    await page.getByLabel('New entity').fill(name)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await page.locator('.field-row-body').filter({ hasText: 'Name' }).click()
    await page.getByLabel('No two records alike').check()
  }
  /** Types a name, then clicks a type; the new field's properties are open afterwards. */
  async function addField(name: string, type: string) {
    await page.getByLabel('Search field types').fill(name)
    await page.locator('.palette-type').getByText(type, { exact: true }).click()
    await page.locator('.field-row-name').getByText(name, { exact: true }).waitFor()
  }
  async function addReference(name: string, target: string) {
    await addField(name, 'Reference')
    await page.getByLabel('Points to').selectOption(target)
  }
  async function setOptions(names: readonly string[]) {
    for (const name of ['Option 1', 'Option 2']) await button(`Delete option: ${name}`).click()
    for (const name of names) {
      await page.getByLabel('New option').fill(name)
      await page.keyboard.press('Enter')
    }
    await page.getByLabel(`Name of the option ${names.at(-1)}`).waitFor()
  }

  /** From an entity's list through the wizard to the matching of columns. */
  async function upload(list: string, table: keyof SellerTables) {
    await page.goto(site.url)
    await go(list)
    await page.getByRole('link', { name: 'Import', exact: true }).click()
    const { name, bytes } = uploads[table]
    const mimeType = name.endsWith('.xlsx') ? 'application/octet-stream' : 'text/csv'
    await page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) })
    await page.getByRole('heading', { name: 'Which column goes where' }).waitFor()
    await page.getByText(`${name} · ${text(tables[table].length - 1)} rows`).waitFor()
  }
  const fieldFor = (column: string) => page.getByLabel(`Field for ${column}`).locator('option:checked').innerText()
  const figure = (name: string) => page.locator('.check-figures > div', { hasText: name }).locator('dd')
  async function check(ready: number) {
    await button('Check').click()
    await figure('New')
      .filter({ hasText: text(ready) })
      .waitFor()
  }
  /** Puts one value right in all its rows: as offered, else by choosing. */
  async function mend(from: string, to: string) {
    const card = page.locator('.problem-card.is-open', { hasText: from })
    const choice = card.getByRole('combobox', { name: `Replace “${from}” by` })
    await choice.waitFor()
    if ((await choice.inputValue()) === '') {
      await choice.click()
      await page.getByRole('option', { name: to }).click()
    }
    await button(`Change all to ${to}`).click()
  }
  async function commit(rows: number) {
    await button(`Import ${text(rows)} rows`).click()
    await page.getByRole('heading', { name: 'Import finished' }).waitFor({ timeout: 60_000 })
    expect(await figure('New').innerText()).toBe(text(rows))
  }
  const countOf = (table: keyof SellerTables, column: number, values: readonly string[]): number =>
    tables[table].slice(1).filter((row) => values.includes(row[column] ?? '')).length
  const cells = async (row: string): Promise<readonly string[]> =>
    page.locator('.result-table tbody tr', { hasText: row }).locator('td').allInnerTexts()
  async function newReport(name: string) {
    await go('Reports')
    await button('New report').first().click()
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('What to count').selectOption({ label: 'Opportunity' })
  }
  async function addValue(name: string) {
    await page.getByRole('combobox', { name: 'Add value' }).click()
    await page.getByRole('option', { name, exact: true }).click()
  }
  async function keepReport(name: string) {
    await button('Save as mine').click()
    await button('Save as mine').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    await page.waitForURL(/\/reports\/~/)
  }

  test('an admin signs in and finds an empty workspace', async () => {
    await page.goto(site.url)
    await page.getByLabel('Email').fill('admin@example.com')
    await page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
    await button('Sign in').click()
    await page.getByText('This workspace is still empty').waitFor()
    await page.getByText('Open the builder').click()
    await page.getByRole('heading', { name: 'Draw your first entity' }).waitFor()
  })

  test('draws accounts with their parents, products, and salespeople with their managers', async () => {
    await addEntity('Account')
    await addField('Sector', 'Choice')
    await setOptions(sectors)
    await addField('Year established', 'Number')
    await addField('Revenue', 'Number')
    await page.getByLabel('Decimals').fill('2')
    await addField('Employees', 'Number')
    await addField('Office location', 'Text')
    await addReference('Subsidiary of', 'account')
    await addEntity('Product')
    await addField('Series', 'Text')
    await addField('Sales price', 'Money')
    await addEntity('Manager')
    await addEntity('Salesperson')
    await addReference('Manager', 'manager')
    await addField('Regional office', 'Choice')
    await setOptions(['Central', 'East', 'West'])
  }, 120_000)

  test('draws opportunities and the stages that they move through', async () => {
    await addEntity('Opportunity')
    await page.getByLabel('Name in English').fill('Opportunity id')
    await addReference('Sales agent', 'salesperson')
    await page.getByLabel('Required').check()
    await addReference('Product', 'product')
    await page.getByLabel('Required').check()
    await addReference('Account', 'account')
    await addField('Engage date', 'Date')
    await addField('Close date', 'Date')
    await addField('Close value', 'Money')
    await button('Stages').click()
    for (const [from, to] of [
      ['New', 'Prospecting'],
      ['In progress', 'Engaging'],
    ] as const) {
      await page.locator('.stage-column-name').getByText(from, { exact: true }).click()
      await page.getByLabel('Name in English').fill(to)
      await page.getByLabel('Name in Chinese').fill('')
      await page.getByLabel('Key', { exact: true }).fill(to.toLowerCase())
      await page.keyboard.press('Enter')
    }
    expect(await page.locator('.stage-column-name').allInnerTexts()).toEqual(['Prospecting', 'Engaging', 'Won', 'Lost'])
  }, 120_000)

  test('publishes after reading the plan', async () => {
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor()
    await button('Publish…').click()
    const dialog = page.getByRole('dialog')
    for (const name of ['Account', 'Product', 'Manager', 'Salesperson', 'Opportunity'])
      await dialog.getByText(`Entity ${name} is added`).waitFor()
    await dialog.getByText('Pipeline Opportunity is added').waitFor()
    await button('Publish as version 2').click()
    await page.getByText('Version 2 is live').waitFor()
  })

  test('imports the accounts, and mends the sectors that are spelt wrong', async () => {
    const rows = tables.accounts.length - 1
    await upload('Accounts', 'accounts')
    expect(await fieldFor('account')).toBe('Name')
    expect(await fieldFor('subsidiary_of')).toBe('Subsidiary of')
    await check(rows - countOf('accounts', 1, Object.keys(repairs.sector)))
    for (const [from, to] of Object.entries(repairs.sector)) await mend(from, to)
    await commit(rows)
  })

  test('imports the products and the salespeople, whose managers are made on the way', async () => {
    await upload('Products', 'products')
    await check(tables.products.length - 1)
    await commit(tables.products.length - 1)
    const people = tables.salesTeams.length - 1
    await upload('Salespeople', 'salesTeams')
    expect(await fieldFor('sales_agent')).toBe('Name')
    await page.getByLabel('manager: when not found').selectOption('create')
    await check(people - countOf('salesTeams', 2, Object.keys(repairs.region)))
    for (const [from, to] of Object.entries(repairs.region)) await mend(from, to)
    await commit(people)
    await go('Managers')
    const managers = new Set(tables.salesTeams.slice(1).map((row) => row[1])).size
    await page.getByText(`${managers} records`).waitFor()
  })

  test('sees in the dry run that GTXPro does not exist, and takes the offer once for all', async () => {
    await upload('Opportunities', 'pipeline')
    for (const [column, field] of Object.entries({
      opportunity_id: 'Opportunity id',
      sales_agent: 'Sales agent',
      product: 'Product',
      account: 'Account',
      deal_stage: 'Stage',
      engage_date: 'Engage date',
      close_date: 'Close date',
      close_value: 'Close value',
    }))
      expect(await fieldFor(column)).toBe(field)
    if (uploads.pipeline.name.endsWith('.csv'))
      expect(await page.getByLabel('close_date: date format').inputValue()).toBe('M/D/YYYY')
    // The past comes along: the columns that tell when each stage was entered are found by their names.
    await button('Dates of stages · 3').click()
    expect(await page.getByLabel('Date of Engaging').inputValue()).toBe('engage_date')
    expect(await page.getByLabel('Date of Won').inputValue()).toBe('close_date')
    expect(await page.getByLabel('Date of Lost').inputValue()).toBe('close_date')
    await page.keyboard.press('Escape')
    await check(expected.rows - expected.misspelt)
    expect(await figure('To be put right').innerText()).toBe(text(expected.misspelt))
    const cards = page.locator('.problem-card')
    expect(await cards.count()).toBe(1)
    expect(await cards.innerText()).toContain(`${text(expected.misspelt)} rows`)
    await mend('GTXPro', 'GTX Pro')
    await figure('New')
      .filter({ hasText: text(expected.rows) })
      .waitFor()
  }, 120_000)

  test('imports the opportunities and finds all of them in the list', async () => {
    await commit(expected.rows)
    await page.getByRole('link', { name: 'Open opportunities' }).click()
    await page.getByText(`${text(expected.rows)} records`).waitFor()
    const sum = Number(expected.wonValue)
    await page
      .locator('.summary-bar')
      .getByText(`$${text(sum)}`)
      .waitFor()
  }, 120_000)

  test('reads on the board how many are in each stage', async () => {
    await page.getByRole('tab', { name: 'By stage' }).click()
    for (const [stage, count] of [
      ['Prospecting', expected.prospecting],
      ['Engaging', expected.engaging],
      ['Won', expected.won],
      ['Lost', expected.lost],
    ] as const)
      await page.locator('.lane-title', { hasText: stage }).getByText(text(count), { exact: true }).waitFor()
  })

  test('asks a report what is won, and how long a won deal takes', async () => {
    await newReport('Deals by stage')
    await addValue('Close value')
    await addValue('Days from Engage date to Close date')
    await page.locator('.result-table th', { hasText: 'Days from' }).waitFor()
    await keepReport('Deals by stage')
    await page.locator('.result-table tbody tr', { hasText: 'Won' }).waitFor()
    expect(await cells('Won')).toEqual([
      'Won',
      text(expected.won),
      text(Number(expected.wonValue)),
      expected.averageDays,
    ])
    expect((await cells('Total')).slice(0, 3)).toEqual(['Total', text(expected.rows), text(Number(expected.wonValue))])
  })

  test('asks for the win rate of what is closed', async () => {
    await newReport('Win rate')
    await button('Remove Stage').click()
    await button('Remove Records').click()
    await addValue('Win rate')
    await keepReport('Win rate')
    const rate = `${(Number(expected.winRate) * 100).toFixed(2)}%`
    for (const figure of [text(expected.won), text(expected.won + expected.lost), rate])
      await page.locator('.report-body').getByText(figure, { exact: true }).first().waitFor()
  })

  test('sees in the funnel of 2017 what the file closed in 2017', async () => {
    const quarters = Object.entries(expected.closedPerQuarter).filter(([quarter]) => quarter.startsWith('2017'))
    const won = quarters.reduce((sum, [, each]) => sum + each.won, 0)
    const lost = quarters.reduce((sum, [, each]) => sum + each.lost, 0)
    await newReport('Closed in 2017')
    await page.getByLabel('Kind').selectOption('funnel')
    await button('Add filter').click()
    await page.getByRole('option', { name: 'Close date' }).click()
    await page.getByLabel('Comparison').selectOption('between')
    for (const [box, day] of [
      ['Close date, from', '2017-01-01'],
      ['Close date, to', '2017-12-31'],
    ] as const) {
      await page.getByLabel(box).fill(day)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Escape')
    await keepReport('Closed in 2017')
    await page.locator('.result-table tbody tr', { hasText: 'Won' }).waitFor()
    expect((await cells('Prospecting'))[2]).toBe(text(won + lost))
    expect((await cells('Engaging'))[2]).toBe(text(won + lost))
    expect((await cells('Won'))[2]).toBe(text(won))
    expect((await cells('Lost'))[2]).toBe(text(lost))
    await button(`Open the records behind ${text(won)}: Won · Entered`).click()
    const panel = page.getByRole('region', { name: 'Won · Records' })
    await panel.getByText(`${text(won)} records`).waitFor()
    const first = panel.locator('.drill-list li a').first()
    const code = (await first.innerText()).split(' · ')[0]
    expect(tables.pipeline.find((row) => row[0] === code)?.[4]).toBe('Won')
    await first.click()
    await page.getByRole('heading', { name: code ?? '' }).waitFor()
  })

  test('and nothing on the pages has failed', () => {
    expect(complaints).toEqual([])
  })
}

for (const telling of tellings) describe(telling.name, () => tellStory(telling))
