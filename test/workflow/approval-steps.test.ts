import type { ApprovalDocument, Document } from '@atelier/definitions'
import { advanceClock } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Item } from '../http/answers.ts'
import { type Answer, type App, type Caller, openApp } from '../http/open-app.ts'

const head = (id: string, key: string) => ({ specVersion: 1, id, key }) as const
const approval = (id: string, key: string, more: Pick<ApprovalDocument, 'steps'> & Partial<ApprovalDocument>) => ({
  kind: 'approval' as const,
  ...head(id, key),
  entity: 'deal',
  material: ['amount'],
  ...more,
})
const roles = ['sales', 'legal', 'finance', 'director', 'ops']

const documents: readonly Document[] = [
  {
    kind: 'entity',
    ...head('ent_deal', 'deal'),
    titleField: 'name',
    fields: [
      { id: 'fld_n', key: 'name', type: 'text', required: true },
      { id: 'fld_a', key: 'amount', type: 'number' },
      { id: 'fld_secret', key: 'margin', type: 'number', sensitive: true },
      { id: 'fld_o', key: 'owner', type: 'owner' },
      { id: 'fld_s', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
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
  approval('apr_l', 'byLegal', { steps: [{ id: 'stp_l', type: 'approve', approvers: ['role:legal'], mode: 'claim' }] }),
  approval('apr_f', 'byFinance', { steps: [{ id: 'stp_f', type: 'approve', approvers: ['role:finance'] }] }),
  approval('apr_r', 'review', {
    start: ['button'],
    steps: [
      {
        id: 'stp_par',
        type: 'parallel',
        branches: [
          { id: 'brn_l', steps: [{ id: 'stp_l', type: 'approve', approvers: ['role:legal'] }] },
          { id: 'brn_f', steps: [{ id: 'stp_f', type: 'approve', approvers: ['role:finance'] }] },
        ],
      },
      {
        id: 'stp_amt',
        type: 'branch',
        cases: [
          {
            id: 'cas_hi',
            when: { '>': [{ var: 'amount' }, 500] },
            steps: [{ id: 'stp_d', type: 'approve', approvers: ['role:director'] }],
          },
          { id: 'cas_lo', steps: [] },
        ],
      },
      { id: 'stp_cc', type: 'cc', to: ['owner', 'role:ops'] },
    ],
  }),
  ...(['snapshot', 'latest'] as const).map((approverSees) =>
    approval(`apr_${approverSees}`, approverSees, {
      start: ['button'],
      material: ['amount', 'margin'],
      approverSees,
      steps: [
        { id: 'stp_cc', type: 'cc', to: ['role:audit'] },
        { id: 'stp_l', type: 'approve', approvers: ['role:legal'] },
      ],
    }),
  ),
  approval('apr_t', 'timed', {
    start: ['button'],
    steps: [
      {
        id: 'stp_l',
        type: 'approve',
        approvers: ['role:legal'],
        due: 'P2D',
        onDue: [
          { id: 'due_0', after: '-P1D', steps: [{ id: 'act_0', action: 'notify', to: ['approver'], subject: 'Soon' }] },
          { id: 'due_1', after: 'PT0S', steps: [{ id: 'act_1', action: 'urge' }] },
          { id: 'due_2', after: 'PT4H', steps: [{ id: 'act_2', action: 'escalate', to: 'manager(approver)' }] },
          { id: 'due_3', after: 'P3D', steps: [{ id: 'act_3', action: 'autoApprove' }] },
        ],
      },
      {
        id: 'stp_f',
        type: 'approve',
        approvers: ['role:finance'],
        due: 'P1D',
        onDue: [{ id: 'due_4', after: 'PT0S', steps: [{ id: 'act_4', action: 'autoReject' }] }],
      },
    ],
  }),
  ...roles.map(
    (key): Document => ({
      kind: 'role',
      ...head(`rol_${key}`, key),
      grants:
        key === 'ops' ? [] : [{ id: 'grt_1', entity: 'deal', actions: ['read', 'create', 'update'], scope: 'all' }],
    }),
  ),
  {
    kind: 'role',
    ...head('rol_audit', 'audit'),
    grants: [{ id: 'grt_1', entity: 'deal', actions: ['read'], scope: 'all', fields: { amount: 'masked' } }],
  },
]

let app: App
let anna: Caller
let lea: Caller
let max: Caller
let fin: Caller
let dora: Caller
let olga: Caller
let aude: Caller

beforeAll(async () => {
  app = await openApp(documents)
  anna = await app.person('Anna', ['sales'], { language: 'en' })
  max = await app.person('Max', ['sales'], { language: 'en' })
  lea = await app.person('Lea', ['legal'], { language: 'en', manager: max.id })
  fin = await app.person('Fin', ['finance'], { language: 'en' })
  dora = await app.person('Dora', ['director'], { language: 'en' })
  olga = await app.person('Olga', ['ops'], { language: 'en' })
  aude = await app.person('Aude', ['audit'], { language: 'en' })
})
afterAll(() => app?.close())

/** A request in a box; whoever may not see its record is told none. */
type Asked = { readonly id: string; readonly record: { readonly id: string } | null }
const none = 'none'

const deal = async (amount = 100): Promise<string> =>
  (await anna.post('/records/deal', { name: 'Line 3', amount: String(amount) })).body.id
const stage = async (id: string): Promise<unknown> => (await anna.get(`/records/deal/${id}`)).body.stage
const inBox = async (caller: Caller, box: string, record: string): Promise<readonly Asked[]> =>
  (await caller.get<{ readonly approvals: readonly Asked[] }>(`/approvals?box=${box}`)).body.approvals.filter(
    (each) => box === 'cc' || each.record?.id === record,
  )
/** The request on somebody's desk about a record; `none` where there is none. */
const requestOf = async (caller: Caller, record: string): Promise<string> =>
  (await inBox(caller, 'todo', record))[0]?.id ?? none
const decide = (caller: Caller, request: string, action: string): Promise<Answer> =>
  caller.post(`/approvals/${request}/decisions`, { action })
const subjects = async (caller: Caller): Promise<readonly string[]> =>
  (await caller.get('/notifications')).body.notifications.map(({ subject }) => subject)

describe('a move through several approval gates', () => {
  it('asks for all of them side by side, and is carried out by the last decision', async () => {
    const id = await deal()
    const asked = await anna.post(`/records/deal/${id}/move`, { to: 'signing' })
    expect(asked).toMatchObject({
      status: 202,
      body: { stage: 'talks', _pending: { approval: 'byLegal', approvals: ['byLegal', 'byFinance'] } },
    })
    expect(await decide(fin, await requestOf(fin, id), 'approve')).toMatchObject({
      body: { state: 'approved', problems: [] },
    })
    expect(await stage(id)).toBe('talks')
    expect(await decide(lea, await requestOf(lea, id), 'approve')).toMatchObject({
      body: { state: 'approved', problems: [] },
    })
    expect(await stage(id)).toBe('signing')
  })

  it('is carried out once when both decide at the same moment', async () => {
    const id = await deal()
    await anna.post(`/records/deal/${id}/move`, { to: 'signing' })
    const requests = [await requestOf(fin, id), await requestOf(lea, id)] as const
    const answers = await Promise.all([decide(fin, requests[0], 'approve'), decide(lea, requests[1], 'approve')])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await stage(id)).toBe('signing')
    const history = (await anna.get(`/records/deal/${id}/history`)).body.events
    const moves = history.flatMap(({ changes }) => changes.filter(({ to }) => to === 'signing'))
    expect(moves).toHaveLength(1)
  })

  it('is dropped by one rejection, which asks the others no more', async () => {
    const id = await deal()
    await anna.post(`/records/deal/${id}/move`, { to: 'signing' })
    const other = await requestOf(lea, id)
    await decide(fin, await requestOf(fin, id), 'reject')
    expect(await requestOf(lea, id)).toBe(none)
    expect(await decide(lea, other, 'approve')).toMatchObject({ status: 409, body: { code: 'already_decided' } })
    expect(await stage(id)).toBe('talks')
  })

  it('asks only for those that are missing', async () => {
    const id = await deal()
    await anna.post(`/records/deal/${id}/approvals`, { approval: 'byLegal' })
    await decide(lea, await requestOf(lea, id), 'approve')
    expect((await anna.get(`/records/deal/${id}/moves`)).body).toMatchObject([
      {},
      { stage: 'signing', allowed: true, waitsFor: ['byFinance'] },
      {},
    ])
  })
})

describe('an approval with branches', () => {
  const start = async (amount: number): Promise<string> => {
    const id = await deal(amount)
    expect((await anna.post(`/records/deal/${id}/approvals`, { approval: 'review' })).status).toBe(201)
    return id
  }

  it('goes on when every parallel branch is done, and asks the director only above the threshold', async () => {
    for (const amount of [500, 501]) {
      const id = await start(amount)
      const request = await requestOf(lea, id)
      expect(await requestOf(fin, id)).toBe(request)
      await decide(lea, request, 'approve')
      expect((await decide(fin, request, 'approve')).body.state).toBe(amount > 500 ? 'pending' : 'approved')
      expect(await requestOf(dora, id)).toBe(amount > 500 ? request : none)
      if (amount > 500) expect((await decide(dora, request, 'approve')).body.state).toBe('approved')
      const { steps } = (await anna.get<{ readonly steps: readonly Item[] }>(`/approvals/${request}`)).body
      expect(steps.map((step) => `${step.id} ${step.state}`)).toEqual([
        'stp_l approved',
        'stp_f approved',
        ...(amount > 500 ? ['stp_d approved'] : []),
        'stp_cc approved',
      ])
    }
  })

  it('puts people in copy: they are told, find it in their box, may look and not decide', async () => {
    const id = await start(1)
    const request = await requestOf(lea, id)
    expect((await olga.get(`/approvals/${request}`)).status).toBe(404)
    const before = await inBox(olga, 'cc', id)
    await decide(lea, request, 'approve')
    await decide(fin, request, 'approve')
    expect((await inBox(olga, 'cc', id)).map((each) => each.id)).toEqual([request, ...before.map((each) => each.id)])
    expect(await olga.get(`/approvals/${request}`)).toMatchObject({
      status: 200,
      body: { record: null, mayDecide: false },
    })
    expect(await decide(olga, request, 'approve')).toMatchObject({ status: 409 })
    expect((await subjects(anna))[0]).toBe('Line 3: review, for your information')
    expect(await inBox(lea, 'cc', id)).toEqual([])
  })
})

it('shows approvers what they were asked, or what is so now, and never what they may not see', async () => {
  for (const [key, amount] of [
    ['snapshot', '100'],
    ['latest', '7'],
  ] as const) {
    const id = await deal(100)
    await anna.post(`/records/deal/${id}/approvals`, { approval: key })
    await anna.patch(`/records/deal/${id}`, { amount: '7' })
    const request = await requestOf(lea, id)
    expect((await lea.get(`/approvals/${request}`)).body.values).toEqual({ amount })
    // A mask stays one: what was asked is hidden as what is so now.
    expect((await aude.get(`/approvals/${request}`)).body.values).toEqual({ amount: '•••' })
    expect((await app.admin.get(`/approvals/${request}`)).body.values).toEqual({ amount, margin: null })
  }
})

describe('a step whose time passes', () => {
  const at = (moment: string): Promise<void> =>
    advanceClock([app.workspace()], app.installation.clock, new Date(moment))

  it('climbs its ladder: tells, urges, hands on to the manager, and decides in the end', async () => {
    await at('2030-01-01T00:00:00Z')
    const id = await deal()
    await anna.post(`/records/deal/${id}/approvals`, { approval: 'timed' })
    const request = await requestOf(lea, id)
    const heard = async (caller: Caller, since: number): Promise<readonly string[]> =>
      (await subjects(caller)).slice(0, (await subjects(caller)).length - since)
    const [lea0, max0] = [(await subjects(lea)).length, (await subjects(max)).length]
    await at('2030-01-02T01:00:00Z')
    expect(await heard(lea, lea0)).toEqual(['Soon'])
    await at('2030-01-03T01:00:00Z')
    expect(await heard(lea, lea0)).toEqual(['Line 3: your decision is due', 'Soon'])
    await at('2030-01-03T05:00:00Z')
    expect(await requestOf(lea, id)).toBe(none)
    expect(await requestOf(max, id)).toBe(request)
    expect(await heard(max, max0)).toEqual(['Line 3: your decision is due'])
    await at('2030-01-06T01:00:00Z')
    expect((await anna.get(`/approvals/${request}`)).body).toMatchObject({
      state: 'pending',
      steps: [{ state: 'approved' }, { state: 'open' }],
      decisions: [{ step: 'stp_l', by: null, action: 'approve' }],
    })
    await at('2030-01-07T01:00:00Z')
    expect((await anna.get(`/approvals/${request}`)).body).toMatchObject({ state: 'rejected' })
    expect(await requestOf(fin, id)).toBe(none)
  })

  it('is left alone once it is decided', async () => {
    await at('2031-01-01T00:00:00Z')
    const id = await deal()
    await anna.post(`/records/deal/${id}/approvals`, { approval: 'timed' })
    const request = await requestOf(lea, id)
    await decide(lea, request, 'approve')
    await decide(fin, request, 'approve')
    const told = (await subjects(lea)).length
    await at('2031-02-01T00:00:00Z')
    expect(await subjects(lea)).toHaveLength(told)
    expect((await anna.get(`/approvals/${request}`)).body.state).toBe('approved')
  })
})
