import { advanceClock, settle } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Item } from '../http/answers.ts'
import { type Answer, type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from './deal-documents.ts'

let app: App
let mia: Caller
let anna: Caller
let dora: Caller
let dan: Caller
let bob: Caller

beforeAll(async () => {
  app = await openApp(dealDocuments())
  mia = await app.person('Mia', ['sales'], { language: 'en' })
  anna = await app.person('Anna', ['sales'], { manager: mia.id, language: 'en' })
  dora = await app.person('Dora', ['director'])
  dan = await app.person('Dan', ['director'])
  bob = await app.person('Bob', ['sales'])
})
afterAll(() => app?.close())

/** A deal of Anna's that could be signed but for the review. */
async function ready(values: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const made = await anna.post('/records/deal', {
    name: 'Line 3',
    amount: '2000',
    budget: '5',
    stage: 'poc',
    ...values,
  })
  expect(made).toMatchObject({ status: 201 })
  return made.body.id
}
const sign = (id: string, by: Caller = anna): Promise<Answer> => by.post(`/records/deal/${id}/move`, { to: 'signing' })
const read = async (id: string): Promise<Answer['body']> => (await anna.get(`/records/deal/${id}`)).body
const find = async (caller: Caller, id: string): Promise<Item | undefined> =>
  (await caller.get('/approvals?box=todo')).body.approvals.find((request) => request.record?.id === id)
const todo = async (caller: Caller, id: string): Promise<Item> => {
  const found = await find(caller, id)
  if (found === undefined) throw new Error('There is nothing to decide')
  return found
}
const decide = (caller: Caller, request: string, action: string, comment?: string): Promise<Answer> =>
  caller.post(`/approvals/${request}/decisions`, { action, ...(comment === undefined ? {} : { comment }) })
/** Starts the review by the gate and answers its id. */
async function waiting(): Promise<{ readonly id: string; readonly request: string }> {
  const id = await ready()
  await sign(id)
  return { id, request: (await todo(mia, id)).id }
}

describe('a move through an approval gate', () => {
  it('waits, and is carried out by the last decision', async () => {
    const id = await ready()
    const asked = await sign(id)
    expect(asked).toMatchObject({ status: 202, body: { id, stage: 'poc', _pending: { approval: 'dealReview' } } })
    expect(await read(id)).toMatchObject({ stage: 'poc' })
    const request = await todo(mia, id)
    expect(request).toMatchObject({
      approval: 'dealReview',
      label: 'Deal review',
      title: 'Line 3: 2,000.00',
      state: 'pending',
      starter: { id: anna.id, label: 'Anna' },
      step: { id: 'stp_mgr' },
      move: { from: 'poc', to: 'signing' },
      mayDecide: true,
    })
    expect(await find(dora, id)).toBeUndefined()
    expect((await decide(mia, request.id, 'approve', 'fine')).body).toMatchObject({
      state: 'pending',
      step: { id: 'stp_dir' },
    })
    expect(await read(id)).toMatchObject({ stage: 'poc' })
    expect((await decide(dora, request.id, 'approve')).body).toMatchObject({ state: 'approved', problems: [] })
    expect(await read(id)).toMatchObject({ stage: 'signing', note: 'reviewed' })
    expect((await anna.get('/approvals?box=mine')).body.approvals[0]).toMatchObject({
      id: request.id,
      state: 'approved',
    })
    expect((await dora.get('/approvals?box=done')).body.approvals[0]).toMatchObject({ id: request.id })
    expect((await anna.get(`/approvals/${request.id}`)).body).toMatchObject({
      steps: [
        { id: 'stp_mgr', state: 'approved', people: [{ label: 'Mia', state: 'approved', comment: 'fine' }] },
        { id: 'stp_dir', state: 'approved', people: [{ state: 'approved' }, { state: 'closed' }] },
      ],
      decisions: [
        { by: { label: 'Mia' }, action: 'approve', comment: 'fine' },
        { by: { label: 'Dora' }, action: 'approve' },
      ],
    })
  })

  it('carries the values of the move along', async () => {
    const id = await ready({ amount: '10' })
    await anna.post(`/records/deal/${id}/move`, { to: 'signing', values: { amount: '3000' } })
    expect(await read(id)).toMatchObject({ stage: 'poc', amount: '10.00' })
    const { id: request } = await todo(mia, id)
    await decide(mia, request, 'approve')
    await decide(dan, request, 'approve')
    expect(await read(id)).toMatchObject({ stage: 'signing', amount: '3000.00' })
  })

  it('asks nobody when the approval is not needed', async () => {
    const id = await ready({ amount: '1000' })
    expect((await sign(id)).status).toBe(200)
    expect(await read(id)).toMatchObject({ stage: 'signing' })
  })

  it('is refused while the first one is being decided, by a PATCH of the stage too', async () => {
    const { id } = await waiting()
    expect(await sign(id)).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'gate_approval', params: { gate: 'gat_review', state: 'pending' } }] },
    })
    expect((await anna.patch(`/records/deal/${id}`, { stage: 'signing' })).body.code).toBe('gate_approval')
  })

  it('is dropped by a rejection, which tells the starter and wants a comment', async () => {
    const { id, request } = await waiting()
    expect(await decide(mia, request, 'reject')).toMatchObject({ status: 422, body: { code: 'required' } })
    expect((await decide(mia, request, 'reject', 'too dear')).body).toMatchObject({ state: 'rejected' })
    expect(await read(id)).toMatchObject({ stage: 'poc', note: null })
    expect((await anna.get('/notifications?unread=true')).body.notifications[0]).toMatchObject({
      subject: 'Line 3 was rejected',
      record: id,
    })
    expect(await decide(dora, request, 'approve')).toMatchObject({ status: 404 })
    expect((await sign(id)).status).toBe(202)
  })

  it('is dropped when the starter withdraws, and only the starter may', async () => {
    const { id, request } = await waiting()
    expect((await decide(mia, request, 'withdraw')).status).toBe(403)
    expect((await decide(anna, request, 'withdraw')).body).toMatchObject({ state: 'withdrawn' })
    expect(await decide(mia, request, 'approve')).toMatchObject({ status: 409, body: { code: 'already_decided' } })
    expect(await read(id)).toMatchObject({ stage: 'poc' })
  })

  it('is not carried out when the record has moved on meanwhile, and the starter hears of it', async () => {
    const { id, request } = await waiting()
    await anna.post(`/records/deal/${id}/move`, { to: 'lost', values: { lostReason: 'gone' } })
    await decide(mia, request, 'approve')
    expect((await decide(dora, request, 'approve')).body).toMatchObject({
      state: 'approved',
      problems: [{ code: 'move_not_allowed' }],
    })
    expect(await read(id)).toMatchObject({ stage: 'lost' })
    expect((await anna.get('/inbox')).body.counts.notifications).toBeGreaterThan(0)
  })
})

describe('locks', () => {
  it('refuse the locked fields on every path while it waits, and let the rest pass', async () => {
    const { id, request } = await waiting()
    const refused = await anna.patch(`/records/deal/${id}`, { amount: '1' })
    expect(refused).toMatchObject({ status: 409, body: { code: 'record_locked', problems: [{ field: 'amount' }] } })
    expect((await anna.post('/batch', { writes: [{ update: 'deal', id, values: { amount: '1' } }] })).body.code).toBe(
      'record_locked',
    )
    expect((await anna.call('DELETE', `/records/deal/${id}`)).status).toBe(409)
    expect((await app.admin.patch(`/records/deal/${id}`, { amount: '1' })).status).toBe(409)
    expect((await anna.patch(`/records/deal/${id}`, { budget: '7' })).status).toBe(200)
    await decide(anna, request, 'withdraw')
    expect((await anna.patch(`/records/deal/${id}`, { amount: '1' })).status).toBe(200)
  })
})

describe('deciding', () => {
  it('is for those who are asked, and hidden from everybody else', async () => {
    const { request } = await waiting()
    expect((await bob.get(`/approvals/${request}`)).status).toBe(404)
    expect((await decide(bob, request, 'approve')).status).toBe(404)
    expect((await decide(anna, request, 'approve')).status).toBe(403)
    expect((await app.admin.get(`/approvals/${request}`)).status).toBe(200)
    expect((await decide(app.admin, request, 'approve')).status).toBe(403)
  })

  it('by two people at once has one outcome', async () => {
    const { id, request } = await waiting()
    await decide(mia, request, 'approve')
    const answers = await Promise.all([
      decide(dora, request, 'approve'),
      decide(dan, request, 'reject'),
      decide(dora, request, 'approve'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { state } = (await anna.get(`/approvals/${request}`)).body
    expect(await read(id)).toMatchObject({ stage: state === 'approved' ? 'signing' : 'poc' })
  })

  it('takes no other words, ids and boxes', async () => {
    const { request } = await waiting()
    expect((await mia.post(`/approvals/${request}/decisions`, { action: 'burn' })).status).toBe(400)
    expect((await mia.post(`/approvals/${request}/decisions`, { action: 'approve', why: 1 })).status).toBe(400)
    expect((await decide(mia, 'nothing', 'approve')).status).toBe(404)
    expect((await mia.get('/approvals?box=bin')).status).toBe(400)
    expect((await mia.get('/approvals?after=x')).status).toBe(400)
  })
})

describe('who is asked', () => {
  it('is reminded once when the time of the step has passed', async () => {
    const { id, request } = await waiting()
    const subjects = async (caller: Caller): Promise<readonly string[]> =>
      (await caller.get('/notifications')).body.notifications
        .filter((each) => each.record === id)
        .map((each) => each.subject)
    const { clock } = app.installation
    const pass = async (days: number): Promise<void> =>
      advanceClock([app.workspace()], clock, new Date(clock.now().getTime() + days * 24 * 60 * 60 * 1000))
    await pass(1)
    expect(await subjects(mia)).toEqual([])
    await pass(2)
    expect(await subjects(mia)).toEqual(['Line 3: your decision is due'])
    await pass(5)
    expect(await subjects(mia)).toHaveLength(1)
    await decide(mia, request, 'approve')
    await pass(5)
    expect(await subjects(dora)).toEqual([])
  })

  it('and can no longer sign in gives the place to the manager, else to the admins, who hear of it', async () => {
    const chief = await app.person('Chief', ['director'])
    const boss = await app.person('Boss', ['sales'], { manager: chief.id })
    const sam = await app.person('Sam', ['sales'], { manager: boss.id })
    const made = await sam.post('/records/deal', { name: 'Handed on', amount: '2000', budget: '5', stage: 'poc' })
    await sign(made.body.id, sam)
    expect(await find(boss, made.body.id)).toBeDefined()
    expect((await app.admin.post(`/users/${boss.id}/disable`)).status).toBe(200)
    const request = await todo(chief, made.body.id)
    expect(request).toMatchObject({ mayDecide: true, step: { id: 'stp_mgr' } })
    const heard = (await app.admin.get('/notifications')).body.notifications[0]
    expect(heard.subject).toBe('Handed on: Boss cannot decide any more, Chief is asked instead')
    // By whatever call: the record is what counts.
    expect((await app.admin.patch(`/records/user/${chief.id}`, { active: false })).status).toBe(200)
    expect(await todo(app.admin, made.body.id)).toMatchObject({ id: request.id, mayDecide: true })
    expect((await decide(app.admin, request.id, 'approve')).body).toMatchObject({ step: { id: 'stp_dir' } })
  })
})

describe('starting by button', () => {
  it('opens a request that approves without any move', async () => {
    const id = await ready()
    const started = await anna.post(`/records/deal/${id}/approvals`, { approval: 'dealReview' })
    expect(started).toMatchObject({ status: 201, body: { state: 'pending', move: null } })
    expect((await anna.post(`/records/deal/${id}/approvals`, { approval: 'dealReview' })).status).toBe(409)
    await decide(mia, started.body.id, 'approve')
    await decide(dora, started.body.id, 'approve')
    expect((await sign(id)).status).toBe(200)
    expect(await read(id)).toMatchObject({ stage: 'signing' })
    expect(await anna.patch(`/records/deal/${id}`, { amount: '1' })).toMatchObject({
      status: 409,
      body: { code: 'record_locked' },
    })
  })

  it('is refused where it is not needed, unknown or not one’s own', async () => {
    const small = await ready({ amount: '5' })
    expect(await anna.post(`/records/deal/${small}/approvals`, { approval: 'dealReview' })).toMatchObject({
      status: 422,
      body: { code: 'approval_not_needed' },
    })
    expect((await anna.post(`/records/deal/${small}/approvals`, { approval: 'other' })).status).toBe(422)
    expect((await bob.post(`/records/deal/${small}/approvals`, { approval: 'dealReview' })).status).toBe(404)
    expect((await dora.post(`/records/deal/${small}/approvals`, { approval: 'dealReview' })).status).toBe(403)
  })
})

describe('gates over HTTP', () => {
  it('name everything that is missing, and key actions are ticked', async () => {
    const made = await anna.post('/records/deal', { name: 'Gated', stage: 'needs' })
    const { id } = made.body
    const refused = await anna.post(`/records/deal/${id}/move`, { to: 'poc' })
    expect(refused).toMatchObject({
      status: 422,
      body: {
        problems: [
          { code: 'gate_action', params: { action: 'act_interview' } },
          { code: 'gate_fields', field: 'budget' },
        ],
      },
    })
    expect((await anna.post(`/records/deal/${id}/actions`, { action: 'act_nothing', done: true })).status).toBe(422)
    expect((await bob.post(`/records/deal/${id}/actions`, { action: 'act_interview', done: true })).status).toBe(404)
    expect((await anna.post(`/records/deal/${id}/actions`, { action: 'act_interview', done: true })).body).toEqual({
      stage: 'needs',
      actions: [{ id: 'act_interview', label: 'Interview', required: true, done: true, byHand: true }],
    })
    expect((await anna.post(`/records/deal/${id}/move`, { to: 'poc', values: { budget: '5' } })).status).toBe(200)
  })

  it('speak Chinese', async () => {
    const { body } = await anna.post('/records/deal', { name: 'Gated', stage: 'needs' })
    const refused = await anna.call(
      'POST',
      `/records/deal/${body.id}/move`,
      { to: 'lost' },
      { 'accept-language': 'zh-CN' },
    )
    expect(refused.body.problems).toMatchObject([
      { code: 'gate_fields', field: 'lostReason', message: '请填写“lostReason”。' },
    ])
  })

  it('ask about approvals of related records, and say which one to start', async () => {
    const id = await ready({ amount: '5', stage: 'signing', winReason: 'best' })
    const { body: quote } = await anna.post('/records/quote', { name: 'Q', deal: id, discount: '0.2' })
    expect((await anna.post(`/records/deal/${id}/move`, { to: 'won' })).body.problems).toMatchObject([
      {
        code: 'gate_rule',
        message: 'A quote still needs its approval',
        params: { gate: 'gat_quotes', start: 'quoteDiscount' },
      },
    ])
    const { body: request } = await anna.post(`/records/quote/${quote.id}/approvals`, { approval: 'quoteDiscount' })
    await decide(mia, request.id, 'approve')
    expect((await anna.get(`/records/deal/${id}/moves`)).status).toBe(200)
    expect((await anna.post(`/records/deal/${id}/move`, { to: 'won' })).status).toBe(200)
  })

  it('let only the owner and the owner’s manager win a deal', async () => {
    const id = await ready({ amount: '5', stage: 'signing', winReason: 'best' })
    expect((await app.admin.post(`/records/deal/${id}/move`, { to: 'won' })).body).toMatchObject({
      code: 'gate_who',
      problems: [{ fix: 'Ask Anna.' }],
    })
    expect((await mia.post(`/records/deal/${id}/move`, { to: 'won' })).status).toBe(200)
  })
})

describe('notifications', () => {
  it('are read one by one, and only by those they are for', async () => {
    await settle(app.workspace())
    const { notifications, unread } = (await anna.get('/notifications')).body
    const [first] = notifications
    expect((await bob.post(`/notifications/${first.id}/read`)).status).toBe(404)
    expect((await anna.post(`/notifications/${first.id}/read`)).status).toBe(204)
    const after = (await anna.get('/notifications')).body
    expect(after.unread).toBe(unread - 1)
    expect(after.notifications[0].readAt).not.toBeNull()
    expect((await bob.get('/notifications')).body.notifications).toEqual([])
  })
})
