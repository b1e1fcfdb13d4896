import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

/** Everything here that `seller` must not hear of carries these letters. */
const canary = /zz|利润|31\.5/i

const head = { specVersion: 1 } as const
const words = (en: string, zh: string) => ({ en, 'zh-CN': zh })

const documents: readonly Document[] = [
  {
    ...head,
    kind: 'entity',
    id: 'ent_deal',
    key: 'deal',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text', required: true },
      { id: 'fld_city', key: 'city', type: 'text', label: words('City', '城市') },
      { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
      { id: 'fld_margin', key: 'zzmargin', type: 'number', scale: 1, label: words('Zz margin', '利润') },
      { id: 'fld_judge', key: 'zzjudge', type: 'user', label: words('Zz judge', '利润评审') },
      { id: 'fld_owner', key: 'owner', type: 'owner' },
    ],
    rules: [
      {
        id: 'rul_zz',
        when: { '>': [{ var: 'zzmargin' }, '90'] },
        warn: words('Zz margin is high', '利润过高'),
      },
      {
        id: 'rul_no',
        when: { and: [{ '==': [{ var: 'city' }, 'Nowhere'] }, { notEmpty: [{ var: 'zzmargin' }] }] },
        refuse: words('With a Zz margin a deal is somewhere', '有利润就有地点'),
      },
    ],
  },
  {
    ...head,
    kind: 'pipeline',
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      {
        id: 'stg_new',
        key: 'new',
        outcome: 'open',
        keyActions: [
          { id: 'act_call', label: 'Call' },
          { id: 'act_zz', label: 'Look at the Zz margin', doneWhen: { '>': [{ var: 'zzmargin' }, '50'] } },
        ],
      },
      {
        id: 'stg_ruled',
        key: 'ruled',
        outcome: 'open',
        entry: [
          {
            id: 'gat_zz1',
            gate: 'rule',
            rule: { '>': [{ var: 'zzmargin' }, '40'] },
            message: words('Zz margin over 40', '利润须大于 40'),
          },
          { id: 'gat_zz2', gate: 'rule', rule: { '<': [{ var: '$old.zzmargin' }, '10'] } },
          {
            id: 'gat_city',
            gate: 'rule',
            rule: { '==': [{ var: 'city' }, 'Ghent'] },
            message: words('Only in Ghent', '仅限根特'),
          },
        ],
      },
      {
        id: 'stg_filled',
        key: 'filled',
        outcome: 'open',
        entry: [
          {
            id: 'gat_zz3',
            gate: 'fields',
            fields: ['city', 'zzjudge'],
            message: words('City and Zz judge', '城市与利润评审'),
          },
        ],
      },
      {
        id: 'stg_judged',
        key: 'judged',
        outcome: 'open',
        entry: [{ id: 'gat_who', gate: 'who', who: ['field:zzjudge'] }],
      },
      { id: 'stg_won', key: 'won', outcome: 'won' },
      { id: 'stg_lost', key: 'lost', outcome: 'lost' },
    ],
  },
  {
    ...head,
    kind: 'role',
    id: 'rol_seller',
    key: 'seller',
    grants: [
      {
        id: 'grt_deal',
        entity: 'deal',
        actions: ['read', 'create', 'update'],
        scope: 'all',
        fields: { zzmargin: 'hidden', zzjudge: 'hidden' },
      },
    ],
  },
  {
    ...head,
    kind: 'role',
    id: 'rol_half',
    key: 'half',
    grants: [
      { id: 'grt_h1', entity: 'deal', actions: ['read', 'update'], scope: 'own' },
      {
        id: 'grt_h2',
        entity: 'deal',
        actions: ['read', 'update'],
        scope: 'all',
        fields: { zzmargin: 'hidden', zzjudge: 'hidden' },
      },
    ],
  },
]

let app: App
let seller: Caller
let half: Caller
let deal: string

beforeAll(async () => {
  app = await openApp(documents)
  seller = await app.person('Seller', ['seller'])
  half = await app.person('Half', ['half'])
  const { body } = await app.admin.post('/records/deal', { name: 'Deal', zzmargin: '31.5', zzjudge: null })
  deal = body.id
})
afterAll(() => app?.close())

type Refusal = { readonly code: string; readonly field?: string; readonly message: string }
const move = async (caller: Caller, to: string): Promise<readonly Refusal[]> => {
  const { status, body } = await caller.post(`/records/deal/${deal}/move`, { to })
  expect(status).toBe(422)
  return body.problems
}
const unseen = 'A condition of this stage that you cannot see is not met.'

describe.each(['seller', 'half'] as const)('%s, from whom a field is hidden here', (name) => {
  const who = () => (name === 'seller' ? seller : half)

  test('hears that an unseen condition holds the move, once, besides every seen one', async () => {
    const problems = await move(who(), 'ruled')
    expect(problems).toEqual([
      {
        code: 'gate_rule',
        path: '',
        message: unseen,
        params: { stage: 'ruled' },
        fix: 'Ask an administrator what is missing.',
      },
      expect.objectContaining({ code: 'gate_rule', message: 'Only in Ghent' }),
    ])
    expect(JSON.stringify(problems)).not.toMatch(canary)
  })

  test('is asked for the seen field in words that name no other', async () => {
    const problems = await move(who(), 'filled')
    expect(problems).toMatchObject([
      { code: 'gate_fields', field: 'city', path: '/values/city', message: 'City is needed.', fix: 'Fill in City.' },
      { code: 'gate_fields', path: '', message: unseen },
    ])
    expect(problems[1]).not.toHaveProperty('field')
    expect(JSON.stringify(problems)).not.toMatch(canary)
  })

  test('is not told whom a hidden field names', async () => {
    expect(await move(who(), 'judged')).toMatchObject([
      { code: 'gate_who', message: unseen, params: { stage: 'judged' } },
    ])
  })

  test('reads the same in the list of moves, and no key action that a hidden field ticks', async () => {
    const moves = await who().get(`/records/deal/${deal}/moves`)
    const text = JSON.stringify(moves.body)
    expect(text).toContain(unseen)
    expect(text).not.toMatch(canary)
    const { body } = await who().get(`/records/deal/${deal}/actions`)
    expect(body.actions.map(({ id }: { id: string }) => id)).toEqual(['act_call'])
  })
})

test('whoever sees the field in this record is told everything about it', async () => {
  const { body } = await app.admin.post('/records/deal', { name: 'Own', zzmargin: '31.5', owner: half.id })
  const refused = await half.post(`/records/deal/${body.id}/move`, { to: 'ruled' })
  expect(refused.body.problems[0]).toMatchObject({ message: 'Zz margin over 40', params: { gate: 'gat_zz1' } })
  const filled = await half.post(`/records/deal/${body.id}/move`, { to: 'filled' })
  expect(filled.body.problems.map(({ field }) => field)).toEqual(['city', 'zzjudge'])
})

test('in Chinese it says the same', async () => {
  const response = await seller.fetch(`/records/deal/${deal}/move`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN' },
    body: JSON.stringify({ to: 'judged' }),
  })
  const { problems }: { problems: readonly unknown[] } = JSON.parse(await response.text())
  expect(problems).toMatchObject([{ code: 'gate_who', message: '有一项您无权查看的阶段条件未满足。' }])
})

test('rules over hidden fields refuse without naming them, and do not warn', async () => {
  const refused = await seller.patch(`/records/deal/${deal}`, { city: 'Nowhere' })
  expect([refused.status, refused.body.problems]).toEqual([
    422,
    [
      {
        code: 'rule_refused',
        path: '',
        message: 'Something that you cannot see does not allow this.',
        fix: 'Ask an administrator.',
      },
    ],
  ])
  const { body } = await app.admin.post('/records/deal', { name: 'High', zzmargin: '95' })
  expect(body['_warnings']).toMatchObject([{ code: 'rule_warned', message: 'Zz margin is high' }])
  const changed = await seller.patch(`/records/deal/${body.id}`, { name: 'Higher' })
  expect([changed.status, changed.body['_warnings']]).toEqual([200, undefined])
})

test('administrators are told every condition and every field', async () => {
  expect(await move(app.admin, 'ruled')).toMatchObject([
    { code: 'gate_rule', message: 'Zz margin over 40', params: { gate: 'gat_zz1' } },
    { code: 'gate_rule', params: { gate: 'gat_zz2' } },
    { code: 'gate_rule', message: 'Only in Ghent', params: { gate: 'gat_city' } },
  ])
  expect(await move(app.admin, 'filled')).toMatchObject([
    { code: 'gate_fields', field: 'city', message: 'City and Zz judge' },
    { code: 'gate_fields', field: 'zzjudge', message: 'City and Zz judge' },
  ])
})
