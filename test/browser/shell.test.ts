import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from '../workflow/deal-documents.ts'
import { isError, type OpenPages, openPages } from './open-pages.ts'

let app: App
let anna: Caller
let mia: Caller
let pages: OpenPages

beforeAll(async () => {
  app = await openApp(dealDocuments())
  mia = await app.person('Mia', ['sales'], { language: 'en' })
  anna = await app.person('Anna', ['sales'], { manager: mia.id, language: 'en' })
  for (const name of ['Line 1', 'Line 2', 'Line 3'])
    await anna.post('/records/deal', { name, amount: '100', stage: 'contact' })
  // Here the network is taken away: the browser reports the service worker that it could not fetch.
  const withoutNetwork = 'An unknown error occurred when fetching the script.'
  pages = await openPages(anna, (message) => isError(message) && message.text() !== withoutNetwork)
}, 120_000)
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

const deal = async (name: string): Promise<string> => {
  const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'name' }, name] }))
  return (await anna.get(`/records/deal?filter=${filter}`)).body.records[0]?.id ?? ''
}
const firstCells = (page: Page) => page.locator('[role="row"] [role="gridcell"]:nth-child(2)').allInnerTexts()

/** Listens to the events before the page says that it does. */
const listening = (page: Page) => page.waitForResponse((response) => response.url().endsWith('/api/events'))

describe('what others do', () => {
  it('changes a value in its place, and says of a new record that it is there without moving a row', async () => {
    const page = await pages.open('/deal?view=all')
    await page.getByText('Line 2').waitFor()
    await listening(page).catch(() => undefined)
    const before = await firstCells(page)
    await app.admin.patch(`/records/deal/${await deal('Line 2')}`, { amount: '4711' })
    await page.getByText('4,711').first().waitFor()
    expect(await firstCells(page)).toEqual(before)
    await app.admin.post('/records/deal', { name: 'Line 4', amount: '1', stage: 'contact', owner: anna.id })
    const notice = page.getByRole('button', { name: '1 new, show it' })
    await notice.waitFor()
    expect(await firstCells(page)).toEqual(before)
    await notice.click()
    await page.getByText('Line 4').waitFor()
    await notice.waitFor({ state: 'hidden' })
    await page.close()
  })

  it('is merged into a record that is open', async () => {
    const id = await deal('Line 1')
    const page = await pages.open(`/deal/${id}`)
    await page.getByRole('heading', { name: 'Line 1' }).first().waitFor()
    await listening(page).catch(() => undefined)
    await app.admin.patch(`/records/deal/${id}`, { budget: '815' })
    await page.getByText('815').first().waitFor()
    await page.close()
  })
})

describe('a lost connection', () => {
  it('is said, keeps what is changed, and sends it in order when the server is back', async () => {
    const id = await deal('Line 3')
    const page = await pages.open('/inbox?tab=tasks')
    const task = await anna.post('/records/activity', { subject: 'Ring the buyer', type: 'call' })
    const done = page.getByRole('button', { name: 'Done: Ring the buyer' })
    await done.waitFor()
    await page.context().setOffline(true)
    await page.getByRole('alert').getByText('The connection is lost.').waitFor()
    await done.click()
    await page.getByText('1 change waits on this device.').waitFor()
    expect((await anna.get(`/records/activity/${task.body.id}`)).body.done).not.toBe(true)
    await page.context().setOffline(false)
    await page.getByText('Task done').waitFor()
    await page.getByText('The connection is lost.').waitFor({ state: 'hidden' })
    expect((await anna.get(`/records/activity/${task.body.id}`)).body.done).toBe(true)
    expect(id).not.toBe('')
    await page.close()
  })

  it('takes back what is discarded', async () => {
    const task = await anna.post('/records/activity', { subject: 'Send the offer', type: 'call' })
    const page = await pages.open('/inbox?tab=tasks')
    await page.getByRole('button', { name: 'Done: Send the offer' }).waitFor()
    await page.context().setOffline(true)
    await page.getByRole('alert').getByText('The connection is lost.').waitFor()
    await page.getByRole('button', { name: 'Done: Send the offer' }).click()
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByText('waits on this device').waitFor({ state: 'hidden' })
    await page.context().setOffline(false)
    await page.getByText('The connection is lost.').waitFor({ state: 'hidden' })
    expect((await anna.get(`/records/activity/${task.body.id}`)).body.done).not.toBe(true)
    await page.close()
  })
})

describe('the palette', () => {
  it('acts on the record that is open', async () => {
    const id = await deal('Line 1')
    const page = await pages.open(`/deal/${id}`)
    await page.getByRole('heading', { name: 'Line 1' }).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('textbox', { name: 'Search or go to…' }).fill('move')
    await page.locator('.mantine-Spotlight-action').first().waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('.mantine-Spotlight-action').allInnerTexts()).toContainEqual(
      expect.stringMatching(/^Move to /),
    )
    await page.close()
  })

  it('goes to pages, changes the appearance and the language', async () => {
    const page = await pages.open('/')
    const palette = page.getByRole('textbox', { name: 'Search or go to…' })
    const run = async (text: string, name: string | RegExp) => {
      await page.keyboard.press('Control+k')
      await palette.fill(text)
      await page.locator('.mantine-Spotlight-action', { hasText: name }).first().click()
    }
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await palette.waitFor()
    await page.keyboard.press('Escape')
    await run('appear', 'Dark appearance')
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
    await run('inbox', 'Inbox')
    await page.waitForURL('**/inbox')
    await run('语言', '中文')
    await page.getByRole('heading', { name: '待办' }).waitFor()
    expect(await page.title()).toBe('待办 · Atelier')
    await page.close()
    // The language goes with the person from page to page.
    expect((await anna.call('PATCH', '/mine/settings', { language: 'en' })).status).toBe(200)
  })
})

describe('the keys', () => {
  it('are all told by ?, and go to places, search and create', async () => {
    const page = await pages.open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('?')
    const help = page.getByRole('dialog')
    for (const text of ['Anywhere', 'In a list', 'One stage back, one stage forward', 'Approve'])
      await help.getByText(text, { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.waitForURL('**/inbox')
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.waitForURL(/\/$/)
    await page.keyboard.press('c')
    await page.waitForURL('**/deal?panel=new')
    await page.goBack()
    await page.waitForURL(/\/$/)
    await page.close()
  })

  it('fold the menu to icons, for good, and it still says how much waits', async () => {
    const page = await pages.open('/')
    await page.getByRole('button', { name: 'Collapse the menu' }).click()
    await page.locator('.shell.is-collapsed').waitFor()
    await page.reload()
    await page.locator('.shell.is-collapsed').waitFor()
    await page.getByRole('link', { name: /Inbox/ }).waitFor()
    await page.close()
  })
})

it('no page complains', () => {
  expect(pages.complaints).toEqual([])
})
