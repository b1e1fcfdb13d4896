import type { Document } from '@atelier/definitions'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_account',
    key: 'account',
    label: { en: 'Account', 'zh-CN': '客户' },
    titleField: 'name',
    fields: [{ id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } }],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    forms: ['dealMain'],
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true, label: { en: 'Name', 'zh-CN': '名称' } },
      {
        id: 'fld_account',
        key: 'account',
        type: 'reference',
        target: 'account',
        label: { en: 'Account', 'zh-CN': '客户' },
        reverse: { key: 'deals', label: { en: 'Deals', 'zh-CN': '商机' } },
      },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: { en: 'Stage', 'zh-CN': '阶段' },
      },
      {
        id: 'fld_kind',
        key: 'kind',
        type: 'choice',
        label: { en: 'Kind', 'zh-CN': '类型' },
        options: [
          { id: 'opt_new', key: 'new', label: { en: 'New', 'zh-CN': '新签' } },
          { id: 'opt_renewal', key: 'renewal', label: { en: 'Renewal', 'zh-CN': '续约' } },
        ],
      },
      { id: 'fld_contract', key: 'contract', type: 'text', label: { en: 'Old contract', 'zh-CN': '原合同' } },
      { id: 'fld_budget', key: 'budget', type: 'number', scale: 2, label: { en: 'Budget', 'zh-CN': '预算' } },
      {
        id: 'fld_items',
        key: 'items',
        type: 'lines',
        label: { en: 'Items', 'zh-CN': '明细' },
        fields: [
          {
            id: 'fld_i_product',
            key: 'product',
            type: 'text',
            required: true,
            label: { en: 'Product', 'zh-CN': '产品' },
          },
          { id: 'fld_i_count', key: 'count', type: 'number', default: '1', label: { en: 'Count', 'zh-CN': '数量' } },
          { id: 'fld_i_price', key: 'price', type: 'number', scale: 2, label: { en: 'Price', 'zh-CN': '单价' } },
          {
            id: 'fld_i_total',
            key: 'total',
            type: 'formula',
            result: 'number',
            scale: 2,
            formula: { '*': [{ var: 'count' }, { var: 'price' }] },
            label: { en: 'Total', 'zh-CN': '小计' },
          },
        ],
      },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_activity',
    key: 'activity',
    label: { en: 'Activity', 'zh-CN': '跟进' },
    titleField: 'subject',
    activity: { about: 'about', type: 'type', due: 'due', done: 'done', doneAt: 'doneAt' },
    fields: [
      { id: 'fld_subject', key: 'subject', type: 'text', required: true },
      {
        id: 'fld_type',
        key: 'type',
        type: 'choice',
        options: [
          { id: 'opt_call', key: 'call', label: { en: 'Call', 'zh-CN': '电话' } },
          { id: 'opt_note', key: 'note', label: { en: 'Note', 'zh-CN': '备注' } },
        ],
      },
      { id: 'fld_about', key: 'about', type: 'references', targets: ['deal', 'account'] },
      { id: 'fld_due', key: 'due', type: 'datetime' },
      { id: 'fld_done', key: 'done', type: 'boolean', default: false },
      { id: 'fld_doneAt', key: 'doneAt', type: 'datetime' },
    ],
  },
  {
    kind: 'form',
    specVersion: 1,
    id: 'frm_deal',
    key: 'dealMain',
    entity: 'deal',
    pages: [
      {
        id: 'pag_1',
        items: [
          {
            id: 'itm_basics',
            type: 'section',
            label: { en: 'Basics', 'zh-CN': '基本信息' },
            items: [
              { id: 'itm_name', type: 'field', field: 'name' },
              { id: 'itm_account', type: 'field', field: 'account' },
              { id: 'itm_kind', type: 'field', field: 'kind' },
              {
                id: 'itm_contract',
                type: 'field',
                field: 'contract',
                required: true,
                visible: { '==': [{ var: 'kind' }, 'renewal'] },
                whenHidden: 'clear',
              },
              { id: 'itm_budget', type: 'field', field: 'budget' },
            ],
          },
          { id: 'itm_items', type: 'field', field: 'items' },
        ],
      },
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
      {
        id: 'stg_new',
        key: 'new',
        outcome: 'open',
        label: { en: 'New', 'zh-CN': '新建' },
        keyActions: [{ id: 'act_call', label: { en: 'Call them', 'zh-CN': '电话联系' }, required: true }],
      },
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

const newDeal = async (values: Readonly<Record<string, unknown>>): Promise<string> =>
  (await app.admin.post('/records/deal', values)).body.id
const dealOf = async (id: string) => (await app.admin.get(`/records/deal/${id}`)).body
const dealNamed = async (name: string) =>
  (await app.admin.post('/records/deal/query', { filter: { '==': [{ var: 'name' }, name] } })).body.records[0]

beforeAll(async () => {
  app = await openApp(documents)
  pages = await openPages(app.admin)
})
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

describe('the form for a new record', () => {
  it('asks for more when a condition comes true, in its place, and forgets it when it does not hold any more', async () => {
    const page = await open('/deal?panel=new')
    const contract = page.getByRole('textbox', { name: 'Old contract' })
    await page.getByRole('textbox', { name: 'Name' }).fill('Conditional')
    expect(await contract.count()).toBe(0)
    await page.getByRole('combobox', { name: 'Kind' }).click()
    await page.getByRole('option', { name: 'Renewal' }).click()
    await contract.waitFor()
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Old contract is needed.').first().waitFor()
    await contract.fill('C-1')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Conditional was created').waitFor()
    expect(await dealNamed('Conditional')).toMatchObject({ kind: 'renewal', contract: 'C-1' })
    await page.context().close()
  })

  it('works rows out while they are typed, moves them by key, and saves them in their order', async () => {
    const page = await open('/deal?panel=new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Rows')
    await page.getByRole('button', { name: 'Add row: Items' }).click()
    const cell = (row: number, key: string) => page.locator(`[data-cell="${row}/${key}"]`)
    await cell(0, 'product').getByRole('textbox').fill('First')
    await cell(0, 'count').getByRole('textbox').fill('3')
    await cell(0, 'price').getByRole('textbox').fill('12.50')
    await cell(0, 'total').getByText('37.50').waitFor()
    await page.keyboard.press('Enter')
    await cell(1, 'product').getByRole('textbox').fill('Second')
    await page.keyboard.press('Alt+ArrowUp')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByText('Rows was created').waitFor()
    const made = await dealOf((await dealNamed('Rows')).id)
    expect(made.items).toMatchObject([
      { product: 'Second', count: '1' },
      { product: 'First', count: '3', total: '37.50' },
    ])
    await page.context().close()
  })

  it('keeps what was entered when the panel is closed', async () => {
    const page = await open('/deal?panel=new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Half')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.reload()
    await page.getByRole('heading', { name: 'Deal' }).waitFor()
    await page.keyboard.press('c')
    await page.getByText('What you had entered is still here.').waitFor()
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Half')
    await page.getByRole('button', { name: 'Start over' }).click()
    await expect.poll(() => page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('')
    await page.context().close()
  })
})

describe('the page of a record', () => {
  it('saves a field in its place and takes the change back from the history', async () => {
    const id = await newDeal({ name: 'Inline', budget: '10' })
    const page = await open(`/deal/${id}`)
    await page.getByRole('button', { name: 'Edit Budget' }).click()
    await page.getByRole('textbox', { name: 'Budget' }).fill('25.5')
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Saved').waitFor()
    expect((await dealOf(id)).budget).toBe('25.50')
    await page.getByRole('tab', { name: 'History' }).click()
    await page.getByRole('tabpanel').getByText('25.50').waitFor()
    await page.getByRole('tabpanel').getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => (await dealOf(id)).budget).toBe('10.00')
    await page.context().close()
  })

  it('keeps open what cannot be read, and says why', async () => {
    const id = await newDeal({ name: 'Refused' })
    const page = await open(`/deal/${id}`)
    await page.getByRole('button', { name: 'Edit Budget' }).click()
    await page.getByRole('textbox', { name: 'Budget' }).fill('1.234')
    await page.keyboard.press('Enter')
    await page.getByText(/decimal/i).waitFor()
    expect((await dealOf(id)).budget).toBeNull()
    await page.context().close()
  })

  it('shows what somebody else wrote in the same field meanwhile, and lets one choose', async () => {
    const id = await newDeal({ name: 'Both', budget: '1' })
    const page = await open(`/deal/${id}`)
    await page.getByRole('button', { name: 'Edit Budget' }).click()
    await app.admin.patch(`/records/deal/${id}`, { budget: '2' })
    await page.getByRole('textbox', { name: 'Budget' }).fill('3')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('2.00').waitFor()
    await page.getByRole('button', { name: 'Keep mine' }).click()
    await expect.poll(async () => (await dealOf(id)).budget).toBe('3.00')
    await page.context().close()
  })

  it('writes a note into the timeline', async () => {
    const id = await newDeal({ name: 'Noted' })
    const page = await open(`/deal/${id}`)
    await page.getByRole('textbox', { name: 'What happened?' }).fill('They want two lines')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('tabpanel').getByRole('link', { name: 'They want two lines' }).waitFor()
    const [item] = (await app.admin.get(`/records/deal/${id}/timeline`)).body.items
    expect(item).toMatchObject({
      kind: 'activity',
      done: true,
      record: { subject: 'They want two lines', type: 'note' },
    })
    await page.context().close()
  })

  it('ticks a key action, fills in what the next stage asks, and moves', async () => {
    const id = await newDeal({ name: 'Path' })
    const page = await open(`/deal/${id}`)
    const path = page.getByRole('list', { name: 'Stage' })
    await path.getByText('2 to do').waitFor()
    await path.getByRole('button', { name: 'New' }).click()
    await page.getByRole('checkbox', { name: 'Call them' }).check()
    await page.keyboard.press('Escape')
    await path.getByText('1 to do').waitFor()
    await page.getByRole('button', { name: 'Move on' }).click()
    const missing = page.getByRole('dialog', { name: 'Path' })
    await missing.getByLabel('Budget').fill('50')
    await missing.getByRole('button', { name: 'Move to Trial' }).click()
    await page.getByText('Moved to Trial').waitFor()
    expect(await dealOf(id)).toMatchObject({ stage: 'trial', budget: '50.00' })
    await page.context().close()
  })

  it('makes a related record that points back', async () => {
    const account = (await app.admin.post('/records/account', { name: 'Acme' })).body.id
    const page = await open(`/account/${account}`)
    await page.getByRole('tab', { name: 'Deals' }).click()
    await page.getByRole('button', { name: 'New Deal' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('From the list')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('link', { name: 'From the list' }).waitFor()
    expect((await dealNamed('From the list')).account).toEqual({ id: account, label: 'Acme' })
    await page.context().close()
  })

  it('speaks Chinese', async () => {
    const id = await newDeal({ name: '产线升级', kind: 'renewal', contract: 'C-2' })
    const page = await open(`/deal/${id}`, { locale: 'zh-CN' })
    await page.getByText('基本信息').waitFor()
    await page.getByText('原合同').waitFor()
    await page.getByRole('tab', { name: '变更记录' }).waitFor()
    expect(await page.getByRole('list', { name: '阶段' }).innerText()).toContain('还差 2 项')
    await page.context().close()
  })

  it.each(['light', 'dark'] as const)(
    'has nothing serious for people with assistive technology, %s',
    async (colorScheme) => {
      const id = await newDeal({ name: `Read aloud ${colorScheme}` })
      await app.admin.post('/records/activity', { subject: 'Called', type: 'call', about: [id], done: true })
      const page = await open(`/deal/${id}`, { colorScheme, reducedMotion: 'reduce' })
      await page.getByRole('link', { name: 'Called' }).waitFor()
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.target}`)).toEqual([])
      await page.context().close()
    },
  )

  it('reads a long timeline page after page while one scrolls', async () => {
    const id = await newDeal({ name: 'Long' })
    await app.admin.post('/records/activity/bulk', {
      records: Array.from({ length: 130 }, (_, index) => ({
        subject: `Call ${index}`,
        type: 'call',
        about: [id],
        done: true,
        doneAt: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
      })),
    })
    const page = await open(`/deal/${id}`)
    await page.getByRole('link', { name: 'Call 129', exact: true }).waitFor()
    const last = page.getByRole('link', { name: 'Call 0', exact: true })
    expect(await last.count()).toBe(0)
    await expect
      .poll(
        async () => {
          await page.getByRole('tabpanel').evaluate((panel) => panel.scrollTo(0, panel.scrollHeight))
          return last.count()
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    await page.context().close()
  })

  it('leaves the screen behind when it is printed', async () => {
    const page = await open(`/deal/${await newDeal({ name: 'On paper' })}`)
    await page.getByText('Basics').waitFor()
    await page.emulateMedia({ media: 'print' })
    for (const gone of ['.rail', '.composer', '.record-tabs > .tabs', '.record-move'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
    expect(await page.getByText('Basics').isVisible()).toBe(true)
    await page.context().close()
  })

  it('says while a new record is named that there is one like it', async () => {
    const id = await newDeal({ name: 'Harbour crane' })
    const page = await open('/deal?panel=new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Harbour')
    const there = page.getByRole('status').getByRole('link', { name: 'Harbour crane' })
    expect(await there.getAttribute('href')).toBe(`/deal/${id}`)
    await page.context().close()
  })

  it('fits a phone', async () => {
    const id = await newDeal({ name: 'Phone' })
    const page = await open(`/deal/${id}`, { viewport: { width: 390, height: 844 } })
    await page.getByRole('tab', { name: 'Details' }).click()
    await page.getByText('Basics').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.context().close()
  })

  it('never breaks while doing so', () => {
    expect(pages.complaints).toEqual([])
  })
})
