import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type TestBrowser } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'
import { sellerDocuments } from './seller-documents.ts'
import { servePages } from './serve-pages.ts'

let app: App
let browser: TestBrowser
let site: Awaited<ReturnType<typeof servePages>>
const complaints: string[] = []

async function open(path: string, options: Parameters<TestBrowser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.setDefaultTimeout(30_000)
  await page.goto(site.url + path)
  return page
}

beforeAll(async () => {
  app = await openApp(sellerDocuments)
  const product = (await app.admin.post('/records/product', { name: 'GTX Pro' })).body.id
  const records = Array.from({ length: 10 }, (_, index) => ({
    code: `D${index}`,
    product,
    stage: index < 4 ? 'won' : 'open',
    value: '1000',
    ...(index < 6 ? { closeDate: index < 3 ? '2017-01-15' : '2017-02-15' } : {}),
  }))
  const bulk = await app.admin.post('/records/deal/bulk', { records, atomic: true })
  expect(bulk.status).toBe(200)
  for (const { id } of bulk.body.results.slice(4, 6))
    expect((await app.admin.post(`/records/deal/${id}/move`, { to: 'lost' })).status).toBe(200)
  browser = await openBrowser()
  site = await servePages(app.admin)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  site?.close()
  await app?.close()
})

describe('a report', () => {
  it('says exactly what it counts', async () => {
    const page = await open('/reports/wonByMonth')
    const sentence = await page.locator('.report-question p').innerText()
    expect(sentence).toBe(
      'Counts every Deal where Stage is Won and Close date is 2017-01-01 – 2017-12-31, by Close date (month), showing number of records.',
    )
    await page.close()
  })

  it('opens the records behind any number, with how it was counted', async () => {
    const page = await open('/reports/funnel')
    await page.getByRole('button', { name: 'Open the records behind 40.0%: Open · To next' }).click()
    const panel = page.getByRole('region', { name: 'Open · To next' })
    await panel.getByText('4 records').waitFor()
    expect(await panel.innerText()).toContain('4 ÷ 10')
    expect(await panel.locator('.drill-list li').count()).toBe(4)
    await panel.getByRole('button', { name: 'See 10' }).click()
    await page.getByRole('region', { name: 'Open · Records' }).getByText('10 records').waitFor()
    await page.close()
  })

  it('draws a chart and says the same as a table, which can be taken along as csv', async () => {
    const page = await open('/reports/wonByMonth')
    await page.locator('.chart-canvas svg').waitFor()
    expect(await page.locator('.result-table tbody tr').allInnerTexts()).toEqual([
      '2017-01\t3',
      '2017-02\t1',
      'Total\t4',
    ])
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'CSV file' }).click()
    const file = await (await download).path()
    expect(await readFile(file, 'utf8')).toBe('\uFEFFClose date,Deals\r\n2017-01,3\r\n2017-02,1\r\nTotal,4\r\n')
    await page.close()
  })

  it('counts again for another period', async () => {
    const page = await open('/reports/wonByMonth')
    await page.getByRole('button', { name: 'Period: 2017-01-01 – 2017-12-31' }).click()
    await page.getByRole('menuitem', { name: 'this year' }).click()
    await page.getByRole('heading', { name: 'Nothing to count' }).waitFor()
    await page.close()
  })

  it('is drawn by hand with a live preview and kept as one’s own', async () => {
    const page = await open('/reports/new')
    await page.getByLabel('What to count').selectOption('deal')
    await page.locator('.result-table tbody tr').first().waitFor()
    await page.getByRole('combobox', { name: 'Add value' }).click()
    await page.getByRole('option', { name: 'Value', exact: true }).click()
    await page.locator('.result-table td', { hasText: '4,000' }).first().waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Value by stage')
    await page.getByRole('button', { name: 'Save as mine' }).click()
    await page.getByRole('heading', { name: 'Value by stage' }).waitFor()
    await page.waitForURL(/\/reports\/~/)
    await page.goto(`${site.url}/reports`)
    await page.getByRole('link', { name: /Value by stage/ }).waitFor()
    await page.close()
  })

  it('that does not exist answers like one that may not be seen', async () => {
    const page = await open('/reports/nothing')
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
    await page.close()
  })
})

describe('a dashboard', () => {
  it('shows its tiles and follows its period control', async () => {
    const page = await open('/dashboards/salesHome')
    const won = page.getByRole('region', { name: 'Won by month' })
    await won.locator('svg').waitFor()
    await won.getByText('Table', { exact: true }).click()
    await won.getByRole('cell', { name: '2017-01', exact: true }).waitFor()
    await page.getByRole('button', { name: /^Period:/ }).click()
    await page.getByRole('menuitem', { name: 'this year' }).click()
    await won.getByRole('heading', { name: 'Nothing to count' }).waitFor()
    await page.close()
  })

  it('stands in one column on a phone', async () => {
    const page = await open('/dashboards/salesHome', { viewport: { width: 390, height: 844 } })
    const tiles = page.locator('.tile-place')
    await tiles.nth(2).waitFor()
    const boxes = await tiles.evaluateAll((all) => all.map((tile) => Math.round(tile.getBoundingClientRect().left)))
    expect(new Set(boxes).size).toBe(1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.close()
    expect(complaints).toEqual([])
  })
})
