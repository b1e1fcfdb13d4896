import type { ApprovalDocument, Document, InvariantDefinition } from '@atelier/definitions'
import { advanceClock } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const
const approve = (id: string, role: string) => ({ id, type: 'approve', approvers: [`role:${role}`] }) as const
const approval = (id: string, key: string, steps: ApprovalDocument['steps']): Document => ({
  kind: 'approval',
  ...head(id, key),
  entity: 'deal',
  start: ['button', 'gate'],
  withdraw: 'starter',
  steps,
})
/** An approval of a deal under a hold never gets this state. */
const never = (id: string, approval: string, state: string): InvariantDefinition => ({
  id,
  always: { '!': [{ and: [{ '==': [{ var: 'hold' }, id] }, { '==': [{ approvalState: [approval] }, state] }] }] },
  mode: 'refuse',
  message: { en: `${approval} is not ${state} now`, 'zh-CN': `${approval} 现在不得 ${state}` },
})

const documents: readonly Document[] = [
  {
    kind: 'entity',
    ...head('ent_deal', 'deal'),
    titleField: 'name',
    fields: [
      { id: 'fld_n', key: 'name', type: 'text' },
      { id: 'fld_h', key: 'hold', type: 'text' },
      { id: 'fld_s', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
    ],
    invariants: [
      never('inv_ask', 'byFinance', 'pending'),
      never('inv_drop', 'byLegal', 'withdrawn'),
      never('inv_end', 'review', 'approved'),
      never('inv_clock', 'timed', 'approved'),
    ],
  },
  {
    kind: 'pipeline',
    ...head('pip_s', 'sales'),
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_1', key: 'talks', outcome: 'open' },
      {
        id: 'stg_2',
        key: 'signing',
        outcome: 'open',
        entry: [
          { id: 'gat_l', gate: 'approval', approval: 'byLegal' },
          { id: 'gat_f', gate: 'approval', approval: 'byFinance' },
        ],
      },
      { id: 'stg_3', key: 'won', outcome: 'won' },
    ],
  },
  approval('apr_l', 'byLegal', [approve('stp_l', 'legal')]),
  approval('apr_f', 'byFinance', [approve('stp_f', 'finance')]),
  approval('apr_r', 'review', [
    {
      id: 'stp_par',
      type: 'parallel',
      branches: [
        { id: 'brn_l', steps: [approve('stp_l', 'legal')] },
        { id: 'brn_f', steps: [approve('stp_f', 'finance')] },
      ],
    },
    { id: 'stp_cc', type: 'cc', to: ['starter'] },
  ]),
  approval('apr_t', 'timed', [
    {
      ...approve('stp_l', 'legal'),
      due: 'P1D',
      onDue: [{ id: 'due_0', after: 'PT0S', steps: [{ id: 'act_0', action: 'autoApprove' }] }],
    },
  ]),
  ...['legal', 'finance'].map(
    (key): Document => ({
      kind: 'role',
      ...head(`rol_${key}`, key),
      grants: [{ id: 'grt_1', entity: 'deal', actions: ['read'], scope: 'all' }],
    }),
  ),
]

let app: App
let lea: Caller
let fin: Caller
beforeAll(async () => {
  app = await openApp(documents)
  lea = await app.person('Lea', ['legal'])
  fin = await app.person('Fin', ['finance'])
})
afterAll(() => app?.close())

const deal = async (hold: string): Promise<string> =>
  (await app.admin.post('/records/deal', { name: 'Line 3', hold })).body.id
const move = (id: string) => app.admin.post(`/records/deal/${id}/move`, { to: 'signing' })
const start = async (id: string, approval: string): Promise<string> => {
  const { status, body } = await app.admin.post(`/records/deal/${id}/approvals`, { approval })
  expect(status, JSON.stringify(body)).toBe(201)
  return body.id
}
const requestsOf = async (id: string) => {
  const { body } = await app.admin.get('/approvals?box=mine')
  return body.approvals.filter(({ record }) => record?.id === id)
}
const decide = async (by: Caller, request: string, action: string) => {
  const { status, body } = await by.post(`/approvals/${request}/decisions`, { action, comment: 'because' })
  return status === 200 ? body.state : `${status} ${body.problems[0].message}`
}
const notices = async (): Promise<readonly string[]> =>
  (await app.admin.get('/notifications')).body.notifications.map(({ subject }) => subject)

describe('a move that waits for several approvals', () => {
  it('starts none of them when one would break an invariant', async () => {
    const id = await deal('inv_ask')
    const refused = await move(id)
    expect([refused.status, refused.body.problems[0].message]).toEqual([422, 'byFinance is not pending now'])
    expect(await requestsOf(id)).toEqual([])
  })

  it('keeps all of them when the rejection of one would end another that must not end so', async () => {
    const id = await deal('inv_drop')
    expect((await move(id)).status).toBe(202)
    const [finance] = (await requestsOf(id)).filter(({ approval }) => approval === 'byFinance')
    expect(await decide(fin, finance?.id ?? '', 'reject')).toBe('422 byLegal is not withdrawn now')
    expect((await requestsOf(id)).map(({ state }) => state)).toEqual(['pending', 'pending'])
    await app.admin.patch(`/records/deal/${id}`, { hold: null })
    expect(await decide(fin, finance?.id ?? '', 'reject')).toBe('rejected')
    expect((await requestsOf(id)).map(({ state }) => state).sort()).toEqual(['rejected', 'withdrawn'])
  })
})

describe('an approval with parallel branches', () => {
  it('is judged when its last branch ends, and tells those in copy of nothing that was taken back', async () => {
    const id = await deal('inv_end')
    const request = await start(id, 'review')
    expect(await decide(lea, request, 'approve')).toBe('pending')
    const told = (await notices()).length
    expect(await decide(fin, request, 'approve')).toBe('422 review is not approved now')
    expect(await notices()).toHaveLength(told)
    await app.admin.patch(`/records/deal/${id}`, { hold: null })
    expect(await decide(fin, request, 'approve')).toBe('approved')
    expect(await notices()).toHaveLength(told + 1)
  })

  it('gives the places in every branch of somebody who leaves to others', async () => {
    const both = await app.person('Bo', ['legal', 'finance'], { manager: app.admin.id })
    const request = await start(await deal(''), 'review')
    expect((await app.admin.post(`/users/${both.id}/disable`)).status).toBe(200)
    const { body } = await app.admin.get<{
      readonly steps: readonly { readonly people: readonly { readonly id: string; readonly state: string }[] }[]
    }>(`/approvals/${request}`)
    const open = body.steps.map(({ people }) =>
      people.flatMap(({ id, state }) => (state === 'open' ? [id] : [])).sort(),
    )
    expect(open).toEqual([[app.admin.id, lea.id].sort(), [app.admin.id, fin.id].sort(), []])
  })
})

describe('a decision of the clock that would break an invariant', () => {
  it('is taken back: the request waits for people, and admins hear why', async () => {
    const at = (moment: string): Promise<void> =>
      advanceClock([app.workspace()], app.installation.clock, new Date(moment))
    await at('2030-01-01T00:00:00Z')
    const held = await start(await deal('inv_clock'), 'timed')
    const free = await start(await deal(''), 'timed')
    await at('2030-01-03T00:00:00Z')
    expect((await app.admin.get(`/approvals/${free}`)).body.state).toBe('approved')
    expect((await lea.get(`/approvals/${held}`)).body).toMatchObject({
      state: 'pending',
      mayDecide: true,
      decisions: [],
    })
    expect((await notices())[0]).toBe('Line 3: could not be decided by itself. timed is not approved now')
  })
})
