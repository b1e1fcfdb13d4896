import type { Document } from '@atelier/definitions'
import { settle } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from './open-app.ts'

const label = (en: string, zh: string) => ({ en, 'zh-CN': zh })

const documents: readonly Document[] = [
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_deal',
    key: 'deal',
    label: label('Deal', '商机'),
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true, label: label('Name', '名称') },
      { id: 'fld_budget', key: 'budget', type: 'number', scale: 2, label: label('Budget', '预算') },
      { id: 'fld_margin', key: 'margin', type: 'number', scale: 2, label: label('Margin', '毛利') },
      { id: 'fld_owner', key: 'owner', type: 'owner', label: label('Owner', '负责人') },
      {
        id: 'fld_stage',
        key: 'stage',
        type: 'stage',
        pipelines: [{ pipeline: 'sales' }],
        label: label('Stage', '阶段'),
      },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_activity',
    key: 'activity',
    label: label('Activity', '跟进'),
    titleField: 'subject',
    activity: { about: 'about', type: 'type', due: 'due', done: 'done', doneAt: 'doneAt' },
    fields: [
      { id: 'fld_subject', key: 'subject', type: 'text', required: true },
      { id: 'fld_type', key: 'type', type: 'choice', options: [{ id: 'opt_note', key: 'note' }] },
      { id: 'fld_about', key: 'about', type: 'references', targets: ['deal'] },
      { id: 'fld_due', key: 'due', type: 'datetime' },
      { id: 'fld_done', key: 'done', type: 'boolean', default: false },
      { id: 'fld_doneAt', key: 'doneAt', type: 'datetime' },
      { id: 'fld_text', key: 'text', type: 'longText' },
    ],
  },
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open', label: label('New', '新建') },
      { id: 'stg_trial', key: 'trial', outcome: 'open', label: label('Trial', '试用') },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_reader',
    key: 'reader',
    label: label('Reader', '读者'),
    grants: [
      {
        id: 'grt_deal',
        entity: 'deal',
        actions: ['read'],
        scope: 'all',
        fields: { margin: 'hidden' },
      },
      { id: 'grt_activity', entity: 'activity', actions: ['read', 'create'], scope: 'all' },
    ],
  },
  {
    kind: 'role',
    specVersion: 1,
    id: 'rol_heading',
    key: 'heading',
    label: label('Headings only', '只看标题'),
    grants: [
      { id: 'grt_h_deal', entity: 'deal', actions: ['read'], scope: 'all' },
      { id: 'grt_h_activity', entity: 'activity', actions: ['read'], scope: 'all', fields: { text: 'hidden' } },
    ],
  },
]

let app: App
let mei: Caller
let outsider: Caller
let deal: string

/** What somebody has been told and not read yet, newest first, once everything has been told. */
async function toldTo(person: Caller) {
  await settle(app.workspace())
  return (await person.get('/notifications?unread=true')).body.notifications
}
async function readAll(person: Caller): Promise<void> {
  for (const { id } of (await person.get('/notifications?unread=true')).body.notifications)
    await person.post(`/notifications/${id}/read`)
}

beforeAll(async () => {
  app = await openApp(documents)
  mei = await app.person('Mei', ['reader'], { language: 'zh-CN' })
  outsider = await app.person('Otto', [])
  deal = (await app.admin.post('/records/deal', { name: 'Line 2', budget: '10' })).body.id
})
afterAll(() => app?.close())

describe('whoever follows a record', () => {
  it('is known to do so, until no longer', async () => {
    const path = `/records/deal/${deal}/follow`
    expect((await mei.get(path)).body).toEqual({ following: false, followers: [] })
    expect((await mei.call('PUT', path)).body).toMatchObject({ following: true })
    expect((await mei.call('PUT', path)).body).toMatchObject({ following: true })
    expect((await app.admin.get(path)).body).toEqual({
      following: false,
      followers: [{ id: mei.id, label: 'Mei' }],
    })
    expect((await mei.call('DELETE', path)).body).toMatchObject({ following: false })
    await app.admin.patch(`/records/deal/${deal}`, { budget: '11' })
    expect(await toldTo(mei)).toEqual([])
  })

  it('is told what changed by whom, in their language, once as long as it is not read', async () => {
    await mei.call('PUT', `/records/deal/${deal}/follow`)
    await app.admin.patch(`/records/deal/${deal}`, { budget: '12' })
    expect(await toldTo(mei)).toMatchObject([
      { subject: 'Line 2：Ada 修改了预算', body: null, entity: 'deal', record: deal },
    ])
    await app.admin.post(`/records/deal/${deal}/move`, { to: 'trial' })
    expect(await toldTo(mei)).toMatchObject([
      { subject: 'Line 2：Ada 推进到试用', body: 'Line 2：Ada 修改了预算', record: deal },
    ])
    await readAll(mei)
    await app.admin.patch(`/records/deal/${deal}`, { budget: '13' })
    expect((await toldTo(mei)).map(({ subject }) => subject)).toEqual(['Line 2：Ada 修改了预算'])
    await readAll(mei)
  })

  it('hears nothing of fields that are hidden from them', async () => {
    await app.admin.patch(`/records/deal/${deal}`, { margin: '3' })
    expect(await toldTo(mei)).toEqual([])
  })

  it('hears of what is written about it, and not of what they write themselves', async () => {
    await app.admin.post('/records/activity', { subject: 'They want two lines', type: 'note', about: [deal] })
    expect(await toldTo(mei)).toMatchObject([
      { subject: 'Line 2：Ada 记录了“They want two lines”', entity: 'deal', record: deal },
    ])
    await readAll(mei)
    await mei.post('/records/activity', { subject: 'Own note', type: 'note', about: [deal] })
    expect(await toldTo(mei)).toEqual([])
  })
})

describe('whoever is mentioned', () => {
  it('is told, with the text, when it is new in it', async () => {
    const text = 'Please look, @Mei, and @Otto too'
    const note = await app.admin.post('/records/activity', { subject: 'Look', type: 'note', about: [deal], text })
    expect(await toldTo(mei)).toMatchObject([{ subject: 'Ada 提到了你：Line 2', body: text, record: deal }])
    await readAll(mei)
    await app.admin.patch(`/records/activity/${note.body.id}`, { text: `${text}!` })
    expect(await toldTo(mei)).toEqual([])
  })

  it('is not told the words of a field that is hidden from them', async () => {
    const bo = await app.person('Bo', ['heading'])
    const text = '@Bo must not read this'
    await app.admin.post('/records/activity', { subject: 'Quiet', type: 'note', about: [deal], text })
    expect(await toldTo(bo)).toMatchObject([{ subject: 'Ada mentioned you: Line 2', body: null, record: deal }])
  })

  it('is told nothing of what they may not see', async () => {
    expect(await toldTo(outsider)).toEqual([])
  })
})

describe('a long timeline', () => {
  it('comes page after page, each item once, and by kind', async () => {
    const busy = (await app.admin.post('/records/deal', { name: 'Busy' })).body.id
    const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 7), index % 7)).toISOString()
    await app.admin.post('/records/activity/bulk', {
      records: Array.from({ length: 120 }, (_, index) =>
        index % 10 === 0
          ? { subject: `Task ${index}`, type: 'note', about: [busy], due: day(index) }
          : { subject: `Done ${index}`, type: 'note', about: [busy], done: true, doneAt: day(index) },
      ),
    })
    const subjects: string[] = []
    const pages: number[] = []
    for (let after = ''; ; ) {
      const { body } = await app.admin.get(`/records/deal/${busy}/timeline?limit=50${after}`)
      pages.push(body.items.length)
      for (const item of body.items) if (item.kind === 'activity') subjects.push(item.record.subject)
      if (body.next === null) break
      after = `&after=${body.next}`
    }
    expect(pages).toEqual([50, 50, 21])
    expect(subjects).toHaveLength(120)
    expect(subjects.slice(0, 3)).toEqual(['Done 119', 'Done 118', 'Done 117'])
    expect(new Set(subjects).size).toBe(120)
    const tasks = (await app.admin.get(`/records/deal/${busy}/timeline?kind=tasks`)).body
    expect(tasks.items).toHaveLength(12)
    expect(tasks.next).toBeNull()
    expect((await app.admin.get(`/records/deal/${busy}/timeline?kind=moves`)).body.items).toHaveLength(1)
    expect((await app.admin.get(`/records/deal/${busy}/timeline?type=call`)).body.items).toEqual([])
    expect((await app.admin.get(`/records/deal/${busy}/timeline?after=x`)).status).toBe(400)
    expect((await app.admin.get(`/records/deal/${busy}/timeline?kind=x`)).status).toBe(400)
  })
})
