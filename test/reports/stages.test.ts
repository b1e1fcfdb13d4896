import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const
const shift: readonly (readonly [string, string])[] = [['09:00', '17:00']]
const pipeline = (id: string, key: string): Document => ({
  kind: 'pipeline',
  ...head(id, key),
  entity: 'deal',
  calendar: 'office',
  forward: 'any',
  backward: { allow: 'any' },
  stages: [
    { id: 'stg_1', key: 'contact', outcome: 'open', expect: { for: 'P1D', clock: 'business' } },
    { id: 'stg_2', key: 'talks', outcome: 'open', expect: 'P10D' },
    { id: 'stg_3', key: 'won', outcome: 'won' },
  ],
})
const documents: readonly Document[] = [
  {
    kind: 'policy',
    policy: 'calendar',
    ...head('pol_o', 'office'),
    zone: 'Asia/Shanghai',
    week: { mon: shift, tue: shift, wed: shift, thu: shift, fri: shift },
    holidays: ['2026-03-04'],
  },
  {
    kind: 'entity',
    ...head('ent_lead', 'lead'),
    titleField: 'name',
    fields: [{ id: 'fld_n', key: 'name', type: 'text' }],
  },
  {
    kind: 'entity',
    ...head('ent_deal', 'deal'),
    titleField: 'name',
    fields: [
      { id: 'fld_n', key: 'name', type: 'text' },
      { id: 'fld_lead', key: 'lead', type: 'reference', target: 'lead', reverse: { key: 'deals' } },
      { id: 'fld_a', key: 'amount', type: 'money', currency: 'own' },
      { id: 'fld_k', key: 'renewal', type: 'boolean' },
      {
        id: 'fld_s',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'renewals', when: { '==': [{ var: 'renewal' }, true] } }, { pipeline: 'sales' }],
      },
    ],
  },
  pipeline('pip_s', 'sales'),
  pipeline('pip_r', 'renewals'),
]

let app: App
const run = async (report: object) => {
  const { status, body } = await app.admin.post('/reports/run', { report })
  expect(status, JSON.stringify(body)).toBe(200)
  return body.rows
}

/** One deal: in contact from Monday 09:00, in talks from Thursday 11:00, where it still is. */
beforeAll(async () => {
  app = await openApp(documents)
  const at = (moment: string) => app.installation.clock.set(new Date(moment))
  at('2026-03-02T09:00:00+08:00')
  const lead = await app.admin.post('/records/lead', { name: 'Bob' })
  const { currency } = app.workspace().current().model.workspace
  const deal = await app.admin.post('/records/deal', {
    name: 'One',
    lead: lead.body.id,
    amount: { amount: '5.00', currency },
  })
  expect(deal.status, JSON.stringify(deal.body)).toBe(201)
  await app.admin.post('/records/deal', { name: 'Two', renewal: true, stage: 'talks' })
  at('2026-03-05T11:00:00+08:00')
  await app.admin.post(`/records/deal/${deal.body.id}/move`, { to: 'talks' })
  at('2026-03-06T10:00:00+08:00')
})
afterAll(() => app.close())

test('time in stages is counted in working hours, and stays longer than the stage expects are late', async () => {
  const worked = {
    businessTimeBetween: [{ var: 'enteredAt' }, { coalesce: [{ var: 'leftAt' }, { now: [] }] }, 'office'],
  }
  const rows = await run({
    type: 'summary',
    entity: 'deal.stageHistory',
    filter: { '==': [{ var: 'pipeline' }, 'sales'] },
    rows: [{ key: 'stage', field: 'stage' }],
    values: [
      { key: 'n', aggregate: 'count' },
      { key: 'hours', aggregate: 'median', value: worked },
      { key: 'late', aggregate: 'count', filter: { '==': [{ var: 'late' }, true] } },
      { key: 'first', aggregate: 'first', field: 'stage' },
    ],
  })
  // Monday and Tuesday 8 hours each, Wednesday is off, Thursday 2; then Thursday 6 and Friday 1.
  expect(rows.map((row) => ({ ...row, hours: Math.round(Number(row['hours']) / 3600) }))).toEqual([
    { _level: 0, stage: 'contact', n: 1, hours: 18, late: 1, first: 'contact' },
    { _level: 0, stage: 'talks', n: 1, hours: 7, late: 0, first: 'talks' },
  ])
})

test('a stay is late from the moment on at which its expected time has passed', async () => {
  const late = async () =>
    (
      await run({
        type: 'summary',
        entity: 'deal.stageHistory',
        filter: { '==': [{ var: 'late' }, true] },
        rows: [
          { key: 'pipeline', field: 'pipeline' },
          { key: 'stage', field: 'stage' },
        ],
        values: [{ key: 'n', aggregate: 'count' }],
      })
    ).map(({ pipeline, stage }) => `${pipeline} ${stage}`)
  expect(await late()).toEqual(['sales contact'])
  app.installation.clock.set(new Date('2026-03-12T09:00:01+08:00'))
  expect(await late()).toEqual(['sales contact', 'renewals talks'])
  app.installation.clock.set(new Date('2026-03-06T10:00:00+08:00'))
})

test('stages visited are those of the funnel’s own pipeline, and the next counts as a share of this', async () => {
  const rows = await run({ type: 'funnel', entity: 'deal', pipeline: 'sales', mode: 'visited' })
  expect(rows.map(({ stage, count, toNext }: Record<string, unknown>) => [stage, count, toNext])).toEqual([
    ['contact', 1, '1.000000'],
    ['talks', 1, '0.000000'],
    ['won', 0, null],
  ])
})

test('a chain of steps adds up amounts of any currency in the workspace’s', async () => {
  const rows = await run({
    type: 'funnel',
    entity: 'lead',
    steps: [{ key: 'lead' }, { key: 'deal', when: { some: [{ var: 'deals' }, true] } }],
    values: [{ key: 'amount', aggregate: 'sum', field: 'deals.amount' }],
  })
  expect(rows.map(({ stage, amount }: Record<string, unknown>) => [stage, amount])).toEqual([
    ['lead', '5.00'],
    ['deal', '5.00'],
  ])
})
