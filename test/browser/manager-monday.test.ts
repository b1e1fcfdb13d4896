import { readFile } from 'node:fs/promises'
import type { Document } from '@atelier/definitions'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { type OpenPages, openPages } from './open-pages.ts'
import { sellerDocuments } from './seller-documents.ts'

const everything = ['read', 'create', 'update', 'export'] as const
const roles: readonly Document[] = [
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_manager',
    key: 'manager',
    label: { en: 'Manager', 'zh-CN': '销售经理' },
    grants: [
      { id: 'grt_deal', entity: 'deal', actions: [...everything], scope: 'all' },
      { id: 'grt_product', entity: 'product', actions: ['read', 'create'], scope: 'all' },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_rep',
    key: 'rep',
    label: { en: 'Salesperson', 'zh-CN': '销售' },
    grants: [
      { id: 'grt_deal', entity: 'deal', actions: ['read'], scope: 'all' },
      { id: 'grt_product', entity: 'product', actions: ['read'], scope: 'all' },
    ],
  },
]

let app: App
let manager: Caller
let rep: Caller
let pages: OpenPages

beforeAll(async () => {
  app = await openApp([...sellerDocuments, ...roles])
  manager = await app.person('Mei', ['manager'])
  rep = await app.person('Rui', ['rep'])
  const product = async (name: string) => (await app.admin.post('/records/product', { name })).body.id
  const [basic, pro] = [await product('GTX Basic'), await product('GTX Pro')]
  // January: three won, two of them Pro; February: one won. Two more are lost, four open.
  const deals = [
    ['2017-01-10', 'won', pro],
    ['2017-01-12', 'won', pro],
    ['2017-01-15', 'won', basic],
    ['2017-02-15', 'won', basic],
    ['2017-02-16', 'lost', basic],
    ['2017-02-17', 'lost', pro],
    ['2017-03-01', 'open', pro],
    ['2017-03-02', 'open', basic],
    ['2017-03-03', 'open', basic],
    ['2017-03-04', 'open', basic],
  ]
  for (const [index, [closeDate, stage, of]] of deals.entries()) {
    const values = { code: `D${index}`, product: of, closeDate, value: String((index + 1) * 1000) }
    const made = await app.admin.post('/records/deal', { ...values, stage: stage === 'lost' ? 'open' : stage })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    if (stage === 'lost') await app.admin.post(`/records/deal/${made.body.id}/move`, { to: 'lost' })
  }
  pages = await openPages(manager)
}, 120_000)
afterAll(async () => {
  await pages?.close()
  await app?.close()
})

const languages = [
  {
    locale: 'en',
    period: /^Period:/,
    custom: 'Other dates …',
    from: 'From',
    to: 'To',
    apply: 'Apply',
    won: 'Won by month',
    funnel: 'Sales funnel',
    table: 'Table',
    clear: 'Clear all',
    wonOf: (count: number) => `Open the records behind ${count}: Won · Entered`,
    panel: 'Won · Records',
    records: (count: number) => (count === 1 ? '1 record' : `${count} records`),
    what: 'What to count',
    deal: 'Deal',
    product: 'Product',
    value: 'Value',
    putValues: 'Put in values',
    columns: 'Columns',
    sentence: 'Counts every Deal, by Stage, across Product, showing number of records, sum of Value.',
    chart: /^Chart:/,
    line: /^Line/,
    name: 'Name',
    saveAsMine: 'Save as mine',
    share: 'Share',
    role: 'Salesperson',
    shared: 'Shared: Salesperson',
    export: 'Export',
    excel: 'Excel file',
    csv: 'CSV file',
    head: 'Stage,',
    arrange: 'Arrange',
    grip: (name: string) => `Move or change ${name}`,
    board: 'Name of the dashboard',
  },
  {
    locale: 'zh-CN',
    period: /^期间/,
    custom: '其他日期…',
    from: '从',
    to: '到',
    apply: '应用',
    won: '每月赢单',
    funnel: '销售漏斗',
    table: '表格',
    clear: '全部清除',
    wonOf: (count: number) => `打开 赢单 · 进入 的 ${count} 背后的记录`,
    panel: /^赢单 · /,
    records: (count: number) => `${count} 条记录`,
    what: '统计什么',
    deal: '商机',
    product: '产品',
    value: '金额',
    putValues: '放到数值',
    columns: '列',
    sentence: '统计每一条商机，按 阶段，横向按 产品，显示 记录数、金额合计。',
    chart: /^图表/,
    line: /^折线/,
    name: '名称',
    saveAsMine: '存为我的报表',
    share: '共享',
    role: '销售',
    shared: '已共享：销售',
    export: '导出',
    excel: 'Excel 文件',
    csv: 'CSV 文件',
    head: '阶段,',
    arrange: '编排',
    grip: (name: string) => `移动或设置${name}`,
    board: '仪表盘名称',
  },
] as const

type Kept = { readonly id: string; readonly document: { readonly tiles: readonly { readonly at: unknown }[] } }
type Words = (typeof languages)[number]

type Place = ReturnType<Page['locator']>

/** Drags something to something else as a hand does it: a first small way, then there, and let go when the page shows where it will land. */
async function dragTo(page: Page, from: Place, to: Place, landing: Place) {
  await from.scrollIntoViewIfNeeded()
  const [start, end] = [await from.boundingBox(), await to.boundingBox()]
  if (!start || !end) throw new Error('What is dragged, or where to, is not on the page')
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x + start.width / 2 + 20, start.y + start.height / 2 + 10, { steps: 4 })
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 })
  await landing.waitFor()
  await page.mouse.up()
  // A click right after a drop counts as part of it: the next one is made when clicks are heard again.
  await page.waitForFunction(() => {
    let heard = false
    const hear = () => {
      heard = true
    }
    document.body.addEventListener('click', hear, { once: true })
    document.body.click()
    document.body.removeEventListener('click', hear)
    return heard
  })
}

async function download(page: Page, words: Words, format: string): Promise<Buffer> {
  const waits = page.waitForEvent('download')
  await page.getByRole('button', { name: words.export }).click()
  await page.getByRole('menuitem', { name: format }).click()
  return readFile(await (await waits).path())
}

describe.each(languages)('a manager’s Monday in $locale', (words) => {
  const name = `Pipeline ${words.locale}`

  it('opens the dashboard, chooses a period, clicks a bar to filter, and drills to the deals', async () => {
    const page = await pages.open('/dashboards/salesHome', { locale: words.locale })
    const won = page.getByRole('region', { name: words.won })
    const funnel = page.getByRole('region', { name: words.funnel })
    await funnel.getByRole('button', { name: words.wonOf(4) }).waitFor()

    await page.getByRole('button', { name: words.period }).click()
    await page.getByRole('menuitem', { name: words.custom }).click()
    await page.getByLabel(words.from, { exact: true }).fill('2017-01-01')
    await page.getByLabel(words.to, { exact: true }).fill('2017-02-28')
    await page.getByRole('button', { name: words.apply }).click()
    await page.waitForURL(/controls=/)

    // The first bar is January.
    await won.locator('.chart-canvas svg path[fill="#325cbd"]').first().click()
    await funnel.getByRole('button', { name: words.wonOf(3) }).waitFor()

    await funnel.getByRole('button', { name: words.wonOf(3) }).click()
    const panel = page.locator('.side-panel')
    await panel.getByRole('heading', { name: words.records(3) }).waitFor()
    expect(await panel.locator('.drill-list li').count()).toBe(3)
    await page.keyboard.press('Escape')

    // The address holds all of it: whoever is sent the link sees the same.
    await page.reload()
    await funnel.getByRole('button', { name: words.wonOf(3) }).waitFor()
    await page.getByRole('button', { name: words.clear }).click()
    await funnel.getByRole('button', { name: words.wonOf(4) }).waitFor()

    // The same by keyboard, in the table that says what the chart says.
    await won.getByText(words.table, { exact: true }).click()
    await won.getByRole('button', { name: '2017-02', exact: true }).focus()
    await page.keyboard.press('Enter')
    await funnel.getByRole('button', { name: words.wonOf(1) }).waitFor()
    await page.context().close()
  })

  it('asks a question of her own by drag and by keyboard, switches its chart, saves, shares and exports it', async () => {
    const page = await pages.open('/reports/new', { locale: words.locale })
    await page.getByLabel(words.what).selectOption('deal')
    await page.locator('.result-table tbody tr').first().waitFor()

    const fields = page.locator('.field-shelf')
    await dragTo(
      page,
      fields.getByRole('button', { name: words.product, exact: true }),
      page.getByRole('region', { name: words.columns, exact: true }).locator('.shelf-hint'),
      page.locator('.shelf.is-over'),
    )
    await page.getByRole('columnheader', { name: 'GTX Pro' }).waitFor()

    await fields.getByRole('button', { name: words.value, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: words.putValues }).press('Enter')
    await page.locator('.report-question p', { hasText: words.sentence }).waitFor()

    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/reports/run')) asked.push(request.url())
    })
    await page.getByRole('button', { name: words.chart }).click()
    await page.getByRole('menuitemradio', { name: words.line }).click()
    await page
      .getByRole('button', { name: words.line })
      .or(page.getByRole('button', { name: words.chart }))
      .first()
      .waitFor()
    expect(asked).toEqual([])

    await page.getByLabel(words.name, { exact: true }).fill(name)
    await page.getByRole('button', { name: words.saveAsMine }).click()
    await page.getByRole('heading', { name }).waitFor()
    await page.waitForURL(/\/reports\/~/)

    await page.getByRole('button', { name: words.share, exact: true }).click()
    await page.getByLabel(words.role, { exact: true }).check()
    await page.getByRole('button', { name: words.shared }).waitFor()
    const shared = await rep.get<{ readonly reports: readonly { readonly document: { readonly label: string } }[] }>(
      '/mine/reports',
    )
    expect(shared.body.reports.map((each) => each.document.label)).toContain(name)
    await page.keyboard.press('Escape')

    const csv = (await download(page, words, words.csv)).toString('utf8')
    expect(csv.startsWith(`\uFEFF${words.head}`)).toBe(true)
    // D0 to D2 and D3 are won: Basic 3,000 and 4,000, Pro 1,000 and 2,000.
    expect(csv).toMatch(/,2,2,7000(\.00)?,3000(\.00)?\r\n/)
    // A zip file: that is what an .xlsx is.
    expect((await download(page, words, words.excel)).subarray(0, 2).toString('latin1')).toBe('PK')
    await page.context().close()
  })

  it('arranges a dashboard of her own with it, by gallery, keyboard and drag', async () => {
    const page = await pages.open('/dashboards/new', { locale: words.locale })
    await page.getByLabel(words.board).fill(`Board ${words.locale}`)
    await page.locator('.gallery').getByRole('button', { name }).click()
    await page.locator('.gallery').getByRole('button', { name: words.funnel }).click()
    const grip = page.getByRole('button', { name: words.grip(words.funnel) })
    await grip.focus()
    // Up past the first tile, then narrower.
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Shift+ArrowLeft')
    await dragTo(
      page,
      page.getByRole('button', { name: words.grip(name) }),
      page.locator('.dashboard-scroll'),
      page.locator('.tile-landing'),
    )
    await page.getByRole('button', { name: /^(Save as mine|存为我的仪表盘)$/ }).click()
    await page.waitForURL(/\/dashboards\/~/)
    await page.getByRole('heading', { name: `Board ${words.locale}` }).waitFor()
    const tiles = page.locator('.tile-place h2')
    await tiles.nth(1).waitFor()
    expect(await tiles.allInnerTexts()).toEqual([words.funnel, name])
    const id = page.url().replace(/^.*~/, '')
    const { body } = await manager.get<{ readonly dashboards: readonly Kept[] }>('/mine/dashboards')
    const kept = body.dashboards.find((each) => each.id === id)
    expect(kept?.document.tiles[1]?.at).toEqual([0, 0, 5, 7])
    await page.context().close()
    expect(pages.complaints).toEqual([])
  })
})
