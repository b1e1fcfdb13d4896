import type { Document } from '@atelier/definitions'
import type { ReportResult, ReportRow } from '@atelier/reports'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sized } from '../harness/index.ts'
import { type App, openApp } from '../http/open-app.ts'

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_sale',
    key: 'sale',
    fields: [
      { id: 'fld_on', key: 'on', type: 'date' },
      { id: 'fld_n', key: 'net', type: 'number', scale: 2 },
      {
        id: 'fld_r',
        key: 'region',
        type: 'choice',
        options: [
          { id: 'opt_n', key: 'north' },
          { id: 'opt_s', key: 'south' },
        ],
      },
      {
        id: 'fld_k',
        key: 'kind',
        type: 'choice',
        options: [
          { id: 'opt_n', key: 'new' },
          { id: 'opt_o', key: 'old' },
        ],
      },
    ],
  },
]
const sales = [
  ['2025-01-31', '10', 'north', 'new'],
  ['2025-02-10', '20', 'north', 'old'],
  ['2025-02-20', '5', 'south', 'new'],
  ['2025-12-31', '100', 'north', 'new'],
  ['2026-01-01', '40', 'north', 'new'],
  ['2026-02-28', '8', 'north', 'old'],
  ['2026-03-01', '1', null, 'old'],
] as const

let app: App
beforeAll(async () => {
  app = await openApp(documents)
  const records = sales.map(([on, net, region, kind]) => ({ on, net, region, kind }))
  expect((await app.admin.post('/records/sale/bulk', { records, atomic: true })).status).toBe(200)
})
afterAll(() => app?.close())

const sum = { key: 'net', aggregate: 'sum', field: 'net' }
const count = { key: 'n', aggregate: 'count' }
const ofPeriod = {
  params: [{ key: 'period', type: 'dateRange', default: { period: ['between', '2026-01-01', '2027-01-01'] } }],
  filter: { inPeriod: [{ var: 'on' }, { param: 'period' }] },
}
const run = async (more: object, params: object = {}) => {
  const { status, body } = await app.admin.post<ReportResult>('/reports/run', {
    report: { type: 'summary', entity: 'sale', ...more },
    params,
  })
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

describe('a comparison', () => {
  const before = { key: 'before', compare: { measure: 'net', shift: [-1, 'year'] } }

  test('gives a measure for the period before, with rows that only that one has, and formulas may read it', async () => {
    const growth = {
      key: 'growth',
      formula: { '/': [{ '-': [{ measure: 'net' }, { measure: 'before' }] }, { measure: 'before' }] },
      scale: 2,
    }
    const many = { key: 'many', compare: { measure: 'n', shift: [-1, 'year'] } }
    const { rows, columns } = await run({
      ...ofPeriod,
      rows: [{ key: 'region', field: 'region' }],
      values: [sum, count, before, many, growth],
      totals: true,
    })
    expect(rows).toEqual([
      { _level: 0, region: 'north', net: '48.00', n: 2, before: '130.00', many: 3, growth: '-0.63' },
      { _level: 0, region: 'south', net: null, n: 0, before: '5.00', many: 1, growth: null },
      { _level: 0, region: null, net: '1.00', n: 1, before: null, many: 0, growth: null },
      { _level: 1, region: null, net: '49.00', n: 3, before: '135.00', many: 4, growth: '-0.64' },
    ])
    expect(columns.map(({ id, type }) => `${id} ${type}`)).toEqual([
      'region choice',
      'net number',
      'n count',
      'before number',
      'many count',
      'growth number',
    ])
  })

  test('stands beside the same month of this year where rows are months, and adds none without a period', async () => {
    const months = { rows: [{ key: 'month', field: 'on', unit: 'month' }], values: [sum, before] }
    const shown = ({ month, net, before: was }: ReportRow) => [month, net, was]
    expect((await run({ ...ofPeriod, ...months })).rows.map(shown)).toEqual([
      ['2026-01', '40.00', '10.00'],
      ['2026-02', '8.00', '25.00'],
      ['2026-03', '1.00', null],
      ['2026-12', null, '100.00'],
    ])
    expect((await run(months)).rows.map(shown)).toEqual([
      ['2025-01', '10.00', null],
      ['2025-02', '25.00', null],
      ['2025-12', '100.00', null],
      ['2026-01', '40.00', '10.00'],
      ['2026-02', '8.00', '25.00'],
      ['2026-03', '1.00', null],
    ])
  })

  test('opens the records of the other period', async () => {
    const report = {
      type: 'summary',
      entity: 'sale',
      ...ofPeriod,
      rows: [{ key: 'month', field: 'on', unit: 'month' }],
      values: [sum, before],
    }
    const { body } = await app.admin.post('/reports/drill', {
      report,
      cell: { row: { month: '2026-02' }, value: 'before' },
    })
    expect(body.records.map(({ on }) => on).sort()).toEqual(['2025-02-10', '2025-02-20'])
  })

  test('is of a value that is there and no comparison itself', async () => {
    const { status, body } = await app.admin.post('/reports/run', {
      report: {
        type: 'summary',
        entity: 'sale',
        values: [
          sum,
          { key: 'a', compare: { measure: 'nothing', shift: [-1, 'year'] } },
          before,
          { key: 'b', compare: { measure: 'before', shift: [-1, 'year'] } },
        ],
      },
    })
    expect(status).toBe(400)
    expect(body.problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/report/values/1/compare/measure unknown_field',
      '/report/values/3/compare/measure unknown_field',
    ])
  })

  test('equals the same report of the period moved, whatever the period and the shift', {
    timeout: 120_000,
  }, async () => {
    const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2026-06-01'), noInvalidDate: true })
    await fc.assert(
      fc.asyncProperty(
        day,
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: -3, max: 3 }),
        fc.constantFrom('day', 'week', 'month', 'quarter', 'year'),
        async (start, length, by, unit) => {
          const iso = (at: number): string => new Date(at).toISOString().slice(0, 10)
          const period = { period: ['between', iso(start.getTime()), iso(start.getTime() + length * 86_400_000)] }
          const shape = { ...ofPeriod, rows: [{ key: 'region', field: 'region' }], totals: true }
          const shift = [by, unit]
          const compared = await run(
            {
              ...shape,
              values: [
                sum,
                count,
                { key: 'other', compare: { measure: 'net', shift } },
                { key: 'others', compare: { measure: 'n', shift } },
              ],
            },
            { period },
          )
          const moved = await run(
            {
              ...shape,
              filter: { inPeriod: [{ var: 'on' }, { shift: [{ param: 'period' }, ...shift] }] },
              values: [sum, count],
            },
            { period },
          )
          const there = (row: ReportRow, n: string, net: string) => [row['_level'], row['region'], row[n], row[net]]
          expect(
            compared.rows.filter((row) => row['others'] !== 0).map((row) => there(row, 'others', 'other')),
          ).toEqual(moved.rows.filter((row) => row['n'] !== 0).map((row) => there(row, 'n', 'net')))
        },
      ),
      { numRuns: sized(25, 300), seed: 22 },
    )
  })
})

describe('a pivot over two dimensions', () => {
  const report = {
    type: 'summary',
    entity: 'sale',
    columns: [
      { key: 'region', field: 'region' },
      { key: 'kind', field: 'kind' },
    ],
    values: [count],
  }

  test('says of each column which cells it stands for, and opens each', async () => {
    const { columns, rows } = await run(report)
    const pivoted = columns[0]?.values ?? []
    expect(pivoted.map(({ value, cells }) => [value, cells])).toEqual([
      ['north|new', { region: 'north', kind: 'new' }],
      ['north|old', { region: 'north', kind: 'old' }],
      ['south|new', { region: 'south', kind: 'new' }],
      ['|old', { region: null, kind: 'old' }],
    ])
    for (const { value, cells } of pivoted) {
      const { body } = await app.admin.post('/reports/drill', {
        report,
        cell: { col: cells, value: 'n' },
        count: 'exact',
      })
      expect(rows).toMatchObject([{ n: { [value]: body.count.value } }])
    }
  })
})

test('a report without a value that is counted or added up is refused', async () => {
  const { status, body } = await app.admin.post('/reports/run', {
    report: { type: 'summary', entity: 'sale', values: [{ key: 'x', formula: { '+': [1, 2] } }] },
  })
  expect({ status, code: body.problems?.[0].code, path: body.problems?.[0].path }).toEqual({
    status: 400,
    code: 'required',
    path: '/report/values',
  })
})
