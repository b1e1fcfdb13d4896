import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, type TestBrowser } from '../harness/index.ts'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from '../workflow/deal-documents.ts'
import { servePages } from './serve-pages.ts'

let app: App
let anna: Caller
let browser: TestBrowser
let site: Awaited<ReturnType<typeof servePages>>
let annasSite: Awaited<ReturnType<typeof servePages>>
const complaints: string[] = []

async function open(url: string, options: Parameters<TestBrowser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.setDefaultTimeout(30_000)
  await page.goto(url)
  return page
}

beforeAll(async () => {
  app = await openApp(dealDocuments())
  const mia = await app.person('Mia', ['sales'], { language: 'en' })
  anna = await app.person('Anna', ['sales'], { manager: mia.id, language: 'en' })
  await app.person('Dora', ['director'])
  browser = await openBrowser()
  site = await servePages(mia)
  annasSite = await servePages(anna)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  site?.close()
  annasSite?.close()
  await app?.close()
})

/** A deal of Anna's whose move to signing waits for Mia; its amount was 1,500 before. */
async function waiting(name: string): Promise<string> {
  const made = await anna.post('/records/deal', { name, amount: '1500', budget: '5', stage: 'poc' })
  await anna.patch(`/records/deal/${made.body.id}`, { amount: '2000' })
  expect((await anna.post(`/records/deal/${made.body.id}/move`, { to: 'signing' })).status).toBe(202)
  return made.body.id
}

describe('the inbox', () => {
  it('shows what is asked, what was changed before, and the chain so far', async () => {
    await waiting('Line 3')
    const page = await open(`${site.url}/inbox`)
    const detail = page.getByRole('article')
    await detail.getByRole('heading', { name: /^Line 3/ }).waitFor()
    expect(await detail.innerText()).toContain('Step 1 of 2')
    expect(await detail.locator('.approval-move').innerText()).toContain('Signing')
    await detail.locator('.approval-changes td', { hasText: '1,500' }).waitFor()
    expect(await page.locator('.approval-side').innerText()).toContain('Your turn')
    await page.close()
  })

  it('asks for an opinion before a refusal, then tells the chain', async () => {
    const id = await waiting('Line 4')
    const page = await open(`${site.url}/inbox`)
    await page.getByRole('button', { name: /^Line 4/ }).click()
    await page.getByRole('button', { name: /^Reject/ }).click()
    await page.getByRole('alert').getByText('Please write your opinion first.').waitFor()
    await page.getByLabel('Your opinion').fill('Too early')
    await page.getByRole('button', { name: /^Reject/ }).click()
    await page.getByRole('button', { name: /^Line 4/ }).waitFor({ state: 'hidden' })
    expect((await anna.get(`/records/deal/${id}`)).body.stage).toBe('poc')
    const [request] = (await anna.get('/approvals?box=mine')).body.approvals
    expect(request).toMatchObject({ state: 'rejected' })
    await page.getByRole('button', { name: 'Decided' }).click()
    await page.getByRole('button', { name: /^Line 4.*Rejected/s }).waitFor()
    await page.close()
  })

  it('approves with the key a and lets the starter withdraw', async () => {
    await waiting('Line 5')
    const page = await open(`${site.url}/inbox`)
    await page
      .getByRole('article')
      .getByRole('heading', { name: /^Line 5/ })
      .waitFor()
    await page.keyboard.press('a')
    await page.getByRole('button', { name: /^Line 5/ }).waitFor({ state: 'hidden' })
    await page.close()
    const annas = await open(`${annasSite.url}/inbox?box=mine`)
    await annas.getByRole('button', { name: /^Line 5/ }).click()
    await annas.getByRole('button', { name: 'Withdraw' }).click()
    await annas.getByRole('button', { name: /^Line 5.*Withdrawn/s }).waitFor()
    await annas.close()
  })

  it('completes a task in place and takes it back', async () => {
    const task = await anna.post('/records/activity', {
      subject: 'Call the buyer',
      type: 'call',
      due: '2020-01-01T09:00:00Z',
    })
    const page = await open(`${annasSite.url}/inbox?tab=tasks`)
    await page.getByRole('heading', { name: /^Overdue/ }).waitFor()
    await page.getByRole('button', { name: 'Done: Call the buyer' }).click()
    await page.getByText('Task done').waitFor()
    expect((await anna.get(`/records/activity/${task.body.id}`)).body.done).toBe(true)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Done: Call the buyer' }).waitFor()
    await page.close()
  })

  it('is one thing after the other on a phone, with targets for a thumb', async () => {
    await waiting('Line 6')
    const page = await open(`${site.url}/inbox`, { viewport: { width: 390, height: 844 } })
    await page.getByRole('button', { name: /^Line 6/ }).click()
    const approve = page.getByRole('button', { name: /^Approve/ })
    await approve.waitFor()
    expect((await approve.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await page.getByRole('button', { name: /^Line 6/ }).waitFor()
    await page.close()
    expect(complaints).toEqual([])
  })
})
