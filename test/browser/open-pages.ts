import type { BrowserContextOptions, ConsoleMessage, Page } from 'playwright-core'
import { openBrowser } from '../harness/index.ts'
import type { Caller } from '../http/open-app.ts'
import { servePages } from './serve-pages.ts'

/** The built pages in a real browser, as one caller sees them. */
export type OpenPages = {
  /** A page in a session of its own. */
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>
  /** What the browser has complained about on any of them. */
  readonly complaints: readonly string[]
  readonly close: () => Promise<void>
}

/** The browser itself reports every refused request; a refusal is an answer here. */
export const isError = (message: ConsoleMessage): boolean =>
  message.type() === 'error' && !message.text().startsWith('Failed to load resource')

/** Opens the pages; `isComplaint` says which of the browser's words count, the errors of the pages unless told otherwise. */
export async function openPages(
  caller: Caller,
  isComplaint: (message: ConsoleMessage) => boolean = isError,
): Promise<OpenPages> {
  const browser = await openBrowser()
  const site = await servePages(caller)
  const complaints: string[] = []
  return {
    complaints,
    open: async (path, options) => {
      const page = await browser.newPage(options)
      page.setDefaultTimeout(30_000)
      page.on('pageerror', (error) => complaints.push(`${path} ${error.message}`))
      page.on('console', (message) => {
        if (isComplaint(message)) complaints.push(`${path} ${message.text()}`)
      })
      await page.goto(site.url + path)
      return page
    },
    close: async () => {
      site.close()
      await browser.close()
    },
  }
}
