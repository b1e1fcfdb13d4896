import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'
import { tableDocuments } from './table-documents.ts'

let app: App
let pages: OpenPages

const yuan = (amount: string) => ({ amount, currency: 'CNY' })
const dealOf = async (id: string) => (await app.admin.get(`/records/deal/${id}`)).body
const newDeal = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
  (await app.admin.post('/records/deal', values)).body.id
const mark = (word: string) => encodeURIComponent(JSON.stringify({ contains: [{ var: 'name' }, word, { ci: true }] }))

/** Deals of one story, and the table that shows them by name. */
async function table(word: string, count: number, options: Parameters<OpenPages['open']>[1] = {}, more = '') {
  const ids: string[] = []
  for (let at = 1; at <= count; at++) ids.push(await newDeal({ name: `${word} ${at}`, amount: yuan(`${at}00`) }))
  const page = await pages.open(`/deal?view=all&sort=name&filter=${mark(word)}${more}`, options)
  const grid = page.getByRole('grid')
  await page.getByRole('gridcell', { name: `${word} 1`, exact: true }).waitFor()
  return { page, grid, ids }
}

const keys = async (page: Page, ...names: readonly string[]) => {
  for (const name of names) await page.keyboard.press(name)
}
const paste = (grid: Locator, text: string) =>
  grid.evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', given)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
const copied = (grid: Locator): Promise<string> =>
  grid.evaluate((element) => {
    const clipboardData = new DataTransfer()
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/plain')
  })
const heads = async (page: Page) => (await page.locator('[data-head]').allInnerTexts()).map((text) => text.trim())

beforeAll(async () => {
  app = await openApp(tableDocuments)
  pages = await openPages(app.admin)
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('a table worked in by the keyboard alone', () => {
  it('takes what is typed into a cell, goes down with Enter and along with Tab, and gives up with Escape', async () => {
    const { page, grid, ids } = await table('Keys', 2)
    await grid.focus()
    await keys(page, 'ArrowRight', 'ArrowRight')
    await page.keyboard.type('4567.5')
    await keys(page, 'Enter')
    await expect.poll(async () => (await dealOf(ids[0] ?? '')).amount).toEqual(yuan('4567.50'))
    await page.keyboard.type('89')
    await keys(page, 'Tab')
    await expect.poll(async () => (await dealOf(ids[1] ?? '')).amount).toEqual(yuan('89.00'))
    await page.keyboard.type('ren')
    await page.getByRole('option', { name: 'Renewal' }).waitFor()
    await keys(page, 'Enter')
    await expect.poll(async () => (await dealOf(ids[1] ?? '')).kind).toBe('again')
    await keys(page, 'ArrowRight')
    await page.keyboard.type('2026-12-31')
    await keys(page, 'Tab')
    await expect.poll(async () => (await dealOf(ids[1] ?? '')).closeOn).toBe('2026-12-31')
    await page.keyboard.type('no budget at all')
    await keys(page, 'Escape', 'F2')
    expect(await page.getByRole('gridcell').getByRole('textbox').inputValue()).toBe('')
    await keys(page, 'Escape', 'Delete')
    expect((await dealOf(ids[1] ?? '')).budget).toBeNull()
    await page.context().close()
  })

  it('takes Chinese as it is composed', async () => {
    const { page, grid, ids } = await table('拼音', 1, { locale: 'zh-CN' })
    await grid.focus()
    await keys(page, 'ArrowRight', 'ArrowLeft')
    const browser = await page.context().newCDPSession(page)
    await browser.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
    await browser.send('Input.insertText', { text: '你好' })
    await expect.poll(() => page.getByRole('gridcell').getByRole('textbox').inputValue()).toBe('你好')
    await keys(page, 'Enter')
    await expect.poll(async () => (await dealOf(ids[0] ?? '')).name).toBe('你好')
    await page.context().close()
  })

  it('chooses a block with Shift, copies it as a spreadsheet takes it, fills it down and empties it', async () => {
    const { page, grid, ids } = await table('Block', 3)
    await app.admin.patch(`/records/deal/${ids[0]}`, { kind: 'new' })
    await page.getByRole('gridcell', { name: 'New customer' }).waitFor()
    await grid.focus()
    await keys(page, 'ArrowRight', 'ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight')
    expect(await copied(grid)).toBe('100.00\tNew customer\n200.00\t\n300.00\t')
    await keys(page, 'Control+d')
    await page.getByText('2 records changed').waitFor()
    const filled = await Promise.all(ids.map(dealOf))
    const same = { amount: yuan('100.00'), kind: 'new' }
    expect(filled).toMatchObject([same, same, same])
    await keys(page, 'Delete')
    await page.getByText('3 records changed').waitFor()
    expect((await dealOf(ids[2] ?? '')).amount).toBeNull()
    await page.context().close()
  })

  it('shows before a change of many what would be refused, and changes the others', async () => {
    const { page, grid, ids } = await table('Gate', 3, { locale: 'zh-CN' })
    await app.admin.patch(`/records/deal/${ids[1]}`, { budget: '50k' })
    await grid.focus()
    await keys(page, 'ArrowRight')
    await paste(grid, '试用\n试用\nno stage')
    const preview = page.getByRole('dialog', { name: '1 条不会被修改' })
    await preview.getByText('Gate 1').waitFor()
    await preview.getByText('“no stage”').waitFor()
    expect((await dealOf(ids[1] ?? '')).stage).toBe('new')
    await preview.getByRole('button', { name: '修改其余 1 条' }).press('Enter')
    await page.getByText('已修改 1 条').waitFor()
    expect(await Promise.all(ids.map(async (id) => (await dealOf(id)).stage))).toEqual(['new', 'trial', 'new'])
    await page.context().close()
  })

  it('leaves cells that are computed as they are, and says so', async () => {
    const { page, grid, ids } = await table('Fixed', 1, {}, '')
    await grid.focus()
    await keys(page, 'End')
    await paste(grid, 'x')
    await page.getByText('1 cell cannot be edited and stays as it is').waitFor()
    expect((await dealOf(ids[0] ?? '')).seven).toEqual(yuan('700.00'))
    await page.context().close()
  })

  it('has everything that the mouse can do with columns and rows in menus of its own', async () => {
    const { page, grid, ids } = await table('Menus', 2, { locale: 'zh-CN' })
    await grid.focus()
    await keys(page, 'ArrowRight', 'ArrowRight', 'ArrowUp')
    expect(await heads(page)).toEqual(['名称', '阶段', '金额', '类型', '预计成交', '预算', '确定', '主条目', '七倍'])
    await keys(page, 'Control+ArrowLeft')
    await expect.poll(() => heads(page).then((names) => names.slice(0, 3))).toEqual(['名称', '金额', '阶段'])
    await page.locator('[data-head="amount"]').focus()
    await keys(page, 'Alt+ArrowDown')
    await page.getByRole('menuitem', { name: '冻结到此列' }).press('Enter')
    await page.reload()
    await expect.poll(() => heads(page).then((names) => names.slice(0, 3))).toEqual(['名称', '金额', '阶段'])
    expect(await page.locator('.vt-head .is-frozen').count()).toBe(2)
    await page.locator('[data-head="seven"]').focus()
    await keys(page, 'Shift+F10')
    await page.getByRole('menuitem', { name: '隐藏此列' }).press('Enter')
    await expect.poll(() => heads(page)).not.toContain('七倍')
    await grid.focus()
    await keys(page, 'j', 'Shift+F10')
    await page.getByRole('menuitem', { name: '在旁边打开' }).press('Enter')
    await expect.poll(() => new URL(page.url()).searchParams.get('panel')).toBe(ids[1])
    await page.context().close()
  })
})

describe('a table worked in with the mouse', () => {
  it('chooses a block by dragging, and fills down with its handle', async () => {
    const { page, grid, ids } = await table('Drag', 4)
    const cell = (name: string) => grid.getByRole('gridcell', { name, exact: true })
    const middle = async (locator: Locator) => {
      const box = await locator.boundingBox()
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 }
    }
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 4 })
      // Dragging is code of its own, which may still be on its way.
      await expect
        .poll(async () => {
          await page.mouse.move(to.x, to.y + 1)
          await page.mouse.move(to.x, to.y)
          return page.locator('.is-in-block, .is-filling').count()
        })
        .toBeGreaterThan(0)
      await page.mouse.up()
    }
    await drag(await middle(cell('¥100')), await middle(cell('¥200')))
    expect(await copied(grid)).toBe('100.00\n200.00')
    const handle = await middle(page.locator('[data-fill]'))
    await page.mouse.move(handle.x, handle.y)
    await page.mouse.down()
    const last = await middle(cell('¥400'))
    await page.mouse.move(last.x, last.y, { steps: 4 })
    await expect.poll(() => page.locator('.is-filling').count()).toBe(2)
    await page.mouse.up()
    await page.getByText('2 records changed').waitFor()
    const amounts = await Promise.all(ids.map(async (id) => (await dealOf(id)).amount))
    expect(amounts).toEqual(['100.00', '200.00', '100.00', '200.00'].map(yuan))
    await page.context().close()
  })

  it('selects all that the filter finds, and changes them at once', async () => {
    const { page, ids } = await table('Every', 3)
    await page.getByRole('checkbox', { name: 'Select row: Every 1' }).click()
    await page.getByRole('button', { name: 'Select all 3' }).click()
    await page.getByRole('toolbar', { name: '3 selected' }).waitFor()
    await page.getByRole('button', { name: 'Move to…' }).click()
    await page.getByRole('menuitem', { name: 'Won' }).click()
    await page.getByText('3 records changed').waitFor()
    expect(await Promise.all(ids.map(async (id) => (await dealOf(id)).stage))).toEqual(['won', 'won', 'won'])
    await page.context().close()
  })

  it('sorts by a column, then by another with Shift, and says so', async () => {
    const { page } = await table('Sorts', 3)
    await page.locator('[data-head="kind"]').click()
    await page.locator('[data-head="amount"]').click({ modifiers: ['Shift'] })
    await page.locator('[data-head="amount"]').click({ modifiers: ['Shift'] })
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('kind,-amount')
    await expect
      .poll(() => page.locator('[data-row] .title-link').allInnerTexts())
      .toEqual(['Sorts 3', 'Sorts 2', 'Sorts 1'])
    await page.getByRole('button', { name: 'Sort: Kind, low first +1' }).click()
    await page.getByRole('button', { name: 'Do not sort by Kind' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-amount')
    await page.context().close()
  })
})

describe('a table in groups', () => {
  it('says of each how many it holds and what they add up to, folds them, and keeps them in a saved view', async () => {
    const { page, ids } = await table('Group', 3)
    await app.admin.patch(`/records/deal/${ids[0]}`, { kind: 'again' })
    await app.admin.patch(`/records/deal/${ids[1]}`, { kind: 'again' })
    await page.getByRole('button', { name: 'Group', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Kind' }).click()
    const renewals = page.getByRole('button', { name: /^Kind Renewal/ })
    await expect
      .poll(() => renewals.innerText().then((text) => text.replace(/\s+/g, ' ')))
      .toBe('Kind Renewal 2 records Amount ¥300 Seven times ¥2,100')
    await expect
      .poll(() => page.locator('[data-row] .title-link').allInnerTexts())
      .toEqual(['Group 1', 'Group 2', 'Group 3'])
    await renewals.click()
    await expect.poll(() => page.locator('[data-row] .title-link').allInnerTexts()).toEqual(['Group 3'])
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByRole('textbox', { name: 'Save as a view' }).fill('By kind')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'By kind', selected: true }).waitFor()
    const { views } = (await app.admin.get('/mine/views')).body
    expect(views).toMatchObject([{ document: { label: 'By kind', group: 'kind' } }])
    await renewals.waitFor()
    await page.context().close()
  })

  it('is one Tab stop like any table, and a group folds from the keyboard', async () => {
    const { page, grid } = await table('Fold', 1, { locale: 'zh-CN' }, '&group=stage')
    await grid.focus()
    await keys(page, 'Enter')
    await expect.poll(() => page.locator('[data-row]').count()).toBe(0)
    await keys(page, 'Enter', 'j')
    expect(await page.locator('[data-row].is-current').count()).toBe(1)
    await page.context().close()
  })
})

describe('a long table', () => {
  const count = 3_000
  beforeAll(async () => {
    const records = Array.from({ length: count }, (_, at) => ({
      code: `Item ${String(at + 1).padStart(4, '0')}`,
      place: String(at + 1),
    }))
    await app.admin.post('/records/item/bulk', { records })
  })
  const rows = async (page: Page) => {
    const titles = await page.locator('[data-row]').evaluateAll((elements) =>
      elements.map((element) => ({
        line: Number(element.getAttribute('aria-rowindex')) - 1,
        title: element.querySelector('.title-link')?.textContent ?? '',
      })),
    )
    return titles.map(({ line, title }) => `${line} ${title}`)
  }
  const isRight = (each: string) => {
    const [line = '', , place = ''] = each.split(' ')
    return Number(line) === Number(place)
  }

  it('shows the right rows wherever one jumps to, and on the way back', async () => {
    const page = await pages.open('/item?sort=place')
    await page.getByRole('gridcell', { name: 'Item 0001', exact: true }).waitFor()
    const grid = page.getByRole('grid')
    for (const place of [3_000, 1_500, 2_200, 1]) {
      await grid.evaluate((element, top) => element.scrollTo(0, top), (place - 1) * 36)
      await page.getByRole('gridcell', { name: `Item ${String(place).padStart(4, '0')}`, exact: true }).waitFor()
      const shown = await rows(page)
      expect(shown.filter((each) => !isRight(each))).toEqual([])
    }
    await grid.focus()
    await keys(page, 'Control+End')
    await page.getByRole('gridcell', { name: 'Item 3000', exact: true }).waitFor()
    await page.context().close()
  })

  it('stays right under a steady scroll over all of it', async () => {
    const page = await pages.open('/item?sort=place')
    await page.getByRole('gridcell', { name: 'Item 0001', exact: true }).waitFor()
    const grid = page.getByRole('grid')
    for (let top = 0; top < count * 36; top += 9_000) {
      await grid.evaluate((element, to) => element.scrollTo(0, to), top)
      await expect.poll(() => page.locator('.vt-wait').count()).toBe(0)
      expect((await rows(page)).filter((each) => !isRight(each))).toEqual([])
    }
    await page.context().close()
  })
})

describe('a table on its way', () => {
  it('never makes the browser complain', () => {
    expect(pages.complaints).toEqual([])
  })
})
