import { compileCount, compileList, type ListQuery } from '@atelier/records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './sales-documents.ts'
import { newId, openWorkspace, type TestWorkspace } from './workspace.ts'

type Page = {
  records: { id: string; [key: string]: unknown }[]
  next: string | null
  count?: { value: number; exact: boolean }
}
type Deal = {
  name: string
  amount: string | null
  closeDate: string | null
  dueAt: string | null
  hot: boolean | null
  score: string | null
  stage: number | null
  account: number | null
}

let workspace: TestWorkspace
const deals: (Deal & { id: string })[] = []
const accounts = ['银行', '安徽', 'Zebra']
const accountIds: string[] = []
const money = (amount: string | null) => amount && { amount, currency: 'CNY', base: amount }
const stages = ['new', 'offer', 'won', 'lost']

beforeAll(async () => {
  workspace = await openWorkspace(documents)
  for (const name of accounts) accountIds.push(await workspace.insert('account', { name }))
  for (let index = 0; index < 120; index += 1) {
    // Few distinct values, many empties: ties and empties are where paging goes wrong.
    const pick = <T>(values: readonly T[], step: number): T | null =>
      index % step === 0 ? null : (values[index % values.length] ?? null)
    const deal: Deal = {
      name: ['张三', '李四', '阿明', 'bob', 'Ann', 'Änn', 'ann'][index % 7] ?? '',
      amount: pick(['10.00', '-3.50', '1000.00'], 4),
      closeDate: pick(['2026-01-31', '2024-02-29', '0001-01-01', '9999-12-31'], 5),
      dueAt: pick(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z'], 3),
      hot: pick([true, false], 6),
      score: pick(['0.01', '-9999999.99', '7.00'], 7),
      stage: pick([1, 2, 3, 4], 8),
      account: pick([0, 1, 2], 9),
    }
    const id = await workspace.insert('opportunity', {
      name: deal.name,
      amount: money(deal.amount),
      closeDate: deal.closeDate,
      dueAt: deal.dueAt,
      hot: deal.hot,
      score: deal.score,
      account: deal.account === null ? null : (accountIds[deal.account] ?? null),
      stage:
        deal.stage === null
          ? null
          : {
              key: stages[deal.stage - 1] ?? '',
              pipeline: 'sales',
              outcome: deal.stage < 3 ? 'open' : deal.stage === 3 ? 'won' : 'lost',
              position: deal.stage,
              probability: null,
              enteredAt: null,
              closedAt: null,
              furthest: deal.stage,
            },
      tags: index % 2 ? ['x', `t${index % 3}`] : null,
    })
    deals.push({ id, ...deal })
  }
})
afterAll(() => workspace.close())

async function readAll(query: Omit<ListQuery, 'entity' | 'limit'>, limit: number): Promise<Page['records']> {
  const records: Page['records'] = []
  for (let after: string | undefined; ; ) {
    const page: Page = await workspace.json(
      compileList(workspace.as(), {
        entity: 'opportunity',
        limit,
        ...query,
        ...(after === undefined ? {} : { after }),
      }),
    )
    expect(page.records.length).toBeLessThanOrEqual(limit)
    records.push(...page.records)
    if (page.next === null) return records
    after = page.next
  }
}

const collator = new Intl.Collator('zh')
const orders: Readonly<Record<string, (a: Deal, b: Deal) => number>> = {
  amount: (a, b) => Number(a.amount) - Number(b.amount),
  closeDate: (a, b) => ((a.closeDate ?? '') < (b.closeDate ?? '') ? -1 : a.closeDate === b.closeDate ? 0 : 1),
  dueAt: (a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''),
  hot: (a, b) => Number(a.hot) - Number(b.hot),
  score: (a, b) => Number(a.score) - Number(b.score),
  stage: (a, b) => (a.stage ?? 0) - (b.stage ?? 0),
  name: (a, b) => collator.compare(a.name, b.name),
  account: (a, b) => collator.compare(accounts[a.account ?? 0] ?? '', accounts[b.account ?? 0] ?? ''),
}

describe('paging', () => {
  test.each(Object.keys(orders).flatMap((key) => [[key], [`-${key}`]]))(
    'by %s gives every record once, in order, empties last',
    async (sort) => {
      const descending = sort.startsWith('-')
      const key = descending ? sort.slice(1) : sort
      const value = (id: string) => deals.find((deal) => deal.id === id)
      const ids = (await readAll({ sort: [sort], fields: [] }, 7)).map((record) => record.id)
      expect(new Set(ids).size).toBe(deals.length)
      const isEmpty = (deal: Deal | undefined) => deal === undefined || deal[key as keyof Deal] === null
      ids.slice(1).forEach((id, index) => {
        const [before, after] = [value(ids[index] ?? ''), value(id)]
        if (isEmpty(before)) expect(isEmpty(after)).toBe(true)
        else if (before && after && !isEmpty(after)) {
          const order = (orders[key]?.(before, after) ?? 0) * (descending ? -1 : 1)
          expect(order).toBeLessThanOrEqual(0)
          if (order === 0) expect(descending ? before.id > after.id : before.id < after.id).toBe(true)
        }
      })
    },
  )

  test('in mixed directions is the same as reading everything at once', async () => {
    const sort = ['-hot', 'amount', '-account.name', 'closeDate']
    const all = (await readAll({ sort }, 500)).map((record) => record.id)
    expect((await readAll({ sort }, 11)).map((record) => record.id)).toEqual(all)
    expect(new Set(all).size).toBe(deals.length)
  })

  test('without a sort is newest first', async () => {
    const ids = (await readAll({ fields: [] }, 50)).map((record) => record.id)
    expect(ids).toEqual(deals.map((deal) => deal.id).reverse())
  })

  test('goes on where it was though the record there has gone', async () => {
    const page: Page = await workspace.json(
      compileList(workspace.as(), { entity: 'opportunity', sort: ['name'], limit: 10 }),
    )
    const last = page.records.at(-1)?.id ?? ''
    const after = page.next ?? ''
    const next = () =>
      workspace.json<Page>(compileList(workspace.as(), { entity: 'opportunity', sort: ['name'], limit: 10, after }))
    const before = await next()
    await workspace.write({
      records: [{ entity: 'opportunity', update: [{ id: last, values: {}, deletedAt: '2026-11-22T00:00:00Z' }] }],
    })
    expect(await next()).toEqual(before)
    await workspace.write({ records: [{ entity: 'opportunity', update: [{ id: last, values: {}, deletedAt: null }] }] })
  })

  test('refuses a cursor that was changed, of another sort or of another entity', async () => {
    const page: Page = await workspace.json(
      compileList(workspace.as(), { entity: 'opportunity', sort: ['closeDate'], limit: 5 }),
    )
    const after = page.next ?? ''
    const codes = (query: Partial<ListQuery>) => {
      const compiled = compileList(workspace.as(), { entity: 'opportunity', limit: 5, sort: ['closeDate'], ...query })
      return compiled.ok ? 'ok' : compiled.problems.map((problem) => problem.code).join()
    }
    expect(codes({ after })).toBe('ok')
    expect(codes({ after, sort: ['-closeDate'] })).toBe('bad_cursor')
    expect(codes({ after, entity: 'account', sort: ['name'] })).toBe('bad_cursor')
    const tampered = (change: (list: unknown[]) => unknown) => {
      const list: unknown[] = JSON.parse(Buffer.from(after, 'base64url').toString())
      return Buffer.from(JSON.stringify(change(list))).toString('base64url')
    }
    for (const value of ['2026-02-30', "'; --", '0000-01-01', 5, {}, ['x'], '2026-01-01\u0000'])
      expect(codes({ after: tampered((list) => list.with(1, value)) })).toBe('bad_cursor')
    expect(codes({ after: tampered((list) => list.with(2, 'x')) })).toBe('bad_cursor')
    expect(codes({ after: tampered(() => ({})) })).toBe('bad_cursor')
    for (let index = 0; index < after.length; index += 5) {
      const flipped = `${after.slice(0, index)}${after[index] === 'A' ? 'B' : 'A'}${after.slice(index + 1)}`
      const compiled = compileList(workspace.as(), {
        entity: 'opportunity',
        limit: 5,
        sort: ['closeDate'],
        after: flipped,
      })
      // Whatever still reads as a place is one: Postgres must be able to read it too.
      if (compiled.ok) await workspace.json(compiled)
    }
  })
})

describe('filtering', () => {
  const ids = async (filter: unknown) => (await readAll({ filter, fields: [] }, 500)).map((record) => record.id).sort()
  const expected = (keep: (deal: Deal) => boolean) =>
    deals
      .filter(keep)
      .map((deal) => deal.id)
      .sort()

  test('compares every kind of field', async () => {
    expect(await ids({ '>': [{ var: 'amount' }, '9.99'] })).toEqual(
      expected((deal) => deal.amount !== null && Number(deal.amount) > 9.99),
    )
    expect(await ids({ '==': [{ var: 'hot' }, false] })).toEqual(expected((deal) => deal.hot === false))
    expect(await ids({ '!=': [{ var: 'stage.outcome' }, 'open'] })).toEqual(
      expected((deal) => deal.stage === null || deal.stage > 2),
    )
    expect(await ids({ '<': [{ var: 'closeDate' }, '2026-01-31'] })).toEqual(
      expected((deal) => deal.closeDate !== null && deal.closeDate < '2026-01-31'),
    )
    expect(await ids({ empty: [{ var: 'dueAt' }] })).toEqual(expected((deal) => deal.dueAt === null))
    expect(await ids({ in: [{ var: 'score' }, ['7', '0.01']] })).toEqual(
      expected((deal) => deal.score === '7.00' || deal.score === '0.01'),
    )
    expect(await ids({ '==': [{ var: 'account.name' }, 'Zebra'] })).toEqual(expected((deal) => deal.account === 2))
    expect(await ids({ contains: [{ var: 'name' }, 'ANN', { ci: true }] })).toEqual(
      expected((deal) => deal.name.toLowerCase() === 'ann'),
    )
    expect(await ids({ '==': [{ var: 'late' }, true] })).toEqual(
      expected((deal) => deal.closeDate !== null && deal.closeDate < '2026-11-22'),
    )
    expect(await ids({ hasAny: [{ var: 'tags' }, ['t0']] })).toHaveLength(20)
  })

  test('and counts what it lists', async () => {
    const filter = { '>': [{ var: 'amount' }, 0] }
    const value = deals.filter((deal) => Number(deal.amount) > 0).length
    const page: Page = await workspace.json(
      compileList(workspace.as(), { entity: 'opportunity', filter, limit: 1, count: 'capped' }),
    )
    expect(page.count).toEqual({ value, exact: true })
    expect(await workspace.json(compileCount(workspace.as(), { entity: 'opportunity', filter }))).toEqual({
      value,
      exact: true,
    })
  })

  test('stops counting at ten thousand', async () => {
    await workspace.client.query(
      `insert into "ws ""test"""."r_ent_activity" (id, created_at, updated_at) select gen_random_uuid(), now(), now() from generate_series(1, 10001)`,
    )
    const page: Page = await workspace.json(
      compileList(workspace.as(), { entity: 'activity', limit: 1, count: 'capped' }),
    )
    expect(page.count).toEqual({ value: 10_000, exact: false })
  })

  test('tells everything that is wrong with a filter', () => {
    const compiled = compileList(workspace.as(), {
      entity: 'opportunity',
      limit: 5,
      filter: {
        and: [{ '==': [{ var: 'nope' }, 1] }, { frobnicate: [] }, { '<': [{ var: 'closeDate' }, '2026-02-30'] }],
      },
    })
    expect(compiled.ok ? [] : compiled.problems.map((problem) => problem.code)).toEqual([
      'unknown_field',
      'unknown_operator',
      'wrong_type',
    ])
  })

  test('takes every text as text', async () => {
    for (const text of ["'; drop table x; --", '$1', '%', '\\', '"', '🚀', '\u2028'])
      expect(await ids({ or: [{ contains: [{ var: 'name' }, text] }, { '==': [{ var: 'need' }, text] }] })).toEqual([])
  })
})

const planOf = async (query: Partial<ListQuery>, reader = workspace.as()) => {
  const compiled = compileList(reader, { entity: 'opportunity', limit: 50, fields: ['name'], ...query })
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  const { rows } = await workspace.client.query({
    text: `explain ${compiled.statement.text}`,
    values: [...compiled.statement.parameters],
  })
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('a list reads one page from an index, however deep', async () => {
  await workspace.client.query(
    `insert into "ws ""test"""."r_ent_opportunity" (id, created_at, updated_at, "f_fld_name", "f_fld_close", "f_fld_owner") select gen_random_uuid(), now() - n * interval '1 minute', now(), 'n' || n, date '2026-01-01' + n % 400, gen_random_uuid() from generate_series(1, 20000) as n`,
  )
  await workspace.client.query('analyze')
  const first: Page = await workspace.json(compileList(workspace.as(), { entity: 'opportunity', limit: 50 }))
  const newest = await planOf({})
  expect(newest).toContain('Index Scan')
  expect(newest).not.toContain('Seq Scan on r_ent_opportunity')
  expect(await planOf({ after: first.next ?? '' })).toMatch(/Index Cond: \(ROW\(.*created_at/)
  const byDate: Page = await workspace.json(
    compileList(workspace.as(), { entity: 'opportunity', limit: 50, sort: ['-closeDate'] }),
  )
  const deep = await planOf({ sort: ['-closeDate'], after: byDate.next ?? '' })
  expect(deep).not.toContain('Seq Scan on r_ent_opportunity')
  expect(deep).toMatch(/Index Cond: \(.*f_fld_close/)
  const owned = await planOf({}, workspace.as({ ...workspace.as().reader, user: newId(), roles: ['seller'] }))
  expect(owned).toMatch(/Index Cond: \(.*f_fld_owner/)
})

test('a count by stage, owner and an indexed amount never touches the table', async () => {
  // Vacuum knows as visible to everybody what is safely on the disk.
  await workspace.client.query('set synchronous_commit = on')
  await workspace.client.query(
    `insert into "ws ""test"""."r_ent_opportunity" (id, created_at, updated_at, "f_fld_name", "f_fld_stage", "f_fld_amount", "f_fld_owner") select gen_random_uuid(), now(), now(), 'n' || n, case when n % 4 = 0 then 'offer' else 'new' end, n, gen_random_uuid() from generate_series(1, 20000) as n`,
  )
  await workspace.client.query('vacuum analyze')
  const filter = { and: [{ '==': [{ var: 'stage' }, 'offer'] }, { '>=': [{ var: 'amount' }, '1000'] }] }
  expect(await planOf({ filter, count: 'capped' })).toMatch(/Index Only Scan .*\n\s+Index Cond: .*f_fld_stage/)
  await workspace.client.query('reset synchronous_commit')
})
