import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, openApp } from './open-app.ts'

let app: App

beforeAll(async () => {
  app = await openApp()
})
afterAll(() => app.close())

describe('a person whose record came without an account', () => {
  test('gets one with the first password, and can sign in', async () => {
    // A person of the sample data or of an import: a record, and nobody who can sign in.
    const made = await app.person('Wei', [])
    const { status, body } = await app.admin.patch(`/users/${made.id}`, { password: 'a long password' })
    expect([status, body.id]).toEqual([200, made.id])
    const signedIn = await app.installation.signIn.handle(
      new Request('http://localhost:3000/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' },
        body: JSON.stringify({ email: 'wei@example.com', password: 'a long password' }),
      }),
    )
    expect(signedIn?.status).toBe(200)
    expect((await signedIn?.json())?.user?.id).toBe(made.id)
  })

  test('is told that signing in needs an address', async () => {
    const made = await app.admin.post('/records/user', { name: 'No address' })
    const { status, body } = await app.admin.patch(`/users/${made.body.id}`, { password: 'a long password' })
    expect([status, body.code]).toEqual([422, 'required'])
  })
})
