import type { Document } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'

const head = { specVersion: 1 } as const

/** Rules that follow whoever acts to other records; each warns (the interpreter) and filters (SQL). */
const rules: Readonly<Record<string, object>> = {
  field: { '==': [{ var: 'code' }, { var: '$user.region.code' }] },
  twoSteps: { '<=': [{ var: 'size' }, { var: '$user.region.country.level' }] },
  referenceBehind: { '==': [{ var: 'region.country' }, { var: '$user.region.country' }] },
  money: { '>': [{ var: '$user.region.budget.amount' }, '100'] },
  date: { '==': [{ var: '$user.region.opened' }, '2020-02-29'] },
  text: { '==': [{ cat: [{ var: '$user.region.code' }, '-', { var: 'name' }] }, 'N-north'] },
  empty: { empty: [{ var: '$user.region.code' }] },
  notEmpty: { '!': [{ empty: [{ var: '$user.region.country.name' }] }] },
  team: { '==': [{ var: '$user.team.name' }, 'East'] },
  leader: { '==': [{ var: '$user.team.leader.name' }, 'Lena'] },
  above: { '==': [{ var: '$user.team.parent.key' }, 'all'] },
  manager: { '==': [{ var: '$user.manager.region.code' }, { var: 'code' }] },
  many: { in: [{ var: 'region' }, { var: '$user.regions' }] },
  members: { some: [{ var: '$user.team.members' }, { '>': [{ var: 'level' }, '4'] }] },
  count: { '>': [{ count: [{ var: '$user.team.members' }] }, 1] },
  manyFields: { some: [{ var: '$user.regions' }, { '==': [{ var: 'country.name' }, 'Sweden'] }] },
  inTeam: { inTeam: ['east'] },
  inTeamBelow: { inTeam: ['all'] },
}

const documents: readonly Document[] = [
  {
    ...head,
    kind: 'entity',
    id: 'ent_country',
    key: 'country',
    titleField: 'name',
    fields: [
      { id: 'fld_c_name', key: 'name', type: 'text' },
      { id: 'fld_c_level', key: 'level', type: 'number' },
    ],
  },
  {
    ...head,
    kind: 'entity',
    id: 'ent_region',
    key: 'region',
    titleField: 'code',
    fields: [
      { id: 'fld_r_code', key: 'code', type: 'text' },
      { id: 'fld_r_country', key: 'country', type: 'reference', target: 'country' },
      { id: 'fld_r_budget', key: 'budget', type: 'money', currency: 'workspace' },
      { id: 'fld_r_opened', key: 'opened', type: 'date' },
      { id: 'fld_r_owner', key: 'owner', type: 'owner' },
    ],
  },
  {
    ...head,
    kind: 'entity',
    id: 'ent_user',
    key: 'user',
    extends: 'system',
    fields: [
      { id: 'fld_region', key: 'region', type: 'reference', target: 'region' },
      { id: 'fld_regions', key: 'regions', type: 'references', targets: ['region'] },
      { id: 'fld_level', key: 'level', type: 'number' },
    ],
  },
  { ...head, kind: 'team', id: 'tea_all', key: 'all', label: 'All' },
  { ...head, kind: 'team', id: 'tea_east', key: 'east', label: 'East', parent: 'all' },
  {
    ...head,
    kind: 'entity',
    id: 'ent_shop',
    key: 'shop',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text' },
      { id: 'fld_code', key: 'code', type: 'text' },
      { id: 'fld_size', key: 'size', type: 'number' },
      { id: 'fld_s_region', key: 'region', type: 'reference', target: 'region' },
      { id: 'fld_note', key: 'note', type: 'text' },
    ],
    rules: Object.entries(rules).map(([key, when]) => ({ id: `rul_${key}`, when, warn: key })),
  },
  {
    ...head,
    kind: 'role',
    id: 'rol_keeper',
    key: 'keeper',
    grants: [
      { id: 'grt_shop', entity: 'shop', actions: ['read', 'update'], scope: 'all' },
      { id: 'grt_region', entity: 'region', actions: ['read'], scope: 'all' },
      { id: 'grt_country', entity: 'country', actions: ['read'], scope: 'all' },
    ],
  },
  {
    ...head,
    kind: 'role',
    id: 'rol_scoped',
    key: 'scoped',
    grants: [
      {
        id: 'grt_scoped',
        entity: 'shop',
        actions: ['read', 'update'],
        scope: { rule: { '==': [{ var: 'region.country' }, { var: '$user.region.country' }] } },
      },
      { id: 'grt_own', entity: 'region', actions: ['read'], scope: 'own' },
    ],
  },
]

let app: App
const people: Record<string, Caller> = {}
const shops: Record<string, string> = {}
const regions: Record<string, string> = {}

beforeAll(async () => {
  app = await openApp(documents)
  const make = async (entity: string, values: object): Promise<string> => {
    const { status, body } = await app.admin.post(`/records/${entity}`, values)
    expect(status).toBe(201)
    return body.id
  }
  const sweden = await make('country', { name: 'Sweden', level: '5' })
  const malta = await make('country', { name: 'Malta', level: '1' })
  regions['N'] = await make('region', { code: 'N', country: sweden, budget: '500', opened: '2020-02-29' })
  regions['S'] = await make('region', { code: 'S', country: malta, budget: '50' })
  for (const [name, code, size] of [
    ['north', 'N', '4'],
    ['south', 'S', '2'],
    ['tiny', 'S', '1'],
  ] as const)
    shops[name] = await make('shop', { name, code, size, region: regions[code] })
  shops['bare'] = await make('shop', { name: 'bare' })
  const lena = await app.person('Lena', ['keeper'], { region: regions['S'], level: '9', team: { key: 'all' } })
  const { body } = await app.admin.get('/teams')
  const east = body.records.find(({ key }) => key === 'east')
  await app.admin.patch(`/teams/${east?.id}`, { leader: lena.id })
  const nora = await app.person('Nora', ['keeper'], {
    region: regions['N'],
    regions: [regions['N']],
    manager: lena.id,
    team: { key: 'east' },
    level: '3',
  })
  await app.person('Otto', ['keeper'], { team: { key: 'east' }, level: '5' })
  const scoped = await app.person('Sven', ['scoped'], { region: regions['N'] })
  const noel = await app.person('Noel', ['keeper'])
  Object.assign(people, { Lena: lena, Nora: nora, Noel: noel, Sven: scoped })
})
afterAll(() => app?.close())

const found = async (caller: Caller, filter: object): Promise<readonly string[]> => {
  const { status, body } = await caller.get(
    `/records/shop?sort=name&fields=name&filter=${encodeURIComponent(JSON.stringify(filter))}`,
  )
  expect([status, body.problems]).toEqual([200, undefined])
  return body.records.map(({ name }: { name: string }) => name)
}

/** The names of the shops that each rule warns of, when this person changes every one. */
async function warned(caller: Caller): Promise<Readonly<Record<string, readonly string[]>>> {
  const byRule: Record<string, string[]> = Object.fromEntries(Object.keys(rules).map((key) => [key, []]))
  for (const [name, id] of Object.entries(shops).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { status, body } = await caller.patch(`/records/shop/${id}`, { note: `changed by ${caller.id}` })
    expect(status).toBe(200)
    for (const { message } of body['_warnings'] ?? []) byRule[message]?.push(name)
  }
  return byRule
}

const all = ['bare', 'north', 'south', 'tiny']

describe('what a rule reads behind the present user', () => {
  it.each(['Nora', 'Lena', 'Noel'])('is the same in the interpreter and in SQL for %s', async (name) => {
    const caller = people[name] ?? app.admin
    const answers = await warned(caller)
    for (const [key, rule] of Object.entries(rules))
      expect([key, await found(caller, rule)]).toEqual([key, answers[key]])
  })

  it('is what the records say', async () => {
    expect(await warned(people['Nora'] ?? app.admin)).toEqual({
      field: ['north'],
      twoSteps: ['north', 'south', 'tiny'],
      referenceBehind: ['north'],
      money: all,
      date: all,
      text: ['north'],
      empty: [],
      notEmpty: all,
      team: all,
      leader: all,
      above: all,
      manager: ['south', 'tiny'],
      many: ['north'],
      members: all,
      count: all,
      manyFields: all,
      inTeam: all,
      inTeamBelow: [],
    })
  })

  it('is empty for whoever has no such reference', async () => {
    const answers = await warned(people['Noel'] ?? app.admin)
    const met = Object.entries(answers).filter(([, names]) => names.length > 0)
    // Empty equals empty: the shop without any region.
    expect(Object.fromEntries(met)).toEqual({
      field: ['bare'],
      referenceBehind: ['bare'],
      empty: all,
      manager: ['bare'],
    })
  })

  it('decides in a scope as the system sees it, and in a filter as the person does', async () => {
    const sven = people['Sven'] ?? app.admin
    expect(await found(sven, { '!': [{ empty: [{ var: 'name' }] }] })).toEqual(['north'])
    // The region is not Sven's to see: what a filter of his own reads there is empty.
    expect(await found(sven, { '==': [{ var: '$user.region.code' }, 'N'] })).toEqual([])
    await app.admin.patch(`/records/region/${regions['N']}`, { owner: sven.id })
    expect(await found(sven, { '==': [{ var: '$user.region.code' }, 'N'] })).toEqual(['north'])
  })
})
