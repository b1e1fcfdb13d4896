import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from '../workflow/deal-documents.ts'
import { type OpenPages, openPages } from './open-pages.ts'

let app: App
let anna: Caller
let pages: OpenPages

beforeAll(async () => {
  app = await openApp(dealDocuments())
  anna = await app.person('Anna', ['sales'])
  for (const name of ['Kunpeng Optics', '南京中山仪器', 'Line 3'])
    await anna.post('/records/deal', { name, amount: '100', stage: 'contact' })
  await anna.post('/records/activity', { subject: 'Visit Kunpeng', type: 'visit' })
  pages = await openPages(anna)
}, 120_000)
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('the results page', () => {
  it('has the words in its address, groups what it finds by entity, and narrows it down', async () => {
    const page = await pages.open('/search?q=kunpeng', { locale: 'en' })
    await page.getByRole('link', { name: 'Kunpeng Optics' }).waitFor()
    await page.getByRole('link', { name: 'Visit Kunpeng' }).waitFor()
    expect(await page.title()).toBe('“kunpeng” · Atelier')
    await page.getByRole('button', { name: /^Deals 1$/ }).click()
    await page.getByRole('link', { name: 'Visit Kunpeng' }).waitFor({ state: 'hidden' })
    expect(page.url()).toContain('in=deal')
    await page.goBack()
    await page.getByRole('link', { name: 'Visit Kunpeng' }).waitFor()
    await page.getByRole('link', { name: 'Kunpeng Optics' }).click()
    await page.waitForURL(/\/deal\/[0-9a-f-]{36}$/)
    await page.goBack()
    await page.getByRole('searchbox', { name: 'Words to search for' }).waitFor()
    await page.close()
  })

  it('says so when nothing has the words, and shows what is like them', async () => {
    const page = await pages.open('/search', { locale: 'en' })
    await page.getByRole('heading', { name: 'What are you looking for?' }).waitFor()
    await page.getByRole('searchbox').fill('kumpeng')
    await page.getByRole('status').getByText('These are like them').waitFor()
    await page.getByRole('link', { name: 'Kunpeng Optics' }).waitFor()
    await page.getByRole('searchbox').fill('xxxxxxx')
    await page.getByRole('heading', { name: 'Nothing found for “xxxxxxx”' }).waitFor()
    await page.close()
  })

  it('hears pinyin, initials and names written with other characters, in Chinese', async () => {
    const page = await pages.open('/search', { locale: 'zh-CN' })
    const box = page.getByRole('searchbox', { name: '搜索内容' })
    for (const q of ['nanjing', 'njzsyq', '南京钟山']) {
      await box.fill(q)
      await page.getByRole('link', { name: '南京中山仪器' }).waitFor()
      expect(await page.getByRole('link', { name: 'Line 3' }).count()).toBe(0)
      await box.fill('')
      await page.getByRole('heading', { name: '想找什么？' }).waitFor()
    }
    await page.close()
  })
})

it('the palette leads from a few results to all of them', async () => {
  const page = await pages.open('/inbox', { locale: 'en' })
  await page.getByRole('heading', { name: 'Inbox' }).waitFor()
  await page.keyboard.press('/')
  await page.getByRole('textbox', { name: 'Search or go to…' }).fill('kunpeng')
  await page.locator('.mantine-Spotlight-action', { hasText: 'Kunpeng Optics' }).waitFor()
  await page.locator('.mantine-Spotlight-action', { hasText: 'All results for' }).click()
  await page.waitForURL('**/search?q=kunpeng')
  await page.getByRole('link', { name: 'Kunpeng Optics' }).waitFor()
  await page.close()
})

it('no page complains', () => {
  expect(pages.complaints).toEqual([])
})
