import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type TestBrowser } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'
import { sellerDocuments, sellerFile } from './seller-documents.ts'
import { servePages } from './serve-pages.ts'

let app: App
let browser: TestBrowser
let site: Awaited<ReturnType<typeof servePages>>
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  app = await openApp(sellerDocuments)
  for (const name of ['GTX Pro', 'MG Special']) await app.admin.post('/records/product', { name })
  browser = await openBrowser()
  site = await servePages(app.admin)
  page = await browser.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.setDefaultTimeout(30_000)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  site?.close()
  await app?.close()
})

const figure = (name: string) => page.locator('.check-figures > div', { hasText: name }).locator('dd')
const countDeals = async () => (await app.admin.get('/records/deal?limit=1&count=exact')).body.count.value

describe('importing a file', () => {
  it('begins at the table’s import button and matches columns to fields by itself', async () => {
    await page.goto(`${site.url}/deal`)
    await page.getByRole('link', { name: 'Import' }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'deals.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(sellerFile()),
    })
    await page.getByRole('heading', { name: 'Which column goes where' }).waitFor()
    expect(await page.getByLabel('Field for deal_stage').inputValue()).toBe('stage')
    expect(await page.getByLabel('Field for close_date').inputValue()).toBe('closeDate')
    expect(await page.getByLabel('product: found by').inputValue()).toBe('name')
  })

  it('keeps the import in the address, so that a reload loses nothing', async () => {
    await page.reload()
    await page.getByRole('heading', { name: 'Which column goes where' }).waitFor()
    expect(await page.getByText('deals.csv').count()).toBeGreaterThan(0)
  })

  it('reads dates as the format says and shows every problem once, the most frequent first', async () => {
    await page.getByLabel('Field for close_value').selectOption('value')
    await page.getByLabel('close_date: date format').selectOption('M/D/YYYY')
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    const cards = page.locator('.problem-card')
    await cards.first().waitFor()
    expect(await cards.first().innerText()).toContain('GTXPro')
    expect(await cards.first().innerText()).toContain('40 rows')
    expect(await figure('To be put right').innerText()).toBe('43')
    expect(await countDeals()).toBe(0)
  })

  it('mends a value in every row with one click and checks again', async () => {
    await page.getByRole('button', { name: 'Change all to GTX Pro' }).click()
    await page.locator('.check-figures .is-bad dd', { hasText: /^3$/ }).waitFor()
    expect(await figure('New').innerText()).toBe('197')
  })

  it('writes the rows that are ready, and offers the others as a sheet', async () => {
    await page.getByRole('button', { name: 'Import the 197 rows that are ready' }).click()
    await page.getByRole('heading', { name: 'Import finished' }).waitFor()
    expect(await countDeals()).toBe(197)
    const sheet = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download the refused rows' }).click()
    expect((await sheet).suggestedFilename()).toBe('problems.csv')
  })

  it('remembers what was put right for the next file, and lists what was imported', async () => {
    await page.getByRole('button', { name: 'Import another file' }).click()
    const line = page.getByRole('region', { name: 'Your last imports' }).getByRole('link', { name: /deals\.csv/ })
    expect(await line.innerText()).toContain('New 197 · To be put right 3')
    await page.locator('input[type=file]').setInputFiles({
      name: 'more.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('code,product,deal_stage,close_date,close_value\nD900,GTXPro,Open,,5\n'),
    })
    await page.getByRole('heading', { name: 'Which column goes where' }).waitFor()
    expect(await page.getByLabel('Field for close_value').inputValue()).toBe('value')
    await page.getByText('As last time').first().waitFor()
    await page.getByRole('button', { name: '1 value replaced: Forget' }).waitFor()
    await page.getByRole('button', { name: 'Check', exact: true }).click()
    await page.getByRole('button', { name: 'Import 1 row', exact: true }).waitFor()
    expect(await figure('To be put right').innerText()).toBe('0')
    await page.goto(`${site.url}/import`)
    await page.getByRole('link', { name: /more\.csv/ }).waitFor()
    await page.getByRole('link', { name: /deals\.csv/ }).click()
    await page.getByRole('heading', { name: 'Import finished' }).waitFor()
  })

  it('takes everything back', async () => {
    await page.getByRole('button', { name: 'Undo import' }).click()
    await page.getByRole('heading', { name: 'The import was undone' }).waitFor()
    expect(await countDeals()).toBe(0)
    expect(complaints).toEqual([])
  })
})
