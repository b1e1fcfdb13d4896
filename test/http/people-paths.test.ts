import { settle } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, type Caller, openApp } from './open-app.ts'

let app: App
beforeAll(async () => {
  app = await openApp([
    {
      kind: 'entity',
      specVersion: 1,
      id: 'ent_leaver',
      key: 'leaver',
      fields: [
        { id: 'fld_l_who', key: 'who', type: 'user' },
        { id: 'fld_l_email', key: 'email', type: 'text' },
      ],
    },
    {
      kind: 'automation',
      specVersion: 1,
      id: 'aut_leave',
      key: 'leave',
      entity: 'leaver',
      trigger: { on: 'record.created', filter: { empty: [{ var: 'email' }] } },
      steps: [{ id: 'stp_off', action: 'updateRecord', on: { var: 'who' }, set: { active: false } }],
    },
    {
      kind: 'automation',
      specVersion: 1,
      id: 'aut_readdress',
      key: 'readdress',
      entity: 'leaver',
      trigger: { on: 'record.created', filter: { notEmpty: [{ var: 'email' }] } },
      steps: [{ id: 'stp_mail', action: 'updateRecord', on: { var: 'who' }, set: { email: { var: 'email' } } }],
    },
  ])
})
afterAll(() => app?.close())

let counter = 0
/** Somebody with a password, a session and a key. */
async function somebody(values: Readonly<Record<string, unknown>> = {}) {
  counter += 1
  const email = `somebody${counter}@example.com`
  const { body } = await app.admin.post('/users', {
    name: `Somebody ${counter}`,
    email,
    password: 'a long password',
    ...values,
  })
  const id = String(body.id)
  const caller = await app.callerFor(id)
  const signedIn = await signIn(email)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0] ?? '')
    .join('; ')
  return {
    id,
    email,
    caller,
    /** What the key and the session are good for. */
    doors: async () => [
      (await caller.get('/me')).status,
      (await app.fetch('/me', { headers: { cookie } })).status,
      await sessions(id),
    ],
  }
}

async function sessions(id: string): Promise<number> {
  const { rows } = await app.installation.pool.query<{ count: number }>(
    'select count(*)::int as count from auth."session" where "userId"::text = $1',
    [id],
  )
  return rows[0]?.count ?? 0
}

const signIn = async (email: string): Promise<Response> =>
  app.fetch('/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
    body: JSON.stringify({ email, password: 'a long password' }),
  })

/** Imports rows of people, matched by name, and answers what became of them. */
async function importPeople(by: Caller, csv: string): Promise<Readonly<Record<string, unknown>>> {
  const form = new FormData()
  form.set('entity', 'user')
  form.set('file', new File([csv], 'people.csv', { type: 'text/csv' }))
  const made = await by.fetch('/imports', { method: 'POST', body: form })
  const { id }: { readonly id: string } = JSON.parse(await made.text())
  const [header = ''] = csv.split('\n')
  const columns = header.split(',').map((column) => ({ column, field: column }))
  await by.call('PUT', `/imports/${id}/mapping`, { match: ['name'], onMatch: 'update', columns })
  await by.post(`/imports/${id}/commit`)
  await app.admin.post('/test/settle')
  for (;;) {
    const { body } = await by.get(`/imports/${id}`)
    if (body.state !== 'running') return body
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Every way to write one person's record that an administrator has. */
const ways: readonly {
  readonly way: string
  readonly write: (id: string, name: string, values: Readonly<Record<string, unknown>>) => Promise<readonly string[]>
}[] = [
  {
    way: 'PATCH /users/:id',
    write: async (id, _, values) => codes(await app.admin.patch(`/users/${id}`, values)),
  },
  {
    way: 'PATCH /records/user/:id',
    write: async (id, _, values) => codes(await app.admin.patch(`/records/user/${id}`, values)),
  },
  {
    way: 'POST /records/user/bulk',
    write: async (_, name, values) => {
      const { body } = await app.admin.post('/records/user/bulk', {
        records: [{ name, ...values }],
        match: ['name'],
        onMatch: 'update',
      })
      return (body.results[0].problems ?? []).map(({ code }: { code: string }) => code)
    },
  },
  {
    way: 'POST /batch',
    write: async (id, _, values) => codes(await app.admin.post('/batch', { writes: [{ update: 'user', id, values }] })),
  },
  {
    way: 'an import',
    write: async (_, name, values) => {
      const cells = Object.values(values).map((value) =>
        Array.isArray(value) ? `"${value.join('; ')}"` : String(value),
      )
      const done = await importPeople(app.admin, `name,${Object.keys(values).join()}\n${name},${cells.join()}`)
      if (done['refused'] === 0) return []
      const problems = await app.admin.fetch(`/imports/${done['id']}/problems.csv`)
      const text = await problems.text()
      return Object.entries(messages).flatMap(([code, message]) => (text.includes(message) ? [code] : []))
    },
  },
]

/** What the list of refused rows says. */
const messages = {
  last_admin: 'This is the last active administrator.',
  not_unique: 'Somebody uses this address already.',
}

const codes = ({ status, body }: { status: number; body: { problems?: readonly { code: string }[] } }) =>
  status < 300 ? [] : (body.problems ?? []).map(({ code }) => code)

describe.each(ways)('through $way', ({ write }) => {
  it('whoever is disabled has no session and no key any more', async () => {
    const { id, doors } = await somebody()
    expect(await doors()).toEqual([200, 200, 1])
    expect(await write(id, `Somebody ${counter}`, { active: false })).toEqual([])
    expect(await doors()).toEqual([401, 401, 0])
    const { body } = await app.admin.get(`/audit?user=${id}&kind=userDisabled`)
    expect(body.entries).toHaveLength(1)
  })

  it('an address that somebody uses is refused, whatever the case of its letters', async () => {
    const { email } = await somebody()
    const { id } = await somebody()
    expect(await write(id, `Somebody ${counter}`, { email: email.toUpperCase() })).toEqual(['not_unique'])
    expect((await signIn(`somebody${counter}@example.com`)).status).toBe(200)
  })

  it('another address is what the person signs in with from then on', async () => {
    const { id, email } = await somebody()
    expect(await write(id, `Somebody ${counter}`, { email: `Other${counter}@example.com` })).toEqual([])
    expect([(await signIn(`other${counter}@example.com`)).status, (await signIn(email)).status]).toEqual([200, 401])
  })

  it('new roles count at once, and are in the audit log', async () => {
    const { id, caller } = await somebody()
    expect((await caller.get('/users')).status).toBe(403)
    expect(await write(id, `Somebody ${counter}`, { roles: ['admin'] })).toEqual([])
    expect((await caller.get('/users')).status).toBe(200)
    const { body } = await app.admin.get(`/audit?user=${id}&kind=userChanged`)
    expect(body.entries[0].changes).toContainEqual({ field: 'roles', from: null, to: '["admin"]' })
    await app.admin.patch(`/users/${id}`, { roles: [] })
  })

  it('the last active administrator stays one', async () => {
    expect(await write(app.admin.id, 'Ada', { active: false })).toEqual(['last_admin'])
    expect((await app.admin.get('/me')).status).toBe(200)
  })
})

describe('the last active administrator', () => {
  it.each([
    ['PATCH', (): string => `/records/user/${app.admin.id}`, { roles: [] }, '/roles'],
    ['PATCH', (): string => `/users/${app.admin.id}`, { roles: [] }, '/roles'],
    ['POST', (): string => `/users/${app.admin.id}/disable`, undefined, '/active'],
    ['DELETE', (): string => `/records/user/${app.admin.id}`, undefined, ''],
  ])('is told why by %s (%#)', async (method, path, body, place) => {
    const { status, body: answer } = await app.admin.call(method, path(), body)
    expect([status, answer.problems]).toEqual([
      422,
      [expect.objectContaining({ code: 'last_admin', path: place, message: 'This is the last active administrator.' })],
    ])
  })

  it('stays when all go at once: of several the last is refused', async () => {
    const second = await somebody({ roles: ['admin'] })
    const { body } = await app.admin.post('/records/user/bulk', {
      records: [
        { id: second.id, active: false },
        { id: app.admin.id, active: false },
      ].map(({ id, active }) => ({ name: id === app.admin.id ? 'Ada' : `Somebody ${counter}`, active })),
      match: ['name'],
      onMatch: 'update',
    })
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['updated', 'refused'])
    const whole = await app.admin.patch(`/users/${second.id}`, { active: true })
    expect(whole.status).toBe(200)
    const answers = await Promise.all([
      app.admin.patch(`/records/user/${second.id}`, { active: false }),
      app.admin.patch(`/records/user/${app.admin.id}`, { active: false }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    if (answers[1]?.status === 200) {
      await second.caller.patch(`/users/${app.admin.id}`, { active: true })
      await second.caller.patch(`/users/${second.id}`, { active: false })
    }
  })

  it('may go once somebody else is one', async () => {
    const second = await somebody({ roles: ['admin'] })
    expect((await app.admin.patch(`/records/user/${app.admin.id}`, { active: false })).status).toBe(200)
    expect((await app.admin.get('/me')).status).toBe(401)
    expect((await second.caller.patch(`/records/user/${app.admin.id}`, { active: true })).status).toBe(200)
    expect((await app.admin.get('/me')).status).toBe(200)
    await app.admin.patch(`/users/${second.id}`, { active: false })
  })
})

describe('a person whose record is deleted', () => {
  it('has no way in any more, and comes back with the record', async () => {
    const { id, email, doors } = await somebody()
    expect((await app.admin.call('DELETE', `/records/user/${id}`)).status).toBe(204)
    expect(await doors()).toEqual([401, 401, 0])
    expect((await signIn(email)).status).toBe(401)
    expect((await app.admin.post(`/records/user/${id}/restore`)).status).toBe(200)
    expect((await signIn(email)).status).toBe(200)
    const { body } = await app.admin.get(`/audit?user=${id}`)
    expect(
      body.entries.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind !== 'signedIn'),
    ).toEqual(['userRestored', 'userDeleted', 'passwordChanged', 'userCreated'])
  })

  it('gives the address to others, and cannot come back while somebody has it', async () => {
    const { id, email } = await somebody()
    await app.admin.call('DELETE', `/records/user/${id}`)
    const next = await app.admin.post('/users', {
      name: 'Next',
      email: email.toUpperCase(),
      password: 'a long password',
    })
    expect(next.status).toBe(201)
    const { status, body } = await app.admin.post(`/records/user/${id}/restore`)
    expect([status, body.problems[0].code]).toEqual([422, 'not_unique'])
  })
})

describe('a record of a person that another call makes', () => {
  it('belongs to the workspace: its key works, and a password can be given', async () => {
    const { body } = await app.admin.post('/records/user', { name: 'Rae', email: 'rae@example.com', roles: [] })
    const rae = await app.callerFor(body.id)
    expect((await rae.get('/me')).status).toBe(200)
    expect((await app.admin.patch(`/users/${body.id}`, { password: 'a long password' })).status).toBe(200)
    expect((await signIn('rae@example.com')).status).toBe(200)
  })

  it('cannot take an address in other letters, nor twice in one call', async () => {
    await app.admin.post('/records/user', { name: 'Sam', email: 'sam@example.com' })
    const again = await app.admin.post('/records/user', { name: 'Sam', email: 'Sam@Example.com' })
    expect([again.status, again.body.problems[0]]).toMatchObject([422, { code: 'not_unique', path: '/email' }])
    const { body } = await app.admin.post('/records/user/bulk', {
      records: [
        { name: 'Tom', email: 'tom@example.com' },
        { name: 'Tom too', email: 'TOM@example.com' },
      ],
    })
    expect(body.results.map(({ status }: { status: string }) => status)).toEqual(['created', 'refused'])
  })

  it('keeps the address that its account signs in with', async () => {
    const { id } = await somebody()
    const { status, body } = await app.admin.patch(`/records/user/${id}`, { email: null })
    expect([status, body.problems[0].code]).toEqual([422, 'required'])
  })
})

describe('an automation', () => {
  /** What became of the run that a new leaver sets off. */
  const run = async (values: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> => {
    const { body } = await app.admin.post('/records/leaver', values)
    await settle(app.workspace())
    const { runs } = (await app.admin.get(`/runs?record=${body.id}`)).body
    return runs.flatMap(({ problems }: { problems?: readonly { code: string }[] }) =>
      (problems ?? []).map(({ code }) => code),
    )
  }

  it('that disables somebody ends their session and their key', async () => {
    const { id, doors } = await somebody()
    expect(await run({ who: id })).toEqual([])
    await expect.poll(doors).toEqual([401, 401, 0])
  })

  it('cannot dismiss the last administrator, nor give away an address twice', async () => {
    const { id } = await somebody()
    expect(await run({ who: app.admin.id })).toEqual(['last_admin'])
    expect(await run({ who: id, email: 'ADMIN@example.com' })).toEqual(['not_unique'])
  })
})

describe('undo', () => {
  it('cannot take the last administrator’s role either', async () => {
    const second = await somebody()
    await app.admin.patch(`/records/user/${second.id}`, { roles: ['admin'] })
    const { body } = await app.admin.get(`/records/user/${second.id}/history`)
    const event = body.events.find(({ kind }: { kind: string }) => kind === 'updated')
    expect((await second.caller.patch(`/users/${app.admin.id}`, { active: false })).status).toBe(200)
    const undone = await second.caller.post('/undo', { event: event?.id })
    expect([undone.status, undone.body.problems[0].code]).toEqual([422, 'last_admin'])
    await second.caller.patch(`/users/${app.admin.id}`, { active: true })
    await app.admin.patch(`/users/${second.id}`, { active: false })
  })
})

describe('teams', () => {
  it('that a record call changes are in the audit log as from /teams', async () => {
    const { body } = await app.admin.post('/records/team', { name: 'North' })
    const { entries } = (await app.admin.get('/audit?kind=teamChanged')).body
    expect(entries[0].changes).toEqual([{ field: 'team', from: null, to: body.id, toLabel: 'North' }])
  })
})
