import { advanceClock, settle } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from './deal-documents.ts'

let app: App
let mia: Caller
let anna: Caller

beforeAll(async () => {
  app = await openApp(dealDocuments())
  mia = await app.person('Mia', ['sales'], { language: 'en' })
  anna = await app.person('Anna', ['sales'], { manager: mia.id, language: 'zh-CN' })
  app.installation.clock.set(new Date('2026-11-02T09:00:00+08:00'))
})
afterAll(() => app?.close())

const settled = (): Promise<void> => settle(app.workspace())
const until = (instant: string): Promise<void> =>
  advanceClock([app.workspace()], app.installation.clock, new Date(instant))
const deal = async (values: Readonly<Record<string, unknown>>): Promise<string> => {
  const made = await anna.post('/records/deal', values)
  expect(made).toMatchObject({ status: 201 })
  return made.body.id
}
const visited = (id: string, doneAt: string): Promise<unknown> =>
  anna.post('/records/activity', { subject: 'Visit', type: 'visit', about: [id], done: true, doneAt })
const subjects = async (caller: Caller): Promise<readonly string[]> =>
  (await caller.get('/notifications')).body.notifications.map((notice: { subject: string }) => notice.subject)

describe('automations', () => {
  it('run after a record is made, see their own changes, and are told in the run history', async () => {
    const id = await deal({ name: 'Welcome Ltd' })
    await settled()
    expect((await anna.get(`/records/deal/${id}`)).body.note).toBe('hello Welcome Ltd')
    expect((await anna.get('/inbox')).body.tasks).toMatchObject([{ label: 'hello Welcome Ltd', type: 'task' }])
    const runs = await app.admin.get('/runs?automation=welcome')
    expect(runs.body.runs).toMatchObject([
      {
        automation: 'welcome',
        state: 'done',
        record: id,
        effects: [
          { step: 'stp_set', effect: 'update' },
          { step: 'stp_task', effect: 'create' },
        ],
      },
    ])
  })

  it('write through the same kernel as people: history names the automation and its cause', async () => {
    const id = await deal({ name: 'Welcome back' })
    await settled()
    const { events } = (await anna.get(`/records/deal/${id}/history`)).body
    expect(events.map((event: { via: string }) => event.via)).toEqual(['automation', 'api'])
  })

  it('do all of their steps or none, and say why', async () => {
    const id = await deal({ name: 'Broken' })
    await settled()
    expect((await anna.get(`/records/deal/${id}`)).body).toMatchObject({ name: 'Broken', note: null })
    const runs = await app.admin.get(`/runs?automation=broken&state=failed`)
    expect(runs.body.runs).toMatchObject([{ record: id, effects: [], problems: [{ code: 'required', field: 'name' }] }])
  })

  it('that set themselves off are stopped after eight in a row', async () => {
    const id = await deal({ name: 'Loop', counter: 1 })
    await anna.patch(`/records/deal/${id}`, { counter: 10 })
    await settled()
    expect((await anna.get(`/records/deal/${id}`)).body.counter).toBe('18')
    const { runs } = (await app.admin.get(`/runs?automation=count&record=${id}`)).body
    expect(runs).toHaveLength(9)
    expect(runs[0]).toMatchObject({ state: 'stopped', depth: 8, problems: [{ code: 'loop_limit' }] })
  })

  it('that find nobody to tell, tell the administrators', async () => {
    await app.publish([
      {
        kind: 'automation',
        specVersion: 1,
        id: 'aut_nobody',
        key: 'nobody',
        entity: 'deal',
        trigger: { on: 'record.created', filter: { '==': [{ var: 'name' }, 'Lonely'] } },
        steps: [{ id: 'stp_n', action: 'notify', to: ['role:director'], subject: 'hello' }],
      },
    ])
    await deal({ name: 'Lonely' })
    await settled()
    expect(await subjects(app.admin)).toEqual(['Lonely: nobody was found for role:director'])
  })

  it('are for administrators to look into', async () => {
    expect((await anna.get('/runs?automation=welcome')).status).toBe(403)
    expect((await app.admin.get('/runs?automation=nothing')).status).toBe(404)
  })
})

describe('stages', () => {
  it('make a call due within three working days on entering, and take it back on leaving undone', async () => {
    const id = await deal({ name: 'Call me' })
    await visited(id, '2026-11-02T09:00:00+08:00')
    app.installation.clock.set(new Date('2026-11-05T15:00:00+08:00'))
    const moved = await anna.post(`/records/deal/${id}/move`, { to: 'needs' })
    expect(moved.status).toBe(200)
    await settled()
    const open = async (): Promise<readonly { label: string; due: string }[]> =>
      (await anna.get('/inbox')).body.tasks.filter((task) => task.about.some((about) => about.id === id))
    expect(await open()).toMatchObject([{ label: '3天内电话沟通:Call me', type: 'call' }])
    // Thursday 15:00 and three working days: Friday, Monday, Tuesday.
    expect(new Date((await open())[0]?.due ?? '').toISOString()).toMatch(/^2026-11-10T07:00/)
    await anna.post(`/records/deal/${id}/move`, { to: 'lost', values: { lostReason: 'price' } })
    await settled()
    expect(await open()).toEqual([])
  })
})

describe('timers', () => {
  it('remind of seven idle days, with the manager in copy, and once more a week later', async () => {
    const id = await deal({ name: 'Quiet' })
    await visited(id, '2026-11-12T10:00:00+08:00')
    const heard = async (caller: Caller): Promise<number> =>
      (await subjects(caller)).filter((subject) => subject.startsWith('Quiet')).length
    await until('2026-11-19T08:59:00+08:00')
    expect([await heard(anna), await heard(mia)]).toEqual([0, 0])
    await until('2026-11-19T09:00:00+08:00')
    expect([await heard(anna), await heard(mia)]).toEqual([1, 1])
    expect(await subjects(anna)).toContain('Quiet 已停滞')
    expect(await subjects(mia)).toContain('Quiet has been quiet')
    await until('2026-12-24T09:00:00+08:00')
    expect([await heard(anna), await heard(mia)]).toEqual([2, 2])
  })

  it('start again with a new value, and stay silent where the filter does not hold', async () => {
    const id = await deal({ name: 'Again' })
    await visited(id, '2026-12-24T10:00:00+08:00')
    await until('2026-12-30T09:00:00+08:00')
    await visited(id, '2026-12-30T10:00:00+08:00')
    await until('2027-01-05T09:00:00+08:00')
    expect((await subjects(anna)).filter((subject) => subject.startsWith('Again'))).toEqual([])
    await anna.post(`/records/deal/${id}/move`, { to: 'lost', values: { lostReason: 'price' } })
    await until('2027-01-20T09:00:00+08:00')
    expect((await subjects(anna)).filter((subject) => subject.startsWith('Again'))).toEqual([])
  })

  it('fire before, on and after a date, each once per value', async () => {
    const id = await deal({ name: 'Dated', closeDate: '2027-02-10' })
    const heard = async (): Promise<readonly string[]> => {
      const { runs } = (await app.admin.get(`/runs?automation=closing&record=${id}`)).body
      return runs.map(
        (run: { trigger: { offset: string }; at: string }) => `${run.trigger.offset} ${run.at.slice(0, 16)}`,
      )
    }
    await until('2027-02-10T12:00:00+08:00')
    expect(await heard()).toEqual(['P0D 2027-02-10T01:00', '-P7D 2027-02-03T01:00'])
    await anna.patch(`/records/deal/${id}`, { closeDate: '2027-03-01' })
    await anna.patch(`/records/deal/${id}`, { closeDate: '2027-02-10' })
    await until('2027-02-20T12:00:00+08:00')
    expect((await heard()).slice(0, -2)).toEqual(['P3D 2027-02-13T01:00'])
  })

  it('that were missed fire within a day, the latest alone, and later not at all', async () => {
    app.installation.clock.set(new Date('2027-03-10T12:00:00+08:00'))
    const late = await deal({ name: 'Late', closeDate: '2027-03-10' })
    const old = await deal({ name: 'Old', closeDate: '2026-01-01' })
    await settled()
    const offsets = async (id: string): Promise<readonly string[]> =>
      (await app.admin.get(`/runs?automation=closing&record=${id}`)).body.runs.map(
        (run: { trigger: { offset: string } }) => run.trigger.offset,
      )
    expect(await offsets(late)).toEqual(['P0D'])
    expect(await offsets(old)).toEqual([])
  })

  it('of an automation that is published later count for the records that are there already', async () => {
    const id = await deal({ name: 'Before', closeDate: '2027-04-10' })
    await app.publish([
      {
        kind: 'automation',
        specVersion: 1,
        id: 'aut_later',
        key: 'later',
        entity: 'deal',
        trigger: { on: 'time.reached', field: 'closeDate', offsets: ['P1D'] },
        steps: [{ id: 'stp_l', action: 'updateRecord', set: { note: 'a day later' } }],
      },
    ])
    await until('2027-04-11T00:00:00+08:00')
    expect((await anna.get(`/records/deal/${id}`)).body.note).toBe('a day later')
  })
})

describe('events that break again and again', () => {
  it('are put aside where an administrator sees them, and hold nothing up', async () => {
    const schema = `"${app.workspace().schema}"`
    const id = await deal({ name: 'Welcome again' })
    // An event that no present code could have written.
    await app.installation.pool.query(
      `insert into ${schema}.work (entity, record, event, request, root) values ('ent_deal', $1, '{"id": "x", "entity": "deal", "kind": "created", "record": "x", "changes": []}', 'test', $1)`,
      [id],
    )
    await anna.patch(`/records/deal/${id}`, { note: 'later', counter: 1 })
    await settled()
    const { parked } = (await app.admin.get('/runs')).body
    expect(parked).toBe(1)
    const { runs } = (await app.admin.get(`/runs?record=${id}`)).body
    expect(runs.map((run: { automation: string }) => run.automation)).toContain('count')
  })
})
