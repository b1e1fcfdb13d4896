import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { openBrowser } from '../../harness/browser.ts'
import { median } from '../table.ts'

export type FormFigures = { readonly mount: number; readonly keystroke: number }
export const formContenders = ['handwritten', 'generated'] as const
export type FormContender = (typeof formContenders)[number]

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' }

const isFigures = (value: unknown): value is FormFigures =>
  typeof value === 'object' && value !== null && 'mount' in value && 'keystroke' in value

/** The forms' page, built for production, in a real browser. */
export async function openForms(): Promise<{ readonly page: Page; readonly close: () => Promise<void> }> {
  const outDir = await mkdtemp(path.join(tmpdir(), 'atelier-forms-'))
  await build({ root: import.meta.dirname, logLevel: 'error', configFile: false, build: { outDir, target: 'es2023' } })
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.route('http://forms.test/**', async (route) => {
    const { pathname } = new URL(route.request().url())
    const file = pathname === '/' ? '/index.html' : pathname
    const body = await readFile(path.join(outDir, file)).catch(() => undefined)
    await route.fulfill(
      body === undefined
        ? { status: 404 }
        : { body, contentType: types[path.extname(file)] ?? 'application/octet-stream' },
    )
  })
  await page.goto('http://forms.test/')
  await page.waitForFunction(() => 'measureForm' in window)
  return {
    page,
    close: async () => {
      await browser.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}

/**
 * Milliseconds of a generated form and of one written by hand with the same components, side by side in one real browser from a production build:
 * medians of `rounds` interleaved turns, each beginning with the other, behind two that warm up.
 */
export async function measureForms(
  fields: number,
  rounds: number,
): Promise<Readonly<Record<FormContender, FormFigures>>> {
  const { page, close } = await openForms()
  try {
    const times: Record<FormContender, FormFigures[]> = { handwritten: [], generated: [] }
    for (let round = -2; round < rounds; round++)
      for (const name of round % 2 === 0 ? formContenders : formContenders.toReversed()) {
        const figures: unknown = await page.evaluate(`measureForm(${JSON.stringify(name)}, ${fields}, 40)`)
        if (round >= 0 && isFigures(figures)) times[name].push(figures)
      }
    const of = (name: FormContender): FormFigures => ({
      mount: median(times[name].map(({ mount }) => mount)),
      keystroke: median(times[name].map(({ keystroke }) => keystroke)),
    })
    return { handwritten: of('handwritten'), generated: of('generated') }
  } finally {
    await close()
  }
}
