import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'
import { viewDocuments } from './view-documents.ts'

let app: App
let pages: OpenPages

const open: OpenPages['open'] = (path, options) => pages.open(path, options)
const newCampaign = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
  (await app.admin.post('/records/campaign', values)).body.id
const campaignOf = async (id: string) => (await app.admin.get(`/records/campaign/${id}`)).body

beforeAll(async () => {
  app = await openApp(viewDocuments)
  pages = await openPages(app.admin)
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('a calendar', () => {
  it('shows records on all of their days, in the month that the address names', async () => {
    await newCampaign({ name: 'Autumn fair', startsOn: '2025-03-03', endsOn: '2025-03-12' })
    const page = await open('/campaign?view=plan&date=2025-03-15')
    await page.getByRole('heading', { name: 'March 2025' }).waitFor()
    await page.getByRole('region', { name: '2025-03-03: 1 record' }).waitFor()
    await page.getByRole('region', { name: '2025-03-12: 1 record' }).waitFor()
    expect(await page.getByRole('group', { name: 'Autumn fair' }).count()).toBe(2)
    await page.keyboard.press('PageDown')
    await page.getByRole('heading', { name: 'April 2025' }).waitFor()
    expect(new URL(page.url()).searchParams.get('date')).toBe('2025-04-15')
    await page.goBack()
    await page.getByRole('heading', { name: 'March 2025' }).waitFor()
    await page.context().close()
  })

  it('puts a record on the day it is dragged to; a range keeps its length', async () => {
    const id = await newCampaign({ name: 'Dragged', startsOn: '2025-05-06', endsOn: '2025-05-07' })
    const page = await open('/campaign?view=plan&date=2025-05-01')
    await page.getByRole('group', { name: 'Dragged' }).hover()
    await page.mouse.down()
    const day = await page.getByRole('region', { name: /^2025-05-22/ }).boundingBox()
    await page.mouse.move((day?.x ?? 0) + 40, (day?.y ?? 0) + 50, { steps: 8 })
    await page.mouse.up()
    await page.getByText('Dragged is on 2025-05-22 now').waitFor()
    expect(await campaignOf(id)).toMatchObject({ startsOn: '2025-05-22', endsOn: '2025-05-23' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await campaignOf(id)).startsOn).toBe('2025-05-06')
    await page.context().close()
  })

  it('is worked with the keyboard alone: go, move by days and weeks, take up and put down', async () => {
    const id = await newCampaign({ name: 'Keys', startsOn: '2025-06-11' })
    const page = await open('/campaign?view=plan&date=2025-06-01')
    await page.getByRole('group', { name: 'Keys' }).focus()
    await page.keyboard.press(']')
    await page.getByText('Keys is on 2025-06-12 now').waitFor()
    await page.getByRole('region', { name: '2025-06-12: 1 record' }).waitFor()
    await page.getByRole('group', { name: 'Keys' }).focus()
    await page.keyboard.press('}')
    await page.getByText('Keys is on 2025-06-19 now').waitFor()
    await expect.poll(async () => (await campaignOf(id)).startsOn).toBe('2025-06-19')
    await page.getByRole('region', { name: '2025-06-19: 1 record' }).waitFor()
    await page.getByRole('group', { name: 'Keys' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('Keys is over 2025-06-19.').waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowRight')
    await page.getByText('Keys is over 2025-06-20.').waitFor({ state: 'attached' })
    await page.keyboard.press('Space')
    await page.getByText('Keys is on 2025-06-20 now').waitFor()
    await expect.poll(async () => (await campaignOf(id)).startsOn).toBe('2025-06-20')
    await page.context().close()
  })

  it('puts a record on another day, or on none, by clicks alone', async () => {
    const id = await newCampaign({ name: 'Clicked', startsOn: '2025-07-09' })
    const page = await open('/campaign?view=plan&date=2025-07-01')
    await page.getByRole('group', { name: 'Clicked' }).hover()
    await page.getByRole('button', { name: 'Day of Clicked' }).click()
    await page.getByRole('button', { name: '1 week later' }).click()
    await page.getByText('Clicked is on 2025-07-16 now').waitFor()
    await page.getByRole('region', { name: '2025-07-16: 1 record' }).waitFor()
    await page.getByRole('group', { name: 'Clicked' }).hover()
    await page.getByRole('button', { name: 'Day of Clicked' }).click()
    await page.getByRole('button', { name: 'Take the date away' }).click()
    await page.getByText('Clicked has no date now').waitFor()
    expect((await campaignOf(id)).startsOn).toBeNull()
    await page.getByRole('button', { name: /^No date/ }).click()
    const aside = page.getByRole('complementary', { name: 'Without From' })
    await aside.getByRole('group', { name: 'Clicked' }).waitFor()
    await page.context().close()
  })

  it('keeps the time of day, in the reader’s zone', async () => {
    const id = await newCampaign({ name: 'Call', callAt: '2025-08-06T15:30:00+08:00' })
    const page = await open('/campaign?view=plan&start=callAt&date=2025-08-01')
    await page.getByRole('group', { name: '15:30 Call' }).focus()
    await page.keyboard.press('[')
    await page.getByText('Call is on 2025-08-05 now').waitFor()
    await expect
      .poll(async () => new Date(String((await campaignOf(id)).callAt)).toISOString())
      .toBe('2025-08-05T07:30:00.000Z')
    await page.context().close()
  })

  it('makes a record on a day by its name', async () => {
    const page = await open('/campaign?view=plan&date=2025-09-01')
    await page.getByRole('region', { name: /^2025-09-17/ }).hover()
    await page.getByRole('button', { name: 'New on 2025-09-17' }).click()
    const name = page.getByRole('dialog', { name: 'New on 2025-09-17' }).getByRole('textbox')
    await name.fill('Made here')
    await name.press('Enter')
    await page.getByRole('region', { name: '2025-09-17: 1 record' }).waitFor()
    await page.getByRole('group', { name: 'Made here' }).waitFor()
    await page.context().close()
  })

  it('shows a week with more of each record, and is kept as a view', async () => {
    await newCampaign({ name: 'Weekly', startsOn: '2025-10-08' })
    const page = await open('/campaign?view=all&as=calendar&date=2025-10-08')
    await page.getByText('Week', { exact: true }).click()
    await page.getByRole('heading', { name: '2025-10-06 – 2025-10-12' }).waitFor()
    await page.getByRole('group', { name: 'Weekly' }).waitFor()
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByRole('textbox', { name: 'Save as a view' }).fill('My weeks')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'My weeks', selected: true }).waitFor()
    await page.getByRole('button', { name: 'Next week' }).waitFor()
    const { views } = (await app.admin.get('/mine/views')).body
    expect(views).toMatchObject([{ document: { type: 'calendar', calendar: { span: 'week' } } }])
    await page.context().close()
  })

  it('shows of a full day what has room, and the rest on demand', async () => {
    for (const index of [1, 2, 3, 4, 5, 6, 7, 8]) await newCampaign({ name: `Full ${index}`, startsOn: '2025-12-10' })
    const page = await open('/campaign?view=plan&date=2025-12-01')
    const day = page.getByRole('region', { name: '2025-12-10: 8 records' })
    await day.getByRole('button', { name: /more$/ }).click()
    await page.getByRole('dialog', { name: '2025-12-10' }).getByRole('group', { name: 'Full 8' }).waitFor()
    await page.context().close()
  })

  it('is an agenda on a phone, in Chinese', async () => {
    await newCampaign({ name: '秋季展会', startsOn: '2026-01-14', endsOn: '2026-01-15' })
    const page = await open('/campaign?view=plan&date=2026-01-01', {
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.getByRole('heading', { name: '2026年1月' }).waitFor()
    await page.getByRole('region', { name: '2026-01-15：1 条' }).getByRole('button', { name: '秋季展会的日期' }).tap()
    await page.getByRole('button', { name: '推后 1 天' }).tap()
    await page.getByText('秋季展会已改到 2026-01-15').waitFor()
    await page.getByRole('region', { name: '2026-01-16：1 条' }).waitFor()
    await page.context().close()
  })
})

describe('a list with the open record beside it', () => {
  const rule = encodeURIComponent(JSON.stringify({ contains: [{ var: 'name' }, 'Split', { ci: true }] }))

  it('is gone through with j and k, and a link opens the same record', async () => {
    for (const name of ['Split A', 'Split B', 'Split C']) await newCampaign({ name })
    const page = await open(`/campaign?view=reading&filter=${rule}`)
    await page.getByRole('heading', { name: 'Split A' }).waitFor()
    await page.getByText('1 of 3').waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'Split B' }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: 'Split C' }).waitFor()
    await page.keyboard.press('k')
    await page.getByRole('heading', { name: 'Split B' }).waitFor()
    await page.getByText('2 of 3').waitFor()
    const again = await open(new URL(page.url()).pathname + new URL(page.url()).search)
    await again.getByRole('heading', { name: 'Split B' }).waitFor()
    await again.context().close()
    await page.getByRole('button', { name: /Split C/ }).click()
    await page.getByRole('heading', { name: 'Split C' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Split B' }).waitFor()
    await page.context().close()
  })

  it('is reached from any view, and edits the record where it stands', async () => {
    const id = await newCampaign({ name: 'Split edit' })
    const page = await open(`/campaign?view=all&filter=${rule}`)
    await page.getByRole('button', { name: 'Show as: Table' }).click()
    await page.getByRole('menuitem', { name: 'List and record' }).click()
    await page.getByRole('button', { name: /Split edit/ }).click()
    const record = page.getByRole('region', { name: 'Split edit', exact: true })
    await record.getByRole('button', { name: 'Edit Name' }).click()
    await record.getByRole('textbox', { name: 'Name' }).fill('Split edited')
    await page.keyboard.press('Enter')
    await page.getByRole('navigation').getByText('Split edited').waitFor()
    expect((await campaignOf(id)).name).toBe('Split edited')
    await page.context().close()
  })

  it('opens the record as a panel of its own on a phone, in Chinese', async () => {
    await newCampaign({ name: 'Split phone' })
    const page = await open(`/campaign?view=reading&filter=${rule}`, {
      locale: 'zh-CN',
      viewport: { width: 390, height: 844 },
    })
    await page.getByRole('button', { name: /Split phone/ }).click()
    await page.getByRole('heading', { name: 'Split phone' }).waitFor()
    await page.getByRole('button', { name: '关闭' }).click()
    await page.getByRole('button', { name: /Split phone/ }).waitFor()
    await page.context().close()
  })

  it('never breaks while doing so', () => {
    expect(pages.complaints).toEqual([])
  })
})
