import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type App, openApp } from './open-app.ts'

let app: App
beforeAll(async () => {
  app = await openApp([
    {
      kind: 'entity',
      specVersion: 1,
      id: 'ent_user',
      key: 'user',
      extends: 'system',
      fields: [{ id: 'fld_badge', key: 'badge', type: 'text', unique: true }],
    },
  ])
})
afterAll(() => app?.close())

const add = (email: string, more: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
  app.admin.post('/users', { name: email.split('@')[0], email, password: 'a long password', ...more })

const signIn = async (email: string, password = 'a long password'): Promise<Response> =>
  app.fetch('/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
    body: JSON.stringify({ email, password }),
  })

describe('a new person', () => {
  it('signs in with the password given', async () => {
    expect((await add('kim@example.com')).status).toBe(201)
    expect((await signIn('kim@example.com')).status).toBe(200)
    expect((await signIn('kim@example.com', 'another password')).status).toBe(401)
  })

  it('whose record is refused leaves no account behind: the address can be used', async () => {
    expect((await add('lee@example.com', { team: 'nothing' })).status).toBe(422)
    expect((await add('lee@example.com', { bagde: '007' })).body).toMatchObject({ status: 400, code: 'unknown_field' })
    expect((await signIn('lee@example.com')).status).toBe(401)
    // Only one of them can have the badge, which shows when the records are written.
    const names = ['lee', 'lou', 'luc', 'lyn']
    const answers = await Promise.all(names.map((name) => add(`${name}@example.com`, { badge: '007' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422])
    const { rows } = await app.installation.pool.query(
      `select count(*)::int as lost from auth."user" u where not exists (select 1 from atelier.member m where m.user_id::text = u.id::text)`,
    )
    expect(rows).toEqual([{ lost: 0 }])
  })
})

describe('another address', () => {
  it('that somebody uses is refused, and nothing is changed', async () => {
    const { id } = (await add('max@example.com')).body
    await add('mia@example.com')
    for (const email of ['mia@example.com', 'MIA@example.com'])
      expect(await app.admin.patch(`/users/${id}`, { email, name: 'Changed' })).toMatchObject({
        status: 422,
        body: { problems: [{ code: 'not_unique', field: 'email' }] },
      })
    const { records } = (await app.admin.get('/users')).body
    expect(records.find((user: { id: string }) => user.id === id)).toMatchObject({
      name: 'max',
      email: 'max@example.com',
    })
    expect((await signIn('max@example.com')).status).toBe(200)
  })

  it('is what the person signs in with from then on', async () => {
    const { id } = (await add('noa@example.com')).body
    expect((await app.admin.patch(`/users/${id}`, { email: 'noah@example.com' })).status).toBe(200)
    expect((await signIn('noah@example.com')).status).toBe(200)
    expect((await signIn('noa@example.com')).status).toBe(401)
  })
})

describe('a person who is disabled', () => {
  it('has no session and no key any more, and cannot sign in', async () => {
    const { id } = (await add('pat@example.com', { roles: ['admin'] })).body
    const { key } = (await app.admin.post('/keys', { user: id })).body
    const cookie = (await signIn('pat@example.com')).headers
      .getSetCookie()
      .map((one) => one.split(';')[0] ?? '')
      .join('; ')
    const byKey = () => app.fetch('/me', { headers: { authorization: `Bearer ${key}` } })
    const bySession = () => app.fetch('/me', { headers: { cookie } })
    expect([(await byKey()).status, (await bySession()).status]).toEqual([200, 200])
    expect((await app.admin.post(`/users/${id}/disable`)).status).toBe(200)
    const ended = async (): Promise<readonly number[]> => [(await byKey()).status, (await bySession()).status]
    expect(await ended()).toEqual([401, 401])
    const again = await signIn('pat@example.com')
    const renewed = again.headers
      .getSetCookie()
      .map((one) => one.split(';')[0] ?? '')
      .join('; ')
    expect((await app.fetch('/me', { headers: { cookie: renewed } })).status).toBe(401)
  })
})
