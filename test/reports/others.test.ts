import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { dealDocuments } from './deals.ts'

let app: App

const report = {
  type: 'summary',
  entity: 'deal',
  rows: [{ key: 'name', field: 'name', sort: { by: 'amount', order: 'desc' }, top: 2, others: true }],
  values: [
    { key: 'n', aggregate: 'count' },
    { key: 'amount', aggregate: 'sum', field: 'amount' },
    { key: 'mean', aggregate: 'avg', field: 'amount', scale: 2 },
    { key: 'most', aggregate: 'max', field: 'amount' },
    { key: 'middle', aggregate: 'median', field: 'amount' },
    { key: 'share', window: 'percentOf', of: 'amount', within: 'all', scale: 2 },
  ],
  totals: true,
}

beforeAll(async () => {
  app = await openApp(dealDocuments)
  const amounts = { ash: '10', birch: '500', cedar: '30', elm: '400', fir: '60' }
  for (const [name, amount] of Object.entries(amounts)) {
    const made = await app.admin.post('/records/deal', { name, amount, closeDate: '2026-03-01', stage: 'contact' })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
  // Two that bear the name of one of the rest.
  await app.admin.post('/records/deal', { name: 'ash', amount: '20', stage: 'contact' })
}, 120_000)
afterAll(() => app?.close())

describe('the first so many and the others', () => {
  test('gather the rest below the largest, exactly; what groups cannot tell is left empty', async () => {
    const { status, body } = await app.admin.post('/reports/run', { report })
    expect(status, JSON.stringify(body)).toBe(200)
    const shown = body.rows.map((row: Record<string, unknown>) => [
      row.name,
      row.n,
      row.amount,
      row.mean,
      row.most,
      row.middle,
      row.share,
    ])
    expect(shown).toEqual([
      ['birch', 1, '500.00', '500.00', '500.00', '500.000000', '0.49'],
      ['elm', 1, '400.00', '400.00', '400.00', '400.000000', '0.39'],
      ['~others', 4, '120.00', '30.00', '60.00', null, '0.12'],
      [null, 6, '1020.00', '170.00', '500.00', expect.any(String), '1.00'],
    ])
  })

  test('open the records behind the rest', async () => {
    const cell = { row: { name: '~others' }, value: 'amount' }
    const { status, body } = await app.admin.post('/reports/drill', { report, cell })
    expect(status, JSON.stringify(body)).toBe(200)
    const names = body.records.map((record: Record<string, unknown>) => record.name)
    expect(names.sort()).toEqual(['ash', 'ash', 'cedar', 'fir'])
  })

  test('without "others" the rest is left out', async () => {
    const [row] = report.rows
    const { body } = await app.admin.post('/reports/run', {
      report: { ...report, rows: [{ ...row, others: false }], totals: false },
    })
    expect(body.rows.map((each: Record<string, unknown>) => each.name)).toEqual(['birch', 'elm'])
  })
})

describe('a report as an Excel file', () => {
  test('is given to those who may export what it counts, and nobody else', async () => {
    const rep = await app.person('Rep', ['sales'])
    const init = (json: unknown) => ({
      method: 'POST',
      body: JSON.stringify(json),
      headers: { 'content-type': 'application/json' },
    })
    const file = await app.admin.fetch('/reports/export', init({ report }))
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="report.xlsx"')
    // A zip file: that is what an .xlsx is.
    expect(new Uint8Array(await file.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
    expect((await rep.fetch('/reports/export', init({ report }))).status).toBe(403)
    expect((await app.admin.fetch('/reports/export', init({ report: 'nothing' }))).status).toBe(404)
  })
})
