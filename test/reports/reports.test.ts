import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from './deals.ts'

/** Deals as a number opens onto them. */
type Drilled = {
  readonly count: unknown
  readonly records: readonly { readonly amount: { readonly amount: string } | null }[]
}

let app: App
let anna: Caller
let bob: Caller
const ids: Record<string, string> = {}

const summary = (more: object) => ({ report: { type: 'summary', entity: 'deal', ...more } })
const count = { key: 'n', aggregate: 'count' }
const sum = { key: 'amount', aggregate: 'sum', field: 'amount' }

async function make(by: Caller, values: Readonly<Record<string, unknown>>): Promise<string> {
  const made = await by.post('/records/deal', values)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  ids[String(values.name)] = made.body.id
  return made.body.id
}

beforeAll(async () => {
  app = await openApp(dealDocuments)
  anna = await app.person('Anna', ['sales'])
  bob = await app.person('Bob', ['sales'])
  const owner = { owner: anna.id }
  await make(app.admin, {
    name: 'a1',
    ...owner,
    region: 'north',
    amount: '100.10',
    startedOn: '2026-01-10',
    closeDate: '2026-02-01',
    stage: 'contact',
    margin: '5',
  })
  await make(app.admin, {
    name: 'a2',
    ...owner,
    region: 'south',
    amount: '200.20',
    startedOn: '2026-02-10',
    closeDate: '2026-03-01',
    stage: 'proposal',
    margin: '7',
  })
  await make(app.admin, {
    name: 'a3',
    ...owner,
    region: 'north',
    amount: '0.05',
    startedOn: '2026-02-20',
    stage: 'won',
  })
  await make(app.admin, {
    name: 'b1',
    owner: bob.id,
    region: 'south',
    amount: '1000',
    startedOn: '2025-12-31',
    stage: 'lost',
  })
  await make(app.admin, { name: 'b2', owner: bob.id, startedOn: '2026-03-05', stage: 'contact' })
  for (const [code, deal, amount] of [
    ['p1', 'a1', '10'],
    ['p2', 'a1', '20'],
    ['p3', 'a3', '5'],
  ] as const)
    expect(
      (await app.admin.post('/records/payment', { code, deal: ids[deal], amount, paidOn: '2026-03-01' })).status,
    ).toBe(201)
})
afterAll(() => app.close())

describe('a summary', () => {
  test('groups by a choice in the order of its options, the empty group last, with the grand total', async () => {
    const { body } = await app.admin.post(
      '/reports/run',
      summary({ rows: [{ key: 'region', field: 'region' }], values: [count, sum], totals: true }),
    )
    expect(body.rows).toEqual([
      { _level: 0, region: 'north', n: 2, amount: '100.15' },
      { _level: 0, region: 'south', n: 2, amount: '1200.20' },
      { _level: 0, region: null, n: 1, amount: null },
      { _level: 1, region: null, n: 5, amount: '1300.35' },
    ])
    expect(body.truncated).toBe(false)
  })

  test('without rows answers one row of level 0', async () => {
    const { body } = await app.admin.post(
      '/reports/run',
      summary({ values: [count, { key: 'mean', aggregate: 'avg', field: 'amount', scale: 2 }] }),
    )
    expect(body.rows).toEqual([{ _level: 0, n: 5, mean: '325.09' }])
  })

  test('pivots columns into objects by the column’s value', async () => {
    const { body } = await app.admin.post(
      '/reports/run',
      summary({
        rows: [{ key: 'owner', field: 'owner' }],
        columns: [{ key: 'region', field: 'region' }],
        values: [count],
      }),
    )
    expect(body.rows).toEqual([
      { _level: 0, owner: { id: anna.id, label: 'Anna' }, n: { north: 2, south: 1, '': 0 } },
      { _level: 0, owner: { id: bob.id, label: 'Bob' }, n: { north: 0, south: 1, '': 1 } },
    ])
  })

  test('buckets dates by month and by quarter', async () => {
    const by = async (unit: string) =>
      (
        await app.admin.post(
          '/reports/run',
          summary({ rows: [{ key: 'at', field: 'startedOn', unit }], values: [count] }),
        )
      ).body.rows.map((row) => [row.at, row.n])
    expect(await by('month')).toEqual([
      ['2025-12', 1],
      ['2026-01', 1],
      ['2026-02', 2],
      ['2026-03', 1],
    ])
    expect(await by('quarter')).toEqual([
      ['2025-Q4', 1],
      ['2026-Q1', 4],
    ])
    expect(await by('week')).toEqual([
      ['2026-W01', 1],
      ['2026-W02', 1],
      ['2026-W07', 1],
      ['2026-W08', 1],
      ['2026-W10', 1],
    ])
  })

  test('works a ratio out at every level from that level’s own sums', async () => {
    const { body } = await app.admin.post(
      '/reports/run',
      summary({
        rows: [{ key: 'region', field: 'region' }],
        values: [
          count,
          { key: 'won', aggregate: 'count', filter: { '==': [{ var: 'stage.outcome' }, 'won'] } },
          { key: 'rate', formula: { '/': [{ measure: 'won' }, { measure: 'n' }] }, scale: 2 },
        ],
        totals: true,
      }),
    )
    expect(body.rows.map((row: { rate: string }) => row.rate)).toEqual(['0.50', '0.00', '0.00', '0.20'])
  })

  test('sums what lies below a record without counting the record twice', async () => {
    const { body } = await app.admin.post(
      '/reports/run',
      summary({ values: [sum, { key: 'paid', aggregate: 'sum', field: 'payments.amount' }] }),
    )
    expect(body.rows).toEqual([{ _level: 0, amount: '1300.35', paid: '35.00' }])
  })

  test('puts several facts side by side, each at its own grain (RP-09)', async () => {
    const { body } = await app.admin.post('/reports/run', {
      report: {
        type: 'summary',
        params: [{ key: 'period', type: 'dateRange', default: { period: ['between', '2026-01-01', '2026-04-01'] } }],
        facts: [
          { key: 'deal', entity: 'deal', dimensions: { owner: 'owner', day: 'startedOn' } },
          { key: 'paid', entity: 'payment', dimensions: { owner: 'deal.owner', day: 'paidOn' } },
        ],
        filter: { inPeriod: [{ dimension: 'day' }, { param: 'period' }] },
        rows: [{ key: 'owner', dimension: 'owner' }],
        values: [
          { key: 'deals', fact: 'deal', aggregate: 'count' },
          { key: 'received', fact: 'paid', aggregate: 'sum', field: 'amount' },
        ],
        totals: true,
      },
    })
    expect(body.rows).toEqual([
      { _level: 0, owner: { id: anna.id, label: 'Anna' }, deals: 3, received: '35.00' },
      { _level: 0, owner: { id: bob.id, label: 'Bob' }, deals: 1, received: null },
      { _level: 1, owner: null, deals: 4, received: '35.00' },
    ])
  })

  test('gives shares, running totals and ranks', async () => {
    const { body } = await app.admin.post(
      '/reports/run',
      summary({
        rows: [{ key: 'region', field: 'region' }],
        values: [
          count,
          { key: 'share', window: 'percentOf', of: 'n', scale: 2 },
          { key: 'sofar', window: 'running', of: 'n' },
          { key: 'place', window: 'rank', of: 'n' },
        ],
        totals: true,
      }),
    )
    expect(body.rows).toEqual([
      { _level: 0, region: 'north', n: 2, share: '0.40', sofar: '2', place: 1 },
      { _level: 0, region: 'south', n: 2, share: '0.40', sofar: '4', place: 1 },
      { _level: 0, region: null, n: 1, share: '0.20', sofar: '5', place: 3 },
      { _level: 1, region: null, n: 5, share: '1.00', sofar: null, place: null },
    ])
  })
})

describe('rights in reports', () => {
  test('count only what the person may see', async () => {
    const { body } = await anna.post('/reports/run', summary({ values: [count, sum] }))
    expect(body.rows).toEqual([{ _level: 0, n: 3, amount: '300.35' }])
  })

  test('answer a hidden field as one that does not exist', async () => {
    const hidden = await anna.post(
      '/reports/run',
      summary({ values: [{ key: 'x', aggregate: 'sum', field: 'margin' }] }),
    )
    const unknown = await anna.post(
      '/reports/run',
      summary({ values: [{ key: 'x', aggregate: 'sum', field: 'nothing' }] }),
    )
    expect([hidden.status, unknown.status]).toEqual([400, 400])
    expect(hidden.body.problems[0].code).toBe('unknown_field')
    expect(JSON.stringify(hidden.body).replaceAll('margin', 'nothing')).toBe(JSON.stringify(unknown.body))
  })
})

describe('opening a number', () => {
  test('gives the records that it counts, for every cell', async () => {
    const report = {
      type: 'summary',
      entity: 'deal',
      rows: [
        { key: 'region', field: 'region' },
        { key: 'month', field: 'startedOn', unit: 'month' },
      ],
      values: [count, sum],
      totals: true,
    }
    const { body } = await app.admin.post('/reports/run', { report })
    for (const { _level, n, amount, ...row } of body.rows) {
      const kept = Object.fromEntries(Object.entries(row).slice(0, 2 - Number(_level)))
      const { body: drilled } = await app.admin.post<Drilled>('/reports/drill', {
        report,
        cell: { row: kept, value: 'n' },
        count: 'exact',
        limit: 500,
      })
      expect(drilled.count).toEqual({ value: n, exact: true })
      const total = drilled.records.reduce(
        (cents, record) => cents + Math.round(Number(record.amount?.amount ?? 0) * 100),
        0,
      )
      expect(total).toBe(Math.round(Number(amount ?? 0) * 100))
    }
  })
})

describe('a funnel', () => {
  const funnel = { type: 'funnel', entity: 'deal', pipeline: 'sales', values: [sum] }

  test('counts a record at every stage up to the furthest it was in; lost is no place in that order', async () => {
    const { body } = await app.admin.post('/reports/run', { report: funnel })
    expect(
      body.rows.map((row: Record<string, unknown>) => [
        row.stage,
        row.count,
        row.toNext,
        row.toWon,
        row.lostHere,
        row.openHere,
      ]),
    ).toEqual([
      ['contact', 4, '0.500000', '0.250000', 0, 2],
      ['proposal', 2, '0.500000', '0.500000', 0, 1],
      ['negotiation', 1, '1.000000', '1.000000', 0, 0],
      ['contract', 1, '1.000000', '1.000000', 0, 0],
      ['won', 1, null, '1.000000', 0, 0],
      ['lost', 1, null, null, 1, 0],
    ])
  })

  test('counts only stages with a stay when asked for those visited', async () => {
    const { body } = await app.admin.post('/reports/run', { report: { ...funnel, mode: 'visited' } })
    expect(body.rows.map((row: Record<string, unknown>) => [row.stage, row.count])).toEqual([
      ['contact', 2],
      ['proposal', 1],
      ['negotiation', 0],
      ['contract', 0],
      ['won', 1],
      ['lost', 1],
    ])
  })

  test('opens its numbers', async () => {
    const { body } = await app.admin.post('/reports/drill', {
      report: funnel,
      cell: { row: { stage: 'proposal' }, value: 'count' },
    })
    expect(body.records.map((record: { name: string }) => record.name).sort()).toEqual(['a2', 'a3'])
  })
})

describe('a forecast', () => {
  const forecast = {
    type: 'forecast',
    entity: 'deal',
    pipeline: 'sales',
    amount: 'amount',
    date: 'closeDate',
    unit: 'month',
  }

  test('weighs 10万 at proposal with 5万 by its baseline to the next stage, and 2.7万 chained to won (RP-05)', async () => {
    const alone = await openApp(dealDocuments)
    try {
      await alone.admin.post('/records/deal', {
        name: 'one',
        amount: '100000',
        closeDate: '2099-01-15',
        stage: 'proposal',
      })
      const rates = [
        { key: 'toNext', method: 'stageToNext', from: 'history', minimum: 30, fallback: 'baseline.toNext' },
        { key: 'chained', method: 'chained', from: 'history', minimum: 30, fallback: 'baseline.toNext' },
      ]
      const { body } = await alone.admin.post('/reports/run', { report: { ...forecast, rates } })
      expect(body.rows).toEqual([
        { bucket: '2099-01', amount: '100000.00', weighted: '50000.00', chained: '27000.00', count: 1 },
      ])
      expect(body.explain.rates[1]).toEqual({ stage: 'proposal', rate: '0.500000', n: 0, source: 'baseline' })
    } finally {
      await alone.close()
    }
  })

  test('takes the win rate from own history: 100 reached the stage, 30 won, so 10万 weigh 3万 (RP-06)', async () => {
    const alone = await openApp(dealDocuments)
    try {
      const closed = Array.from({ length: 100 }, (_, i) => ({ name: `c${i}`, stage: 'proposal' }))
      const made = await alone.admin.post('/records/deal/bulk', { records: closed })
      for (const [i, result] of made.body.results.entries())
        expect(
          (await alone.admin.post(`/records/deal/${result.id}/move`, { to: i < 30 ? 'won' : 'lost' })).status,
        ).toBe(200)
      await alone.admin.post('/records/deal', {
        name: 'open',
        amount: '100000',
        closeDate: '2099-01-15',
        stage: 'proposal',
      })
      const { body } = await alone.admin.post('/reports/run', { report: forecast })
      expect(body.rows).toEqual([{ bucket: '2099-01', amount: '100000.00', weighted: '30000.00', count: 1 }])
      expect(body.explain.rates.find((rate: { stage: string }) => rate.stage === 'proposal')).toEqual({
        stage: 'proposal',
        rate: '0.300000',
        n: 100,
        source: 'history',
      })
    } finally {
      await alone.close()
    }
  })

  test('shows overdue close dates in a row of their own, and falls back to the probability without enough history (RP-07)', async () => {
    const { body } = await app.admin.post('/reports/run', { report: forecast })
    expect(body.rows[0]).toEqual({ bucket: 'overdue', amount: '300.30', weighted: '110.11', count: 2 })
    expect(body.explain.rates[0]).toEqual({ stage: 'contact', rate: '0.100000', n: 1, source: 'probability' })
  })
})

describe('a report that cannot be run', () => {
  test('answers every problem with its place', async () => {
    const { status, body } = await app.admin.post(
      '/reports/run',
      summary({
        rows: [{ key: 'r', field: 'nope' }],
        values: [{ key: 'v', aggregate: 'sum', field: 'name' }],
        filter: { '>': [{ var: 'amount' }, 'x'] },
      }),
    )
    expect(status).toBe(400)
    expect(body.problems.map((problem: { path: string }) => problem.path).sort()).toEqual([
      '/report/filter/>/1',
      '/report/rows/0/field',
      '/report/values/0/field',
    ])
  })

  test('is not found by an unknown key', async () => {
    expect((await app.admin.post('/reports/run', { report: 'nothing' })).status).toBe(404)
  })
})
