import { afterAll, beforeAll, expect, it } from 'vitest'
import { type App, type Caller, openApp } from '../http/open-app.ts'
import { dealDocuments } from './deal-documents.ts'

let app: App
let anna: Caller
let bob: Caller

beforeAll(async () => {
  app = await openApp(dealDocuments())
  anna = await app.person('Anna', ['sales'])
  bob = await app.person('Bob', ['sales'])
})
afterAll(() => app?.close())

/** Reads a stream of events: `next` skips until one of the kind comes, and answers its data. */
type Listener = { readonly next: (event: string) => Promise<unknown>; readonly close: () => Promise<void> }

async function listen(caller: Caller): Promise<Listener> {
  const response = await caller.fetch('/events')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.getReader()
  if (reader === undefined) throw new Error('no stream')
  const decoder = new TextDecoder()
  let text = ''
  return {
    next: async (event) => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const message = text.slice(0, end)
          text = text.slice(end + 2)
          if (message.startsWith(`event: ${event}\n`)) return JSON.parse(message.slice(message.indexOf('data: ') + 6))
          continue
        }
        const { value, done } = await reader.read()
        if (done) throw new Error('the stream ended')
        text += decoder.decode(value, { stream: true })
      }
    },
    close: () => reader.cancel(),
  }
}

/** The next change of deals; people who were made for this test may still be on their way. */
async function deals(listener: Listener): Promise<unknown> {
  for (;;) {
    const told = await listener.next('records')
    if (typeof told === 'object' && told !== null && 'entity' in told && told.entity === 'deal') return told
  }
}

it('tells open browsers which records changed, each person only of those that person may see', async () => {
  const [hers, his] = [await listen(anna), await listen(bob)]
  await Promise.all([hers.next('hello'), his.next('hello')])
  const first = await anna.post('/records/deal', { name: 'Hers' })
  expect(await deals(hers)).toEqual({ entity: 'deal', ids: [first.body.id] })
  const second = await bob.post('/records/deal', { name: 'His' })
  expect(await deals(his)).toEqual({ entity: 'deal', ids: [second.body.id] })
  await Promise.all([hers.close(), his.close()])
})

it('tells of a new revision, and whoever is asked that the inbox has changed', async () => {
  const mia = await app.person('Mia', ['sales'])
  const cleo = await app.person('Cleo', ['sales'], { manager: mia.id })
  const hers = await listen(mia)
  const { revision }: { revision?: number } = { ...Object(await hers.next('hello')) }
  const made = await cleo.post('/records/deal', { name: 'Big', amount: '5000' })
  await cleo.post(`/records/deal/${made.body.id}/approvals`, { approval: 'dealReview' })
  expect(await hers.next('inbox')).toEqual({})
  await app.publish([{ kind: 'role', specVersion: 1, id: 'rol_new', key: 'newRole', grants: [] }])
  expect(await hers.next('definitions')).toEqual({ revision: (revision ?? 0) + 1 })
  await hers.close()
})
