import { advanceClock } from '@atelier/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, openApp } from '../http/open-app.ts'
import { dealDocuments } from './deal-documents.ts'

let app: App
beforeAll(async () => {
  app = await openApp([
    ...dealDocuments(),
    {
      kind: 'automation',
      specVersion: 1,
      id: 'aut_untouched',
      key: 'untouched',
      entity: 'deal',
      trigger: {
        on: 'time.reached',
        field: 'createdAt',
        offsets: ['P7D'],
        at: '09:00',
        filter: { empty: [{ var: 'lastActivityAt' }] },
      },
      steps: [{ id: 'stp_n', action: 'notify', to: ['owner'], subject: '{{name}} was never touched' }],
    },
  ])
})
afterAll(() => app?.close())

const at = (day: number): string => new Date(Date.UTC(2026, 0, day, 8)).toISOString()
const lastActivity = async (deal: string): Promise<unknown> =>
  (await app.admin.get(`/records/deal/${deal}?fields=lastActivityAt`)).body.lastActivityAt

describe('the last activity of a record', () => {
  it('is the latest one that is done, and none when the last one goes', async () => {
    const deal = (await app.admin.post('/records/deal', { name: 'D' })).body.id
    const log = async (day: number): Promise<string> =>
      (await app.admin.post('/records/activity', { subject: 'x', about: [deal], done: true, doneAt: at(day) })).body.id
    const [first, second] = [await log(2), await log(5)]
    expect(await lastActivity(deal)).toBe(at(5))
    await app.admin.call('DELETE', `/records/activity/${second}`)
    expect(await lastActivity(deal)).toBe(at(2))
    await app.admin.patch(`/records/activity/${first}`, { done: false })
    expect(await lastActivity(deal)).toBeNull()
    await app.admin.post(`/records/activity/${second}/restore`)
    expect(await lastActivity(deal)).toBe(at(5))
    await app.admin.patch(`/records/activity/${second}`, { about: [] })
    expect(await lastActivity(deal)).toBeNull()
  })

  it('may be none yet: who was never touched is reminded of by the day it was made', async () => {
    await app.admin.post('/records/deal', { name: 'Forgotten' })
    const { clock } = app.installation
    await advanceClock([app.workspace()], clock, new Date(clock.now().getTime() + 8 * 24 * 60 * 60 * 1000))
    const { notifications } = (await app.admin.get('/notifications')).body
    expect(notifications.map(({ subject }: { subject: string }) => subject)).toContain('Forgotten was never touched')
  })
})
