import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const head = { specVersion: 1 } as const
const state = { approvalState: ['discount'] }

/** Deals with quotes; what must always hold of both hangs on the approval of a quote's discount. */
const documents: readonly Document[] = [
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
    invariants: [
      {
        id: 'inv_signed',
        always: {
          or: [
            { '!=': [{ var: 'signed' }, true] },
            { none: [{ var: 'quotes' }, { in: [state, ['rejected', 'withdrawn']] }] },
          ],
        },
        mode: 'refuse',
        message: { en: 'A signed deal has no quote that was turned down', 'zh-CN': '已签商机不得有被否决的报价' },
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
      {
        id: 'fld_frozen',
        key: 'frozen',
        type: 'choice',
        options: [
          { id: 'opt_start', key: 'start' },
          { id: 'opt_end', key: 'end' },
        ],
      },
      { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'quoting' }] },
    ],
    invariants: [
      {
        id: 'inv_start',
        always: { '!': [{ and: [{ '==': [{ var: 'frozen' }, 'start'] }, { '==': [state, 'pending'] }] }] },
        mode: 'refuse',
        message: { en: 'Nothing is asked about a frozen quote', 'zh-CN': '冻结的报价不得发起审批' },
      },
      {
        id: 'inv_end',
        always: { '!': [{ and: [{ '==': [{ var: 'frozen' }, 'end'] }, { '==': [state, 'approved'] }] }] },
        mode: 'refuse',
        message: { en: 'A frozen quote is not approved', 'zh-CN': '冻结的报价不得获批' },
      },
    ],
  },
  {
    ...head,
    kind: 'pipeline',
    id: 'pip_quoting',
    key: 'quoting',
    entity: 'quote',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_draft', key: 'draft', outcome: 'open' },
      {
        id: 'stg_sent',
        key: 'sent',
        outcome: 'open',
        entry: [{ id: 'gat_ok', gate: 'approval', approval: 'discount' }],
      },
      { id: 'stg_won', key: 'won', outcome: 'won' },
      { id: 'stg_lost', key: 'lost', outcome: 'lost' },
    ],
  },
  {
    ...head,
    kind: 'approval',
    id: 'apr_discount',
    key: 'discount',
    entity: 'quote',
    start: ['button', 'gate'],
    withdraw: 'starter',
    steps: [{ id: 'stp_boss', type: 'approve', approvers: ['role:boss'], mode: 'all' }],
  },
  {
    ...head,
    kind: 'role',
    id: 'rol_boss',
    key: 'boss',
    grants: [
      { id: 'grt_quote', entity: 'quote', actions: ['read'], scope: 'all' },
      { id: 'grt_deal', entity: 'deal', actions: ['read'], scope: 'all' },
    ],
  },
]

let app: App
let boss: Caller

beforeAll(async () => {
  app = await openApp(documents)
  boss = await app.person('Boss', ['boss'])
})
afterAll(() => app?.close())

async function quote(values: Readonly<Record<string, unknown>>, dealValues: Readonly<Record<string, unknown>> = {}) {
  const deal: string = (await app.admin.post('/records/deal', { name: 'Deal', ...dealValues })).body.id
  const made = await app.admin.post('/records/quote', { name: 'Quote', deal, ...values })
  expect(made.status).toBe(201)
  return { deal, id: String(made.body.id) }
}
const start = (id: string) => app.admin.post(`/records/quote/${id}/approvals`, { approval: 'discount' })
const decide = (by: Caller, request: string, action: string) =>
  by.post(`/approvals/${request}/decisions`, { action, comment: 'because' })
const requestsOf = async (id: string): Promise<readonly unknown[]> => {
  const { body } = await app.admin.get('/approvals?box=mine')
  return body.approvals.filter(({ record }: { record: { id: string } | null }) => record?.id === id)
}

describe('a decision that would break an invariant', () => {
  it('of the record that refers to the one decided about is refused, and the request waits as before', async () => {
    const { id, deal } = await quote({}, { signed: true })
    const { body: request } = await start(id)
    const refused = await decide(boss, request.id, 'reject')
    expect([refused.status, refused.body.problems]).toEqual([
      422,
      [
        {
          code: 'rule_refused',
          path: '',
          message: 'A signed deal has no quote that was turned down',
          params: { invariant: 'inv_signed', entity: 'deal', id: deal },
        },
      ],
    ])
    const { body } = await boss.get(`/approvals/${request.id}`)
    expect(body).toMatchObject({ state: 'pending', mayDecide: true, decidedAt: null, decisions: [] })
    expect((await decide(app.admin, request.id, 'withdraw')).status).toBe(422)
    expect((await decide(boss, request.id, 'approve')).body).toMatchObject({ state: 'approved' })
  })

  it('of the record itself is refused, with the move that waited', async () => {
    const { id } = await quote({ frozen: 'end' })
    expect((await app.admin.post(`/records/quote/${id}/move`, { to: 'sent' })).status).toBe(202)
    const [request] = (await boss.get('/approvals')).body.approvals
    const refused = await decide(boss, request.id, 'approve')
    expect([refused.status, refused.body.problems[0].message]).toEqual([422, 'A frozen quote is not approved'])
    expect((await app.admin.get(`/records/quote/${id}`)).body.stage).toBe('draft')
    await app.admin.patch(`/records/quote/${id}`, { frozen: null })
    expect((await decide(boss, request.id, 'approve')).status).toBe(200)
    expect((await app.admin.get(`/records/quote/${id}`)).body.stage).toBe('sent')
  })
})

describe('a request that would break an invariant', () => {
  it('is not started by button', async () => {
    const { id } = await quote({ frozen: 'start' })
    const refused = await start(id)
    expect([refused.status, refused.body.problems[0]]).toMatchObject([
      422,
      { code: 'rule_refused', message: 'Nothing is asked about a frozen quote' },
    ])
    expect(await requestsOf(id)).toEqual([])
  })

  it('is not started by a move either; another one is', async () => {
    const { id } = await quote({ frozen: 'start' })
    const moved = await app.admin.post(`/records/quote/${id}/move`, { to: 'sent' })
    expect([moved.status, moved.body.problems[0].message]).toEqual([422, 'Nothing is asked about a frozen quote'])
    expect(await requestsOf(id)).toEqual([])
    const free = await quote({})
    expect((await app.admin.post(`/records/quote/${free.id}/move`, { to: 'sent' })).status).toBe(202)
    expect(await requestsOf(free.id)).toHaveLength(1)
  })
})

describe('a person whose leaving would end a request', () => {
  it('stays while that would break an invariant', async () => {
    const { id } = await quote({ frozen: 'end' })
    await app.admin.patch(`/users/${boss.id}`, { roles: [] })
    await app.admin.patch(`/users/${app.admin.id}`, { roles: ['admin', 'boss'] })
    const leaver = await app.person('Leaver', ['boss'])
    const { body: request } = await start(id)
    expect((await decide(app.admin, request.id, 'approve')).body).toMatchObject({ state: 'pending' })
    const refused = await app.admin.post(`/users/${leaver.id}/disable`)
    expect([refused.status, refused.body.problems[0].message]).toEqual([422, 'A frozen quote is not approved'])
    expect((await leaver.get('/me')).status).toBe(200)
    await app.admin.patch(`/records/quote/${id}`, { frozen: null })
    expect((await app.admin.post(`/users/${leaver.id}/disable`)).status).toBe(200)
    expect((await app.admin.get(`/approvals/${request.id}`)).body.state).toBe('approved')
  })
})
