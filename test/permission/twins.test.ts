import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '../http/open-app.ts'
import { canary, leveled, openWorld, type People, type World } from './world.ts'

/**
 * A world; one that differs in hidden values and invisible records; one that differs in hidden values alone (for those who see every record);
 * and one in which the hidden definitions and records do not exist at all.
 */
let here: World
let other: World
let valued: World
let bare: World
const worlds = (): readonly World[] => [here, other, valued, bare]
beforeAll(async () => {
  here = await openWorld({ withHiddenDefinitions: true, hiddenValue: '77777.77', invisible: 3 })
  other = await openWorld({ withHiddenDefinitions: true, hiddenValue: '3.00', invisible: 1 })
  valued = await openWorld({ withHiddenDefinitions: true, hiddenValue: '3.00', invisible: 3 })
  bare = await openWorld({ withHiddenDefinitions: false, hiddenValue: '', invisible: 0 })
}, 120_000)
afterAll(async () => {
  for (const world of worlds()) await world?.app.close()
})

type Reader = keyof People
type Answered = { readonly status: number; readonly text: string }
type Ask = {
  readonly method: 'GET' | 'POST'
  readonly path: (world: World) => string
  readonly body?: (world: World) => unknown
}

const asked = new Map<string, Promise<Answered>>()

/** What a world answers; asked once, however many tests look at it. */
function ask(world: World, reader: Reader, question: Ask): Promise<Answered> {
  const key = `${worlds().indexOf(world)} ${reader} ${asks.indexOf(question)}`
  const answer = asked.get(key) ?? askNow(world, reader, question)
  asked.set(key, answer)
  return answer
}

async function askNow(world: World, reader: Reader, { method, path, body }: Ask): Promise<Answered> {
  const caller: Caller = world.people[reader]
  const sent = body?.(world)
  const response = await caller.fetch(path(world), {
    method,
    ...(sent instanceof FormData
      ? { body: sent }
      : sent === undefined
        ? {}
        : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }),
  })
  const text = leveled(world, await response.text())
  // Properties of a stored document come in the order of the database or in that of its author.
  return {
    status: response.status,
    text: path(world) === '/workspace' ? JSON.stringify(sorted(JSON.parse(text))) : text,
  }
}

/** A value with the properties of its objects in the order of their names. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  )
}

const get = (path: string | ((world: World) => string)): Ask => ({
  method: 'GET',
  path: typeof path === 'string' ? () => path : path,
})
const post = (path: string, body: (world: World) => unknown): Ask => ({ method: 'POST', path: () => path, body })
const S = { kind: 'report', specVersion: 1 }
const json = (value: unknown): string => encodeURIComponent(JSON.stringify(value))

const fields: Readonly<Record<string, readonly string[]>> = {
  account: [
    'name',
    'region',
    'note',
    'tax',
    'parentAccount',
    'parentAccount.name',
    'owner',
    'owner.name',
    'zzcredit',
    'zzdouble',
    'zzvaultRef',
    'zzvaultRef.name',
    'parentAccount.zzcredit',
    'nothing',
  ],
  deal: [
    'name',
    'account',
    'account.name',
    'account.tax',
    'account.zzcredit',
    'stage',
    'stage.outcome',
    'amount',
    'closeDate',
    'zzmargin',
    'zzprofit',
    'owner',
    'nothing',
  ],
  zzvault: ['name', 'about'],
  user: ['name', 'email', 'team', 'roles'],
}
const summary = (entity: string, field: string) => ({
  ...S,
  type: 'summary',
  entity,
  rows: [{ key: 'd', field }],
  values: [
    { key: 'n', aggregate: 'count' },
    { key: 'x', aggregate: 'countDistinct', field },
  ],
  totals: true,
})

/** Every way of reading, with what may be seen and what may not. */
const asks: readonly Ask[] = [
  get('/me'),
  get('/workspace'),
  get('/openapi.json'),
  get('/inbox'),
  get('/notifications'),
  get('/approvals'),
  get('/mine/views'),
  get('/mine/reports'),
  get('/imports/template/account'),
  get('/imports/template/zzvault'),
  get('/export/account?format=csv'),
  get('/export/account?format=csv&view=accounts'),
  get('/export/account?format=csv&view=zzrich'),
  get('/export/account?format=csv&view=nothing'),
  get('/export/deal?format=csv'),
  get('/export/zzvault?format=csv'),
  ...['Acme', 'Zzinvisible', 'zz', '77777', 'Deal', 'TAX', 'Zzvault'].map((q) => get(`/search?q=${q}`)),
  get('/search?q=Zzvault&entity=zzvault'),
  post('/reports/run', () => ({ report: 'regions' })),
  post('/reports/run', () => ({ report: 'nothing' })),
  post('/reports/run', () => ({ report: 'zzcredits' })),
  post('/reports/drill', () => ({ report: 'zzcredits', cell: { row: {}, value: 'credit' } })),
  get('/export/account?format=csv&fields=name,zzcredit'),
  get('/export/account?format=csv&sort=zzcredit'),
  post('/reports/run', () => ({ report: { ...S, type: 'funnel', entity: 'deal', pipeline: 'sales' } })),
  post('/reports/run', () => ({
    report: {
      ...S,
      type: 'forecast',
      entity: 'deal',
      pipeline: 'sales',
      amount: 'amount',
      date: 'closeDate',
      unit: 'month',
      rates: [{ key: 'r', method: 'stageToWon', from: 'history', minimum: 1, fallback: 'probability' }],
    },
  })),
  post('/reports/run', () => ({
    report: {
      ...S,
      type: 'forecast',
      entity: 'deal',
      pipeline: 'sales',
      amount: 'zzmargin',
      date: 'closeDate',
      unit: 'month',
    },
  })),
  ...['account', 'deal', 'zzvault', 'user', 'team', 'file', 'notification'].flatMap((entity) => [
    get(`/records/${entity}?count=exact`),
    get(`/records/${entity}?count=capped&limit=1`),
  ]),
  ...Object.entries(fields).flatMap(([entity, keys]) =>
    keys.flatMap((key) => [
      get(`/records/${entity}?sort=${key},name&fields=name`),
      get(`/records/${entity}?fields=name,${key}`),
      get(`/records/${entity}?count=exact&filter=${json({ notEmpty: [{ var: key }] })}`),
      post('/reports/run', () => ({ report: summary(entity, key) })),
      post('/reports/drill', () => ({ report: summary(entity, key), cell: { row: {}, value: 'n' }, count: 'exact' })),
    ]),
  ),
  ...[
    { some: [{ var: 'deals' }, { '>': [{ var: 'amount' }, '70000'] }] },
    { '>': [{ count: [{ var: 'deals' }] }, 1] },
    { some: [{ var: 'subsidiaries' }, { '==': [{ var: 'region' }, 'north'] }] },
    { some: [{ var: 'zzvaults' }, true] },
    { '>': [{ count: [{ var: 'zzvaults' }] }, 0] },
    { some: [{ var: 'deals' }, { '>': [{ var: 'zzmargin' }, '5'] }] },
    { '==': [{ var: 'parentAccount.region' }, 'north'] },
    { '==': [{ var: 'tax' }, 'TAX-1'] },
    { '>': [{ count: [{ var: 'changes' }] }, 0] },
    { some: [{ var: 'changes' }, { '==': [{ var: 'field' }, 'zzcredit'] }] },
    { some: [{ var: 'changes' }, { '==': [{ var: 'to' }, '77777.77'] }] },
  ].map((filter) => get(`/records/account?count=exact&filter=${json(filter)}`)),
  ...['Acme 1', 'Acme child', 'Deal 1', 'Deal child', 'Zzinvisible 1', 'Zzdeal 1', 'Zzvault 1'].flatMap((name) =>
    ['account', 'deal', 'zzvault'].flatMap((entity) =>
      ['', '/history', '/timeline', '/moves'].map((rest) =>
        get((world) => `/records/${entity}/${world.id(name)}${rest}`),
      ),
    ),
  ),
  get('/records/account.changes'),
  get('/records/deal.stageHistory'),
  ...[
    ['account.changes', 'field'],
    ['account.changes', 'from'],
    ['account.changes', 'to'],
    ['account.changes', 'by'],
    ['deal.stageHistory', 'stage'],
  ].map(([entity = '', field = '']) => post('/reports/run', () => ({ report: summary(entity, field) }))),
  post('/reports/run', () => ({
    report: {
      ...S,
      type: 'list',
      entity: 'account.changes',
      columns: [{ field: 'field' }, { field: 'from' }, { field: 'to' }],
      sort: ['field'],
    },
  })),
  post('/imports', () => upload('account', 'name,zz credit,Zz vault,region\nA,5,x,north\n')),
  post('/imports', () => upload('deal', 'name,account,zzmargin\nA,Zzinvisible 1,5\nB,Acme 1,5\n')),
  post('/imports', () => upload('zzvault', 'name\nA\n')),
]

function upload(entity: string, text: string): FormData {
  const form = new FormData()
  form.set('entity', entity)
  form.set('file', new File([text], 'a.csv'))
  return form
}

const wording = (body: unknown): string =>
  body instanceof FormData ? 'a file with Zz columns' : JSON.stringify(body).slice(0, 300)
const nameOf = (world: World, { method, path, body }: Ask): string =>
  `${method} ${decodeURIComponent(path(world))} ${body === undefined ? '' : wording(body(world))}`

const readers: readonly Reader[] = ['own', 'lead', 'nobody', 'fielded']

/** Where two answers part, with a little around it. */
function parting(a: Answered, b: Answered): string | undefined {
  if (a.status !== b.status) return `${a.status} ${a.text.slice(0, 200)} | ${b.status} ${b.text.slice(0, 200)}`
  if (a.text === b.text) return undefined
  let at = 0
  while (a.text[at] === b.text[at]) at += 1
  return `…${a.text.slice(Math.max(0, at - 60), at + 80)}… | …${b.text.slice(Math.max(0, at - 60), at + 80)}…`
}

/** The questions that two worlds answer differently. */
async function unlike(
  reader: Reader,
  one: World,
  two: World,
  questions: readonly Ask[] = asks,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const each of questions) {
    const [a, b] = [await ask(one, reader, each), await ask(two, reader, each)]
    const difference = a.status >= 500 ? `${a.status} ${a.text}` : parting(a, b)
    if (difference !== undefined) found.push(`${nameOf(one, each)} → ${difference}`)
  }
  return found
}

describe.each(readers)('to %s', (reader) => {
  test('worlds that differ only in what may not be seen answer alike', async () => {
    // Whoever sees every record is kept from fields alone.
    expect(await unlike(reader, here, reader === 'fielded' ? valued : other)).toEqual([])
  })

  test('nothing of it shows in an answer to a question that does not name it', async () => {
    const shown: string[] = []
    for (const each of asks) {
      const question = nameOf(here, each)
      if (canary.test(question)) continue
      const { status, text } = await ask(here, reader, each)
      const found =
        reader === 'fielded'
          ? text.replaceAll(/Zz(invisible|deal) \d/g, '').replaceAll(/77777\.00|388885\.00|233331\.00/g, '')
          : text
      for (const [part] of found.matchAll(/.{0,50}(zz|77777|绝密).{0,50}/gi))
        shown.push(`${question} → ${status} …${part}…`)
    }
    expect(shown).toEqual([])
  })
})

describe.each(['own', 'lead', 'nobody'] as const)('to %s', (reader) => {
  test('a world in which the hidden does not even exist answers alike', async () => {
    // That something else of an account was written is known from its version; what it was is not.
    const questions = asks.filter((each) => !nameOf(here, each).includes('account.changes'))
    expect(await unlike(reader, here, bare, questions)).toEqual([])
  })
})

/** Ways to ask for a name that somebody has; every one is refused, so that the worlds stay as they are. */
const takings = (name: string): readonly Ask[] => [
  post('/records/account', () => ({ name })),
  post('/records/account/bulk', () => ({ records: [{ name }] })),
  post('/records/account/bulk', () => ({ records: [{ name }], atomic: true })),
  post('/batch', () => ({ writes: [{ create: 'account', values: { name } }] })),
  post('/batch', (world) => ({ writes: [{ update: 'account', id: world.id('Acme 1'), values: { name } }] })),
]

// That a value is taken shows in every system whose values are unique; a world without the record that has it cannot answer alike.
describe.each(['own', 'fielded'] as const)('to %s, a name that is taken', (reader) => {
  test('is answered alike by worlds that differ only in what may not be seen', async () => {
    const twin = reader === 'fielded' ? valued : other
    const found: string[] = []
    for (const each of [...takings('Zzinvisible 1'), ...takings('Acme 2')]) {
      const [a, b] = [await askNow(here, reader, each), await askNow(twin, reader, each)]
      expect(a.text).toContain('not_unique')
      const difference = parting(a, b)
      if (difference !== undefined) found.push(`${nameOf(here, each)} → ${difference}`)
    }
    expect(found).toEqual([])
  })
})

test('a name that is taken out of sight is told in the words for any other, without the record', async () => {
  const takenBy = (name: string) => here.people.own.post('/records/account', { name })
  const problem = { code: 'not_unique', path: '/name', field: 'name', message: 'This Name is taken already.' }
  expect((await takenBy('Acme 2')).body.problems).toEqual([
    { ...problem, params: { fields: ['name'], id: here.id('Acme 2') } },
  ])
  expect((await takenBy('Zzinvisible 1')).body.problems).toEqual([{ ...problem, params: { fields: ['name'] } }])
})
