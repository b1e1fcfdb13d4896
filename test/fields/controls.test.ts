import { fileURLToPath } from 'node:url'
import { fieldTypes } from '@atelier/fields'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, type TestBrowser } from '../harness/index.ts'

// The control of every field type on one page, in a real browser, used by keyboard alone.

let browser: TestBrowser
let html: string

/** The page as one file: no server is needed. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(new URL('../../packages/fields', import.meta.url)),
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Under test Vite would write JSX for the development build of React.
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: {
      write: false,
      minify: false,
      lib: { entry: 'src/testing/controls-page.tsx', formats: ['iife'], name: 'controls' },
    },
  })
  const files = [built].flat().flatMap((each) => ('output' in each ? each.output : []))
  const script = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : [])).join('\n')
  const style = files.flatMap((file) => (file.type === 'asset' ? [String(file.source)] : [])).join('\n')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Controls</title><style>${style}</style></head>
<body><div id="root"></div><script>${script.replaceAll('</script', '<\\/script')}</script></body></html>`
}

beforeAll(async () => {
  ;[html, browser] = await Promise.all([bundle(), openBrowser()])
}, 120_000)
afterAll(() => browser.close())

async function openPage(locale: 'en-US' | 'zh-CN'): Promise<Page> {
  const page = await browser.newPage({ locale })
  page.setDefaultTimeout(10_000)
  // Storage, where the language is remembered, needs an address of its own.
  await page.route('http://controls.test/', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto('http://controls.test/')
  await page.locator('#text input').first().waitFor()
  // Controls whose code comes later have taken their places.
  await page.locator('input[disabled][aria-hidden="true"]').first().waitFor({ state: 'detached' })
  return page
}

const keptIn = async (page: Page, type: string): Promise<unknown> =>
  JSON.parse((await page.locator(`#${type} > code`).textContent()) ?? '')

describe.each(['en-US', 'zh-CN'] as const)('the controls in %s', (locale) => {
  test('are all there, without an accessibility problem in the light or in the dark', async () => {
    const page = await openPage(locale)
    expect(await page.locator('section').count()).toBe(fieldTypes.length)
    for (const summary of await page.locator('summary').all()) await summary.click()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // Halfway between two schemes no colour has the contrast that either gives it.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    }
  })
})

test('a text, a number, a percentage and an amount are typed and sent exactly', async () => {
  const page = await openPage('en-US')
  const typed = [
    ['text', '星海 "Sky"', '星海 "Sky"'],
    ['email', 'a@example.com', 'a@example.com'],
    ['number', '-1,234.5', '-1234.5'],
    ['percent', '12.5', '0.125'],
    ['money', '99.90', { amount: '99.90', currency: 'CNY' }],
    ['duration', '1h 30m', 'PT1H30M'],
  ] as const
  for (const [type, text, value] of typed) {
    await page.locator(`#${type} input`).first().focus()
    await page.keyboard.type(text)
    expect(await keptIn(page, type), type).toEqual(value)
  }
  await page.keyboard.press('Tab')
  await page.locator('#money select').selectOption('USD')
  expect(await keptIn(page, 'money')).toEqual({ amount: '99.90', currency: 'USD' })
})

test('an emptied control is empty', async () => {
  const page = await openPage('en-US')
  await page.locator('#money input').first().fill('5')
  await page.locator('#money input').first().fill('')
  expect(await keptIn(page, 'money')).toBeNull()
  await page.locator('#date input').first().fill('2026-11-22')
  expect(await keptIn(page, 'date')).toBe('2026-11-22')
  await page.locator('#date input').first().fill('')
  expect(await keptIn(page, 'date')).toBeNull()
})

test('a moment is entered in the zone of the reader', async () => {
  const page = await openPage('en-US')
  await page.locator('#datetime input').first().fill('2026-11-22T14:05')
  expect(await keptIn(page, 'datetime')).toBe('2026-11-22T14:05:00.000Z')
})

test('options, records and tags are chosen by keyboard', async () => {
  const page = await openPage('en-US')
  await page.locator('#choice input').first().focus()
  await page.keyboard.type('cold')
  await page.getByRole('option', { name: 'Cold' }).waitFor()
  await page.getByRole('option', { name: 'Hot' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await keptIn(page, 'choice')).toBe('cold')

  await page.locator('#tags input').first().focus()
  await page.keyboard.type('VIP')
  await page.keyboard.press('Enter')
  await page.keyboard.type('重点')
  await page.keyboard.press('Enter')
  expect(await keptIn(page, 'tags')).toEqual(['VIP', '重点'])

  await page.locator('#reference input').first().focus()
  await page.keyboard.type('fang')
  await page.getByRole('option', { name: 'Wang Fang' }).waitFor()
  await page.getByRole('option', { name: '王伟' }).waitFor({ state: 'hidden' })
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await keptIn(page, 'reference')).toEqual({ id: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61', label: 'Wang Fang' })
  await page.locator('#reference input').first().fill('')
  expect(await keptIn(page, 'reference')).toBeNull()
})

test('records of a list are added, and taken out again, by keyboard', async () => {
  const page = await openPage('en-US')
  const section = page.locator('#references')
  await section.locator('input').first().focus()
  await page.getByRole('option', { name: '王伟' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await keptIn(page, 'references')).toEqual([{ id: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f60', label: '王伟' }])
  await section.getByRole('button', { name: 'Remove 王伟' }).press('Enter')
  expect(await keptIn(page, 'references')).toBeNull()
})

test('line items are added, filled, moved and removed by keyboard', async () => {
  const page = await openPage('en-US')
  const section = page.locator('#lines')
  for (const quantity of ['1', '2']) {
    await section.getByRole('button', { name: 'Add row' }).press('Enter')
    await section.locator('fieldset tbody tr').last().getByLabel('Quantity').fill(quantity)
  }
  await section.getByRole('button', { name: 'Move row 2 up' }).press('Enter')
  expect(await keptIn(page, 'lines')).toEqual([{ quantity: '2' }, { quantity: '1' }])
  await section.getByRole('button', { name: 'Remove row 1' }).press('Enter')
  expect(await keptIn(page, 'lines')).toEqual([{ quantity: '1' }])
})

test('a file is uploaded, listed and removed', async () => {
  const page = await openPage('en-US')
  const section = page.locator('#file')
  const note = { name: '报价.txt', mimeType: 'text/plain', buffer: Buffer.from('12.50') }
  await section.locator('input[type=file]').setInputFiles(note)
  await section.getByRole('link', { name: '报价.txt' }).first().waitFor()
  expect(await keptIn(page, 'file')).toMatchObject([{ label: '报价.txt' }])
  await section.getByRole('button', { name: 'Remove 报价.txt' }).press('Enter')
  expect(await keptIn(page, 'file')).toBeNull()
})

test('yes and no are chosen with the arrows', async () => {
  const page = await openPage('en-US')
  await page.locator('#boolean input:checked').first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await keptIn(page, 'boolean')).toBe(true)
  await page.keyboard.press('ArrowRight')
  expect(await keptIn(page, 'boolean')).toBe(false)
})
