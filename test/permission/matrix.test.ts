import { createKey, createRoutes, revokeKey, runWrites, systemContext } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type People, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ withHiddenDefinitions: true, hiddenValue: '77777.77', invisible: 1 })
}, 60_000)
afterAll(() => world?.app.close())

type Body = object | (() => FormData) | undefined
type Row = {
  readonly call: string
  /** The path called, with `{name}` for the id of a record of the world and `{n}` for a number of its own. */
  readonly path: string
  readonly body?: Body
  /** What is answered to: somebody without grants, to whom sees his own, to a leader, to whom sees all rows without some fields, to an administrator. */
  readonly fresh?: true
  readonly to: readonly [nobody: number, own: number, lead: number, fielded: number, admin: number]
}
const columns = ['nobody', 'own', 'lead', 'fielded', 'admin'] as const satisfies readonly (keyof People)[]

const S = { kind: 'report', specVersion: 1 }
const view = {
  kind: 'view',
  specVersion: 1,
  id: 'viw_mine',
  key: 'mine',
  label: 'Mine',
  entity: 'account',
  type: 'table',
  columns: [{ field: 'name' }],
}
const report = {
  ...S,
  id: 'rep_mine',
  key: 'mine',
  label: 'Mine',
  type: 'summary',
  entity: 'account',
  values: [{ id: 'val_n', key: 'n', aggregate: 'count' }],
}
const dashboard = {
  kind: 'dashboard',
  specVersion: 1,
  id: 'dsh_mine',
  key: 'mine',
  label: 'Mine',
  tiles: [{ id: 'til_1', tile: 'tasks', at: [0, 0, 4, 6] }],
}
const sent = { ...S, type: 'summary', entity: 'account', values: [{ key: 'n', aggregate: 'count' }] }
const file =
  (entity?: string): (() => FormData) =>
  () => {
    const form = new FormData()
    if (entity) form.set('entity', entity)
    form.set('file', new File(['name\nNobody Inc\n'], 'a.csv', { type: 'text/csv' }))
    return form
  }
const everybody: Row['to'] = [200, 200, 200, 200, 200]
const admins = (status: number): Row['to'] => [403, 403, 403, 403, status]
const unknown: Row['to'] = [404, 404, 404, 404, 404]

/** A picture of one dot. */
const dot = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

/** Every call, as it is answered to each. A call that is missing here fails the first test. */
const matrix: readonly Row[] = [
  { call: 'GET /me', path: '/me', to: everybody },
  { call: 'GET /workspace', path: '/workspace', to: everybody },
  { call: 'GET /openapi.json', path: '/openapi.json', to: everybody },
  { call: 'GET /definitions', path: '/definitions', to: admins(200) },
  { call: 'GET /definitions/:kind/:key', path: '/definitions/entity/account', to: admins(200) },
  { call: 'POST /changes', path: '/changes', to: admins(201) },
  { call: 'GET /changes/:id', path: '/changes/{change}', to: admins(200) },
  {
    call: 'PUT /changes/:id/documents/:kind/:key',
    path: '/changes/{change}/documents/view/mine',
    body: view,
    to: admins(200),
  },
  {
    call: 'DELETE /changes/:id/documents/:kind/:key',
    path: '/changes/{change}/documents/view/accounts',
    to: admins(204),
  },
  { call: 'GET /changes/:id/plan', path: '/changes/{change}/plan', to: admins(200) },
  { call: 'POST /changes/:id/publish', path: '/changes/{change}/publish', to: admins(200) },
  { call: 'GET /filling', path: '/filling', to: admins(200) },
  { call: 'GET /kept', path: '/kept', to: admins(200) },
  { call: 'POST /kept/purge', path: '/kept/purge', body: { revision: 0 }, to: admins(409) },
  {
    call: 'POST /definitions/moves',
    path: '/definitions/moves',
    body: { pipeline: 'none', record: 'none' },
    to: admins(404),
  },
  { call: 'POST /definitions/access', path: '/definitions/access', body: {}, to: admins(200) },
  { call: 'GET /revisions', path: '/revisions', to: admins(200) },
  { call: 'GET /revisions/:n/plan', path: '/revisions/1/plan', to: admins(200) },
  { call: 'POST /revisions/:n/rollback', path: '/revisions/2/rollback', to: admins(200) },
  { call: 'GET /mine/views', path: '/mine/views', to: everybody },
  { call: 'POST /mine/views', path: '/mine/views', body: { document: view }, to: [422, 201, 201, 201, 201] },
  { call: 'PATCH /mine/views/:id', path: '/mine/views/{view}', body: { shareWith: [] }, to: [404, 404, 404, 404, 200] },
  { call: 'DELETE /mine/views/:id', path: '/mine/views/{view}', to: [404, 404, 404, 404, 204] },
  { call: 'GET /mine/reports', path: '/mine/reports', to: everybody },
  { call: 'POST /mine/reports', path: '/mine/reports', body: { document: report }, to: [422, 201, 201, 201, 201] },
  {
    call: 'PATCH /mine/reports/:id',
    path: '/mine/reports/{report}',
    body: { shareWith: [] },
    to: [404, 404, 404, 404, 200],
  },
  { call: 'DELETE /mine/reports/:id', path: '/mine/reports/{report}', to: [404, 404, 404, 404, 204] },
  { call: 'GET /mine/dashboards', path: '/mine/dashboards', to: everybody },
  {
    call: 'POST /mine/dashboards',
    path: '/mine/dashboards',
    body: { document: dashboard },
    to: [201, 201, 201, 201, 201],
  },
  {
    call: 'PATCH /mine/dashboards/:id',
    path: '/mine/dashboards/{dashboard}',
    body: { shareWith: [] },
    to: [404, 404, 404, 404, 200],
  },
  { call: 'DELETE /mine/dashboards/:id', path: '/mine/dashboards/{dashboard}', to: [404, 404, 404, 404, 204] },
  { call: 'GET /mine/settings', path: '/mine/settings', to: everybody },
  { call: 'PATCH /mine/settings', path: '/mine/settings', body: { theme: 'dark' }, to: everybody },
  { call: 'GET /mine/sessions', path: '/mine/sessions', to: everybody },
  { call: 'DELETE /mine/sessions/:id', path: '/mine/sessions/{Acme 1}', to: unknown },
  { call: 'POST /mine/sessions/end-others', path: '/mine/sessions/end-others', to: everybody },
  { call: 'GET /users', path: '/users', to: admins(200) },
  { call: 'POST /users', path: '/users', body: { name: 'New {n}', email: 'new{n}@example.com' }, to: admins(201) },
  { call: 'PATCH /users/:id', path: '/users/{person stranger}', body: { zone: 'UTC' }, to: admins(200) },
  { call: 'POST /users/:id/disable', path: '/users/{person victim}/disable', to: admins(200) },
  { call: 'GET /users/access', path: '/users/access', to: admins(200) },
  { call: 'POST /users/:id/sign-out', path: '/users/{person stranger}/sign-out', to: admins(204) },
  { call: 'DELETE /users/:id/two-factor', path: '/users/{person stranger}/two-factor', to: admins(204) },
  { call: 'POST /users/:id/invitation', path: '/users/{person stranger}/invitation', to: admins(201) },
  { call: 'DELETE /users/:id/invitation', path: '/users/{person invited}/invitation', to: admins(204) },
  { call: 'GET /users/:id/holdings', path: '/users/{person stranger}/holdings', to: admins(200) },
  {
    call: 'POST /users/:id/hand-over',
    path: '/users/{person victim}/hand-over',
    body: { to: '{person stranger}' },
    to: admins(200),
  },
  { call: 'GET /teams', path: '/teams', to: admins(200) },
  { call: 'POST /teams', path: '/teams', body: { name: 'Team {n}' }, to: admins(201) },
  { call: 'PATCH /teams/:id', path: '/teams/{Apart}', body: { name: 'Apart' }, to: admins(200) },
  { call: 'GET /keys', path: '/keys', to: admins(200) },
  { call: 'POST /keys', path: '/keys', body: { name: 'k' }, to: admins(201) },
  { call: 'DELETE /keys/:id', path: '/keys/{key}', to: admins(204) },
  { call: 'GET /records/:entity', path: '/records/account', to: [404, 200, 200, 200, 200] },
  { call: 'POST /records/:entity/query', path: '/records/account/query', body: {}, to: [404, 200, 200, 200, 200] },
  { call: 'GET /records/:entity/:id', path: '/records/account/{Acme 1}', to: [404, 200, 200, 200, 200] },
  {
    call: 'POST /records/:entity',
    path: '/records/account',
    body: { name: 'Made {n}' },
    to: [404, 201, 403, 201, 201],
  },
  {
    call: 'PATCH /records/:entity/:id',
    path: '/records/account/{Acme 1}',
    body: { region: 'south' },
    to: [404, 200, 200, 200, 200],
  },
  { call: 'DELETE /records/:entity/:id', path: '/records/account/{doomed}', to: [404, 403, 403, 204, 404] },
  {
    call: 'POST /records/:entity/:id/restore',
    path: '/records/account/{binned}/restore',
    to: [404, 403, 403, 200, 404],
  },
  {
    call: 'POST /records/:entity/:id/move',
    path: '/records/deal/{Deal 1}/move',
    body: { to: 'second' },
    to: [404, 200, 403, 200, 200],
  },
  {
    call: 'POST /records/:entity/bulk',
    path: '/records/account/bulk',
    body: { records: [{ name: 'Bulk {n}' }] },
    to: [404, 200, 200, 200, 200],
  },
  {
    call: 'POST /batch',
    path: '/batch',
    body: { writes: [{ create: 'account', values: { name: 'Batch {n}' } }] },
    to: [404, 200, 403, 200, 200],
  },
  {
    call: 'GET /records/:entity/:id/history',
    path: '/records/account/{Acme 1}/history',
    to: [404, 200, 200, 200, 200],
  },
  {
    call: 'GET /records/:entity/:id/timeline',
    path: '/records/account/{Acme 1}/timeline',
    to: [404, 200, 200, 200, 200],
  },
  {
    call: 'GET /records/:entity/:id/follow',
    path: '/records/account/{Acme 1}/follow',
    to: [404, 200, 200, 200, 200],
  },
  {
    call: 'PUT /records/:entity/:id/follow',
    path: '/records/account/{Acme 1}/follow',
    to: [404, 200, 200, 200, 200],
  },
  {
    call: 'DELETE /records/:entity/:id/follow',
    path: '/records/account/{Acme 1}/follow',
    to: [404, 200, 200, 200, 200],
  },
  { call: 'GET /records/:entity/:id/moves', path: '/records/deal/{Deal 1}/moves', to: [404, 200, 200, 200, 200] },
  { call: 'POST /undo', path: '/undo', body: { event: '{event}' }, fresh: true, to: [404, 200, 200, 422, 200] },
  {
    call: 'POST /records/:entity/:id/approvals',
    path: '/records/deal/{Deal 1}/approvals',
    body: { approval: 'none' },
    to: [404, 422, 403, 422, 422],
  },
  {
    call: 'POST /records/:entity/:id/actions',
    path: '/records/deal/{Deal 1}/actions',
    body: { action: 'none', done: true },
    to: [404, 422, 403, 422, 422],
  },
  { call: 'GET /records/:entity/:id/actions', path: '/records/deal/{Deal 1}/actions', to: [404, 200, 200, 200, 200] },
  { call: 'GET /violations/:entity/:invariant', path: '/violations/account/none', to: unknown },
  { call: 'GET /search', path: '/search?q=Acme', to: everybody },
  { call: 'GET /export/:entity', path: '/export/account', to: [404, 200, 403, 200, 200] },
  { call: 'POST /files', path: '/files', body: file(), to: [201, 201, 201, 201, 201] },
  { call: 'GET /files/:id', path: '/files/{file}', to: [404, 404, 404, 404, 200] },
  { call: 'GET /files/:id/preview', path: '/files/{picture}/preview', to: [404, 404, 404, 404, 200] },
  { call: 'POST /reports/run', path: '/reports/run', body: { report: sent }, to: [400, 200, 200, 200, 200] },
  {
    call: 'POST /reports/drill',
    path: '/reports/drill',
    body: { report: sent, cell: { row: {}, value: 'n' } },
    to: [400, 200, 200, 200, 200],
  },
  { call: 'POST /reports/export', path: '/reports/export', body: { report: sent }, to: [400, 200, 403, 200, 200] },
  { call: 'POST /reports/sql', path: '/reports/sql', body: { report: sent }, to: admins(200) },
  { call: 'GET /imports', path: '/imports?entity=account', to: [404, 200, 200, 200, 200] },
  { call: 'POST /imports', path: '/imports', body: file('account'), to: [404, 201, 403, 201, 201] },
  {
    call: 'PUT /imports/:id/mapping',
    path: '/imports/{import}/mapping',
    body: { columns: [{ column: 'name', field: 'name' }] },
    to: [404, 404, 404, 404, 200],
  },
  { call: 'POST /imports/:id/check', path: '/imports/{import}/check', to: [404, 404, 404, 404, 200] },
  { call: 'GET /imports/:id', path: '/imports/{import}', to: [404, 404, 404, 404, 200] },
  { call: 'GET /imports/:id/problems.csv', path: '/imports/{import}/problems.csv', to: [404, 404, 404, 404, 200] },
  { call: 'POST /imports/:id/commit', path: '/imports/{import}/commit', to: [404, 404, 404, 404, 202] },
  { call: 'POST /imports/:id/undo', path: '/imports/{import}/undo', to: [404, 404, 404, 404, 409] },
  { call: 'GET /imports/template/:entity', path: '/imports/template/account', to: [404, 200, 404, 200, 200] },
  { call: 'GET /approvals', path: '/approvals?box=todo', to: everybody },
  { call: 'GET /approvals/:id', path: '/approvals/{Acme 1}', to: unknown },
  {
    call: 'POST /approvals/:id/decisions',
    path: '/approvals/{Acme 1}/decisions',
    body: { action: 'approve' },
    to: unknown,
  },
  { call: 'GET /runs', path: '/runs', to: admins(200) },
  { call: 'GET /inbox', path: '/inbox', to: everybody },
  {
    call: 'POST /inbox/snooze',
    path: '/inbox/snooze',
    body: { kind: 'task', id: '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61', until: null },
    to: [204, 204, 204, 204, 204],
  },
  { call: 'GET /notifications', path: '/notifications', to: everybody },
  { call: 'POST /notifications/read', path: '/notifications/read', to: everybody },
  { call: 'POST /notifications/:id/read', path: '/notifications/{notice}/read', to: [404, 204, 404, 404, 404] },
  { call: 'GET /events', path: '/events', to: everybody },
  { call: 'GET /explain/access', path: '/explain/access?user={person own}&entity=account', to: admins(200) },
  { call: 'GET /audit', path: '/audit', to: admins(200) },
  { call: 'GET /sample-data', path: '/sample-data', to: admins(200) },
  { call: 'DELETE /sample-data', path: '/sample-data', to: admins(200) },
  { call: 'GET /audit/export', path: '/audit/export', to: admins(200) },
  { call: 'GET /backup', path: '/backup', to: admins(200) },
  { call: 'GET /usage', path: '/usage', to: admins(200) },
  { call: 'GET /templates', path: '/templates', to: admins(200) },
  { call: 'POST /templates/:key/install', path: '/templates/nothing/install', to: admins(404) },
]

let made = 0
/** Text with the ids of the world, and numbers of its own, in the places of their names. */
function filled(text: string): string {
  made += 1
  return text
    .replaceAll('{n}', String(made))
    .replace(/\{([a-zA-Z][\w ]*)\}/g, (whole, name: string) => world.ids.get(name) ?? whole)
}

type Sender = (path: string, init: RequestInit) => Promise<Response>
async function send(fetch: Sender, { call, path, body }: Row): Promise<{ status: number; text: string }> {
  const form = typeof body === 'function' ? body() : undefined
  const json = body === undefined || form ? undefined : filled(JSON.stringify(body))
  const response = await fetch(filled(path), {
    method: call.split(' ')[0] ?? 'GET',
    ...(form
      ? { body: form }
      : json === undefined
        ? {}
        : { body: json, headers: { 'content-type': 'application/json' } }),
  })
  if (call === 'GET /events' && response.status === 200) {
    await response.body?.cancel()
    return { status: response.status, text: '' }
  }
  return { status: response.status, text: await response.text() }
}

/** What the rows name: made anew, so that a row may use it up. */
let prepared = 0
async function prepare(): Promise<void> {
  prepared += 1
  const { admin, own, fielded } = world.people
  const ids = world.ids as Map<string, string>
  const idOf = async (answer: Promise<{ status: number; body: { id: string } }>): Promise<string> => {
    const { status, body } = await answer
    expect(status, JSON.stringify(body)).toBe(201)
    return body.id
  }
  const uploaded = async (path: string, form: FormData): Promise<string> =>
    (await (await admin.fetch(path, { method: 'POST', body: form })).json()).id
  ids.set('change', await idOf(admin.post('/changes')))
  ids.set('view', await idOf(admin.post('/mine/views', { document: view })))
  ids.set('report', await idOf(admin.post('/mine/reports', { document: report })))
  ids.set('dashboard', await idOf(admin.post('/mine/dashboards', { document: dashboard })))
  ids.set('key', await idOf(admin.post('/keys', { user: fielded.id, name: 'x' })))
  ids.set('doomed', await idOf(admin.post('/records/account', { name: `Doomed ${prepared}`, owner: own.id })))
  const invited = await world.app.person(`Invited${prepared}`, [])
  ids.set('person invited', invited.id)
  expect((await admin.post(`/users/${invited.id}/invitation`)).status).toBe(201)
  ids.set('person victim', (await world.app.person(`Victim${prepared}`, [])).id)
  ids.set('binned', await idOf(admin.post('/records/account', { name: `Binned ${prepared}`, owner: own.id })))
  expect((await admin.call('DELETE', `/records/account/${world.id('binned')}`)).status).toBe(204)
  const [notice] = await runWrites(
    systemContext(world.app.workspace()),
    [{ kind: 'create', entity: 'notification', values: { to: own.id, subject: 'Hello' } }],
    { atomic: true },
  )
  if (notice?.status === 'created') ids.set('notice', notice.id)
  const picture = new FormData()
  picture.set('file', new File([dot], 'dot.png', { type: 'image/png' }))
  ids.set('picture', await uploaded('/files', picture))
  ids.set('file', await uploaded('/files', file()()))
  ids.set('import', await uploaded('/imports', file('account')()))
  await admin.patch(`/records/account/${world.id('Acme 2')}`, { note: `changed ${prepared}` })
  const { body } = await admin.get(`/records/account/${world.id('Acme 2')}/history?limit=1`)
  ids.set('event', body.events[0].id)
}

test('every call has a row', () => {
  const routes = createRoutes(world.app.installation, { startImport: async () => {} }).map(
    ({ method, path }) => `${method} ${path}`,
  )
  expect(matrix.map(({ call }) => call).sort()).toEqual([...routes].sort())
})

describe('whoever is not signed in', () => {
  const asks = async (headers: HeadersInit) => {
    const fetch: Sender = (path, init) => world.app.fetch(path, init)
    return Promise.all(
      matrix.map(async (row) => {
        const { status, text } = await send(
          (path, init) =>
            fetch(path, { ...init, headers: new Headers([...new Headers(init.headers), ...new Headers(headers)]) }),
          row,
        )
        return `${row.call} ${status} ${text === '' ? '' : JSON.parse(text).code}`
      }),
    )
  }
  const refused = matrix.map(({ call }) => `${call} 401 not_signed_in`)

  test('with a key that never was, gets nothing from any call', async () => {
    expect(await asks({ authorization: 'Bearer atl_nothing' })).toEqual(refused)
  })
  test('with a key that was revoked, gets nothing from any call', async () => {
    const { pool, authenticate } = world.app.installation
    const key = await createKey(pool, { user: world.people.admin.id, name: 'gone', by: undefined })
    await revokeKey(pool, 'main', key.id)
    authenticate.forget()
    expect(await asks({ authorization: `Bearer ${key.secret}` })).toEqual(refused)
  })
  test('with the key of a user who is disabled, gets nothing from any call', async () => {
    const person = await world.app.person('Disabled', ['admin'])
    const { body: key } = await world.people.admin.post('/keys', { user: person.id, name: 'k' })
    expect((await world.people.admin.post(`/users/${person.id}/disable`)).status).toBe(200)
    expect(await asks({ authorization: `Bearer ${key.key}` })).toEqual(refused)
  })
  test('with a cookie that is none, gets nothing from any call', async () => {
    expect(await asks({ cookie: 'atelier.session_token=forged.forged' })).toEqual(refused)
  })
})

describe('each call answers each person as the table says', () => {
  // Some calls use up what they name; rows that come later in the table need it again.
  test.each(matrix)('$call', async (row) => {
    await prepare()
    const answers: number[] = []
    for (const column of columns) {
      if (row.fresh) await prepare()
      answers.push((await send(world.people[column].fetch, row)).status)
    }
    expect(answers).toEqual([...row.to])
  })
})

describe('an invisible record is answered byte for byte like one that never was', () => {
  const never = '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61'
  const calls: readonly (readonly [method: string, rest: string, body?: object])[] = [
    ['GET', ''],
    ['GET', '?fields=name'],
    ['PATCH', '', { name: 'Taken over' }],
    ['PATCH', '', { nothing: 1 }],
    ['PATCH', '', {}],
    ['DELETE', ''],
    ['POST', '/restore'],
    ['POST', '/move', { to: 'won' }],
    ['POST', '/move', { to: 'nowhere' }],
    ['GET', '/history'],
    ['GET', '/timeline'],
    ['GET', '/follow'],
    ['PUT', '/follow'],
    ['DELETE', '/follow'],
    ['GET', '/moves'],
    ['GET', '/actions'],
    ['POST', '/approvals', { approval: 'none' }],
    ['POST', '/actions', { action: 'none', done: true }],
  ]
  test.each(['own', 'lead', 'nobody'] as const)('to %s', async (reader) => {
    const ask = async (path: string, method: string, id: string, body?: object): Promise<string> => {
      const answer = await world.people[reader].call(
        method,
        path.replace('{id}', id),
        body && JSON.parse(filled(JSON.stringify(body).replaceAll('{id}', id))),
      )
      return `${answer.status} ${JSON.stringify(answer.body)}`
        .replaceAll(id, '<id>')
        .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '#')
    }
    const unlike: unknown[] = []
    const compare = async (method: string, path: string, hidden: string, body?: object): Promise<void> => {
      const [a, b] = [await ask(path, method, hidden, body), await ask(path, method, never, body)]
      if (a !== b) unlike.push([method, path, body, a, b])
    }
    for (const [entity, hidden] of [
      ['account', 'Zzinvisible 1'],
      ['deal', 'Zzdeal 1'],
      ['zzvault', 'Zzvault 1'],
    ] as const)
      for (const [method, rest, body] of calls)
        await compare(method, `/records/${entity}/{id}${rest}`, world.id(hidden), body)
    const account = world.id('Zzinvisible 1')
    const deal = world.id('Zzdeal 1')
    for (const body of [
      { records: [{ id: '{id}', name: 'Matched {n}' }], match: ['id'] },
      { records: [{ id: '{id}', name: 'Skipped {n}' }], match: ['id'], onMatch: 'skip' },
      { records: [{ name: 'x', parentAccount: '{id}' }], atomic: true },
    ])
      await compare('POST', '/records/account/bulk', account, body)
    for (const body of [
      { writes: [{ update: 'account', id: '{id}', values: { name: 'x' } }] },
      { writes: [{ delete: 'account', id: '{id}' }] },
      { writes: [{ create: 'deal', values: { name: 'x', account: '{id}' } }] },
    ])
      await compare('POST', '/batch', account, body)
    await compare('POST', '/batch', deal, { writes: [{ move: 'deal', id: '{id}', to: 'won' }] })
    await compare('POST', '/records/deal', account, { name: 'x', account: '{id}' })
    await compare('PATCH', `/records/deal/${world.id('Deal 2')}`, account, { account: '{id}' })
    await compare('POST', '/records/account/query', account, {
      filter: { '==': [{ var: 'id' }, '{id}'] },
      count: 'exact',
    })
    await compare('POST', '/records/deal/query', account, {
      filter: { '==': [{ var: 'account' }, '{id}'] },
      count: 'exact',
    })
    expect(unlike).toEqual([])
  })

  test('nor does a reference by a unique value, or a value that is taken, tell which record has it', async () => {
    const { own } = world.people
    const ask = async (name: string): Promise<string> =>
      JSON.stringify((await own.post('/records/deal', { name: 'x', account: { name } })).body).replaceAll(
        name,
        '<name>',
      )
    expect(await ask('Zzinvisible 1')).toBe(await ask('Never there'))
    const taken = await own.post('/records/account', { name: 'Zzinvisible 1' })
    expect(taken).toMatchObject({ status: 422, body: { problems: [{ code: 'not_unique', field: 'name' }] } })
    expect(JSON.stringify(taken.body)).not.toContain(world.id('Zzinvisible 1'))
  })
})

describe('a hidden field is answered byte for byte like one that never was', () => {
  const asks: readonly (readonly [method: string, path: string, body?: object])[] = [
    ['GET', '/records/account?fields=name,KEY'],
    ['GET', '/records/account?sort=-KEY'],
    ['GET', `/records/account?filter=${encodeURIComponent('{"==":[{"var":"KEY"},null]}')}`],
    ['GET', `/records/deal?filter=${encodeURIComponent('{">":[{"var":"account.KEY"},"1"]}')}`],
    ['GET', '/records/deal?fields=account.KEY'],
    ['GET', '/records/deal?sort=account.KEY'],
    ['POST', '/records/account', { name: 'x1', KEY: '5' }],
    ['POST', '/records/account/bulk', { records: [{ name: 'x2', KEY: '5' }], atomic: true }],
    ['POST', '/records/account/bulk', { records: [{ name: 'x3' }], match: ['KEY'] }],
    ['POST', '/batch', { writes: [{ create: 'account', values: { name: 'x4', KEY: '5' } }] }],
    ['POST', '/records/deal', { name: 'x5', account: { KEY: '5' } }],
    [
      'POST',
      '/reports/run',
      { report: { ...S, type: 'summary', entity: 'account', values: [{ key: 'v', aggregate: 'sum', field: 'KEY' }] } },
    ],
    [
      'POST',
      '/reports/run',
      {
        report: {
          ...S,
          type: 'summary',
          entity: 'account',
          rows: [{ key: 'd', field: 'KEY' }],
          values: [{ key: 'n', aggregate: 'count' }],
        },
      },
    ],
    [
      'POST',
      '/reports/run',
      {
        report: {
          ...S,
          type: 'summary',
          entity: 'account',
          filter: { '>': [{ var: 'KEY' }, '1'] },
          values: [{ key: 'n', aggregate: 'count' }],
        },
      },
    ],
    ['POST', '/reports/run', { report: { ...S, type: 'list', entity: 'account', columns: [{ field: 'KEY' }] } }],
    ['POST', '/reports/drill', { report: sent, cell: { row: {}, value: 'n' }, fields: ['KEY'] }],
    ['POST', '/reports/drill', { report: sent, cell: { row: {}, value: 'n' }, sort: ['KEY'] }],
    ['GET', '/export/account?fields=name,KEY'],
    ['GET', '/export/account?sort=KEY'],
    ['POST', '/mine/views', { document: { ...view, columns: [{ field: 'KEY' }] } }],
    ['POST', '/mine/views', { document: { ...view, sort: ['KEY'] } }],
    ['POST', '/mine/views', { document: { ...view, filter: { '>': [{ var: 'KEY' }, '1'] } } }],
    [
      'POST',
      '/mine/reports',
      { document: { ...report, values: [{ id: 'val_n', key: 'n', aggregate: 'sum', field: 'KEY' }] } },
    ],
  ]
  test.each(['own', 'fielded'] as const)('to %s', async (reader) => {
    const unlike: unknown[] = []
    for (const [method, path, body] of asks) {
      const ask = async (key: string): Promise<string> => {
        const answer = await world.people[reader].fetch(path.replaceAll('KEY', key), {
          method,
          ...(body
            ? { body: JSON.stringify(body).replaceAll('KEY', key), headers: { 'content-type': 'application/json' } }
            : {}),
        })
        return `${answer.status} ${(await answer.text()).replaceAll(key, 'KEY')}`
      }
      const [hidden, never] = [await ask('zzcredit'), await ask('qqcredit')]
      if (hidden !== never) unlike.push([method, path, JSON.stringify(body), hidden, never])
      if (!/^4\d\d /.test(never) && !path.endsWith('/bulk')) unlike.push([method, path, JSON.stringify(body), never])
    }
    expect(unlike).toEqual([])
  })

  test('words find no more in a list and in an export than the reader may see', async () => {
    for (const reader of ['own', 'fielded', 'admin'] as const) {
      const person = world.people[reader]
      const { body: all } = await person.get('/records/account?limit=500&fields=name')
      const visible = all.records.map(({ name }: { name: string }) => name).filter((name: string) => /acme/i.test(name))
      const { body: found } = await person.get('/records/account?q=acme&limit=500&fields=name')
      expect(found.records.map(({ name }: { name: string }) => name)).toEqual(visible)
      const csv = await (await person.fetch('/export/account?q=acme&fields=name')).text()
      expect(csv.trim().split('\r\n').slice(1)).toEqual(visible)
    }
  })

  test('a masked one shows that it is there, and not what it holds', async () => {
    const { fielded } = world.people
    const { body } = await fielded.get(`/records/account/${world.id('Acme 1')}`)
    expect(JSON.stringify(body)).not.toContain('TAX-1')
    expect(body.tax).not.toBeNull()
    for (const path of [
      '/records/account?sort=tax',
      `/records/account?filter=${encodeURIComponent('{"==":[{"var":"tax"},"TAX-1"]}')}`,
    ])
      expect((await fielded.get(path)).status).toBe(400)
    for (const path of ['/records/account?q=TAX-1', '/export/account?q=TAX-1'])
      expect(await (await fielded.fetch(path)).text()).not.toContain('Acme')
    for (const path of [`/records/account/${world.id('Acme 1')}/history`, '/search?q=TAX-1', '/export/account'])
      expect(await (await fielded.fetch(path)).text()).not.toContain('TAX-1')
    const changes = {
      ...S,
      type: 'summary',
      entity: 'account.changes',
      rows: [{ key: 'to', field: 'to' }],
      values: [{ key: 'n', aggregate: 'count' }],
    }
    expect(JSON.stringify((await fielded.post('/reports/run', { report: changes })).body)).not.toContain('TAX-1')
    const past = await fielded.post('/records/account/query', {
      filter: { some: [{ var: 'changes' }, { '==': [{ var: 'to' }, 'TAX-1'] }] },
    })
    expect(past.body.records ?? []).toEqual([])
  })

  test('a field that is read only is seen, and refuses to be written', async () => {
    const { fielded } = world.people
    const path = `/records/account/${world.id('Acme 1')}`
    expect((await fielded.get(path)).body.note).toBe('note 1')
    expect(await fielded.patch(path, { note: 'mine' })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'read_only', field: 'note' }] },
    })
  })
})
