import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dealDocuments } from './deal-documents.ts'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

let desk: BuilderDesk
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

describe('views in English', () => {
  beforeAll(async () => {
    desk = await openBuilder(dealDocuments)
    for (const [name, value] of [
      ['Bridge', '500'],
      ['Tunnel', '900'],
      ['Shed', '5'],
    ])
      await desk.app.admin.post('/records/deal', { name, value })
  })
  afterAll(() => desk?.close())

  it('begin with a name and show real records at once', async () => {
    const { page, open } = desk
    await open('/builder/views')
    await page.getByText('No views yet').waitFor()
    await page.getByLabel('New view').fill('Large deals')
    await page.getByLabel('Entity').selectOption({ label: 'Deal' })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Large deals', level: 1 }).waitFor()
    for (const name of ['Bridge', 'Tunnel', 'Shed']) await page.getByRole('grid').getByText(name).waitFor()
  })

  it('are filtered, get columns and an order; the records follow', async () => {
    const { page, button } = desk
    await button('Add a condition: Which records').click()
    await page.locator('.rule-head').getByText('Formula').click()
    await page.getByRole('textbox', { name: 'Which records' }).fill('value > 100')
    await page.getByRole('grid').getByText('Shed').waitFor({ state: 'detached' })
    await page.getByRole('combobox', { name: 'Add a column' }).click()
    await page.getByRole('option', { name: 'Name', exact: true }).click()
    await page.getByRole('combobox', { name: 'Add a column' }).click()
    await page.getByRole('option', { name: 'Value', exact: true }).click()
    await expect.poll(() => page.getByRole('columnheader').allInnerTexts()).toEqual(['', 'Name', 'Value'])
    await page.getByRole('combobox', { name: 'Add something to sort by' }).click()
    await page.getByRole('option', { name: 'Value', exact: true }).click()
    await page.getByLabel('Direction of Value').selectOption({ label: 'falling' })
    await expect
      .poll(async () => (await page.getByRole('grid').innerText()).match(/Bridge|Tunnel/g))
      .toEqual(['Tunnel', 'Bridge'])
  })

  it('only show: nothing done in the middle changes a record', async () => {
    const { app, page } = desk
    await page.getByRole('grid').getByText('500').dblclick()
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    const { records } = (await app.admin.get('/records/deal?sort=name')).body
    expect(records).toMatchObject([{ value: '500' }, { value: '5' }, { value: '900' }])
  })

  it('stand in the navigation, and once published above the list', async () => {
    const { app, page, button, open, publish } = desk
    await open('/builder/navigation')
    await button('Draw the navigation').click()
    await page
      .locator('.nav-design')
      .getByText('Activity')
      .or(page.locator('.nav-design').getByText('Deal'))
      .first()
      .click()
    await page.getByLabel('Records of').selectOption({ label: 'Deal' })
    await page.getByRole('combobox', { name: 'Tabs, in this order' }).click()
    await page.getByRole('option', { name: 'Large deals' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Who sees it' }).click()
    await page.getByRole('listbox', { name: 'Who sees it' }).getByRole('option', { name: 'Sales' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('See as').selectOption({ label: 'Sales' })
    await button('Add outside of groups').click()
    await button('Move Deal').last().click()
    await page.getByRole('menuitem', { name: 'To the beginning' }).click()
    await publish()
    expect((await app.admin.get('/definitions/view/largeDeals')).body).toMatchObject({
      type: 'table',
      filter: { '>': [{ var: 'value' }, 100] },
      columns: [{ field: 'name' }, { field: 'value' }],
      sort: ['-value'],
    })
    expect((await app.admin.get('/definitions/navigation/navigation')).body).toMatchObject({
      items: [
        { go: { entity: 'deal' } },
        { items: [{ go: { entity: 'deal', views: ['largeDeals'] }, when: { hasRole: ['sales'] } }] },
      ],
    })
    await open('/deal')
    await page.getByRole('tab', { name: 'Large deals' }).click()
    await page.getByRole('grid').getByText('Tunnel').waitFor()
  })
})

describe('views in Chinese', () => {
  beforeAll(async () => {
    desk = await openBuilder(
      [
        ...dealDocuments,
        {
          kind: 'view',
          specVersion: 1,
          id: 'viw_all',
          key: 'allDeals',
          label: { 'zh-CN': '全部商机' },
          entity: 'deal',
          type: 'table',
        },
      ],
      'zh-CN',
    )
    await desk.app.admin.post('/records/deal', { name: '大桥', value: '500' })
  })
  afterAll(() => desk?.close())

  it('become boards with limits, and go with a way back', async () => {
    const { app, page, button, open, publish } = desk
    await open('/builder/views/allDeals')
    await page.getByRole('grid').getByText('大桥').waitFor()
    await page.getByRole('radiogroup', { name: '显示为' }).getByText('看板').click()
    await page.getByRole('spinbutton', { name: /新建$/ }).or(page.getByLabel('每列最多几张: 新建')).first().fill('5')
    await page.locator('.view-preview').getByText('大桥').waitFor()
    await publish()
    expect((await app.admin.get('/definitions/view/allDeals')).body).toMatchObject({
      type: 'board',
      board: { limit: { new: 5 } },
    })
    await button('删除视图').click()
    await page.getByText('还没有视图').waitFor()
    await page
      .getByRole('alert')
      .or(page.locator('.toast, [role=status]'))
      .getByRole('button', { name: '撤销' })
      .first()
      .click()
    await page
      .getByRole('link', { name: /全部商机/ })
      .first()
      .waitFor()
  })
})
