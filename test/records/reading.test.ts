import {
  compileGet,
  compileHistory,
  compileLabels,
  compileList,
  compileLoad,
  compileLookup,
  compileSearch,
} from '@atelier/records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documents } from './sales-documents.ts'
import { newId, now, openWorkspace, type TestWorkspace } from './workspace.ts'

let workspace: TestWorkspace
const ids = { ann: '', acme: '', hidden: '', deal: '', second: '', call: '' }
const stageOf = (key: string, position: number) => ({
  key,
  pipeline: 'sales',
  outcome: 'open',
  position,
  probability: '0.1',
  enteredAt: now.toISOString(),
  closedAt: null,
  furthest: position,
})

beforeAll(async () => {
  workspace = await openWorkspace(documents)
  ids.ann = await workspace.insert('user', { name: '安妮', email: 'ann@example.com' })
  ids.acme = await workspace.insert(
    'account',
    {
      name: 'ACME',
      industry: 'bank',
      creditLimit: { amount: '100.00', currency: 'CNY', base: '100.00' },
      owner: ids.ann,
    },
    { search: { text: 'acme', pinyin: '', initials: '' } },
  )
  ids.hidden = await workspace.insert('account', { name: 'Binned', owner: ids.ann })
  await workspace.write({
    records: [
      { entity: 'account', update: [{ id: ids.hidden, version: 1, values: {}, deletedAt: now.toISOString() }] },
    ],
  })
  ids.deal = await workspace.insert(
    'opportunity',
    {
      name: "大单 🚀 '; drop table x; --",
      account: ids.acme,
      stage: stageOf('offer', 2),
      amount: { amount: '1234.50', currency: 'CNY', base: '1234.50' },
      probability: '0.2500',
      closeDate: '2026-12-01',
      dueAt: '2026-11-22T06:05:00.123Z',
      hot: false,
      tags: ['a', '"b"'],
      score: '7.10',
      owner: ids.ann,
    },
    { search: { text: "大单 🚀 '; drop table x; --", pinyin: 'dadan', initials: 'dd' } },
  )
  ids.second = await workspace.insert('opportunity', { name: 'Second', account: ids.hidden })
  await workspace.write({
    records: [
      {
        entity: 'opportunity.lines',
        insert: [
          {
            id: newId(),
            createdAt: '',
            createdBy: null,
            parent: ids.deal,
            position: 1,
            values: { product: 'Pen', quantity: '2.00', price: '1.50', cost: '1.00', subtotal: '3.00' },
          },
          {
            id: newId(),
            createdAt: '',
            createdBy: null,
            parent: ids.deal,
            position: 0,
            values: { product: 'Ink', quantity: '1.00', price: '4.00' },
          },
        ],
      },
    ],
  })
  ids.call = await workspace.insert('activity', {
    subject: 'Call',
    done: true,
    about: [
      { id: ids.deal, entity: 'opportunity' },
      { id: ids.acme, entity: 'account' },
    ],
  })
})
afterAll(() => workspace.close())

describe('a record in answer form', () => {
  test('carries every field as the contract writes it', async () => {
    const record = await workspace.json(
      compileGet(workspace.as(), {
        entity: 'opportunity',
        id: ids.deal,
        fields: [
          'name',
          'account',
          'stage',
          'amount',
          'probability',
          'closeDate',
          'dueAt',
          'hot',
          'tags',
          'score',
          'owner',
          'lines',
          'version',
          'need',
          'createdBy',
        ],
      }),
    )
    expect(record).toEqual({
      id: ids.deal,
      name: "大单 🚀 '; drop table x; --",
      account: { id: ids.acme, label: 'ACME' },
      stage: 'offer',
      amount: { amount: '1234.50', currency: 'CNY' },
      probability: '0.2500',
      closeDate: '2026-12-01',
      dueAt: '2026-11-22T06:05:00.123Z',
      hot: false,
      tags: ['a', '"b"'],
      score: '7.10',
      owner: { id: ids.ann, label: '安妮' },
      lines: [
        expect.objectContaining({ product: 'Ink', quantity: '1.00' }),
        expect.objectContaining({ product: 'Pen', subtotal: '3.00' }),
      ],
      version: 1,
      need: null,
      createdBy: null,
    })
  })

  test('takes the fields of what it refers to along when they are asked for', async () => {
    const record = await workspace.json(
      compileGet(workspace.as(), {
        entity: 'opportunity',
        id: ids.deal,
        fields: ['account.industry', 'account.owner.email', 'stage.outcome'],
      }),
    )
    expect(record).toEqual({
      id: ids.deal,
      account: {
        id: ids.acme,
        label: 'ACME',
        industry: 'bank',
        owner: { id: ids.ann, label: '安妮', email: 'ann@example.com' },
      },
      'stage.outcome': 'open',
    })
  })

  test('reads a reference to a record in the bin as empty', async () => {
    expect(
      await workspace.json(
        compileGet(workspace.as(), { entity: 'opportunity', id: ids.second, fields: ['account', 'industry'] }),
      ),
    ).toEqual({ id: ids.second, account: null, industry: null })
  })

  test('names the entity where a field refers to several', async () => {
    expect(
      await workspace.json(compileGet(workspace.as(), { entity: 'activity', id: ids.call, fields: ['about'] })),
    ).toEqual({
      id: ids.call,
      about: [
        { id: ids.deal, label: "大单 🚀 '; drop table x; --", entity: 'opportunity' },
        { id: ids.acme, label: 'ACME', entity: 'account' },
      ],
    })
  })

  test('is null when it is unknown or in the bin', async () => {
    expect(await workspace.json(compileGet(workspace.as(), { entity: 'account', id: newId() }))).toBeNull()
    expect(await workspace.json(compileGet(workspace.as(), { entity: 'account', id: ids.hidden }))).toBeNull()
    expect(
      await workspace.json(
        compileGet(workspace.as(), { entity: 'account', id: ids.hidden, binned: true, fields: ['name'] }),
      ),
    ).toEqual({ id: ids.hidden, name: 'Binned' })
  })

  test('tells every field that is not there at once', () => {
    const compiled = compileGet(workspace.as(), {
      entity: 'account',
      id: ids.acme,
      fields: ['name', 'nmae', 'owner.salary', '__proto__', 'name.length'],
    })
    expect(compiled.ok ? [] : compiled.problems.map((problem) => [problem.code, problem.path])).toEqual([
      ['unknown_field', '/fields/1'],
      ['unknown_field', '/fields/2'],
      ['unknown_field', '/fields/3'],
      ['unknown_field', '/fields/4'],
    ])
  })
})

describe('what rules read', () => {
  test('is canonical and nested along the paths that are asked for', async () => {
    const [record, missing] = await workspace.json<(Record<string, unknown> | null)[]>(
      compileLoad(workspace.as(), {
        entity: 'opportunity',
        ids: [ids.deal, newId()],
        paths: [['account', 'owner', 'name'], ['activities', 'done'], ['lines']],
        lock: true,
      }),
    )
    expect(missing).toBeNull()
    expect(record).toMatchObject({
      id: ids.deal,
      version: 1,
      amount: { amount: '1234.50', currency: 'CNY', base: '1234.50' },
      stage: { key: 'offer', outcome: 'open', position: 2, probability: '0.1000' },
      account: { id: ids.acme, owner: { id: ids.ann, name: '安妮' } },
      activities: [{ id: ids.call, done: true }],
      lines: [
        { product: 'Ink', position: 0 },
        { product: 'Pen', position: 1, quantity: '2.00' },
      ],
      owner: ids.ann,
      deletedAt: null,
    })
    const [activity] = await workspace.json<Record<string, unknown>[]>(
      compileLoad(workspace.as(), { entity: 'activity', ids: [ids.call], paths: [['about@opportunity', 'name']] }),
    )
    expect(activity?.['about']).toEqual([
      { id: ids.deal, name: expect.any(String), entity: 'opportunity' },
      { id: ids.acme, entity: 'account' },
    ])
  })
})

describe('finding', () => {
  test('labels are given for what is there', async () => {
    expect(
      await workspace.json(compileLabels(workspace.as(), { entity: 'account', ids: [ids.acme, ids.hidden, newId()] })),
    ).toEqual({ [ids.acme]: 'ACME' })
  })

  test('search goes by text, pinyin and initials, and takes wildcards literally', async () => {
    const hits = (q: string) => workspace.json(compileSearch(workspace.as(), { q, limit: 5 }))
    const deal = [{ entity: 'opportunity', records: [{ id: ids.deal, label: "大单 🚀 '; drop table x; --" }] }]
    expect(await hits('DaDan')).toEqual(deal)
    expect(await hits('dd')).toEqual(deal)
    expect(await hits('大单 drop')).toEqual(deal)
    expect(await hits('%')).toEqual([])
    expect(await hits('  ')).toEqual([])
    expect(await hits('ＡＣＭＥ')).toEqual([{ entity: 'account', records: [{ id: ids.acme, label: 'ACME' }] }])
  })

  test('a lookup matches exactly, else with case and outer spaces aside', async () => {
    const values = ['ACME', ' acme ', 'nobody', 'Binned']
    expect(await workspace.json(compileLookup(workspace.as(), { entity: 'account', field: 'name', values }))).toEqual([
      [ids.acme],
      [ids.acme],
      [],
      [],
    ])
  })

  test('history tells the changes by field key, newest first', async () => {
    const event = {
      entity: 'account',
      record: ids.acme,
      at: now.toISOString(),
      recordedAt: now.toISOString(),
      by: ids.ann,
      via: 'api',
      request: 'r',
      revision: 1,
    }
    await workspace.write({
      events: [
        {
          ...event,
          id: newId(),
          version: 1,
          kind: 'record.created',
          changes: [{ field: 'fld_name', from: null, to: 'ACME' }],
        },
        { ...event, id: newId(), version: 2, kind: 'record.updated', changes: [{ field: 'fld_gone', from: 1, to: 2 }] },
      ],
    })
    const first = await workspace.json<{ events: object[]; next: string }>(
      compileHistory(workspace.as(), { entity: 'account', id: ids.acme, limit: 1 }),
    )
    expect(first.events).toEqual([
      expect.objectContaining({ kind: 'record.updated', changes: [], by: { id: ids.ann, label: '安妮' } }),
    ])
    const second = await workspace.json<{ events: object[]; next: null }>(
      compileHistory(workspace.as(), { entity: 'account', id: ids.acme, limit: 1, after: first.next }),
    )
    expect(second).toEqual({
      events: [
        expect.objectContaining({ kind: 'record.created', changes: [{ field: 'name', from: null, to: 'ACME' }] }),
      ],
      next: null,
    })
  })
})

describe('a list', () => {
  test('of an unknown sort or a bad cursor is refused with every reason', () => {
    const compiled = compileList(workspace.as(), {
      entity: 'opportunity',
      limit: 5,
      sort: ['-nope', 'lines'],
      fields: ['x'],
      after: 'abc',
    })
    expect(compiled.ok ? [] : compiled.problems.map((problem) => [problem.code, problem.path])).toEqual([
      ['unknown_field', '/sort/0'],
      ['wrong_type', '/sort/1'],
      ['unknown_field', '/fields/0'],
      ['bad_cursor', '/after'],
    ])
  })
})
