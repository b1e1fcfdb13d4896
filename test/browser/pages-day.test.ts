import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'

const documents: readonly Document[] = [
  {
    kind: 'workspace',
    specVersion: 1,
    id: 'wsp_workspace',
    key: 'workspace',
    label: { en: 'Sales', 'zh-CN': '销售' },
    currency: 'CNY',
    currencies: ['CNY'],
    zone: 'Asia/Shanghai',
    language: 'en',
    languages: ['en', 'zh-CN'],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      {
        id: 'fld_name',
        key: 'name',
        type: 'text',
        required: true,
        searchable: true,
        label: { en: 'Name', 'zh-CN': '名称' },
      },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      { id: 'fld_amount', key: 'amount', type: 'money', label: { en: 'Amount', 'zh-CN': '金额' } },
      { id: 'fld_close', key: 'closeOn', type: 'date', label: { en: 'Close date', 'zh-CN': '预计成交' } },
      {
        id: 'fld_owner',
        key: 'owner',
        type: 'owner',
        default: { var: '$user' },
        label: { en: 'Owner', 'zh-CN': '负责人' },
      },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_task',
    key: 'task',
    label: { en: 'Task', 'zh-CN': '任务' },
    titleField: 'subject',
    activity: { about: 'about', type: 'type', due: 'dueAt', done: 'done', doneAt: 'doneAt' },
    fields: [
      { id: 'fld_t_subject', key: 'subject', type: 'text', required: true, label: { en: 'Subject', 'zh-CN': '主题' } },
      {
        id: 'fld_t_type',
        key: 'type',
        type: 'choice',
        options: [{ id: 'opt_call', key: 'call', label: { en: 'Call', 'zh-CN': '电话' } }],
        label: { en: 'Kind', 'zh-CN': '方式' },
      },
      {
        id: 'fld_t_about',
        key: 'about',
        type: 'references',
        targets: ['deal'],
        label: { en: 'About', 'zh-CN': '关于' },
        reverse: { key: 'tasks', label: { en: 'Tasks', 'zh-CN': '任务' } },
      },
      { id: 'fld_t_due', key: 'dueAt', type: 'datetime', label: { en: 'Due', 'zh-CN': '截止' } },
      { id: 'fld_t_done', key: 'done', type: 'boolean', label: { en: 'Done', 'zh-CN': '完成' }, default: false },
      { id: 'fld_t_doneAt', key: 'doneAt', type: 'datetime', label: { en: 'Done at', 'zh-CN': '完成时间' } },
      {
        id: 'fld_t_owner',
        key: 'owner',
        type: 'owner',
        default: { var: '$user' },
        label: { en: 'Owner', 'zh-CN': '负责人' },
      },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open', probability: '0.1', label: { en: 'New', 'zh-CN': '新建' } },
      { id: 'stg_trial', key: 'trial', outcome: 'open', probability: '0.5', label: { en: 'Trial', 'zh-CN': '试用' } },
      { id: 'stg_won', key: 'won', outcome: 'won', label: { en: 'Won', 'zh-CN': '赢单' } },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_rep',
    key: 'rep',
    label: { en: 'Rep', 'zh-CN': '销售' },
    grants: [
      {
        id: 'grt_deal',
        entity: 'deal',
        actions: ['read', 'create', 'update', 'delete', 'export', 'import'],
        scope: 'own',
      },
      { id: 'grt_task', entity: 'task', actions: ['read', 'create', 'update', 'delete'], scope: 'own' },
    ],
  },
]

let app: App
let rep: Caller
let pages: OpenPages

const open: OpenPages['open'] = (path, options) => pages.open(path, options)

const answeredId = (answer: { readonly status: number; readonly body: { readonly id: string } }): string => {
  expect(answer).toMatchObject({ status: 201 })
  return answer.body.id
}
const newDeal = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
  answeredId(await rep.post('/records/deal', values))
const dealOf = async (id: string) => (await rep.get(`/records/deal/${id}`)).body
const yuan = (amount: string) => ({ amount, currency: 'CNY' })

beforeAll(async () => {
  app = await openApp(documents)
  rep = await app.person('LiNa', ['rep'], { zone: 'Asia/Shanghai' })
  pages = await openPages(rep, (message) => ['error', 'warning'].includes(message.type()))
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('a day of a rep', () => {
  it('begins with what is due, and a task is done with one click', async () => {
    const about = await newDeal({ name: 'Line inspection', amount: yuan('1280000') })
    const task = (
      await rep.post('/records/task', {
        subject: 'Call Xu Min',
        type: 'call',
        dueAt: '2020-01-01T02:00:00Z',
        about: [about],
      })
    ).body.id
    const page = await open('/')
    await page.getByText('1 task is overdue').waitFor()
    await page.getByText('Call · Line inspection').waitFor()
    await page.getByText('1 · ¥1.28M').waitFor()
    await page.getByRole('button', { name: 'Done: Call Xu Min' }).click()
    await page.getByText('Task done').waitFor()
    expect((await rep.get(`/records/task/${task}`)).body.done).toBe(true)
    await page.context().close()
  })

  it('begins the same in Chinese, with amounts in 万', async () => {
    const page = await open('/', { locale: 'zh-CN' })
    await page.getByRole('heading', { name: /^LiNa，/ }).waitFor()
    await page.getByText('1 · 128.0万').waitFor()
    await page.getByText('没有未完成的任务').waitFor()
    await page.context().close()
  })

  it('goes on with many deals at once: one call changes them, one click takes it back', async () => {
    const ids = [
      await newDeal({ name: 'Bulk one', amount: yuan('100'), closeOn: '2026-01-01' }),
      await newDeal({ name: 'Bulk two', amount: yuan('200.50'), closeOn: '2026-02-02' }),
    ]
    const page = await open('/deal?q=Bulk')
    await page.getByText('2 records', { exact: true }).waitFor()
    await page.getByText('Amount ¥300.50').waitFor()
    await page.getByRole('checkbox', { name: 'Select row: Bulk one' }).click()
    await page.getByRole('checkbox', { name: 'Select row: Bulk two' }).click()
    await page.getByRole('button', { name: 'Edit field…' }).click()
    await page.getByRole('combobox', { name: 'Field' }).click()
    await page.getByRole('option', { name: 'Close date' }).click()
    await page.getByRole('textbox', { name: 'Close date' }).fill('2026/12/31')
    await page.getByRole('button', { name: 'Change 2 records' }).click()
    await page.getByText('2 records changed').waitFor()
    expect(await Promise.all(ids.map(async (id) => (await dealOf(id)).closeOn))).toEqual(['2026-12-31', '2026-12-31'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('2026-01-01').waitFor()
    expect(await Promise.all(ids.map(async (id) => (await dealOf(id)).closeOn))).toEqual(['2026-01-01', '2026-02-02'])
    await page.context().close()
  })

  it('takes a block from a spreadsheet', async () => {
    const ids = [await newDeal({ name: 'Paste one' }), await newDeal({ name: 'Paste two' })]
    const page = await open('/deal?q=Paste&sort=name')
    await page.getByText('2 records', { exact: true }).waitFor()
    const grid = page.getByRole('grid', { name: 'Deals' })
    await grid.focus()
    await page.keyboard.press('ArrowRight')
    await grid.evaluate((element) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', 'Trial\t1,200\t2026/3/4\r\nTRIAL\t¥ 35.5\t2026年5月6日\r\n')
      element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    })
    await page.getByText('2 records changed').waitFor()
    expect(await dealOf(ids[0] ?? '')).toMatchObject({ stage: 'trial', amount: yuan('1200.00'), closeOn: '2026-03-04' })
    expect(await dealOf(ids[1] ?? '')).toMatchObject({ stage: 'trial', amount: yuan('35.50'), closeOn: '2026-05-06' })
    await page.context().close()
  })

  it('finds by pinyin what is written in Chinese', async () => {
    await newDeal({ name: '青岛铭岳' })
    const page = await open('/deal')
    await page.getByRole('grid').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('qingdao')
    await page.getByText('1 record', { exact: true }).waitFor()
    await page.getByRole('gridcell', { name: '青岛铭岳', exact: true }).waitFor()
    await page.context().close()
  })

  it('shows on the board what stages are worth, plain and weighted', async () => {
    const page = await open('/deal?view=board&q=Line')
    const lane = page.getByRole('region', { name: 'New' })
    await lane.getByText('¥1.28M · wtd ¥128k').waitFor()
    await lane.getByText('0 d').waitFor()
    await page.context().close()
  })

  it('keeps a view and shares it with colleagues', async () => {
    const page = await open('/deal?view=all&q=Bulk&sort=-amount')
    await page.getByText('2 records', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Save view' }).click()
    await page.getByRole('textbox', { name: 'Save as a view' }).fill('Big ones')
    await page.keyboard.press('Enter')
    await page.getByRole('tab', { name: 'Big ones', selected: true }).waitFor()
    await page.getByRole('button', { name: 'Share this view' }).click()
    await page.getByRole('checkbox', { name: 'Rep', exact: true }).click()
    await page.getByRole('button', { name: 'Shared with Rep' }).waitFor()
    const other = await app.person('ChenChen', ['rep'])
    const views = (await other.get('/mine/views')).body.views
    expect(views).toMatchObject([{ mine: false, shareWith: ['role:rep'], document: { label: 'Big ones' } }])
    await page.context().close()
  })

  it('exports what is seen: these columns, this filter, this order', async () => {
    const page = await open('/deal?view=all&q=Bulk&sort=-name')
    await page.getByText('2 records', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'More', exact: true }).click()
    const link = await page.getByRole('menuitem', { name: 'Export as CSV' }).getAttribute('href')
    const text = await (await rep.fetch((link ?? '').slice('/api'.length))).text()
    const [head, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(head?.split(',').slice(0, 2)).toEqual(['Name', 'Stage'])
    expect(rows.map((row) => row.split(',')[0])).toEqual(['Bulk two', 'Bulk one'])
    await page.context().close()
  })

  it('moves on a phone one stage at a time', async () => {
    const page = await open('/deal?view=board&q=Line', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      locale: 'zh-CN',
    })
    await page.getByRole('tab', { name: '新建 1', selected: true }).waitFor()
    await page.getByText('加权 12.8万').waitFor()
    await page.getByRole('tab', { name: '试用 0' }).click()
    await page.getByRole('tab', { name: '试用 0', selected: true }).waitFor()
    await page.context().close()
  })

  it('never makes the browser complain', () => {
    expect(pages.complaints).toEqual([])
  })
})
