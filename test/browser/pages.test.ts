import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      { id: 'fld_amount', key: 'amount', type: 'number', scale: 2, label: { en: 'Amount', 'zh-CN': '金额' } },
      { id: 'fld_budget', key: 'budget', type: 'text', label: { en: 'Budget', 'zh-CN': '预算' } },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'sequential',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open', label: { en: 'New', 'zh-CN': '新建' } },
      {
        id: 'stg_trial',
        key: 'trial',
        outcome: 'open',
        label: { en: 'Trial', 'zh-CN': '试用' },
        entry: [{ id: 'gat_budget', gate: 'fields', fields: ['budget'] }],
      },
      { id: 'stg_won', key: 'won', outcome: 'won', label: { en: 'Won', 'zh-CN': '赢单' } },
    ],
  },
]

let app: App
let pages: OpenPages

const open: OpenPages['open'] = (path, options) => pages.open(path, options)

const newDeal = async (name: string): Promise<string> =>
  (await app.admin.post('/records/deal', { name, amount: '10' })).body.id
const dealOf = async (id: string) => (await app.admin.get(`/records/deal/${id}`)).body

beforeAll(async () => {
  app = await openApp(documents)
  pages = await openPages(app.admin)
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('the pages in a real browser', () => {
  it('save a cell where it stands', async () => {
    const id = await newDeal('Cell')
    const page = await open('/deal?q=Cell')
    await page.getByRole('gridcell', { name: '10.00' }).dblclick()
    await page.getByRole('gridcell').getByRole('textbox').fill('123.5')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Saved').waitFor()
    expect((await dealOf(id)).amount).toBe('123.50')
    await page.context().close()
  })

  it('open what is missing when a move is refused, and complete the move when it is filled in', async () => {
    const id = await newDeal('Gate')
    const page = await open('/deal?view=board')
    await page.getByRole('group', { name: 'Gate' }).focus()
    await page.keyboard.press(']')
    const missing = page.getByRole('dialog', { name: 'Gate' })
    await missing.waitFor()
    expect((await dealOf(id)).stage).toBe('new')
    await missing.getByLabel('Budget').fill('50k')
    await missing.getByRole('button', { name: 'Move to Trial' }).click()
    await page.getByText('Moved to Trial').waitFor()
    expect(await dealOf(id)).toMatchObject({ stage: 'trial', budget: '50k' })
    await page.context().close()
  })

  it('take a move back from its toast', async () => {
    const id = await newDeal('Back')
    await app.admin.patch(`/records/deal/${id}`, { budget: '1k' })
    const page = await open('/deal?view=board')
    await page.getByRole('group', { name: 'Back' }).focus()
    await page.keyboard.press(']')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('region', { name: 'New' }).getByRole('group', { name: 'Back' }).waitFor()
    await expect.poll(async () => (await dealOf(id)).stage).toBe('new')
    await page.context().close()
  })

  it('find records with a filter that reads as a sentence and that a link carries', async () => {
    await newDeal('Small')
    const rule = encodeURIComponent(JSON.stringify({ contains: [{ var: 'name' }, 'small', { ci: true }] }))
    const page = await open(`/deal?filter=${rule}`)
    await page.getByText('1 record', { exact: true }).waitFor()
    expect(await page.getByRole('group', { name: 'Filter' }).innerText()).toMatch(/Name\s+contains\s+small/)
    await page.context().close()
  })

  it('create a record from the keyboard and say at the field what is missing', async () => {
    const page = await open('/deal')
    await page.getByRole('heading', { name: 'Deal' }).waitFor()
    await page.keyboard.press('c')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Name is needed').waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('From the page')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('From the page was created').waitFor()
    const list = (await app.admin.post('/records/deal/query', { filter: { '==': [{ var: 'name' }, 'From the page'] } }))
      .body
    expect(list.records).toHaveLength(1)
    await page.context().close()
  })

  it('never break while doing so', () => {
    expect(pages.complaints).toEqual([])
  })
})
