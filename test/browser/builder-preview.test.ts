import type { Document } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { en: 'Deal', 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', label: { en: 'Name', 'zh-CN': '名称' }, required: true },
      { id: 'fld_plan', key: 'plan', type: 'text', label: { en: 'Plan', 'zh-CN': '方案' } },
      { id: 'fld_cost', key: 'cost', type: 'number', label: { en: 'Cost', 'zh-CN': '成本' }, sensitive: true },
      { id: 'fld_owner', key: 'owner', type: 'owner', label: { en: 'Owner', 'zh-CN': '负责人' } },
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
      { id: 'stg_offer', key: 'offer', label: { en: 'Offer' }, outcome: 'open' },
      { id: 'stg_won', key: 'won', label: { en: 'Won' }, outcome: 'won' },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_sales',
    key: 'sales',
    label: { en: 'Sales' },
    grants: [{ id: 'grt_1', entity: 'deal', actions: ['read', 'create', 'update'], scope: 'own' }],
  },
]

let desk: BuilderDesk
let wang: string
beforeAll(async () => {
  desk = await openBuilder(documents)
  const person = await desk.app.person('Wang', ['sales'])
  wang = person.id
  await person.post('/records/deal', { name: 'Kiln', owner: wang })
  await desk.app.admin.post('/records/deal', { name: 'Ship' })
})
afterAll(() => desk?.close())
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

it('a gate that is only drawn is tried on a real record, which stays where it is', async () => {
  const { app, page, button, open } = desk
  await open('/builder/pipelines/sales')
  await button('Offer, Before entering: Gate').click()
  await page.getByRole('menuitem', { name: /^Required/ }).click()
  await page.getByRole('option', { name: 'Plan', exact: true }).click()
  await page.keyboard.press('Escape')
  await desk.saved()
  await button('Try it').click()
  await page.getByLabel('On which real record').fill('Kiln')
  await page.getByRole('option', { name: 'Kiln' }).click()
  const offer = page.locator('.tried-stage').filter({ hasText: 'Offer' })
  await offer.getByText('1 to do').waitFor()
  await offer.getByText('Plan is').waitFor()
  await page.locator('.tried-stage').filter({ hasText: 'Won' }).getByText('passes').first().waitFor()
  const { body } = await app.admin.get('/records/deal?fields=name,stage')
  expect(body.records.map((record: { stage?: unknown }) => record.stage)).toEqual(['new', 'new'])
})

it('the form is seen as somebody else, without what is hidden from them, and in another language', async () => {
  const { page, button, open } = desk
  await open('/builder/entities/deal')
  await button(/^Preview as/).click()
  await page.getByLabel('As person').selectOption({ label: 'Wang' })
  await button('Show form and list').click()
  const form = page.locator('#form-preview')
  await form.getByLabel('Plan').waitFor()
  expect(await form.getByLabel('Cost').count()).toBe(0)
  await button(/^Preview as Wang/).click()
  await page.getByText('中文', { exact: true }).click()
  await page.keyboard.press('Escape')
  await form.getByLabel('方案').waitFor()
  await page.getByRole('heading', { name: 'Preview of Deal' }).waitFor()
})

it('the list holds the records that they would see', async () => {
  const { page } = desk
  await page.getByText('List', { exact: true }).click()
  await page.locator('.drawn-list').getByText('Kiln').waitFor()
  expect(await page.locator('.drawn-list').getByText('Ship').count()).toBe(0)
  expect(await page.locator('.drawn-list th').allInnerTexts()).not.toContain('成本')
})

it('a role shows what somebody may do, before it is published', async () => {
  const { page, open, button } = desk
  await open('/builder/roles/sales')
  await page.getByLabel('Delete Deal').selectOption('own')
  await desk.saved()
  await page.getByLabel('See as', { exact: true }).selectOption({ label: 'Wang' })
  const seen = page.getByRole('region', { name: 'What Wang may do' })
  await seen.getByText('Wang has Sales').waitFor()
  const cells = () => seen.getByRole('row').nth(1).getByRole('cell').allInnerTexts()
  await expect.poll(async () => (await cells()).slice(0, 5)).toEqual(['own', 'own', 'own', 'own', '–'])
  await seen.getByText('Cost · hidden').waitFor()
  await page.getByLabel('See as', { exact: true }).selectOption('')
  await button('Undo').click()
  expect(await page.getByLabel('Delete Deal').inputValue()).toBe('none')
})
