import { compileList, localFormulas, planRecompute } from '@atelier/records'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sized } from '../harness/index.ts'
import { documents } from './sales-documents.ts'
import { newId, openWorkspace, type TestWorkspace } from './workspace.ts'

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await openWorkspace(documents)
})
afterAll(() => workspace.close())

type Fields = readonly string[] | 'all'

/** Does what the write kernel does after a write: lock, recompute, and let what changed count for later steps. */
async function follow(
  changes: readonly { entity: string; fields: Fields }[],
  rows: Readonly<Record<string, readonly string[]>>,
): Promise<string[]> {
  const changed = new Map(Object.entries(rows).map(([entity, ids]) => [entity, [...ids]]))
  const ran: string[] = []
  for (const step of planRecompute(workspace.as(), changes)) {
    await workspace.json(step.lock(changed))
    const done = await workspace.json<{ id: string }[]>(step.compile(changed))
    if (done.length > 0) ran.push(`${step.entity}.${step.field}`)
    changed.set(step.entity, [...(changed.get(step.entity) ?? []), ...done.map((row) => row.id)])
  }
  return ran
}

const read = async (entity: string, fields: readonly string[]) =>
  (
    await workspace.json<{ records: Record<string, unknown>[] }>(
      compileList(workspace.as(), { entity, limit: 500, fields, sort: ['id'] }),
    )
  ).records

const money = (amount: string | null) => amount && { amount, currency: 'CNY', base: amount }
const stage = (key: string, outcome: string) => ({
  key,
  pipeline: 'sales',
  outcome,
  position: 1,
  probability: null,
  enteredAt: null,
  closedAt: null,
  furthest: 1,
})

describe('formulas', () => {
  test('over own fields are the kernel’s, in the order in which they read each other', () => {
    expect(localFormulas(workspace.model(), 'opportunity')).toEqual(['weighted'])
    expect(localFormulas(workspace.model(), 'opportunity.lines')).toEqual(['subtotal'])
    expect(localFormulas(workspace.model(), 'account')).toEqual(['creditLeft'])
  })
})

describe('what follows from a change', () => {
  test('goes through rollups to the formulas that read them, and tells what it changed', async () => {
    const account = await workspace.insert('account', { name: 'ACME', creditLimit: money('100.00') })
    const deal = await workspace.insert('opportunity', {
      name: 'Deal',
      account,
      amount: money('30.00'),
      stage: stage('new', 'open'),
    })
    expect(await follow([{ entity: 'opportunity', fields: 'all' }], { opportunity: [deal] })).toEqual(
      expect.arrayContaining(['account.openAmount', 'account.deals', 'account.creditLeft']),
    )
    expect(await read('account', ['openAmount', 'deals', 'creditLeft', 'version'])).toEqual([
      {
        id: account,
        openAmount: { amount: '30.00', currency: 'CNY' },
        deals: '1',
        creditLeft: { amount: '70.00', currency: 'CNY' },
        version: 4,
      },
    ])
    const [step] = planRecompute(workspace.as(), [{ entity: 'opportunity', fields: ['amount'] }])
    await workspace.write({
      records: [{ entity: 'opportunity', update: [{ id: deal, values: { amount: money('45.00') } }] }],
    })
    expect(step && (await workspace.json(step.compile(new Map([['opportunity', [deal]]]))))).toEqual([
      {
        id: account,
        version: 5,
        from: { amount: '30.00', currency: 'CNY', base: '30.00' },
        to: { amount: '45.00', currency: 'CNY', base: '45.00' },
      },
    ])
  })

  test('is nothing where nothing reads the field', () => {
    expect(planRecompute(workspace.as(), [{ entity: 'opportunity', fields: ['need', 'hot'] }])).toEqual([])
    expect(planRecompute(workspace.as(), [{ entity: 'activity', fields: 'all' }])).toEqual([])
  })
})

test('whatever is written, the stored values equal a full recomputation', async () => {
  const accounts = [
    await workspace.insert('account', { name: 'A' }),
    await workspace.insert('account', { name: 'B' }),
    await workspace.insert('account', { name: 'C' }),
  ]
  await follow([{ entity: 'account', fields: 'all' }], { account: accounts })
  const deals: { id: string; account: string | null; lines: string[] }[] = []
  const write = (entity: string, id: string, values: Record<string, never> | object, more: object = {}) =>
    workspace.write({ records: [{ entity, update: [{ id, values: { ...values }, ...more }] }] })
  const action = fc.record({
    kind: fc.constantFrom('make', 'amount', 'stage', 'account', 'bin', 'restore', 'line', 'unline', 'price', 'limit'),
    deal: fc.nat(5),
    account: fc.option(fc.nat(2), { nil: null }),
    amount: fc.option(
      fc.integer({ min: -500, max: 500 }).map((n) => `${n}.50`),
      { nil: null },
    ),
  })
  const run = async ({
    kind,
    deal: index,
    account: to,
    amount,
  }: {
    kind: string
    deal: number
    account: number | null
    amount: string | null
  }) => {
    const account = to === null ? null : (accounts[to] ?? null)
    if (kind === 'make') {
      const id = await workspace.insert('opportunity', {
        name: 'x',
        account,
        amount: money(amount),
        stage: stage('new', 'open'),
      })
      deals.push({ id, account, lines: [] })
      return follow([{ entity: 'opportunity', fields: 'all' }], { opportunity: [id] })
    }
    if (kind === 'limit') {
      const [first = ''] = accounts
      await write('account', first, { creditLimit: money(amount) })
      // The kernel computes local formulas itself; here the database is asked to.
      return follow([{ entity: 'account', fields: 'all' }], { account: accounts })
    }
    const deal = deals[index % Math.max(deals.length, 1)]
    if (!deal) return []
    if (kind === 'line') {
      const id = newId()
      deal.lines.push(id)
      const values = {
        product: 'p',
        quantity: '2.00',
        price: amount,
        subtotal: amount === null ? null : (Number(amount) * 2).toFixed(2),
      }
      await workspace.write({
        records: [
          {
            entity: 'opportunity.lines',
            insert: [{ id, createdAt: '', createdBy: null, parent: deal.id, position: deal.lines.length, values }],
          },
        ],
      })
      return follow(
        [
          { entity: 'opportunity', fields: ['lines'] },
          { entity: 'opportunity.lines', fields: 'all' },
        ],
        { opportunity: [deal.id], 'opportunity.lines': [id] },
      )
    }
    if (kind === 'unline' || kind === 'price') {
      const id = kind === 'price' ? deal.lines.at(-1) : deal.lines.pop()
      if (id === undefined) return []
      if (kind === 'unline') await workspace.write({ records: [{ entity: 'opportunity.lines', remove: [id] }] })
      else await write('opportunity.lines', id, { price: '3.00', subtotal: '6.00' })
      return follow(
        [
          { entity: 'opportunity', fields: ['lines'] },
          { entity: 'opportunity.lines', fields: kind === 'price' ? ['price', 'subtotal'] : 'all' },
        ],
        { opportunity: [deal.id], 'opportunity.lines': [id] },
      )
    }
    if (kind === 'bin' || kind === 'restore') {
      await write('opportunity', deal.id, {}, { deletedAt: kind === 'bin' ? '2026-11-22T00:00:00Z' : null })
      return follow([{ entity: 'opportunity', fields: 'all' }], { opportunity: [deal.id] })
    }
    const values =
      kind === 'amount'
        ? { amount: money(amount) }
        : kind === 'stage'
          ? { stage: amount === null ? stage('won', 'won') : stage('new', 'open') }
          : { account }
    const former = deal.account
    if (kind === 'account') deal.account = account
    await write('opportunity', deal.id, values)
    // The record that the deal left counts as changed.
    return follow([{ entity: 'opportunity', fields: Object.keys(values) }], {
      opportunity: [deal.id],
      account: former === null ? [] : [former],
    })
  }
  const stored = async () => [
    await read('account', ['openAmount', 'deals', 'creditLeft']),
    await read('opportunity', ['gross', 'perLine']),
  ]
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 12 }), async (actions) => {
      for (const one of actions) await run(one)
      const kept = await stored()
      const everything = {
        account: accounts,
        opportunity: deals.map((deal) => deal.id),
        'opportunity.lines': deals.flatMap((deal) => deal.lines),
      }
      const corrected = await follow(
        Object.keys(everything).map((entity) => ({ entity, fields: 'all' as const })),
        everything,
      )
      expect(
        corrected.filter((step) => step !== 'opportunity.weighted' && step !== 'opportunity.lines.subtotal'),
      ).toEqual([])
      expect(await stored()).toEqual(kept)
    }),
    { numRuns: sized(12, 200) },
  )
  const sums = new Map<string, number>()
  const { rows } = await workspace.client.query(
    `select "f_fld_account" as account, sum("f_fld_amount") as sum from "ws ""test"""."r_ent_opportunity" where deleted_at is null and "f_fld_stage$outcome" = 'open' group by 1`,
  )
  for (const row of rows) sums.set(row.account, Number(row.sum))
  for (const record of await read('account', ['openAmount'])) {
    const amount = record['openAmount'] as { amount: string } | null
    if (accounts.includes(String(record['id'])))
      expect(Number(amount?.amount ?? 0)).toBe(sums.get(String(record['id'])) ?? 0)
  }
})
