import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from '../workflow/deal-documents.ts'
import { type OpenPages, openPages } from './open-pages.ts'

let app: App
let mia: Caller
let anna: Caller
let pages: OpenPages

beforeAll(async () => {
  app = await openApp(dealDocuments())
  mia = await app.person('Mia', ['sales'])
  anna = await app.person('Anna', ['sales'], { manager: mia.id })
  await app.person('Dora', ['director'])
  const { body: deal } = await anna.post('/records/deal', { name: 'Line 5', amount: '1500', budget: '5', stage: 'poc' })
  expect((await anna.post(`/records/deal/${deal.id}/move`, { to: 'signing' })).status).toBe(202)
  await mia.post('/records/deal', { name: 'Line 6', amount: '100', stage: 'contact' })
  await mia.post('/records/activity', { subject: 'Ring the buyer', type: 'call', due: '2020-01-01T09:00:00Z' })
  pages = await openPages(mia)
}, 120_000)
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const
const open = (path: string, locale: string) => pages.open(path, { ...phone, locale })

/** Nothing is wider than the screen, and a thumb hits what stands in the bar. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  for (const tab of await page.locator('.phone-bar > *').all())
    expect((await tab.boundingBox())?.height).toBeGreaterThanOrEqual(44)
}

describe('on a phone', () => {
  it.each([
    ['zh-CN', '首页', '待办', '搜索'],
    ['en', 'Home', 'Inbox', 'Search'],
  ])('home, inbox, list and search fit and are reached with the thumb: %s', async (locale, home, inbox, search) => {
    const page = await open('/', locale)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await fits(page)
    for (const path of ['/inbox', '/inbox?tab=tasks', '/deal?view=all', '/search?q=line']) {
      await page.goto(new URL(path, page.url()).href)
      await page.locator('.phone-bar').waitFor()
      await page
        .getByText(/Line 5|Line 6|Ring the buyer/)
        .first()
        .waitFor()
      await fits(page)
    }
    const bar = page.locator('.phone-bar')
    await bar.getByText(inbox).click()
    await page.waitForURL('**/inbox')
    await bar.getByText(home).click()
    await page.waitForURL(/\/$/)
    await bar.getByText(search).click()
    await page.locator('.mantine-Spotlight-content').waitFor()
    await page.close()
  })

  it('a record is created with one hand: the plus, a name, done', async () => {
    const page = await open('/', 'en')
    await page.getByRole('button', { name: 'New Deal' }).click()
    await page.getByLabel(/^Name/).fill('Line 7')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Line 7 was created').waitFor()
    expect((await mia.get('/search?q=Line%207&entity=deal')).body).toMatchObject([{ records: [{ label: 'Line 7' }] }])
    await page.close()
  })

  it('an approval is read and decided without leaving', async () => {
    const page = await open('/inbox', 'en')
    await page.getByRole('button', { name: /^Line 5/ }).click()
    await page.getByLabel('Your opinion').fill('Fine')
    await page.getByRole('button', { name: /^Approve/ }).click()
    await page.getByText('Approved', { exact: true }).waitFor()
    await page.close()
  })

  it('a task is put aside until tomorrow, and brought back', async () => {
    const page = await open('/inbox?tab=tasks', 'en')
    await page.getByRole('button', { name: 'Put aside: Ring the buyer' }).click()
    await page.getByRole('menuitem', { name: /^Tomorrow morning/ }).click()
    await page.getByRole('button', { name: 'Done: Ring the buyer' }).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Bring back' }).click()
    await page.getByRole('button', { name: 'Done: Ring the buyer' }).waitFor()
    await page.close()
  })

  it('has nothing serious for those who hear or enlarge it', async () => {
    for (const path of ['/', '/inbox?tab=tasks', '/search?q=line']) {
      const page = await open(path, 'zh-CN')
      await page
        .getByText(/Line 6|Ring the buyer/)
        .first()
        .waitFor()
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`)).toEqual([])
      await page.close()
    }
  })
})

describe('the app on a device', () => {
  it('can be installed: a manifest with icons of every size that is asked for', async () => {
    const page = await open('/', 'en')
    const manifest = await page.evaluate(async () => (await fetch('/manifest.webmanifest')).json())
    expect(manifest).toMatchObject({ name: 'Atelier', display: 'standalone', start_url: '/' })
    for (const { src } of manifest.icons as readonly { readonly src: string }[])
      expect(await page.evaluate(async (url) => (await fetch(url)).status, src), src).toBe(200)
    await page.close()
  })

  it('opens without a network once it was there, and never keeps an answer of the server', async () => {
    const page = await open('/', 'en')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
    await page.reload()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const kept = await page.evaluate(async () => {
      const names = await caches.keys()
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return all.flat().map((request) => new URL(request.url).pathname)
    })
    expect(kept).toContain('/')
    expect(kept.filter((path) => path.startsWith('/api'))).toEqual([])
    await page.context().setOffline(true)
    await page.reload()
    await page
      .getByText(/cannot be reached|connection is lost/)
      .first()
      .waitFor()
    await page.close()
  })
})

it('no page complains', () => {
  expect(pages.complaints).toEqual([])
})
