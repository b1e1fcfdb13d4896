import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dealDocuments } from './deal-documents.ts'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

let desk: BuilderDesk
afterEach(() => {
  expect(desk.complaints).toEqual([])
})
describe('the grid of translations in English', () => {
  beforeAll(async () => {
    desk = await openBuilder(dealDocuments)
  })
  afterAll(() => desk?.close())

  it('counts what is missing and shows only that', async () => {
    const { page, open } = desk
    await open('/builder/translations')
    await page.getByRole('status').getByText('3 missing').waitFor()
    await page.getByRole('switch', { name: 'Only what is missing' }).click()
    // The name of the workspace in both languages, and a field in one; above them the names of the columns.
    await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(3)
    await page.getByRole('grid').getByText('Deal › Note').waitFor()
  })

  it('is edited in place with the keyboard alone', async () => {
    const { page } = desk
    await page.getByRole('searchbox', { name: 'Search texts' }).fill('Note')
    await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(2)
    await page.getByRole('grid').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.type('备注')
    await page.keyboard.press('Enter')
    await page.getByText('No text fits').waitFor()
    await page.getByRole('status').getByText('2 missing').waitFor()
    await desk.button('Undo').click()
    await page.getByRole('status').getByText('3 missing').waitFor()
    await desk.button('Redo').click()
    await page.getByRole('status').getByText('2 missing').waitFor()
  })

  it('goes out as a file and comes back', async () => {
    const { page, button, publish } = desk
    await button('Show everything').click()
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download as CSV').click()])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('ent_deal/fields/fld_note/label,Deal › Note,Note,备注')
    const changed = `${text.replace('Deal › Note,Note,备注', 'Deal › Note,Remark,备注')}ent_gone/label,x,y,z\r\n`
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 't.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) })
    await page.getByText('1 text is another now; 1 rows belong to nothing here').waitFor()
    await publish()
    const { body } = await desk.app.admin.get('/definitions/entity/deal')
    expect(body).toMatchObject({
      fields: [{}, {}, { key: 'note', label: { en: 'Remark', 'zh-CN': '备注' } }, {}, {}, {}],
    })
  })
})

describe('the grid of translations in Chinese', () => {
  beforeAll(async () => {
    desk = await openBuilder(dealDocuments, 'zh-CN')
  })
  afterAll(() => desk?.close())

  it('finds texts, and a new language of the workspace gets a column', async () => {
    const { page, open, saved } = desk
    await open('/builder/workspace')
    await page.getByRole('combobox', { name: '文字使用这些语言书写' }).click()
    await page.getByRole('option', { name: '德语' }).click()
    await page.keyboard.press('Escape')
    await saved()
    await page.getByRole('link', { name: '打开翻译' }).click()
    await page.getByRole('columnheader', { name: 'Deutsch' }).waitFor()
    await page.getByRole('searchbox', { name: '搜索文字' }).fill('成交')
    await page.getByRole('grid').getByText('商机 › 成交日期').waitFor()
    await expect.poll(() => page.getByRole('grid').getByRole('row').count()).toBe(2)
  })
})
