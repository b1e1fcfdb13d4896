import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { type Telling, tellings, withoutRealFiles } from './seller.ts'
import type { SellerTables } from './seller-rows.ts'

const workspaceFolder = path.join(import.meta.dirname, 'hardware-seller', 'workspace')

const S = { kind: 'report', specVersion: 1 }
const count = { key: 'n', aggregate: 'count' }

/** The story an admin lives through, from an empty workspace to the numbers and back. */
function tellStory({ seller, expected }: Telling): void {
  const { tables, uploads } = seller
  let app: App
  let admin: Caller
  let pipelineImport = ''
  beforeAll(async () => {
    app = await openApp()
    admin = app.admin
  }, 120_000)
  afterAll(() => app?.close())

  async function upload(entity: string, table: keyof SellerTables) {
    const form = new FormData()
    form.set('entity', entity)
    form.set('file', new File([uploads[table].bytes], uploads[table].name))
    const response = await admin.fetch('/imports', { method: 'POST', body: form })
    const body = await response.json()
    expect(response.status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ ...seller.read[table], rows: tables[table].length - 1 })
    return body
  }
  /** Takes the mapping that was offered, with what the admin changes in it. */
  async function map(
    uploaded: { id: string; match: readonly string[]; columns: readonly Readonly<Record<string, unknown>>[] },
    changes: Readonly<Record<string, object>> = {},
  ) {
    const columns = uploaded.columns.map(({ column, field, by, format }) => ({
      column,
      field,
      ...(by === undefined ? {} : { by }),
      ...(format === undefined ? {} : { format }),
      ...changes[String(column)],
    }))
    const put = await admin.call('PUT', `/imports/${uploaded.id}/mapping`, {
      match: uploaded.match,
      onMatch: 'update',
      columns,
    })
    expect(put.status, JSON.stringify(put.body)).toBe(200)
  }
  async function check(id: string) {
    const checked = await admin.post(`/imports/${id}/check`)
    expect(checked.status, JSON.stringify(checked.body)).toBe(200)
    return checked.body
  }
  /** Commits and waits until the work in the background is done. */
  async function commit(id: string) {
    expect((await admin.post(`/imports/${id}/commit`)).status).toBe(202)
    for (;;) {
      const { body } = await admin.get(`/imports/${id}`)
      if (body.state !== 'running') return body
      await admin.post('/test/settle')
    }
  }
  async function bring(entity: string, table: keyof SellerTables, changes: Readonly<Record<string, object>> = {}) {
    const uploaded = await upload(entity, table)
    await map(uploaded, changes)
    return commit(uploaded.id)
  }
  async function run(report: object) {
    const answer = await admin.post('/reports/run', { report: { ...S, entity: 'opportunity', ...report } })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }
  const countOf = async (entity: string, filter?: unknown): Promise<number> => {
    const query = filter === undefined ? '' : `&filter=${encodeURIComponent(JSON.stringify(filter))}`
    const { body } = await admin.get(`/records/${entity}?limit=1&count=exact${query}`)
    expect(body.count.exact).toBe(true)
    return body.count.value
  }

  test('the workspace is drawn in a change set, planned and published', async () => {
    const { body: change, status } = await admin.post('/changes')
    expect(status).toBe(201)
    for (const name of readdirSync(workspaceFolder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.json')) continue
      const document = JSON.parse(readFileSync(path.join(workspaceFolder, name), 'utf8'))
      const put = await admin.call('PUT', `/changes/${change.id}/documents/${document.kind}/${document.key}`, document)
      expect(put.status, JSON.stringify(put.body)).toBe(200)
    }
    const { body: plan } = await admin.get(`/changes/${change.id}/plan`)
    expect(plan.problems).toEqual([])
    expect(plan.diff.length).toBeGreaterThan(0)
    expect(plan.effects.length).toBeGreaterThan(0)
    const published = await admin.post(`/changes/${change.id}/publish`)
    expect(published).toMatchObject({ status: 200, body: { revision: change.base + 1 } })
  })

  test('accounts come in, whichever row of the file their parent stands in', async () => {
    const rows = tables.accounts.length - 1
    expect(await bring('account', 'accounts')).toMatchObject({ state: 'done', rows, create: rows, refused: 0 })
    const parents = tables.accounts.slice(1).filter((row) => row[6] !== '').length
    expect(parents).toBeGreaterThan(1)
    expect(await countOf('account', { notEmpty: [{ var: 'subsidiaryOf' }] })).toBe(parents)
    const technology = tables.accounts.filter((row) => row[1] === 'technolgy').length
    expect(await countOf('account', { '==': [{ var: 'sector' }, 'technology'] })).toBe(technology)
  })

  test('products and salespeople come in, with managers made on the way', async () => {
    const products = tables.products.length - 1
    expect(await bring('product', 'products')).toMatchObject({ state: 'done', create: products, refused: 0 })
    const people = tables.salesTeams.length - 1
    const brought = await bring('salesperson', 'salesTeams', { manager: { missing: 'create' } })
    expect(brought).toMatchObject({ state: 'done', create: people, refused: 0 })
    expect(await countOf('manager')).toBe(new Set(tables.salesTeams.slice(1).map((row) => row[1])).size)
  })

  test('the dry run says which product does not exist, and offers the right one once for all its rows', async () => {
    const uploaded = await upload('opportunity', 'pipeline')
    pipelineImport = uploaded.id
    const guessed = Object.fromEntries(uploaded.columns.map(({ column, field }: never) => [column, field]))
    expect(guessed).toEqual({
      opportunity_id: 'code',
      sales_agent: 'salesperson',
      product: 'product',
      account: 'account',
      deal_stage: 'stage',
      engage_date: 'engageDate',
      close_date: 'closeDate',
      close_value: 'closeValue',
    })
    const checked = await check(pipelineImport)
    expect(checked).toMatchObject({
      rows: expected.rows,
      create: expected.rows - expected.misspelt,
      update: 0,
      unchanged: 0,
      refused: expected.misspelt,
    })
    expect(checked.values).toMatchObject([
      { column: 'product', value: 'GTXPro', rows: expected.misspelt, code: 'unknown_reference', suggestion: 'GTX Pro' },
    ])
    expect(await countOf('opportunity')).toBe(0)
  })

  test('repaired, every row comes in, with the past from the file', async () => {
    const repairs = {
      product: { values: { GTXPro: 'GTX Pro' } },
      deal_stage: { enteredAt: { engaging: 'engage_date', won: 'close_date', lost: 'close_date' } },
    }
    const { body } = await admin.get(`/imports/${pipelineImport}`)
    await map({ ...body, match: ['code'] }, repairs)
    expect(await check(pipelineImport)).toMatchObject({ create: expected.rows, refused: 0, problems: [], values: [] })
    expect(await commit(pipelineImport)).toMatchObject({
      state: 'done',
      rows: expected.rows,
      done: expected.rows,
      create: expected.rows,
      refused: 0,
    })
    expect(await countOf('opportunity')).toBe(expected.rows)
  })

  test('the stages hold what the file says', async () => {
    const { rows } = await run({
      type: 'summary',
      rows: [{ key: 'stage', field: 'stage' }],
      values: [count, { key: 'value', aggregate: 'sum', field: 'closeValue' }],
      totals: true,
    })
    const figures = Object.fromEntries(rows.map((row) => [row.stage, row.n]))
    expect(figures).toEqual({
      prospecting: expected.prospecting,
      engaging: expected.engaging,
      won: expected.won,
      lost: expected.lost,
      null: expected.rows,
    })
    expect(rows.at(-1)).toMatchObject({ _level: 1, n: expected.rows, value: expected.wonValue })
    expect(rows.find((row) => row.stage === 'won')?.['value']).toBe(expected.wonValue)
  })

  test('a won deal takes as long, and as many are won, as the file says', async () => {
    const { rows } = await run({
      type: 'summary',
      values: [
        { key: 'won', aggregate: 'count', filter: { '==': [{ var: 'stage' }, 'won'] } },
        { key: 'closed', aggregate: 'count', filter: { '!=': [{ var: 'stage.outcome' }, 'open'] } },
        { key: 'rate', formula: { '/': [{ measure: 'won' }, { measure: 'closed' }] }, scale: 4 },
        {
          key: 'days',
          aggregate: 'avg',
          scale: 2,
          value: { dateDiff: [{ var: 'engageDate' }, { var: 'closeDate' }, 'day'] },
          filter: { '==': [{ var: 'stage' }, 'won'] },
        },
      ],
    })
    expect(rows).toEqual([
      {
        _level: 0,
        won: expected.won,
        closed: expected.won + expected.lost,
        rate: expected.winRate,
        days: expected.averageDays,
      },
    ])
  })

  test('what is missing in the file is empty', async () => {
    expect(await countOf('opportunity', { empty: [{ var: 'account' }] })).toBe(expected.withoutAccount)
    expect(await countOf('opportunity', { empty: [{ var: 'engageDate' }] })).toBe(expected.withoutEngageDate)
    expect(await countOf('opportunity', { empty: [{ var: 'closeDate' }] })).toBe(expected.withoutCloseDate)
  })

  test('a deal counts in the quarter in which the file closed it', async () => {
    const { rows } = await run({
      type: 'summary',
      filter: { '!=': [{ var: 'stage.outcome' }, 'open'] },
      rows: [{ key: 'quarter', field: 'stage.closedAt', unit: 'quarter' }],
      columns: [{ key: 'stage', field: 'stage' }],
      values: [count],
    })
    const found = rows.map(({ quarter, n }) => {
      const counted = new Map<string, unknown>(Object.entries(typeof n === 'object' && n !== null ? n : {}))
      return [quarter, { won: counted.get('won') ?? 0, lost: counted.get('lost') ?? 0 }]
    })
    expect(Object.fromEntries(found)).toEqual(expected.closedPerQuarter)
  })

  test('the funnel counts each deal at every stage up to the furthest it ever was in', async () => {
    const { rows } = await run({ type: 'funnel', pipeline: 'deals' })
    const counts = Object.fromEntries(rows.map((row) => [row.stage, row['count']]))
    // Every lost deal of these files was engaged before, so it reached engaging.
    expect(counts).toEqual({
      prospecting: expected.rows,
      engaging: expected.rows - expected.prospecting,
      won: expected.won,
      lost: expected.lost,
    })
    const engaging = rows.find((row) => row.stage === 'engaging')
    expect(engaging).toMatchObject({ outcome: 'open', lostHere: expected.lost, openHere: expected.engaging })
    expect(Number(engaging?.['toWon'])).toBeCloseTo(expected.won / (expected.rows - expected.prospecting), 4)
  })

  test('a number opens onto its records', async () => {
    const { status, body } = await admin.post('/reports/drill', {
      report: {
        ...S,
        type: 'summary',
        entity: 'opportunity',
        rows: [{ key: 'stage', field: 'stage' }],
        values: [count],
      },
      cell: { row: { stage: 'won' }, value: 'n' },
      count: 'exact',
      limit: 3,
    })
    expect(status).toBe(200)
    expect(body.count).toEqual({ value: expected.won, exact: true })
    expect(body.records).toHaveLength(3)
    for (const record of body.records) expect(record.stage).toBe('won')
  })

  test('the history of a deal tells when the file says it happened', async () => {
    const row = tables.pipeline.slice(1).find((cells) => cells[4] === 'Won') ?? []
    const { body } = await admin.post('/records/opportunity/query', {
      filter: { '==': [{ var: 'code' }, row[0]] },
      fields: ['code', 'stage', 'stage.enteredAt', 'stage.closedAt', 'product.name'],
    })
    expect(body.records).toHaveLength(1)
    const [month, day, year] = (row[6] ?? '').split('/').map(Number)
    const zone = 8 * 3_600_000
    const closed = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day) - zone).getTime()
    expect(new Date(String(body.records[0]['stage.closedAt'])).getTime()).toBe(closed)
    const { body: history } = await admin.get(`/records/opportunity/${body.records[0].id}/history`)
    expect(history.events).toHaveLength(1)
    expect(history.events[0]).toMatchObject({ via: 'import' })
  })

  test('the same file a second time changes nothing', async () => {
    const events = async (): Promise<number> => {
      const { schema } = app.workspace()
      const { rows } = await app.installation.pool.query<{ n: number }>(
        `select count(*)::int as n from ${schema}.event`,
      )
      return rows[0]?.n ?? 0
    }
    const before = await events()
    const again = await bring('opportunity', 'pipeline', {
      product: { values: { GTXPro: 'GTX Pro' } },
      deal_stage: { enteredAt: { engaging: 'engage_date', won: 'close_date', lost: 'close_date' } },
    })
    expect(again).toMatchObject({
      state: 'done',
      create: 0,
      update: 0,
      unchanged: expected.rows,
      refused: 0,
    })
    const accounts = await bring('account', 'accounts')
    expect(accounts).toMatchObject({ create: 0, update: 0, unchanged: tables.accounts.length - 1 })
    expect(await events()).toBe(before)
  })

  test('undone, the opportunities are gone and everything else stays', async () => {
    expect(await admin.post(`/imports/${pipelineImport}/undo`)).toMatchObject({
      status: 200,
      body: { state: 'undone', records: expected.rows },
    })
    expect((await admin.get(`/imports/${pipelineImport}`)).body.state).toBe('undone')
    expect(await countOf('opportunity')).toBe(0)
    expect(await countOf('account')).toBe(tables.accounts.length - 1)
    expect((await admin.post(`/imports/${pipelineImport}/undo`)).status).toBe(409)
  })
}

for (const telling of tellings) describe(telling.name, () => tellStory(telling))

if (withoutRealFiles !== undefined) console.log(withoutRealFiles)
