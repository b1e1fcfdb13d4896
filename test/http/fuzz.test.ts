import { createRoutes } from '@atelier/runtime'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sized } from '../harness/index.ts'
import { type App, openApp } from './open-app.ts'
import { salesDocuments } from './sales-documents.ts'

type Route = ReturnType<typeof createRoutes>[number]

let app: App
let routes: readonly Route[]
const ids: Record<string, string> = {}

beforeAll(async () => {
  app = await openApp(salesDocuments)
  const { admin } = app
  routes = createRoutes(app.installation, { startImport: async () => {} })
  const make = async (path: string, body?: unknown): Promise<string> => {
    const answer = await admin.post(path, body)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    return answer.body.id
  }
  ids['account'] = await make('/records/account', { name: 'Fuzzed', region: 'north' })
  ids['opportunity'] = await make('/records/opportunity', { name: 'Fuzzed', account: ids['account'] })
  ids['change'] = await make('/changes')
  ids['view'] = await make('/mine/views', { document: validView })
  const form = new FormData()
  form.set('entity', 'account')
  form.set('file', new File(['name,region\nA,north\n'], 'a.csv'))
  ids['import'] = (await (await admin.fetch('/imports', { method: 'POST', body: form })).json()).id
}, 60_000)
afterAll(() => app?.close())

const S = { kind: 'report', specVersion: 1 }
const validView = {
  kind: 'view',
  specVersion: 1,
  id: 'viw_x',
  key: 'x',
  label: 'X',
  entity: 'account',
  type: 'table',
  columns: [{ field: 'name' }],
  filter: { '==': [{ var: 'region' }, 'north'] },
  sort: ['-name'],
}
const summary = {
  ...S,
  type: 'summary',
  entity: 'opportunity',
  filter: { '>': [{ var: 'amount' }, '1'] },
  rows: [
    { key: 'stage', field: 'stage' },
    { key: 'month', field: 'closeDate', unit: 'month' },
  ],
  columns: [{ key: 'region', field: 'account.region' }],
  values: [
    { key: 'n', aggregate: 'count' },
    { key: 'sum', aggregate: 'sum', field: 'amount' },
    { key: 'f', formula: { '/': [{ measure: 'sum' }, { measure: 'n' }] } },
  ],
  totals: true,
}
const funnel = { ...S, type: 'funnel', entity: 'opportunity', pipeline: 'sales' }
const forecast = {
  ...S,
  type: 'forecast',
  entity: 'opportunity',
  pipeline: 'sales',
  amount: 'amount',
  date: 'closeDate',
  unit: 'quarter',
  rates: [{ key: 'toWon', method: 'stageToWon', from: 'history', minimum: 3, fallback: 'probability' }],
}
const opportunity = {
  name: 'Deal',
  stage: 'first',
  amount: '12.50',
  probability: '0.5',
  closeDate: '2026-02-03',
  need: 'x',
  products: [{ sku: 'A' }],
  lines: [{ product: { sku: 'A' }, quantity: 1, price: '2.00' }],
  files: [],
  owner: null,
  account: { name: 'Fuzzed' },
}
const entityDocument = salesDocuments.find(({ key }) => key === 'opportunity')
const pipelineDocument = salesDocuments.find(({ kind }) => kind === 'pipeline')
const roleDocument = salesDocuments.find(({ kind }) => kind === 'role')

/** Bodies that are understood, from which the bad ones are made. */
const bodies: Readonly<Record<string, readonly unknown[]>> = {
  'POST /records/:entity': [opportunity, { name: 'A', region: 'north', creditLimit: '1.00' }],
  'PATCH /records/:entity/:id': [opportunity, { region: 'south' }],
  'POST /records/:entity/query': [
    {
      filter: {
        and: [
          { '==': [{ var: 'name' }, 'x'] },
          { some: [{ var: 'opportunities' }, { '>': [{ var: 'amount' }, '1'] }] },
        ],
      },
      sort: ['-name', 'createdAt'],
      fields: ['name', 'owner.name'],
      limit: 3,
      count: 'exact',
    },
  ],
  'POST /records/:entity/bulk': [
    { records: [{ name: 'A' }, { name: 'B', region: 'north' }], match: ['name'], onMatch: 'update', atomic: true },
  ],
  'POST /records/:entity/:id/move': [{ to: 'proposal', values: { amount: '3' }, reason: 'because' }],
  'POST /records/:entity/:id/approvals': [{ approval: 'x' }],
  'POST /records/:entity/:id/actions': [{ action: 'x', done: true }],
  'POST /batch': [
    {
      writes: [
        { create: 'account', as: 'a', values: { name: 'Z' } },
        { create: 'opportunity', values: { name: 'y', account: { $ref: 'a' } } },
        { update: 'account', id: { $ref: 'a' }, values: { region: 'south' } },
        { move: 'opportunity', id: 'x', to: 'proposal' },
      ],
    },
  ],
  'POST /undo': [{ event: 'x' }],
  'POST /reports/run': [{ report: summary }, { report: funnel }, { report: forecast, params: { period: '2026' } }],
  'POST /reports/drill': [
    {
      report: summary,
      cell: { row: { stage: 'first', month: '2026-01' }, col: { region: 'north' }, value: 'n' },
      limit: 3,
      sort: ['name'],
      fields: ['name'],
      count: 'exact',
    },
  ],
  'PUT /imports/:id/mapping': [
    {
      match: ['name'],
      onMatch: 'update',
      columns: [
        { column: 'name', field: 'name' },
        { column: 'region', field: 'region', values: { a: 'north' } },
      ],
    },
    { columns: [{ column: 'name', field: 'parentAccount', by: 'name', missing: 'create' }] },
  ],
  'PUT /changes/:id/documents/:kind/:key': [
    entityDocument,
    pipelineDocument,
    roleDocument,
    { ...summary, id: 'rep_x', key: 'x', label: 'X' },
  ],
  'POST /changes/:id/publish': [{ note: 'x' }],
  'POST /mine/views': [{ document: validView, shareWith: ['role:sales'] }],
  'PATCH /mine/views/:id': [{ document: validView, shareWith: ['role:sales'] }],
  'POST /mine/reports': [{ document: { ...summary, id: 'rep_x', key: 'x', label: 'X' } }],
  'PATCH /mine/reports/:id': [{ document: { ...summary, id: 'rep_x', key: 'x', label: 'X' } }],
  'POST /approvals/:id/decisions': [{ action: 'approve', comment: 'x' }],
  'POST /users': [
    {
      name: 'New',
      email: 'new@example.com',
      roles: ['sales'],
      team: null,
      manager: null,
      language: 'en',
      zone: 'UTC',
      password: 'long enough',
    },
  ],
  'PATCH /users/:id': [{ name: 'New', roles: ['sales'], active: true, zone: 'UTC', password: 'long enough' }],
  'POST /teams': [{ name: 'T', key: 't', parent: null, leader: null }],
  'PATCH /teams/:id': [{ name: 'T', key: 't', parent: null }],
  'POST /keys': [{ user: 'x', name: 'k' }],
  'POST /templates/:key/install': [{ sampleData: true }],
}

const nasty: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  1e-9,
  2 ** 60,
  -0,
  '',
  ' ',
  'x',
  '0',
  '1e5',
  'NaN',
  'Infinity',
  '-',
  '9'.repeat(400),
  '😀𠮷',
  'a\u0000b',
  '\ud800',
  '\u202e',
  "' or 1=1 --",
  '"; drop table account; --',
  '<script>alert(1)</script>',
  '{{name}}',
  '%',
  '\\',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'id',
  'name',
  'stage',
  'stage.closedAt',
  'account.name',
  'account.account.account',
  'lines.product',
  'opportunities',
  'createdBy.name',
  '0000-01-01',
  '9999-12-31',
  '2026-02-30',
  '2026-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61',
  '------------------------------------',
  'x'.repeat(70_000),
  [],
  {},
  [[]],
  [null],
  { var: 'name' },
  { var: '' },
  { var: ['name', 1] },
  { '==': [] },
  { '==': [{ var: 'amount' }, { var: 'name' }] },
  { and: [] },
  { some: [{ var: 'name' }, true] },
  { '+': [{ var: 'amount' }, '9'.repeat(60)] },
  { '/': [{ var: 'amount' }, '0'] },
  { dateAdd: [{ var: 'closeDate' }, '99999999', 'year'] },
  { in: [{ var: 'region' }, []] },
  { '<': [{ var: 'closeDate' }, '9999-12-31'] },
  { $ref: 'a' },
  { $ref: '__proto__' },
  { id: 'x' },
  { amount: '1', currency: 'XXX' },
  { rule: { '==': [1, 1] } },
  { constructor: { prototype: 1 } },
]
const words = [
  'name',
  'region',
  'id',
  'version',
  '__proto__',
  'constructor',
  'x',
  'x-y',
  'lines',
  'stage',
  'filter',
  '',
  '\u0000',
  '😀',
  'toString',
]

type Mutation = { readonly where: number; readonly how: number; readonly what: number; readonly word: number }
const mutation = fc.record({
  where: fc.nat(),
  how: fc.nat(9),
  what: fc.nat(nasty.length - 1),
  word: fc.nat(words.length - 1),
})

/** The value with one place in it made bad. */
function mutate(value: unknown, { where, how, what, word }: Mutation): unknown {
  const places: (readonly (string | number)[])[] = []
  const walk = (node: unknown, path: readonly (string | number)[]): void => {
    places.push(path)
    if (Array.isArray(node)) for (const [index, each] of node.entries()) walk(each, [...path, index])
    else if (typeof node === 'object' && node !== null)
      for (const [key, each] of Object.entries(node)) walk(each, [...path, key])
  }
  walk(value, [])
  const target = places[where % places.length] ?? []
  const change = (node: unknown): unknown => {
    if (how === 0) return [node]
    if (how === 1 && typeof node === 'object' && node !== null && !Array.isArray(node))
      return Object.fromEntries([...Object.entries(node), [words[word] ?? '', nasty[what]]])
    if (how === 2 && typeof node === 'object' && node !== null && !Array.isArray(node))
      return Object.fromEntries(Object.entries(node).slice(1))
    if (how === 3 && Array.isArray(node)) return [...node, ...node]
    return nasty[what]
  }
  const replace = (node: unknown, path: readonly (string | number)[]): unknown => {
    const [step, ...rest] = path
    if (step === undefined) return change(node)
    if (Array.isArray(node)) return node.map((each, index) => (index === step ? replace(each, rest) : each))
    if (typeof node === 'object' && node !== null)
      return Object.fromEntries(
        Object.entries(node).map(([key, each]) => [key, key === step ? replace(each, rest) : each]),
      )
    return change(node)
  }
  return replace(value, target)
}

const hostile = [
  'x',
  '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61',
  '------------------------------------',
  '%00',
  '__proto__',
  'constructor',
  "'",
  '999999999999999999999',
  '-1',
  '😀',
  '%E0%A4%A',
  'a'.repeat(3000),
  '1e3',
  'user',
  'notification',
  'opportunity.lines',
  'opportunity.stageHistory',
]
/** What stands for a parameter of a path: mostly something that is there. */
function parameter(route: Route, name: string, pick: number): string {
  const good: Record<string, readonly string[]> = {
    entity: ['account', 'opportunity', 'product'],
    kind: ['entity', 'report', 'pipeline', 'role'],
    key: ['account', 'opportunity', 'sales', 'x'],
    n: ['0', '2', '99'],
    id: [
      route.path.startsWith('/changes')
        ? ids['change']
        : route.path.startsWith('/imports')
          ? ids['import']
          : route.path.startsWith('/mine')
            ? ids['view']
            : pick % 2
              ? ids['account']
              : ids['opportunity'],
    ].map(String),
  }
  // An installed template would be a change of its own: its key is never right here.
  const known = route.path.startsWith('/templates') ? [] : (good[name] ?? [])
  const encoded = hostile.map((text) => (text.startsWith('%') ? text : encodeURIComponent(text)))
  return pick % 4 === 0 || known.length === 0
    ? (encoded[(pick >> 2) % encoded.length] ?? 'x')
    : (known[(pick >> 2) % known.length] ?? 'x')
}

const call = fc.record({
  route: fc.nat(),
  params: fc.array(fc.nat(10_000), { minLength: 3, maxLength: 3 }),
  query: fc.array(fc.tuple(fc.nat(), fc.nat(nasty.length - 1)), { maxLength: 2 }),
  body: fc.nat(),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
})

test('whatever is sent to whichever call, it is understood or refused, never a fault of ours, and the next one is served', {
  timeout: 600_000,
}, async () => {
  const { admin } = app
  const reached = new Map<string, number>()
  const faults: string[] = []
  for (const { route: at, params, query, body, mutations } of fc.sample(call, {
    seed: 20_261_122,
    numRuns: sized(1_000, 20_000),
  })) {
    const route = routes[at % routes.length]
    if (route === undefined) throw new Error('There are no routes')
    const name = `${route.method} ${route.path}`
    let n = 0
    const path = route.path.replace(/:([a-zA-Z]+)/g, (_: string, parameterName: string) =>
      parameter(route, parameterName, params[n++] ?? 0),
    )
    const known = [...Object.keys(route.query ?? {}), 'x']
    const search = query.map(([which, what]) => {
      const value = nasty[what]
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return `${known[which % known.length]}=${encodeURIComponent(text.isWellFormed() ? text : 'x').slice(0, 3000)}`
    })
    const sample = bodies[name] ?? [{}]
    const sent = mutations.reduce((value: unknown, each) => mutate(value, each), sample[body % sample.length])
    const response = await admin.fetch(`${path}${search.length > 0 ? `?${search.join('&')}` : ''}`, {
      method: route.method,
      ...(route.method === 'GET' || route.method === 'DELETE' || route.body === undefined
        ? {}
        : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }),
    })
    reached.set(name, (reached.get(name) ?? 0) + 1)
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
    const text = isStream ? '' : await response.text()
    if (isStream) await response.body?.cancel()
    const seen = `${route.method} ${path}?${search.join('&')} ${JSON.stringify(sent)?.slice(0, 3000)} → ${response.status} ${text.slice(0, 1000)}`
    const isProblem =
      response.headers.get('content-type')?.includes('application/problem+json') === true &&
      JSON.parse(text).problems.length > 0
    const tells = /\bat .*\.ts:\d|\bselect .* from |syntax error at|pg_catalog/i.test(text)
    if (response.status >= 500 || (response.status >= 400 && (!isProblem || tells))) faults.push(seen)
  }
  expect(faults).toEqual([])
  expect([...routes].filter((route) => !reached.has(`${route.method} ${route.path}`))).toEqual([])
  expect((await admin.get('/records/account?limit=1')).status).toBe(200)
})
