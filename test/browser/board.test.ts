import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'
import { viewDocuments } from './view-documents.ts'

let app: App
let pages: OpenPages

const open: OpenPages['open'] = (path, options) => pages.open(path, options)
const newDeal = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
  (await app.admin.post('/records/deal', values)).body.id
const dealOf = async (id: string) => (await app.admin.get(`/records/deal/${id}`)).body

/** The board of the deals whose name holds a word. */
const board = (word: string, more = '') => {
  const rule = { contains: [{ var: 'name' }, word, { ci: true }] }
  return `/deal?view=limited&filter=${encodeURIComponent(JSON.stringify(rule))}${more}`
}
const card = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

beforeAll(async () => {
  app = await openApp(viewDocuments)
  pages = await openPages(app.admin)
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('a board', () => {
  it('says at the head of a column how many cards it has, how many it should have, and what they are worth', async () => {
    await newDeal({ name: 'Totals one', amount: '200000', budget: 'x', stage: 'trial' })
    await newDeal({ name: 'Totals two', amount: '100000', budget: 'x', stage: 'trial' })
    const page = await open(board('totals'))
    await lane(page, 'Trial').getByText('¥300k · wtd ¥150k').waitFor()
    await lane(page, 'Trial').getByText('2 / 1').waitFor()
    await lane(page, 'Trial').getByText('More than the 1 card that should be here at a time').waitFor()
    await page.context().close()
  })

  it('moves a card that is dragged, and fills in what is missing at the card', async () => {
    const id = await newDeal({ name: 'Dragged' })
    const page = await open(board('dragged'))
    await card(page, 'Dragged').hover()
    await page.mouse.down()
    const target = await lane(page, 'Trial').boundingBox()
    await page.mouse.move((target?.x ?? 0) + 60, (target?.y ?? 0) + 120, { steps: 8 })
    await page.mouse.up()
    const missing = page.getByRole('dialog', { name: 'Dragged' })
    await missing.getByLabel('Budget').fill('50k')
    await lane(page, 'New').getByText('Stays here for now').waitFor()
    await lane(page, 'Trial').locator('.is-waiting').waitFor()
    await missing.getByRole('button', { name: 'Move to Trial' }).click()
    await page.getByText('Moved to Trial').waitFor()
    await lane(page, 'Trial').getByRole('group', { name: 'Dragged' }).waitFor()
    expect(await dealOf(id)).toMatchObject({ stage: 'trial', budget: '50k' })
    await page.context().close()
  })

  it('dims the column that cannot take a card and says why', async () => {
    await newDeal({ name: 'Dimmed' })
    const page = await open(board('dimmed'))
    await card(page, 'Dimmed').hover()
    await page.mouse.down()
    await page.mouse.move(700, 500, { steps: 4 })
    await page.locator('.lane.is-closed .lane-why').first().waitFor()
    expect(await page.locator('.lane.is-closed').count()).toBeGreaterThan(0)
    await page.keyboard.press('Escape')
    await page.mouse.up()
    await page.context().close()
  })

  it('moves a card by clicks alone', async () => {
    const id = await newDeal({ name: 'Clicked', budget: 'x' })
    const page = await open(board('clicked'))
    await page.getByRole('button', { name: 'Actions for Clicked' }).click()
    await page.getByRole('menuitem', { name: 'Trial' }).click()
    await page.getByText('Moved to Trial').waitFor()
    expect((await dealOf(id)).stage).toBe('trial')
    await page.context().close()
  })

  it('is worked with the keyboard alone: go, select, move, take up and put down', async () => {
    const ids = [await newDeal({ name: 'Keys one', budget: 'x' }), await newDeal({ name: 'Keys two', budget: 'x' })]
    const page = await open(board('keys', '&sort=name'))
    await card(page, 'Keys one').waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('x')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press(']')
    await page.getByText('2 records changed').waitFor()
    expect(await Promise.all(ids.map(async (id) => (await dealOf(id)).stage))).toEqual(['trial', 'trial'])
    await lane(page, 'Trial').getByRole('group', { name: 'Keys one' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    await page.getByText('Keys one is over Offer.').waitFor({ state: 'attached' })
    await page.keyboard.press('Space')
    await page.getByText('Moved to Offer').waitFor()
    expect((await dealOf(ids[0] ?? '')).stage).toBe('offer')
    await page.context().close()
  })

  it('moves many at once, and shows of each that stays why it does', async () => {
    const ready = await newDeal({ name: 'Many ready', budget: 'x' })
    const poor = await newDeal({ name: 'Many poor' })
    const page = await open(board('many'))
    for (const name of ['Many ready', 'Many poor']) {
      await card(page, name).hover()
      await page.getByRole('checkbox', { name: `Select ${name}` }).click()
    }
    await page.getByRole('toolbar').getByRole('button', { name: 'Move to…' }).click()
    await page.getByRole('menuitem', { name: 'Trial' }).click()
    const refused = page.getByRole('alert', { name: '1 card did not move' })
    await refused.getByText('Many poor').waitFor()
    await refused.getByText(/Budget/).waitFor()
    expect((await dealOf(ready)).stage).toBe('trial')
    await refused.getByRole('button', { name: 'Try again' }).click()
    const missing = page.getByRole('dialog', { name: 'Many poor' })
    await missing.getByLabel('Budget').fill('9k')
    await missing.getByRole('button', { name: 'Move to Trial' }).click()
    await page.getByText('Moved to Trial').waitFor()
    expect((await dealOf(poor)).stage).toBe('trial')
    await page.context().close()
  })

  it('makes cards in a column by their names, one after the other', async () => {
    const page = await open(board('quick'))
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('button', { name: 'New in New' }).click()
    const name = page.getByRole('textbox', { name: 'Name of the new card in New' })
    await name.fill('Quick one')
    await name.press('Enter')
    await card(page, 'Quick one').waitFor()
    await name.fill('Quick two')
    await name.press('Enter')
    await card(page, 'Quick two').waitFor()
    await page.context().close()
  })

  it('opens the form with what was typed when a column asks for more', async () => {
    await newDeal({ name: 'Asks for little' })
    const page = await open(board('asks'))
    await page.getByRole('button', { name: 'New in Trial' }).click()
    const name = page.getByRole('textbox', { name: 'Name of the new card in Trial' })
    await name.fill('Asks for more')
    await name.press('Enter')
    const panel = page.getByRole('region', { name: 'New Deal' })
    expect(await panel.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Asks for more')
    await page.context().close()
  })

  it('is cut into swimlanes by a field, and a card changes both by one drag', async () => {
    const id = await newDeal({ name: 'Swim one', budget: 'x', source: 'web' })
    await newDeal({ name: 'Swim two', source: 'fair' })
    const page = await open(board('swim'))
    await page.getByRole('button', { name: 'Rows: none' }).click()
    await page.getByRole('menuitem', { name: 'Source' }).click()
    await page.getByRole('button', { name: /Website 1 card/ }).waitFor()
    await card(page, 'Swim one').hover()
    await page.mouse.down()
    const target = await page.getByRole('group', { name: 'Trial · Trade fair' }).boundingBox()
    await page.mouse.move((target?.x ?? 0) + 60, (target?.y ?? 0) + 30, { steps: 8 })
    await page.mouse.up()
    await page.getByText('Moved to Trial').waitFor()
    expect(await dealOf(id)).toMatchObject({ stage: 'trial', source: 'fair' })
    expect(new URL(page.url()).searchParams.get('lanes')).toBe('source')
    await page.context().close()
  })

  it('has the options of a choice as columns where the view says so', async () => {
    const id = await newDeal({ name: 'Choice', source: 'web' })
    const rule = encodeURIComponent(JSON.stringify({ '==': [{ var: 'name' }, 'Choice'] }))
    const page = await open(`/deal?view=sources&filter=${rule}`)
    await lane(page, 'Website').getByRole('group', { name: 'Choice' }).focus()
    await page.keyboard.press(']')
    await lane(page, 'Trade fair').getByRole('group', { name: 'Choice' }).waitFor()
    await expect.poll(async () => (await dealOf(id)).source).toBe('fair')
    await page.context().close()
  })

  it('draws of thousands of cards those in sight, and brings the others as one scrolls', async () => {
    const records = Array.from({ length: 1_500 }, (_, index) => ({ name: `Bulk ${String(index).padStart(4, '0')}` }))
    await app.admin.post('/records/deal/bulk', { records })
    const page = await open(board('bulk', '&sort=name'))
    await lane(page, 'New').getByText('1,500').waitFor()
    await card(page, 'Bulk 0000').waitFor()
    const cards = lane(page, 'New').locator('.lane-cards')
    await expect
      .poll(
        async () => {
          await cards.evaluate((node) => node.scrollTo(0, node.scrollHeight))
          return card(page, 'Bulk 1499').count()
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    expect(await page.locator('.card').count()).toBeLessThan(60)
    await page.context().close()
  }, 90_000)

  it('is one column with a switcher on a phone, in Chinese', async () => {
    const id = await newDeal({ name: 'Phone card', budget: 'x' })
    const page = await open(board('phone'), {
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.getByRole('tab', { name: '新建 1' }).waitFor()
    await page.getByRole('button', { name: 'Phone card的操作' }).tap()
    await page.getByRole('menuitem', { name: '试用' }).tap()
    await page.getByText('已推进到 试用').waitFor()
    expect((await dealOf(id)).stage).toBe('trial')
    await page.getByRole('tab', { name: '试用 1' }).tap()
    await card(page, 'Phone card').waitFor()
    expect(new URL(page.url()).searchParams.get('column')).toBe('trial')
    await page.context().close()
  })

  it('never breaks while doing so', () => {
    expect(pages.complaints).toEqual([])
  })
})
