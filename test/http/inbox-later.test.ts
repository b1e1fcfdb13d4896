import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dealDocuments } from '../workflow/deal-documents.ts'
import { type App, type Caller, openApp } from './open-app.ts'

let app: App
let anna: Caller
let bob: Caller

beforeAll(async () => {
  app = await openApp(dealDocuments())
  anna = await app.person('Anna', ['sales'])
  bob = await app.person('Bob', ['sales'])
}, 60_000)
afterAll(() => app?.close())

const soon = () => new Date(Date.now() + 3_600_000).toISOString()

type Inbox = {
  readonly tasks: readonly unknown[]
  readonly counts: { readonly tasks: number }
  readonly later: { readonly tasks: readonly unknown[] }
}
const inboxOf = async (caller: Caller) => (await caller.get<Inbox>('/inbox')).body

describe('an inbox', () => {
  test('puts a task aside until later, for its owner alone, and brings it back', async () => {
    const { body: task } = await anna.post('/records/activity', { subject: 'Call', type: 'call', due: soon() })
    const until = soon()
    expect((await anna.post('/inbox/snooze', { kind: 'task', id: task.id, until })).status).toBe(204)
    const aside = await inboxOf(anna)
    expect(aside.tasks).toEqual([])
    expect(aside.counts.tasks).toBe(0)
    expect(aside.later.tasks).toMatchObject([{ id: task.id, label: 'Call', until }])
    expect((await inboxOf(bob)).later.tasks).toEqual([])
    expect((await anna.post('/inbox/snooze', { kind: 'task', id: task.id, until: null })).status).toBe(204)
    expect((await inboxOf(anna)).tasks).toMatchObject([{ id: task.id }])
  })
  test('takes an instant of the coming year, and says so', async () => {
    const id = '019bd5a1-7c3e-7d2a-8f00-3b1d2c4e5f61'
    for (const until of ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'tomorrow', '2999'])
      expect(await anna.post('/inbox/snooze', { kind: 'task', id, until })).toMatchObject({
        status: 422,
        body: { problems: [{ code: 'out_of_range', path: '/until' }] },
      })
    expect((await anna.post('/inbox/snooze', { kind: 'task', id: 'x', until: null })).status).toBe(400)
    expect((await anna.post('/inbox/snooze', { kind: 'party', id, until: null })).status).toBe(400)
  })
  test('marks all notifications as read at once, and nobody else’s', async () => {
    const { runWrites, systemContext } = await import('@atelier/runtime')
    await runWrites(
      systemContext(app.workspace()),
      [anna.id, anna.id, bob.id].map((to) => ({
        kind: 'create' as const,
        entity: 'notification',
        values: { to, subject: 'Hello' },
      })),
      { atomic: true },
    )
    expect((await anna.post('/notifications/read')).body).toEqual({ read: 2 })
    expect((await anna.post('/notifications/read')).body).toEqual({ read: 0 })
    expect((await anna.get('/notifications')).body.unread).toBe(0)
    expect((await bob.get('/notifications')).body.unread).toBe(1)
  })
})
