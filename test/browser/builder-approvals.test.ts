import type { Document } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', label: { en: 'Name' } },
      { id: 'fld_discount', key: 'discount', type: 'percent', label: { en: 'Discount' } },
      { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    label: { en: 'Sales' },
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', label: { en: 'New' }, outcome: 'open' },
      { id: 'stg_won', key: 'won', label: { en: 'Won' }, outcome: 'won' },
    ],
  },
  { kind: 'role', specVersion: 1, id: 'rol_finance', key: 'finance', label: { en: 'Finance' }, grants: [] },
]

let desk: BuilderDesk
beforeAll(async () => {
  desk = await openBuilder(documents)
})
afterAll(() => desk?.close())
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

const steps = () => desk.page.locator('.flow-wide > .flow-node > .flow-step b').allInnerTexts()

it('a gate without an approval leads to where one is drawn', async () => {
  const { page, button, open } = desk
  await open('/builder/pipelines/sales')
  await button('Won, Before entering: Gate').click()
  await page.getByRole('menuitem', { name: /^Approval/ }).click()
  await button('Draw an approval').click()
  await page.getByLabel('New approval').fill('Discount')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Discount', level: 1 }).waitFor()
  expect(await steps()).toEqual(['Manager'])
  await page.locator('.flow-step').getByText('the manager of whoever starts it').waitFor()
})

it('steps are added between others, named, and put in order', async () => {
  const { page, button } = desk
  await button('Add a step after Manager').click()
  await page.getByRole('menuitem', { name: 'Ask for consent' }).click()
  await page.getByLabel('Name in English').fill('Finance')
  await page.getByRole('combobox', { name: 'Who is asked' }).click()
  await page.getByRole('option', { name: 'role Finance' }).click()
  await page.getByRole('option', { name: 'the manager of whoever starts it' }).first().click()
  await page.keyboard.press('Escape')
  await page.getByText('all of them', { exact: true }).click()
  await page.getByLabel('Answer within: Unit').selectOption('days')
  await page.getByLabel('Answer within', { exact: true }).fill('2')
  await expect.poll(steps).toEqual(['Manager', 'Finance'])
  await button('Move Finance').click()
  await page.getByRole('menuitem', { name: 'One up' }).click()
  await expect.poll(steps).toEqual(['Finance', 'Manager'])
  await button('Close').click()
})

it('ways by condition and side by side, people in copy, and a ladder are drawn', async () => {
  const { page, button } = desk
  await button('Add a step after Manager').click()
  await page.getByRole('menuitem', { name: /^Branch/ }).click()
  await page.locator('.flow-when').getByText('always').click()
  await page.getByLabel('Name in English').fill('Large')
  await page.locator('.rule-head').getByText('Formula').click()
  await page.getByRole('textbox', { name: 'Taken when' }).fill('discount > 0.25')
  await page.locator('.flow-when').getByText('Large · if Discount is more than 0.25').waitFor()
  await button('Add a step after New step').click()
  await page.getByRole('menuitem', { name: /^Side by side/ }).click()
  await page.getByLabel('Goes on when').selectOption({ label: 'one way is through' })
  await button('Add a step at the beginning of “otherwise”').click()
  await page.getByRole('menuitem', { name: /^In copy/ }).click()
  await page.getByLabel('Name in English').fill('Head of sales')
  await page.locator('.flow-node').getByText('Finance', { exact: true }).click()
  await button('Add a rung').click()
  await page.getByLabel('Before or after it is due').selectOption({ label: 'before it is due' })
  await page.locator('.flow-node').getByText('1 rung when nobody answers').waitFor()
  await button('Close').click()
  await button('Add a step at the beginning of “If approved”').click()
  await page.getByRole('menuitem', { name: /^Notify people/ }).click()
  await page.getByRole('textbox', { name: 'In English' }).first().fill('Granted: {{name}}')
  await page.locator('.flow-node').getByText('Granted: {{name}}').waitFor()
  await button('Close').click()
})

it('it is needed under a condition and holds fields still', async () => {
  const { page, button } = desk
  await button('Add a condition: Needed when').click()
  await page.locator('.rule-head').getByText('Formula').click()
  await page.getByRole('textbox', { name: 'Needed when' }).fill('discount > 0.15')
  await page.locator('.flow-card').getByText('when Discount is more than 0.15').waitFor()
  await page.getByRole('combobox', { name: 'Locked fields' }).click()
  await page.getByRole('option', { name: 'Discount' }).click()
  await page.keyboard.press('Escape')
  await page.getByText('Locked meanwhile: Discount').waitFor()
})

it('the gate waits for it, and once published the server does', async () => {
  const { app, page, button, publish } = desk
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Sales/ })
    .click()
  await page.locator('.gate-chip').filter({ hasText: 'Approval' }).click()
  await page.getByLabel('Approval', { exact: true }).selectOption({ label: 'Discount' })
  await button('Open the approval').click()
  await page.getByRole('link', { name: 'Sales · Won' }).waitFor()
  expect(await button('Delete approval').isDisabled()).toBe(true)
  await publish()
  const { body } = await app.admin.get('/definitions/approval/discount')
  expect(body).toMatchObject({
    when: { '>': [{ var: 'discount' }, '0.15'] },
    lock: { fields: ['discount'], while: ['pending'] },
    steps: [
      {
        approvers: ['role:finance'],
        mode: 'all',
        due: 'P2D',
        onDue: [{ after: '-P1D', steps: [{ action: 'urge' }] }],
      },
      { approvers: ['manager(starter)'], mode: 'any' },
      {
        type: 'branch',
        cases: [
          {
            label: { en: 'Large' },
            when: { '>': [{ var: 'discount' }, '0.25'] },
            steps: [{ type: 'approve' }, { type: 'parallel', join: 'any', branches: [{}, {}] }],
          },
          { steps: [{ type: 'cc', label: { en: 'Head of sales' }, to: ['manager(starter)'] }] },
        ],
      },
    ],
    onApproved: [{ action: 'notify', to: ['creator'], subject: { en: 'Granted: {{name}}' } }],
  })
  const small = (await app.admin.post('/records/deal', { name: 'Small', discount: '0.05' })).body.id
  expect((await app.admin.post(`/records/deal/${small}/move`, { to: 'won' })).body.stage).toBe('won')
  await app.person('Wang', ['finance'])
  const large = (await app.admin.post('/records/deal', { name: 'Large', discount: '0.3' })).body.id
  await app.admin.post(`/records/deal/${large}/move`, { to: 'won' })
  expect((await app.admin.get(`/records/deal/${large}`)).body.stage).toBe('new')
  expect((await app.admin.patch(`/records/deal/${large}`, { discount: '0.2' })).status).not.toBe(200)
})
