import { settle } from '@atelier/runtime'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'
import { repDocuments } from './rep-documents.ts'

const words = {
  en: {
    deals: 'Deals',
    call: 'Call',
    note: 'Note',
    visit: 'Visit',
    happened: 'What happened?',
    log: 'Log',
    logged: 'Logged',
    moveOn: 'Move on',
    toDo: '2 to do',
    moveToTrial: 'Move to Trial',
    moved: 'Moved to Trial',
    budget: 'Budget',
    need: 'Need',
    contacts: 'Contacts',
    newContact: 'New Contact',
    name: 'Name',
    create: 'Create',
    link: 'Link',
    findContact: 'Find a Contact',
    linked: 'was linked',
    mentioned: 'mentioned you: ',
    history: 'History',
    follow: 'Follow',
    following: 'You follow this record.',
    activities: 'Activities',
    moves: 'Moves',
  },
  'zh-CN': {
    deals: '商机',
    call: '电话',
    note: '备注',
    visit: '拜访',
    happened: '记录一下发生了什么',
    log: '记录',
    logged: '已记录',
    moveOn: '推进',
    toDo: '还差 2 项',
    moveToTrial: '推进到试用',
    moved: '已推进到 试用',
    budget: '预算',
    need: '需求',
    contacts: '联系人',
    newContact: '新建联系人',
    name: '姓名',
    create: '新建',
    link: '关联已有',
    findContact: '查找联系人',
    linked: '已关联',
    mentioned: '提到了你：',
    history: '变更记录',
    follow: '关注',
    following: '已关注',
    activities: '跟进',
    moves: '推进',
  },
} as const

const picture = {
  name: 'line.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}

let app: App
let rep: Caller
let mei: Caller
let pages: OpenPages

const activityOf = async (deal: string, subject: string) =>
  (await app.admin.get(`/records/deal/${deal}/timeline`)).body.items.find(
    (item: { kind: string; record?: { subject?: string } }) => item.record?.subject === subject,
  )?.record

beforeAll(async () => {
  app = await openApp(repDocuments)
  mei = await app.person('Mei', ['rep'])
  rep = await app.person('Wei', ['rep'])
  pages = await openPages(rep)
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe.each(['en', 'zh-CN'] as const)('a day of a rep who works in %s', (language) => {
  const t = words[language]
  let page: Page
  let account: string
  let deal: string
  const title = language === 'en' ? 'Line two' : '二期扩线'

  beforeAll(async () => {
    account = (await app.admin.post('/records/account', { name: `Haiyue ${language}` })).body.id
    deal = (await rep.post('/records/deal', { name: title, account })).body.id
    page = await pages.open('/deal', { locale: language })
  })
  afterAll(() => page?.context().close())

  it('begins with the list of deals, and opens one', async () => {
    await page.getByText(title).first().click()
    await page.getByRole('region', { name: title }).waitFor()
    await page.goto(page.url().replace(/\/deal.*/, `/deal/${deal}`))
    await page.getByRole('heading', { name: title }).waitFor()
  })

  it('logs a call', async () => {
    await page.getByRole('radio', { name: t.call }).click()
    await page.getByRole('textbox', { name: t.happened }).fill('Xu agrees')
    await page.keyboard.press('Control+Enter')
    await page.getByText(t.logged, { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Xu agrees' }).waitFor()
    expect(await activityOf(deal, 'Xu agrees')).toMatchObject({ type: 'call', done: true })
  })

  it('moves the deal on, filling in what is missing where it was tried', async () => {
    await page.getByText(t.toDo).first().waitFor()
    await page.locator('.record-head').getByRole('button', { name: t.moveOn }).click()
    const missing = page.getByRole('dialog', { name: title })
    await missing.getByLabel(t.budget).fill('50')
    await missing.getByLabel(t.need).fill('Two lines')
    await missing.getByRole('button', { name: t.moveToTrial }).click()
    await page.getByText(t.moved).waitFor()
    expect((await rep.get(`/records/deal/${deal}`)).body).toMatchObject({ stage: 'trial', budget: '50.00' })
  })

  it('writes a note that mentions a colleague and carries a file, and the colleague hears of it', async () => {
    await page.getByRole('radio', { name: t.note }).click()
    const text = page.getByRole('textbox', { name: t.happened })
    await text.pressSequentially('Data please, @Me')
    await page.getByRole('option', { name: 'Mei' }).waitFor()
    await page.keyboard.press('Enter')
    expect(await text.inputValue()).toBe('Data please, @Mei ')
    await page.locator('.composer input[type="file"]').first().setInputFiles([picture])
    await page.getByRole('button', { name: t.log, exact: true }).click()
    await page.getByRole('link', { name: 'line.png' }).waitFor()
    const note = await activityOf(deal, 'Data please, @Mei')
    expect(note).toMatchObject({ type: 'note', files: [{ name: 'line.png' }] })
    await settle(app.workspace())
    const { notifications } = (await mei.get('/notifications?unread=true')).body
    expect(notifications).toContainEqual(
      expect.objectContaining({ subject: `Wei ${words.en.mentioned}${title}`, record: deal }),
    )
  })

  it('drops a file onto the note and sees it before it is sent with the text', async () => {
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['a,b\n'], 'plan.csv', { type: 'text/csv' }))
      return data
    })
    await page.locator('.composer').dispatchEvent('drop', { dataTransfer: transfer })
    await page.locator('.uploads').getByText('plan.csv').waitFor()
    await page.getByRole('textbox', { name: t.happened }).fill('The plan')
    await page.getByRole('button', { name: t.log, exact: true }).click()
    await page.locator('.timeline').getByRole('link', { name: 'plan.csv' }).waitFor()
    expect(await activityOf(deal, 'The plan')).toMatchObject({ files: [{ name: 'plan.csv' }] })
  })

  it('narrows the timeline, and the address says so', async () => {
    const moves = page.locator('.timeline-kinds').getByRole('button', { name: t.moves })
    await moves.click()
    await expect.poll(() => page.getByRole('link', { name: 'Xu agrees' }).count()).toBe(0)
    expect(new URL(page.url()).searchParams.get('show')).toBe('moves')
    await page.reload()
    expect(await moves.getAttribute('aria-pressed')).toBe('true')
  })

  it('follows the deal, and hears what a colleague changes', async () => {
    await page.getByRole('button', { name: t.follow, exact: true }).click()
    await page.getByText(t.following).waitFor()
    await app.admin.patch(`/records/deal/${deal}`, { budget: '60' })
    await settle(app.workspace())
    const { notifications } = (await rep.get('/notifications?unread=true')).body
    expect(notifications).toContainEqual(
      expect.objectContaining({ subject: `${title}: Ada changed Budget`, record: deal }),
    )
  })

  it('brings one earlier value back from the history', async () => {
    await page.getByRole('tab', { name: t.history }).click()
    expect(new URL(page.url()).searchParams.get('tab')).toBe('history')
    const entry = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: '60.00' })
    await entry.getByRole('button', { name: t.budget }).first().click()
    await expect.poll(async () => (await rep.get(`/records/deal/${deal}`)).body.budget).toBe('50.00')
  })

  it('makes a new contact at its account, and links one that is there', async () => {
    const known = (await app.admin.post('/records/contact', { name: `He Tao ${language}` })).body.id
    await page.goto(new URL(`/account/${account}?tab=contacts`, page.url()).href)
    await page.getByRole('button', { name: t.newContact }).click()
    await page.getByRole('textbox', { name: t.name }).fill('Xu Min')
    await page.getByRole('button', { name: t.create, exact: true }).click()
    await page.getByRole('link', { name: 'Xu Min' }).waitFor()
    await page.getByRole('button', { name: t.link, exact: true }).click()
    await page.getByPlaceholder(t.findContact).fill('He Tao')
    await page.getByRole('option', { name: `He Tao ${language}` }).click()
    await page.getByText(t.linked).waitFor()
    expect((await rep.get(`/records/contact/${known}`)).body.account).toEqual({
      id: account,
      label: `Haiyue ${language}`,
    })
  })

  it('logs a visit with a photo on the phone, with one thumb', async () => {
    const phone = await pages.open(`/deal/${deal}`, {
      locale: language,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await phone.locator('.phone-actions').getByRole('button', { name: t.visit }).tap()
    await phone.getByRole('radio', { name: t.visit, checked: true }).waitFor()
    await phone.locator('.composer input[capture]').setInputFiles([{ ...picture, name: 'photo.png' }])
    await phone.getByRole('button', { name: t.log, exact: true }).tap()
    await phone.getByRole('link', { name: 'photo.png' }).waitFor()
    expect(await activityOf(deal, t.visit)).toMatchObject({ type: 'visit', files: [{ name: 'photo.png' }] })
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await phone.context().close()
  })
})

it('nothing has broken on the way', () => {
  expect(pages.complaints).toEqual([])
})
