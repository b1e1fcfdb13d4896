import { gunzipSync } from 'node:zlib'
import type { Document, RoleDocument, WorkspaceDocument } from '@atelier/definitions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from './open-app.ts'
import { browserOf, codeFor, signInAs } from './sign-in-as.ts'

const role = (key: string, more: Pick<RoleDocument, 'grants' | 'may'>): Document => ({
  kind: 'role',
  specVersion: 1,
  id: `rol_${key}`,
  key,
  label: { en: key, 'zh-CN': key },
  ...more,
})

const deal: Document = {
  kind: 'entity',
  specVersion: 1,
  id: 'ent_deal',
  key: 'deal',
  label: { en: 'Deal', 'zh-CN': '商机' },
  titleField: 'name',
  fields: [
    { id: 'fld_name', key: 'name', type: 'text', required: true },
    { id: 'fld_owner', key: 'owner', type: 'owner' },
    { id: 'fld_locked', key: 'locked', type: 'boolean' },
    { id: 'fld_stage', key: 'stage', type: 'stage', pipelines: [{ pipeline: 'sales' }] },
  ],
  rules: [
    {
      id: 'rul_locked',
      when: { and: [{ '==': [{ var: 'locked' }, true] }, { '!=': [{ var: 'owner' }, { var: '$old.owner' }] }] },
      refuse: { en: 'Locked deals stay where they are.', 'zh-CN': '锁定的商机不能转移。' },
    },
  ],
}

const documents: readonly Document[] = [
  deal,
  {
    kind: 'pipeline',
    specVersion: 1,
    id: 'pip_sales',
    key: 'sales',
    entity: 'deal',
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: 'stg_new', key: 'new', outcome: 'open' },
      { id: 'stg_won', key: 'won', outcome: 'won' },
    ],
  },
  role('sales', { grants: [{ id: 'grt_own', entity: 'deal', actions: ['read', 'update'], scope: 'own' }] }),
  role('chief', { grants: [{ id: 'grt_all', entity: 'deal', actions: ['read', 'update'], scope: 'all' }] }),
  role('office', {
    grants: [{ id: 'grt_team', entity: 'deal', actions: ['read', 'update'], scope: 'team' }],
    may: ['manageUsers'],
  }),
]

let app: App
let office: Caller
beforeAll(async () => {
  app = await openApp(documents)
  office = await app.person('Olga', ['office'])
})
afterAll(() => app?.close())

describe('nobody gives rights that they do not have', () => {
  const refused = { status: 403, body: { code: 'more_than_own_rights' } }

  it('whoever manages people cannot make themselves administrator', async () => {
    expect(await office.patch(`/users/${office.id}`, { roles: ['office', 'admin'] })).toMatchObject(refused)
    expect((await office.get('/me')).body.roles).toMatchObject([{ key: 'office' }])
  })

  it('nor anybody else, whether new or there already', async () => {
    const ben = await app.person('Ben', [])
    expect(await office.patch(`/users/${ben.id}`, { roles: ['admin'] })).toMatchObject(refused)
    expect(await office.post('/users', { name: 'New', email: 'new@example.com', roles: ['chief'] })).toMatchObject(
      refused,
    )
    expect((await app.admin.get('/users')).body.records.some(({ name }: { name: string }) => name === 'New')).toBe(
      false,
    )
  })

  it('a role that allows no more than their own they may give', async () => {
    const cleo = await app.person('Cleo', [])
    expect(await office.patch(`/users/${cleo.id}`, { roles: ['sales'] })).toMatchObject({
      status: 200,
      body: { roles: ['sales'] },
    })
  })

  it('nor do they decide how somebody with more rights signs in', async () => {
    const dan = await app.person('Dan', ['chief'])
    const asks = [
      office.patch(`/users/${dan.id}`, { password: 'a long password' }),
      office.patch(`/users/${dan.id}`, { email: 'mine@example.com' }),
      office.patch(`/users/${dan.id}`, { roles: [] }),
      office.post(`/users/${dan.id}/disable`),
      office.post('/keys', { user: dan.id }),
      office.post(`/users/${dan.id}/invitation`),
      office.post(`/users/${dan.id}/sign-out`),
      office.call('DELETE', `/users/${dan.id}/two-factor`),
      office.post(`/users/${dan.id}/hand-over`, { to: office.id }),
    ]
    for (const answer of await Promise.all(asks)) expect(answer).toMatchObject(refused)
    expect((await office.patch(`/users/${dan.id}`, { name: 'Daniel' })).status).toBe(200)
  })
})

describe('a link', () => {
  const invite = async (name: string) => {
    const person = await app.person(name, ['sales'])
    const { status, body } = await app.admin.post(`/users/${person.id}/invitation`, { days: 2 })
    expect(status).toBe(201)
    return { person, token: String(body.path).replace('/invite/', '') }
  }

  it('lets a person set a password once, and signs them in', async () => {
    const { token } = await invite('Eve')
    const browser = browserOf(app)
    expect(await browser.call('GET', `/invitations/${token}`)).toMatchObject({
      status: 200,
      body: { name: 'Eve', email: 'eve@example.com' },
    })
    expect(await browser.call('POST', `/invitations/${token}`, { password: 'short' })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'out_of_range', field: 'password' }] },
    })
    expect(await browser.call('POST', `/invitations/${token}`, { password: 'a long password' })).toMatchObject({
      status: 200,
      body: { signedIn: true },
    })
    expect((await browser.call('GET', '/me')).body['name']).toBe('Eve')
    expect((await browserOf(app).call('POST', `/invitations/${token}`, { password: 'another password' })).status).toBe(
      404,
    )
  })

  it('is good for nothing once it has expired, was replaced or withdrawn, or the person is disabled', async () => {
    const status = async (token: string) => (await browserOf(app).call('GET', `/invitations/${token}`)).status
    const fay = await invite('Fay')
    const second = await app.admin.post(`/users/${fay.person.id}/invitation`)
    const newer = String(second.body.path).replace('/invite/', '')
    expect([await status(fay.token), await status(newer)]).toEqual([404, 200])
    expect((await app.admin.call('DELETE', `/users/${fay.person.id}/invitation`)).status).toBe(204)
    expect(await status(newer)).toBe(404)
    const gus = await invite('Gus')
    await app.admin.post(`/users/${gus.person.id}/disable`)
    expect(await status(gus.token)).toBe(404)
    const hal = await invite('Hal')
    const before = app.installation.clock.now()
    app.installation.clock.set(new Date(before.getTime() + 3 * 86_400_000))
    expect(await status(hal.token)).toBe(404)
    app.installation.clock.set(before)
    expect(await status(hal.token)).toBe(200)
  })
})

describe('what somebody leaves behind', () => {
  it('is counted, goes to another record by record, and says what stays and why', async () => {
    const [ida, jon] = [await app.person('Ida', ['sales']), await app.person('Jon', ['sales'])]
    for (const [name, more] of [
      ['Open 1', {}],
      ['Open 2', {}],
      ['Locked', {}],
      ['Won', { stage: 'won' }],
    ] as const)
      if (name === 'Locked') {
        const { id } = (await app.admin.post('/records/deal', { name, owner: ida.id })).body
        await app.admin.patch(`/records/deal/${id}`, { locked: true })
      } else await app.admin.post('/records/deal', { name, owner: ida.id, ...more })
    expect((await app.admin.get(`/users/${ida.id}/holdings`)).body).toEqual({
      records: [{ entity: 'deal', kind: 'records', count: { value: 3, exact: true } }],
      approvals: 0,
    })
    const { status, body } = await app.admin.post(`/users/${ida.id}/hand-over`, { to: jon.id })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      moved: 2,
      refusals: 1,
      refused: [{ entity: 'deal', problems: [{ message: 'Locked deals stay where they are.' }] }],
      more: false,
    })
    const owner = async (name: string) => {
      const filter = { '==': [{ var: 'name' }, name] }
      const { body: found } = await app.admin.post<{ records: readonly { owner: { label: string } }[] }>(
        '/records/deal/query',
        { filter },
      )
      return found.records[0]?.owner.label
    }
    expect([await owner('Open 1'), await owner('Open 2'), await owner('Locked'), await owner('Won')]).toEqual([
      'Jon',
      'Jon',
      'Ida',
      'Ida',
    ])
    expect((await app.admin.post('/undo', { event: body.request })).status).toBe(200)
    expect(await owner('Open 1')).toBe('Ida')
  })

  it('goes to nobody who is disabled or unknown', async () => {
    const [kim, lea] = [await app.person('Kim', []), await app.person('Lea', [])]
    await app.admin.post(`/users/${lea.id}/disable`)
    for (const to of [lea.id, kim.id, 'nobody'])
      expect(await app.admin.post(`/users/${kim.id}/hand-over`, { to })).toMatchObject({
        status: 422,
        body: { problems: [{ code: 'unknown_reference', field: 'to' }] },
      })
  })
})

describe('an API key', () => {
  it('ends when it says so', async () => {
    const end = new Date(app.installation.clock.now().getTime() + 3_600_000)
    const made = await app.admin.post('/keys', { name: 'Nightly', expiresAt: end.toISOString() })
    const me = () => app.fetch('/me', { headers: { authorization: `Bearer ${made.body.key}` } })
    expect((await me()).status).toBe(200)
    const before = app.installation.clock.now()
    app.installation.clock.set(new Date(end.getTime() + 1000))
    app.installation.authenticate.forget()
    expect((await me()).status).toBe(401)
    app.installation.clock.set(before)
    app.installation.authenticate.forget()
    expect(await app.admin.post('/keys', { expiresAt: '2001-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'out_of_range', field: 'expiresAt' }] },
    })
  })
})

describe('one’s own settings', () => {
  it('are kept with the person and told with who one is', async () => {
    const mia = await app.person('Mia', [])
    const unset = { theme: null, density: null, numbers: null, bigNumbers: null, dates: null }
    expect((await mia.get('/mine/settings')).body).toEqual({ language: null, zone: null, ...unset })
    expect((await mia.patch('/mine/settings', { theme: 'dark', zone: 'Asia/Tokyo', language: 'en' })).status).toBe(200)
    expect((await mia.patch('/mine/settings', { theme: null, dates: 'dmy' })).body).toEqual({
      language: 'en',
      zone: 'Asia/Tokyo',
      ...unset,
      dates: 'dmy',
    })
    expect((await mia.get('/me')).body).toMatchObject({ zone: 'Asia/Tokyo', settings: { dates: 'dmy' } })
    expect(await mia.patch('/mine/settings', { zone: 'Mars/Crater' })).toMatchObject({
      status: 422,
      body: { problems: [{ field: 'zone' }] },
    })
    expect((await mia.patch('/mine/settings', { theme: 'pink' })).status).toBe(400)
  })
})

describe('sessions', () => {
  it('are listed, and ended one by one or all the others at once', async () => {
    await app.admin.post('/users', { name: 'Noa', email: 'noa@example.com', password: 'a long password' })
    const here = await signInAs(app, 'noa@example.com', 'a long password')
    const there = await signInAs(app, 'noa@example.com', 'a long password')
    const far = await signInAs(app, 'noa@example.com', 'a long password')
    const listed = (await here.call('GET', '/mine/sessions')).body['sessions'] as { id: string; current: boolean }[]
    expect(listed.map(({ current }) => current).sort()).toEqual([false, false, true])
    const other = (await there.call('GET', '/mine/sessions')).body['sessions'] as typeof listed
    const itsId = other.find(({ current }) => current)?.id
    expect((await here.call('DELETE', `/mine/sessions/${itsId}`)).status).toBe(204)
    expect((await there.call('GET', '/me')).status).toBe(401)
    expect((await here.call('POST', '/mine/sessions/end-others')).body).toEqual({ ended: 1 })
    expect([(await far.call('GET', '/me')).status, (await here.call('GET', '/me')).status]).toEqual([401, 200])
  })
})

describe('the second factor', () => {
  const password = 'a long password'
  const turnOn = async (email: string) => {
    const browser = await signInAs(app, email, password)
    const { body } = await browser.call('POST', '/auth/two-factor/enable', { password })
    const uri = String(body['totpURI'])
    const wrong = await browser.call('POST', '/auth/two-factor/verify-totp', { code: '000000' })
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong_code' } })
    expect((await browser.call('POST', '/auth/two-factor/verify-totp', { code: await codeFor(uri) })).status).toBe(200)
    return { browser, uri, codes: body['backupCodes'] as string[] }
  }

  it('is asked for when signing in, and a recovery code does once', async () => {
    await app.admin.post('/users', { name: 'Pia', email: 'pia@example.com', password })
    const { uri, codes } = await turnOn('pia@example.com')
    const next = browserOf(app)
    const first = await next.call('POST', '/auth/sign-in/email', { email: 'pia@example.com', password })
    expect(first.body).toMatchObject({ twoFactorRedirect: true })
    expect((await next.call('GET', '/me')).status).toBe(401)
    expect((await next.call('POST', '/auth/two-factor/verify-totp', { code: await codeFor(uri) })).status).toBe(200)
    expect((await next.call('GET', '/me')).status).toBe(200)
    const recover = async () => {
      const lost = browserOf(app)
      await lost.call('POST', '/auth/sign-in/email', { email: 'pia@example.com', password })
      return (await lost.call('POST', '/auth/two-factor/verify-backup-code', { code: codes[0] })).status
    }
    expect([await recover(), await recover()]).toEqual([200, 401])
  })

  it('is switched off by whoever manages people, for somebody who has lost it', async () => {
    const made = await app.admin.post('/users', { name: 'Quin', email: 'quin@example.com', password })
    await turnOn('quin@example.com')
    expect((await app.admin.call('DELETE', `/users/${made.body.id}/two-factor`)).status).toBe(204)
    const browser = await signInAs(app, 'quin@example.com', password)
    expect((await browser.call('GET', '/me')).status).toBe(200)
    const { body } = await app.admin.get(`/audit?user=${made.body.id}`)
    const kinds = body.entries.map(({ kind }: { kind: string }) => kind)
    expect(kinds.slice(0, 3)).toEqual(['signedIn', 'twoFactorDisabled', 'twoFactorEnabled'])
  })

  it('is needed for everything where the workspace requires it, except to set it up', async () => {
    await app.admin.post('/users', { name: 'Rob', email: 'rob@example.com', password })
    const workspace: WorkspaceDocument = app.workspace().current().model.workspace
    await app.publish([{ ...workspace, twoFactor: 'required' }])
    const browser = await signInAs(app, 'rob@example.com', password)
    expect((await browser.call('GET', '/me')).status).toBe(200)
    expect(await browser.call('GET', '/workspace')).toMatchObject({
      status: 403,
      body: { code: 'two_factor_required' },
    })
    const on = await turnOn('rob@example.com')
    expect((await on.browser.call('GET', '/workspace')).status).toBe(200)
    expect((await app.admin.get('/workspace')).status, 'keys are not asked').toBe(200)
    await app.publish([{ ...workspace, twoFactor: 'optional' }])
  })
})

describe('the audit log', () => {
  it('tells who gave which role to whom, by person and by time, and as a file', async () => {
    const sam = await app.person('Sam', [])
    await app.admin.patch(`/users/${sam.id}`, { roles: ['sales'] })
    const { body } = await app.admin.get(`/audit?person=${sam.id}&kind=userChanged`)
    expect(body.entries).toMatchObject([
      {
        kind: 'userChanged',
        user: { label: 'Sam' },
        changes: [
          { field: 'changed', to: 'roles' },
          { field: 'roles', from: null, to: '["sales"]' },
        ],
      },
    ])
    const past = new Date(app.installation.clock.now().getTime() - 3_600_000).toISOString()
    expect((await app.admin.get(`/audit?until=${past}`)).body.entries).toEqual([])
    expect((await app.admin.get('/audit?from=yesterday')).status).toBe(400)
    const file = await (await app.admin.fetch(`/audit/export?person=${sam.id}`)).text()
    expect(file.split('\r\n')[0]).toBe('at,kind,by,about,via,details')
    expect(file).toContain('userChanged')
  })

  it('cannot be undone', async () => {
    const tom = await app.person('Tom', [])
    await app.admin.post('/keys', { user: tom.id, name: 'k' })
    const { body } = await app.admin.get(`/audit?user=${tom.id}&kind=keyCreated`)
    expect(await app.admin.post('/undo', { event: body.entries[0].id })).toMatchObject({
      status: 422,
      body: { problems: [{ code: 'cannot_undo' }] },
    })
  })
})

describe('usage', () => {
  it('counts records, files, people, runs and events', async () => {
    await app.admin.post('/records/deal', { name: 'Counted' })
    type Usage = {
      readonly entities: unknown
      readonly people: { readonly all: number }
      readonly ledger: { readonly count: number }
    }
    const { body } = await app.admin.get<Usage>('/usage')
    const all = (await app.admin.post('/records/deal/query', { count: 'exact' })).body.count.value
    expect(body.entities).toEqual([{ entity: 'deal', records: all, bytes: expect.any(Number) }])
    expect(body).toMatchObject({ files: { count: 0, bytes: 0 }, runs: { count: 0, failed: 0 } })
    expect(body.people.all).toBe((await app.admin.get('/users?limit=500')).body.records.length)
    expect(body.ledger.count).toBeGreaterThan(10)
  })
})

describe('a backup', () => {
  it('is downloaded whole by an administrator, noted, and refused to everybody else', async () => {
    expect((await office.get('/backup')).status).toBe(403)
    const response = await app.admin.fetch('/backup')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="atelier-\d{4}-\d\d-\d\d\.backup\.gz"$/,
    )
    const lines = gunzipSync(Buffer.from(await response.arrayBuffer()))
      .toString()
      .trim()
      .split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'head', format: 'atelier-backup' })
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ kind: 'end' })
    expect((await app.admin.get('/audit?kind=backupMade')).body.entries).toHaveLength(1)
  })
})
