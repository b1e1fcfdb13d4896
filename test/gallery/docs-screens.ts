import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser } from '../harness/index.ts'
import { admin, startApp } from './start-app.ts'

/** The pictures of the documentation: `npm run docs:screens`. */
const docs = path.resolve(import.meta.dirname, '../../docs')

const wide = { width: 1200, height: 750 }
const narrow = { width: 390, height: 760 }

type Screen = { readonly name: string; readonly at: string; readonly size: typeof wide }
const screens: readonly Screen[] = [
  { name: 'home', at: '/', size: wide },
  { name: 'list', at: '/opportunity?view=allOpportunities', size: wide },
  { name: 'board', at: '/opportunity?view=salesBoard', size: wide },
  { name: 'inbox', at: '/inbox?tab=tasks', size: wide },
  { name: 'search', at: '/search?q=qingdao', size: wide },
  { name: 'funnel', at: '/reports/salesFunnel', size: wide },
  { name: 'builder', at: '/builder', size: wide },
  { name: 'phone', at: '/', size: narrow },
]

/** A small picture: the browser's own webp. */
async function picture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 60 })
  await session.detach()
  return Buffer.from(data, 'base64')
}

const app = await startApp()
const browser = await openBrowser()
try {
  for (const locale of ['en', 'zh-CN'] as const) {
    const folder = path.join(docs, locale, 'pictures')
    await mkdir(folder, { recursive: true })
    const page = await browser.newPage({ locale, colorScheme: 'light', reducedMotion: 'reduce' })
    await page.request.post(`${app.url}/api/auth/sign-in/email`, { data: admin, headers: { origin: app.url } })
    for (const { name, at, size } of screens) {
      await page.setViewportSize(size)
      await page.goto(app.url + at, { waitUntil: 'load' })
      await page.locator('h1, main').first().waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"], .skeleton') === null)
      // The stream of events stays open, so the network is never idle: what is drawn late has its moment.
      await page.waitForTimeout(1_500)
      await writeFile(path.join(folder, `${name}.webp`), await picture(page))
    }
    await page.context().close()
  }
} finally {
  await browser.close()
  await app.stop()
}
