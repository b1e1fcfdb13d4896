import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const documents: readonly Document[] = [
  {
    kind: 'workspace',
    specVersion: 1,
    id: 'wsp_workspace',
    key: 'workspace',
    currency: 'CNY',
    currencies: ['CNY', 'USD'],
    zone: 'Asia/Shanghai',
    rates: { entity: 'rate', from: 'from', on: 'on', rate: 'rate' },
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_rate',
    key: 'rate',
    fields: [
      { id: 'fld_rate_from', key: 'from', type: 'currency' },
      { id: 'fld_rate_on', key: 'on', type: 'date' },
      { id: 'fld_rate_rate', key: 'rate', type: 'number', scale: 6 },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_lead',
    key: 'lead',
    titleField: 'name',
    duplicates: [{ id: 'dup_phone', match: [{ field: 'phone', by: 'exact' }] }],
    fields: [
      { id: 'fld_lead_name', key: 'name', type: 'text', required: true },
      { id: 'fld_lead_phone', key: 'phone', type: 'text' },
      { id: 'fld_lead_budget', key: 'budget', type: 'money', currency: 'own', rateDate: { var: 'day' } },
      { id: 'fld_lead_day', key: 'day', type: 'date' },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_person',
    key: 'person',
    titleField: 'name',
    fields: [
      { id: 'fld_person_name', key: 'name', type: 'text', required: true },
      {
        id: 'fld_person_lead',
        key: 'lead',
        type: 'reference',
        target: 'lead',
        onDelete: 'cascade',
        reverse: { key: 'people' },
      },
      {
        id: 'fld_person_boss',
        key: 'boss',
        type: 'reference',
        target: 'person',
        reverse: { key: 'staff' },
        choices: { '==': [{ var: 'lead' }, { var: '$record.lead' }] },
      },
    ],
  },
  {
    kind: 'entity',
    specVersion: 1,
    id: 'ent_activity',
    key: 'activity',
    titleField: 'subject',
    activity: {
      about: 'about',
      type: 'type',
      due: 'dueAt',
      done: 'done',
      doneAt: 'doneAt',
      counts: { in: [{ var: 'type' }, ['call']] },
    },
    fields: [
      { id: 'fld_act_subject', key: 'subject', type: 'text', required: true },
      {
        id: 'fld_act_type',
        key: 'type',
        type: 'choice',
        options: [
          { id: 'opt_call', key: 'call' },
          { id: 'opt_note', key: 'note' },
        ],
      },
      {
        id: 'fld_act_about',
        key: 'about',
        type: 'references',
        targets: ['lead', 'person'],
        reverse: { key: 'activities' },
      },
      { id: 'fld_act_due', key: 'dueAt', type: 'datetime' },
      { id: 'fld_act_done', key: 'done', type: 'boolean', default: false },
      { id: 'fld_act_doneAt', key: 'doneAt', type: 'datetime' },
    ],
  },
]

let app: App
let admin: Caller
beforeAll(async () => {
  app = await openApp(documents)
  admin = app.admin
}, 60_000)
afterAll(() => app.close())

const make = async (entity: string, values: Record<string, unknown>) => {
  const { status, body } = await admin.post(`/records/${entity}`, values)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

test('an amount in another currency needs the rate of its day, and is worth what that says', async () => {
  const values = { name: 'Dollar', day: '2026-03-10', budget: { amount: '100', currency: 'USD' } }
  expect(await admin.post('/records/lead', values)).toMatchObject({
    status: 422,
    body: { problems: [{ code: 'no_rate', field: 'budget' }] },
  })
  await make('rate', { from: 'USD', on: '2026-01-01', rate: '7.1' })
  await make('rate', { from: 'USD', on: '2026-03-01', rate: '7.2' })
  await make('rate', { from: 'USD', on: '2026-04-01', rate: '9' })
  const lead = await make('lead', values)
  expect(lead.budget).toEqual({ amount: '100.00', currency: 'USD' })
  const found = await admin.post('/records/lead/query', { filter: { '==': [{ var: 'budget.base' }, '720'] } })
  expect(found.body.records).toHaveLength(1)
})

test('a likely duplicate is told and kept', async () => {
  const first = await make('lead', { name: 'One', phone: '138' })
  expect(first).not.toHaveProperty('_warnings')
  const second = await make('lead', { name: 'Two', phone: '138' })
  expect(second._warnings).toMatchObject([{ code: 'possible_duplicate', field: 'phone', params: { ids: [first.id] } }])
})

test('a reference offers only what its rule lets through', async () => {
  const [here, there] = [await make('lead', { name: 'Here' }), await make('lead', { name: 'There' })]
  const boss = await make('person', { name: 'Boss', lead: here.id })
  await make('person', { name: 'Staff', lead: here.id, boss: boss.id })
  expect(await admin.post('/records/person', { name: 'Stranger', lead: there.id, boss: boss.id })).toMatchObject({
    status: 422,
    body: { problems: [{ code: 'unknown_reference', path: '/boss' }] },
  })
})

test('what belongs to a record goes with it into the bin, and can be taken out of it', async () => {
  const lead = await make('lead', { name: 'Whole' })
  const person = await make('person', { name: 'Part', lead: lead.id })
  expect((await admin.call('DELETE', `/records/lead/${lead.id}`)).status).toBe(204)
  expect((await admin.get(`/records/person/${person.id}`)).status).toBe(404)
  expect((await admin.post(`/records/person/${person.id}/restore`)).status).toBe(200)
})

test('the last activity that counts is kept with what it is about, without a new version', async () => {
  const lead = await make('lead', { name: 'Called' })
  const about = [lead.id]
  await make('activity', { subject: 'First', type: 'call', about, done: true, doneAt: '2026-05-01T08:00:00Z' })
  await make('activity', { subject: 'Second', type: 'call', about, done: true, doneAt: '2026-05-03T08:00:00Z' })
  await make('activity', { subject: 'A note', type: 'note', about, done: true, doneAt: '2026-05-09T08:00:00Z' })
  await make('activity', { subject: 'To come', type: 'call', about, dueAt: '2026-06-01T08:00:00Z' })
  const { body } = await admin.get(`/records/lead/${lead.id}?fields=lastActivityAt,version`)
  expect(body).toMatchObject({ lastActivityAt: '2026-05-03T08:00:00.000Z', version: 1 })
  const { items } = (await admin.get(`/records/lead/${lead.id}/timeline`)).body
  expect(items.map((item: { record: { subject: string } }) => item.record.subject)).toEqual([
    'To come',
    'A note',
    'Second',
    'First',
  ])
})
