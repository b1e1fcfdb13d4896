import type { Hono } from 'hono'
import { advanceClock, settle } from '../automation/index.ts'
import { readJson } from '../http/read-json.ts'
import type { Installation } from '../installation.ts'

const units = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 } as const

/** Milliseconds of an ISO duration of weeks, days, hours, minutes and seconds; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const match = /^(-)?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text)
  if (!match || text === 'P' || text.endsWith('T')) return undefined
  const [, sign, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
  const ms =
    Number(weeks) * units.W +
    Number(days) * units.D +
    Number(hours) * units.H +
    Number(minutes) * units.M +
    Number(seconds) * units.S
  return sign === '-' ? -ms : ms
}

/** Calls that only test mode has (`ATELIER_TEST=1`, loopback): the engine's clock, and waiting until nothing waits. */
export function mountTestMode(app: Hono, installation: Installation): void {
  const settleAll = async (): Promise<void> => {
    for (const workspace of installation.workspaces.all()) await settle(workspace)
  }
  app.post('/api/test/clock', async (c) => {
    const read = await readJson(c.req.raw)
    const body = read.ok && typeof read.value === 'object' && read.value !== null ? read.value : {}
    const ms = 'advance' in body && typeof body.advance === 'string' ? durationMs(body.advance) : undefined
    const now =
      'now' in body && typeof body.now === 'string'
        ? new Date(body.now)
        : ms === undefined
          ? undefined
          : new Date(installation.clock.now().getTime() + ms)
    if (!now || Number.isNaN(now.getTime()))
      return c.json({ code: 'wrong_type', detail: 'Give {"now": "<instant>"} or {"advance": "P7D"}.' }, 400)
    await advanceClock(installation.workspaces.all(), installation.clock, now)
    return c.json({ now: installation.clock.now().toISOString() })
  })
  app.post('/api/test/settle', async (c) => {
    await settleAll()
    return c.json({ settled: true })
  })
}
