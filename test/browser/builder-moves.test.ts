import type { Document } from '@atelier/definitions'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type BuilderDesk, openBuilder } from './open-builder.ts'

const stage = (key: string, name: string, outcome: 'open' | 'won') => ({
  id: `stg_${key}`,
  key,
  label: { 'zh-CN': name },
  outcome,
})
const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: { 'zh-CN': '商机' },
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', label: { 'zh-CN': '名称' } },
      { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    label: { 'zh-CN': '销售流程' },
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'none' },
    stages: [stage('contact', '接触', 'open'), stage('offer', '报价', 'open'), stage('won', '成交', 'won')],
  },
]

let desk: BuilderDesk
beforeAll(async () => {
  desk = await openBuilder(documents, 'zh-CN')
})
afterAll(() => desk?.close())
afterEach(() => {
  expect(desk.complaints).toEqual([])
})

it('矩阵说出谁能去哪里', async () => {
  const { page, open } = desk
  await open('/builder/pipelines/sales')
  await page.getByRole('img', { name: '接触 到 成交: 允许', exact: true }).waitFor()
  await page.getByRole('img', { name: '报价 到 接触: 不允许' }).waitFor()
})

it('只按路线推进时，点击列出路线', async () => {
  const { app, page, button, publish } = desk
  await page.getByLabel('向前推进').selectOption('explicit')
  expect(await button('接触 到 报价').getAttribute('aria-pressed')).toBe('true')
  expect(await button('接触 到 成交').getAttribute('aria-pressed')).toBe('false')
  await button('报价 到 接触').click()
  await publish()
  const deal = (await app.admin.post('/records/deal', { name: '立诚' })).body.id
  const move = async (to: string) => (await app.admin.post(`/records/deal/${deal}/move`, { to })).status
  expect([await move('won'), await move('offer'), await move('contact')]).toEqual([422, 200, 200])
})
