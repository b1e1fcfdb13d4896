import type { Document } from '@atelier/definitions'
import { checkDocuments, compileModel } from '@atelier/definitions'
import { settle } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const states = ['notNeeded', 'needed', 'pending', 'approved', 'rejected', 'withdrawn'] as const
const head = { specVersion: 1 } as const

/** Deals with quotes; a quote's discount is approved, and its contract where the discount was. */
function documents(): readonly Document[] {
  return [
    {
      ...head,
      kind: 'entity',
      id: 'ent_deal',
      key: 'deal',
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text' },
        { id: 'fld_signed', key: 'signed', type: 'boolean' },
      ],
      rules: [
        {
          id: 'rul_signed',
          when: {
            and: [
              { '==': [{ var: 'signed' }, true] },
              { some: [{ var: 'quotes' }, { in: [{ approvalState: ['quoteDiscount'] }, ['needed', 'pending']] }] },
            ],
          },
          refuse: true,
          message: { en: 'A quote is not approved', 'zh-CN': '有报价未获批' },
        },
      ],
    },
    {
      ...head,
      kind: 'entity',
      id: 'ent_quote',
      key: 'quote',
      titleField: 'name',
      fields: [
        { id: 'fld_name', key: 'name', type: 'text' },
        { id: 'fld_deal', key: 'deal', type: 'reference', target: 'deal', reverse: { key: 'quotes' } },
        { id: 'fld_others', key: 'others', type: 'references', targets: ['deal'] },
        { id: 'fld_discount', key: 'discount', type: 'percent' },
        { id: 'fld_total', key: 'total', type: 'money', currency: 'workspace' },
        { id: 'fld_tags', key: 'tags', type: 'tags' },
        { id: 'fld_note', key: 'note', type: 'text' },
        { id: 'fld_heard', key: 'heard', type: 'text' },
        {
          id: 'fld_lines',
          key: 'lines',
          type: 'lines',
          fields: [
            { id: 'fld_product', key: 'product', type: 'text' },
            { id: 'fld_price', key: 'price', type: 'number', scale: 2 },
          ],
        },
      ],
      rules: [
        ...states.map((state) => ({
          id: `rul_${state}`,
          when: { '==': [{ approvalState: ['quoteDiscount'] }, state] },
          warn: state,
        })),
        ...states.map((state) => ({
          id: `rul_contract_${state}`,
          when: { '==': [{ approvalState: ['contract'] }, state] },
          warn: `contract ${state}`,
        })),
      ],
    },
    {
      ...head,
      kind: 'approval',
      id: 'apr_quote',
      key: 'quoteDiscount',
      entity: 'quote',
      when: { '>': [{ var: 'discount' }, '0.15'] },
      start: ['button'],
      material: ['discount', 'total', 'lines', 'tags', 'deal', 'others'],
      withdraw: 'starter',
      steps: [{ id: 'stp_boss', type: 'approve', approvers: ['role:boss'], mode: 'any' }],
    },
    {
      ...head,
      kind: 'approval',
      id: 'apr_contract',
      key: 'contract',
      entity: 'quote',
      when: { '==': [{ approvalState: ['quoteDiscount'] }, 'approved'] },
      start: ['button'],
      steps: [{ id: 'stp_boss', type: 'approve', approvers: ['role:boss'], mode: 'any' }],
    },
    {
      ...head,
      kind: 'automation',
      id: 'aut_hear',
      key: 'hear',
      entity: 'quote',
      trigger: {
        on: 'field.changed',
        field: 'note',
        filter: { '==': [{ approvalState: ['quoteDiscount'] }, 'approved'] },
      },
      steps: [{ id: 'stp_set', action: 'updateRecord', set: { heard: '{{note}}' } }],
    },
    {
      ...head,
      kind: 'role',
      id: 'rol_boss',
      key: 'boss',
      grants: [{ id: 'grt_quote', entity: 'quote', actions: ['read'], scope: 'all' }],
    },
    {
      ...head,
      kind: 'role',
      id: 'rol_lawyer',
      key: 'lawyer',
      grants: [
        {
          id: 'grt_quote',
          entity: 'quote',
          actions: ['read'],
          scope: { rule: { in: [{ approvalState: ['quoteDiscount'] }, ['approved']] } },
        },
      ],
    },
  ]
}

let app: App
let boss: Caller
let lawyer: Caller
let notes = 0

beforeAll(async () => {
  app = await openApp(documents())
  boss = await app.person('Boss', ['boss'])
  lawyer = await app.person('Lex', ['lawyer'])
})
afterAll(() => app?.close())

async function make(values: Readonly<Record<string, unknown>>): Promise<string> {
  const made = await app.admin.post('/records/quote', { discount: '0.2', ...values })
  expect(made).toMatchObject({ status: 201 })
  return made.body.id
}

async function ask(id: string, answer?: 'approve' | 'reject' | 'withdraw', approval = 'quoteDiscount'): Promise<void> {
  const started = await app.admin.post(`/records/quote/${id}/approvals`, { approval })
  expect(started).toMatchObject({ status: 201 })
  if (answer === undefined) return
  const by = answer === 'withdraw' ? app.admin : boss
  expect(await by.post(`/approvals/${started.body.id}/decisions`, { action: answer })).toMatchObject({ status: 200 })
}

/** What the rules of a write see, in JavaScript. */
async function seenByRules(id: string): Promise<readonly string[]> {
  notes += 1
  const { body } = await app.admin.patch(`/records/quote/${id}`, { note: `n${notes}` })
  return body._warnings.map(({ message }: { message: string }) => message)
}

/** What filters see, in the database. */
async function seenByFilters(id: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const [approval, prefix] of [
    ['quoteDiscount', ''],
    ['contract', 'contract '],
  ] as const)
    for (const state of states) {
      const filter = { and: [{ '==': [{ var: 'id' }, id] }, { '==': [{ approvalState: [approval] }, state] }] }
      const { body } = await app.admin.post('/records/quote/query', { filter, fields: ['id'] })
      if (body.records.length > 0) found.push(`${prefix}${state}`)
    }
  return found
}

async function stateOf(id: string): Promise<readonly string[]> {
  const rules = await seenByRules(id)
  expect(await seenByFilters(id)).toEqual(rules)
  return rules
}

const full = {
  total: '100',
  tags: ['a', 'b'],
  lines: [
    { product: 'x', price: '1.5' },
    { product: 'y', price: null },
  ],
}

describe('the state of an approval is the same in rules and in filters', () => {
  it('before anybody has asked: needed where it is, and where that cannot be told', async () => {
    expect(await stateOf(await make({ discount: '0.1' }))).toEqual(['notNeeded', 'contract notNeeded'])
    expect(await stateOf(await make({ discount: '0.2' }))).toEqual(['needed', 'contract notNeeded'])
    expect(await stateOf(await make({ discount: null }))).toEqual(['needed', 'contract notNeeded'])
  })

  it('while it is asked, and however it ends; another approval may depend on it', async () => {
    const [pending, rejected, withdrawn, approved] = [
      await make(full),
      await make(full),
      await make(full),
      await make(full),
    ]
    await ask(pending)
    await ask(rejected, 'reject')
    await ask(withdrawn, 'withdraw')
    await ask(approved, 'approve')
    expect(await stateOf(pending)).toEqual(['pending', 'contract notNeeded'])
    expect(await stateOf(rejected)).toEqual(['rejected', 'contract notNeeded'])
    expect(await stateOf(withdrawn)).toEqual(['withdrawn', 'contract notNeeded'])
    expect(await stateOf(approved)).toEqual(['approved', 'contract needed'])
    await ask(approved, 'approve', 'contract')
    expect(await stateOf(approved)).toEqual(['approved', 'contract approved'])
  })

  it.each([
    ['a percentage', { discount: '0.3' }],
    ['an amount', { total: '101' }],
    ['a list of words', { tags: ['b'] }],
    ['a line', { lines: [{ product: 'x', price: '1.6' }] }],
    ['nothing left of the lines', { lines: [] }],
  ])('an approval counts until %s that it was asked for changes', async (_what, change) => {
    const id = await make(full)
    await ask(id, 'approve')
    await app.admin.patch(`/records/quote/${id}`, { note: 'beside the point', lines: full.lines })
    expect(await stateOf(id)).toEqual(['approved', 'contract needed'])
    await app.admin.patch(`/records/quote/${id}`, change)
    expect(await stateOf(id)).toEqual(['needed', 'contract notNeeded'])
    await app.admin.patch(`/records/quote/${id}`, { ...full, discount: '0.2' })
    expect(await stateOf(id)).toEqual(['approved', 'contract needed'])
  })

  it('references and links count by what they point at', async () => {
    const deal = (await app.admin.post('/records/deal', { name: 'D' })).body.id
    const other = (await app.admin.post('/records/deal', { name: 'E' })).body.id
    const id = await make({ deal, others: [deal, other] })
    await ask(id, 'approve')
    await app.admin.patch(`/records/deal/${deal}`, { name: 'D2' })
    expect(await stateOf(id)).toEqual(['approved', 'contract needed'])
    await app.admin.patch(`/records/quote/${id}`, { others: [deal] })
    expect(await stateOf(id)).toEqual(['needed', 'contract notNeeded'])
    await app.admin.patch(`/records/quote/${id}`, { others: [deal, other], deal: other })
    expect(await stateOf(id)).toEqual(['needed', 'contract notNeeded'])
  })
})

describe('everywhere', () => {
  it('rules ask about related records, and lists by them', async () => {
    const { id: deal } = (await app.admin.post('/records/deal', { name: 'D' })).body
    const quote = await make({ deal })
    const sign = () => app.admin.patch(`/records/deal/${deal}`, { signed: true })
    expect(await sign()).toMatchObject({ status: 422, body: { code: 'rule_refused' } })
    const filter = { some: [{ var: 'quotes' }, { in: [{ approvalState: ['quoteDiscount'] }, ['needed']] }] }
    const open = () => app.admin.post('/records/deal/query', { filter, fields: ['name'] })
    expect((await open()).body.records.map((each: { id: string }) => each.id)).toContain(deal)
    await ask(quote, 'approve')
    expect((await open()).body.records.map((each: { id: string }) => each.id)).not.toContain(deal)
    expect((await sign()).status).toBe(200)
  })

  it('the scope of a role shows what is approved and nothing else', async () => {
    const approved = await make({ name: 'shown' })
    const open = await make({ name: 'hidden' })
    await ask(approved, 'approve')
    expect((await lawyer.get(`/records/quote/${approved}`)).status).toBe(200)
    expect((await lawyer.get(`/records/quote/${open}`)).status).toBe(404)
  })

  it('reports count by it', async () => {
    const id = await make({ name: 'reported' })
    await ask(id, 'reject')
    const report = {
      type: 'summary',
      entity: 'quote',
      filter: {
        and: [{ '==': [{ var: 'name' }, 'reported'] }, { '==': [{ approvalState: ['quoteDiscount'] }, 'rejected'] }],
      },
      values: [{ key: 'n', aggregate: 'count' }],
    }
    expect((await app.admin.post('/reports/run', { report })).body.rows).toMatchObject([{ n: 1 }])
  })

  it('automations run by it', async () => {
    const [approved, open] = [await make({}), await make({})]
    await ask(approved, 'approve')
    await app.admin.patch(`/records/quote/${approved}`, { note: 'hello' })
    await app.admin.patch(`/records/quote/${open}`, { note: 'hello' })
    await settle(app.workspace())
    expect((await app.admin.get(`/records/quote/${approved}`)).body.heard).toBe('hello')
    expect((await app.admin.get(`/records/quote/${open}`)).body.heard).toBeNull()
  })
})

describe('a definition is refused', () => {
  const problemsOf = (change: (all: readonly Document[]) => readonly Document[]) => {
    const all = change(documents())
    return checkDocuments(all, compileModel(all, { revision: 0 })).map(
      ({ code, document, path }) => `${code} ${document} ${path}`,
    )
  }
  it('where a stored value would depend on an approval', () => {
    expect(
      problemsOf((all) =>
        all.map((each) =>
          each.kind === 'entity' && each.key === 'quote'
            ? {
                ...each,
                fields: [
                  ...each.fields,
                  {
                    id: 'fld_f',
                    key: 'f',
                    type: 'formula',
                    result: 'boolean',
                    formula: { '==': [{ approvalState: ['quoteDiscount'] }, 'approved'] },
                  },
                ],
              }
            : each,
        ),
      ),
    ).toEqual(['not_allowed_here entity/quote /fields/9/formula/==/0'])
  })
  it('where the approval is of another entity', () => {
    expect(
      problemsOf((all) =>
        all.map((each) =>
          each.kind === 'entity' && each.key === 'deal'
            ? {
                ...each,
                rules: [{ id: 'rul_x', when: { '==': [{ approvalState: ['contract'] }, 'needed'] }, warn: 'x' }],
              }
            : each,
        ),
      ),
    ).toEqual(['unknown_approval entity/deal /rules/0/when/==/0/approvalState/0'])
  })
  it('where approvals are needed by themselves', () => {
    expect(
      problemsOf((all) =>
        all.map((each) =>
          each.kind === 'approval' && each.key === 'quoteDiscount'
            ? { ...each, when: { '==': [{ approvalState: ['contract'] }, 'approved'] } }
            : each,
        ),
      ),
    ).toEqual(['circle approval/quoteDiscount /when', 'circle approval/contract /when'])
  })
})
