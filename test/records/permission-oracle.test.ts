import {
  compileCount,
  compileGet,
  compileHistory,
  compileLabels,
  compileList,
  compileMay,
  compileSearch,
  compileUnwritable,
  explainAccess,
  fieldAccess,
  type ListQuery,
  mayEver,
  type Reader,
} from '@atelier/records'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sized } from '../harness/index.ts'
import { documents } from './sales-documents.ts'
import { newId, now, openWorkspace, person, type TestWorkspace } from './workspace.ts'

/**
 * What a reader may see, worked out in plain TypeScript from the same roles as `sales-documents.ts` gives, without SQL: every read path
 * must agree with it for every reader.
 */
type Account = { id: string; name: string; owner: string; binned: boolean }
type Deal = {
  id: string
  name: string
  owner: string | null
  account: string | null
  amount: number | null
  score: number
  binned: boolean
}
type Call = { id: string; about: string[]; owner: string }

const users: string[] = []
const accounts: Account[] = []
const deals: Deal[] = []
const calls: Call[] = []
let workspace: TestWorkspace

beforeAll(async () => {
  workspace = await openWorkspace(documents)
  for (let index = 0; index < 5; index += 1) users.push(await workspace.insert('user', { name: `User ${index}` }))
  const user = (index: number) => users[index % users.length] ?? ''
  const search = (text: string) => ({ search: { text: text.toLowerCase(), pinyin: '', initials: '' } })
  const bin = (entity: string, id: string) =>
    workspace.write({ records: [{ entity, update: [{ id, version: 1, values: {}, deletedAt: now.toISOString() }] }] })
  for (let index = 0; index < 8; index += 1) {
    const account = { name: `Account ${index}`, owner: user(index), binned: index === 5 }
    const id = await workspace.insert(
      'account',
      { name: account.name, owner: account.owner, creditLimit: { amount: '50.00', currency: 'CNY', base: '50.00' } },
      search(account.name),
    )
    if (account.binned) await bin('account', id)
    accounts.push({ id, ...account })
  }
  for (let index = 0; index < 30; index += 1) {
    const deal = {
      name: `Deal ${index}`,
      owner: index % 11 === 0 ? null : user(index * 3),
      account: index % 7 === 0 ? null : (accounts[index % 8]?.id ?? null),
      amount: index % 5 === 0 ? null : index * 10,
      score: index % 3,
      binned: index % 13 === 12,
    }
    const id = await workspace.insert(
      'opportunity',
      {
        name: deal.name,
        owner: deal.owner,
        account: deal.account,
        score: `${deal.score}.00`,
        amount:
          deal.amount === null ? null : { amount: `${deal.amount}.00`, currency: 'CNY', base: `${deal.amount}.00` },
      },
      search(deal.name),
    )
    if (deal.binned) await bin('opportunity', id)
    deals.push({ id, ...deal })
  }
  for (let index = 0; index < 16; index += 1) {
    const about =
      index % 4 === 0 ? [accounts[index % 8]?.id ?? ''] : [deals[index]?.id ?? '', accounts[(index * 3) % 8]?.id ?? '']
    const call = { about, owner: user(index) }
    const targets = about.map((id) => ({
      id,
      entity: accounts.some((account) => account.id === id) ? 'account' : 'opportunity',
    }))
    calls.push({
      id: await workspace.insert('activity', { subject: `Call ${index}`, owner: call.owner, about: targets }),
      ...call,
    })
  }
})
afterAll(() => workspace.close())

const has = (reader: Reader, role: string) => reader.roles.includes(role)
const isAdmin = (reader: Reader) => has(reader, 'admin')
const grantsOfDeal = (reader: Reader, deal: Deal) => ({
  seller: has(reader, 'seller') && deal.owner === reader.user,
  manager: has(reader, 'manager') && deal.owner !== null && reader.people.includes(deal.owner),
  finance: has(reader, 'finance') && deal.amount !== null && deal.amount > 100,
})
const covers = (reader: Reader, deal: Deal): boolean =>
  isAdmin(reader) || Object.values(grantsOfDeal(reader, deal)).some(Boolean)
const seesDeal = (reader: Reader, deal: Deal): boolean => !deal.binned && covers(reader, deal)
const coversAccount = (reader: Reader, account: Account): boolean =>
  isAdmin(reader) ||
  has(reader, 'finance') ||
  (has(reader, 'manager') && reader.teammates.includes(account.owner)) ||
  (has(reader, 'seller') && deals.some((deal) => deal.account === account.id && seesDeal(reader, deal)))
const seesAccount = (reader: Reader, account: Account): boolean => !account.binned && coversAccount(reader, account)
const seesCall = (reader: Reader, call: Call): boolean =>
  isAdmin(reader) ||
  (has(reader, 'seller') &&
    call.about.some(
      (id) =>
        deals.some((deal) => deal.id === id && seesDeal(reader, deal)) ||
        accounts.some((account) => account.id === id && seesAccount(reader, account)),
    ))
const readsScore = (reader: Reader, deal: Deal): boolean =>
  isAdmin(reader) || grantsOfDeal(reader, deal).seller || grantsOfDeal(reader, deal).finance
const readsName = (reader: Reader, deal: Deal): boolean =>
  isAdmin(reader) || grantsOfDeal(reader, deal).seller || grantsOfDeal(reader, deal).manager

const readers = fc
  .record({
    user: fc.nat(4),
    roles: fc.subarray(['seller', 'manager', 'finance']),
    admin: fc.integer({ min: 0, max: 9 }),
    team: fc.subarray([0, 1, 2, 3, 4]),
    below: fc.subarray([0, 1, 2, 3, 4]),
  })
  .map(({ user, roles, admin, team, below }) => {
    const id = users[user] ?? ''
    const teammates = [...new Set([id, ...team.map((index) => users[index] ?? '')])]
    const people = [...new Set([...teammates, ...below.map((index) => users[index] ?? '')])]
    return person(id, admin === 0 ? [...roles, 'admin'] : roles, { teammates, people })
  })

type Row = { id: string; [key: string]: unknown }
type Page = { records: Row[]; next: string | null; count: { value: number } }
const list = (reader: Reader, query: Partial<ListQuery> & { entity: string }) =>
  workspace.json<Page>(compileList(workspace.as(reader), { limit: 500, count: 'exact', fields: [], ...query }))
const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort()
const codes = (reader: Reader, query: Partial<ListQuery>) => {
  const compiled = compileList(workspace.as(reader), { entity: 'opportunity', limit: 1, ...query })
  return compiled.ok ? [] : compiled.problems.map(({ code, message, path }) => ({ code, message, path }))
}

describe('whoever reads', () => {
  test('lists, counts, opens, names and finds exactly the records that the roles grant', () =>
    fc.assert(
      fc.asyncProperty(readers, async (reader) => {
        const seen = {
          account: idsOf(accounts.filter((row) => seesAccount(reader, row))),
          opportunity: idsOf(deals.filter((row) => seesDeal(reader, row))),
          activity: idsOf(calls.filter((row) => seesCall(reader, row))),
        }
        const all = { account: accounts, opportunity: deals, activity: calls }
        for (const entity of ['account', 'opportunity', 'activity'] as const) {
          const page = await list(reader, { entity })
          expect(idsOf(page.records)).toEqual(seen[entity])
          expect(page.count.value).toBe(seen[entity].length)
          expect(await workspace.json(compileCount(workspace.as(reader), { entity }))).toEqual({
            value: seen[entity].length,
            exact: true,
          })
          const ids = all[entity].map((row) => row.id)
          expect(
            Object.keys(await workspace.json<object>(compileLabels(workspace.as(reader), { entity, ids }))).sort(),
          ).toEqual(seen[entity])
          for (const id of ids.slice(0, 6))
            expect((await workspace.json(compileGet(workspace.as(reader), { entity, id }))) !== null).toBe(
              seen[entity].includes(id),
            )
        }
        const found = await workspace.json<{ entity: string; records: Row[] }[]>(
          compileSearch(workspace.as(reader), { q: 'account', limit: 50 }),
        )
        expect(found.flatMap((group) => idsOf(group.records))).toEqual(seen.account)
      }),
      { numRuns: sized(40, 600) },
    ))

  test('reads references, fields by row, and filters through relations with the same rights', () =>
    fc.assert(
      fc.asyncProperty(readers, async (reader) => {
        const rights = fieldAccess(reader, workspace.model(), 'opportunity')
        const readable = (key: string) => ['read', 'write'].includes(rights.get(key)?.access ?? 'hidden')
        const fields = ['name', 'score', 'account'].filter((key) => rights.get(key)?.access !== 'hidden')
        const { records } = await list(reader, { entity: 'opportunity', fields })
        for (const record of records) {
          const deal = deals.find((row) => row.id === record.id)
          if (!deal) throw new Error('A record from nowhere')
          const account = accounts.find((row) => row.id === deal.account)
          expect(record['account']).toEqual(
            account && seesAccount(reader, account) ? { id: account.id, label: account.name } : null,
          )
          if (fields.includes('score'))
            expect(record['score']).toBe(readsScore(reader, deal) ? `${deal.score}.00` : null)
          expect(record['name']).toBe(readsName(reader, deal) ? deal.name : '•••')
        }
        // Whoever has no grant at all does not even know the fields.
        if (!mayEver(reader, workspace.model(), 'opportunity', 'read')) return
        const visible = deals.filter((deal) => seesDeal(reader, deal))
        if (readable('score')) {
          const hits = await list(reader, { entity: 'opportunity', filter: { '==': [{ var: 'score' }, '1'] } })
          expect(idsOf(hits.records)).toEqual(
            idsOf(visible.filter((deal) => deal.score === 1 && readsScore(reader, deal))),
          )
        }
        if (readable('name')) {
          const hits = await list(reader, {
            entity: 'opportunity',
            filter: { startsWith: [{ var: 'name' }, 'Deal 1'] },
            sort: ['name'],
          })
          expect(idsOf(hits.records)).toEqual(
            idsOf(visible.filter((deal) => deal.name.startsWith('Deal 1') && readsName(reader, deal))),
          )
        }
        const named = await list(reader, {
          entity: 'opportunity',
          filter: { '==': [{ var: 'account.name' }, 'Account 3'] },
        })
        expect(idsOf(named.records)).toEqual(
          idsOf(
            visible.filter((deal) =>
              accounts.some((row) => row.id === deal.account && row.name === 'Account 3' && seesAccount(reader, row)),
            ),
          ),
        )
        const busy = await list(reader, {
          entity: 'account',
          filter: { '>': [{ count: [{ var: 'opportunities' }] }, 2] },
        })
        expect(idsOf(busy.records)).toEqual(
          idsOf(
            accounts.filter(
              (row) => seesAccount(reader, row) && visible.filter((deal) => deal.account === row.id).length > 2,
            ),
          ),
        )
        const found = await workspace.json<{ entity: string; records: Row[] }[]>(
          compileSearch(workspace.as(reader), { q: 'Deal', entity: 'opportunity', limit: 50 }),
        )
        expect(found.flatMap((group) => idsOf(group.records))).toEqual(
          idsOf(visible.filter((deal) => readsName(reader, deal))),
        )
      }),
      { numRuns: sized(40, 600) },
    ))

  test('may do to records what the grants of that action say', () =>
    fc.assert(
      fc.asyncProperty(readers, async (reader) => {
        const ids = deals.map((deal) => deal.id)
        const may = await workspace.json<string[]>(
          compileMay(workspace.as(reader), { entity: 'opportunity', action: 'update', ids }),
        )
        expect([...may].sort()).toEqual(
          idsOf(deals.filter((deal) => !deal.binned && (isAdmin(reader) || grantsOfDeal(reader, deal).seller))),
        )
        expect(
          await workspace.json(compileMay(workspace.as(reader), { entity: 'opportunity', action: 'delete', ids })),
        ).toHaveLength(isAdmin(reader) ? deals.filter((deal) => !deal.binned).length : 0)
        expect(mayEver(reader, workspace.model(), 'opportunity', 'delete')).toBe(isAdmin(reader))
      }),
      { numRuns: sized(20, 200) },
    ))
})

describe('a field that is hidden', () => {
  const seller = () => person(users[0] ?? '', ['seller'])

  test.each(['creditLimit', 'creditLeft'])(
    '(%s) answers in filter, sort, fields and paths exactly like one that never was',
    (key) => {
      const asked = (name: string) =>
        JSON.parse(
          JSON.stringify([
            codes(seller(), { entity: 'account', filter: { '>': [{ var: name }, 1] } }),
            codes(seller(), { entity: 'account', filter: { not: 1, and: [{ or: [{ empty: [{ var: name }] }] }] } }),
            codes(seller(), { entity: 'account', sort: [`-${name}`] }),
            codes(seller(), { entity: 'account', fields: [name] }),
            codes(seller(), { filter: { '>': [{ var: `account.${name}` }, 1] } }),
            codes(seller(), { filter: { '>': [{ sum: [{ var: 'account.opportunities' }, { var: name }] }, 1] } }),
            codes(seller(), { sort: [`account.${name}`] }),
            codes(seller(), { fields: [`account.${name}`] }),
          ]).replaceAll(name, 'FIELD'),
        )
      const never = asked('neverWasThere')
      expect(asked(key)).toEqual(never)
      expect(never.flat().every((problem: { code: string }) => problem.code !== undefined)).toBe(true)
      expect(never.every((problems: unknown[]) => problems.length > 0)).toBe(true)
    },
  )

  test('in lines is left out of their rows', async () => {
    const deal = deals.find((row) => seesDeal(seller(), row))
    await workspace.write({
      records: [
        {
          entity: 'opportunity.lines',
          insert: [
            {
              id: newId(),
              createdAt: '',
              createdBy: null,
              parent: deal?.id ?? '',
              position: 0,
              values: { product: 'Pen', cost: '9.00' },
            },
          ],
        },
      ],
    })
    const record = await workspace.json<{ lines: Row[] }>(
      compileGet(workspace.as(seller()), { entity: 'opportunity', id: deal?.id ?? '', fields: ['lines'] }),
    )
    expect(record.lines).toEqual([
      { id: expect.any(String), product: 'Pen', quantity: null, price: null, subtotal: null },
    ])
    expect(codes(seller(), { filter: { some: [{ var: 'lines' }, { '>': [{ var: 'cost' }, 1] }] } })[0]?.code).toBe(
      'unknown_field',
    )
    const lines = await list(seller(), { entity: 'opportunity.lines', fields: ['product'] })
    expect(lines.records.map((row) => row['product'])).toEqual(['Pen'])
    expect((await list(person(newId(), ['seller']), { entity: 'opportunity.lines' })).records).toEqual([])
  })

  test('is in no history, nor in what rules read of it', async () => {
    const deal = deals.find((row) => seesDeal(seller(), row))
    const event = {
      id: newId(),
      entity: 'opportunity',
      record: deal?.id ?? '',
      version: 2,
      kind: 'record.updated',
      at: now.toISOString(),
      recordedAt: now.toISOString(),
      by: null,
      via: 'api',
      request: 'r',
      revision: 1,
    }
    const rows = [{ id: 'x', product: 'Pen', cost: '9.00', fld_l_cost: '9.00' }]
    await workspace.write({
      events: [
        {
          ...event,
          changes: [
            { field: 'fld_lines', from: null, to: rows },
            { field: 'fld_need', from: null, to: 'ink' },
          ],
        },
      ],
    })
    const told = async (reader: Reader) =>
      (
        await workspace.json<{ events: { changes: unknown[] }[] }>(
          compileHistory(workspace.as(reader), { entity: 'opportunity', id: deal?.id ?? '', limit: 5 }),
        )
      ).events[0]?.changes
    expect(await told(seller())).toEqual([
      { field: 'lines', from: null, to: [{ id: 'x', product: 'Pen' }] },
      { field: 'need', from: null, to: 'ink' },
    ])
    expect(await told(person(newId(), ['admin']))).toEqual([
      { field: 'lines', from: null, to: rows },
      { field: 'need', from: null, to: 'ink' },
    ])
    const changed = (reader: Reader, field: string) =>
      list(reader, {
        entity: 'opportunity',
        filter: { some: [{ var: 'changes' }, { '==': [{ var: 'field' }, field] }] },
      })
    expect((await changed(seller(), 'lines')).records).toEqual([])
    expect((await changed(seller(), 'need')).records).toEqual([{ id: deal?.id }])
    expect((await changed(person(newId(), ['admin']), 'lines')).records).toEqual([{ id: deal?.id }])
  })
})

describe('administrators', () => {
  test('are told which grants allow something and which of them cover a record', async () => {
    const reader = person(users[3] ?? '', ['seller', 'finance'])
    const deal = deals.find((row) => row.owner === reader.user && row.amount !== null && row.amount <= 100)
    const { unlimited, grants, statement } = explainAccess(workspace.as(reader), {
      entity: 'opportunity',
      action: 'read',
      id: deal?.id ?? '',
    })
    expect([unlimited, grants.map(({ role, grant }) => `${role} ${grant}`)]).toEqual([
      false,
      ['seller grt_1', 'finance grt_2'],
    ])
    expect(statement && (await workspace.json(statement))).toEqual({
      exists: true,
      binned: false,
      covers: [true, false],
    })
  })

  test('see what a row does not let one write', async () => {
    const reader = person(users[0] ?? '', ['seller'])
    const mine = deals.find((row) => row.owner === reader.user)?.id ?? ''
    const other = deals.find((row) => row.owner !== reader.user)?.id ?? ''
    expect(
      await workspace.json(
        compileUnwritable(workspace.as(reader), { entity: 'opportunity', ids: [mine, other], fields: ['name'] }),
      ),
    ).toEqual({ [other]: ['name'] })
  })
})
