import type { Document } from '@atelier/definitions'
import type { Page } from 'playwright-core'
import { openBrowser } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'
import { servePages } from './serve-pages.ts'

/** The builder as an administrator has it before them, with the words of one language. */
export type BuilderDesk = {
  readonly app: App
  readonly page: Page
  readonly open: (path: string) => Promise<void>
  readonly button: (name: string | RegExp) => ReturnType<Page['getByRole']>
  /** Waits until the draft is with the server and checked. */
  readonly saved: () => Promise<void>
  readonly publish: () => Promise<void>
  /** What went wrong on the page and nobody saw. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

const words = {
  en: {
    saved: 'Saved',
    publish: 'Publish…',
    publishAs: /^Publish as version/,
    live: (version: string) => `Version ${version} is live`,
  },
  'zh-CN': {
    saved: '已保存',
    publish: '发布…',
    publishAs: /^发布为版本/,
    live: (version: string) => `版本 ${version} 已生效`,
  },
} as const

/** Opens the builder on a workspace of its own with the documents given. */
export async function openBuilder(
  documents: readonly Document[] = [],
  language: keyof typeof words = 'en',
): Promise<BuilderDesk> {
  const app = await openApp(documents)
  const browser = await openBrowser()
  const site = await servePages(app.admin)
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(30_000)
  await page.addInitScript((chosen) => window.localStorage.setItem('atelier.language', chosen), language)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  const t = words[language]
  const button: BuilderDesk['button'] = (name) => page.getByRole('button', { name, exact: typeof name === 'string' })
  const saved = () => page.getByRole('status').getByText(t.saved, { exact: true }).waitFor()
  return {
    app,
    page,
    button,
    saved,
    complaints,
    open: async (path) => {
      await page.goto(`${site.url}${path}`)
    },
    publish: async () => {
      await saved()
      await button(t.publish).click()
      const confirm = button(t.publishAs)
      const version = /\d+/.exec((await confirm.textContent()) ?? '')?.[0] ?? ''
      await confirm.click()
      await page.getByText(t.live(version)).waitFor()
    },
    close: async () => {
      site.close()
      await browser.close()
      await app.close()
    },
  }
}
