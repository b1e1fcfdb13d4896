import { settle } from '@atelier/runtime'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { dealDocuments } from './deal-documents.ts'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

let desk: BuilderDesk
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

describe('an automation in English', () => {
  beforeAll(async () => {
    desk = await openBuilder(dealDocuments)
  })
  afterAll(() => desk?.close())

  it('begins with a name: somebody is told of every new record', async () => {
    const { page, open } = desk
    await open('/builder/automations')
    await page.getByText('Nothing happens by itself yet').waitFor()
    await page.getByLabel('New automation').fill('Large deal')
    await page.getByLabel('Entity').selectOption({ label: 'Deal' })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Large deal', level: 1 }).waitFor()
    await page.getByText('It runs once it is published.').waitFor()
    await page.locator('.flow-node').getByText('the owner').waitFor()
  })

  it('is set off by a change, under a condition that reads as a sentence', async () => {
    const { page, button } = desk
    await button(/^Set off when/).click()
    await page.getByLabel('Set off when').selectOption({ label: 'A field changes' })
    await page.getByLabel('Field', { exact: true }).selectOption({ label: 'Value' })
    await page.locator('.flow-card').filter({ hasText: 'A field changes' }).getByText('Value').waitFor()
    await button(/^Condition/).click()
    await button('Add a condition: Only if').click()
    await page.locator('.rule-head').getByText('Formula').click()
    await page.getByRole('textbox', { name: 'Only if' }).fill('value > 100')
    await page.locator('.flow-card').getByText('Value is more than 100').waitFor()
  })

  it('has steps of every kind, branches among them', async () => {
    const { page, button } = desk
    await button('Add a step after Notify people').click()
    for (const kind of ['Create a task', 'Change a record', 'Notify people', 'Depending on a condition', 'Stop here'])
      await page.getByRole('menuitem', { name: kind }).waitFor()
    await page.getByRole('menuitem', { name: 'Depending on a condition' }).click()
    await button('Add a step at the beginning of “if always”').click()
    await page.getByRole('menuitem', { name: 'Create a task' }).click()
    await page.getByRole('textbox', { name: 'In English' }).fill('Look at {{name}}')
    await page.locator('.flow-way').getByText('Look at {{name}}').waitFor()
    await button('Add another way to Depending on a condition').click()
    await button('Delete this way').click()
    await button('Add a step at the beginning').click()
    await page.getByRole('menuitem', { name: 'Change a record' }).click()
    await page.getByRole('combobox', { name: 'Add a field' }).click()
    await page.getByRole('option', { name: 'Note' }).click()
    await page.getByRole('textbox', { name: 'In English' }).fill('large')
    await page.locator('.flow-node').getByText('Note = large').waitFor()
  })

  it('says who people are today', async () => {
    const { app, page, saved } = desk
    await app.person('Mia', ['sales'])
    await saved()
    await page.reload()
    await page.locator('.flow-node').getByText('Notify people').first().click()
    await page.getByRole('combobox', { name: 'Who is told' }).click()
    await page.getByRole('option', { name: 'role Sales' }).click()
    await page.keyboard.press('Escape')
    await page.locator('.flow-node').getByText('Mia').waitFor()
  })

  it('once published it runs, and its runs stand beside it', async () => {
    const { app, page, publish } = desk
    await publish()
    const { id } = (await app.admin.post('/records/deal', { name: 'Bridge', value: '50' })).body
    await app.admin.patch(`/records/deal/${id}`, { value: '500' })
    await settle(app.workspace())
    expect((await app.admin.get(`/records/deal/${id}`)).body.note).toBe('large')
    expect((await app.admin.get('/records/activity')).body.records).toMatchObject([{ subject: 'Look at Bridge' }])
    await page.reload()
    const run = page.locator('.runs details')
    await run.getByText('Bridge').click()
    await run.getByText('changed something in Deal').waitFor()
    await run.getByText('made something in Activity').waitFor()
    await run.getByText('done').waitFor()
  })
})

describe('an automation in Chinese', () => {
  beforeAll(async () => {
    desk = await openBuilder(
      [
        ...dealDocuments,
        {
          kind: 'automation',
          specVersion: 1,
          id: 'aut_won',
          key: 'won',
          label: { 'zh-CN': '赢单通知' },
          entity: 'deal',
          trigger: { on: 'stage.entered', stage: ['won'] },
          steps: [{ id: 'stp_n', action: 'notify', to: ['owner'] }],
        },
      ],
      'zh-CN',
    )
  })
  afterAll(() => desk?.close())

  it('reads as a sentence, waits for a time, and is switched off', async () => {
    const { app, page, button, open, publish } = desk
    await open('/builder/automations/won')
    await page.locator('.flow-card').getByText('进入阶段时').waitFor()
    await page.locator('.flow-card').getByText('赢单', { exact: true }).waitFor()
    await button(/^触发/).click()
    await page.getByLabel('触发').selectOption({ label: '到达时间时' })
    await page.getByLabel('日期或时间').selectOption({ label: '成交日期' })
    await button('再加一个时刻').click()
    await page.getByLabel('之前或之后: 成交日期之后 1 天').selectOption({ label: '之前' })
    await page.locator('.flow-card').getByText('到成交日期时、成交日期之前 1 天，09:00').waitFor()
    await page.getByRole('switch', { name: '启用' }).first().click()
    await publish()
    expect((await app.admin.get('/definitions/automation/won')).body).toMatchObject({
      enabled: false,
      trigger: { on: 'time.reached', field: 'closeDate', offsets: ['P0D', '-P1D'], at: '09:00' },
    })
  })
})
