import { nextReminder, remindApprovers } from '../approvals/remind.ts'
import type { Clock } from '../clock.ts'
import type { Announcements } from '../database/announcements.ts'
import { fillPortion } from '../definitions/fill.ts'
import { tellingWaits, tellPeople } from '../follow/index.ts'
import type { Log } from '../log/log.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { consume, waiting } from './consume.ts'
import { digestsWait, sendDigests } from './digests.ts'
import { fireTimers, nextDue } from './fire-timers.ts'

/** Small, because a batch holds the rows of its records until it commits. */
const batch = 10
/** Most events of the ledger concern nobody in particular. */
const ledgerBatch = 500
/** How often work and timers are looked for when nobody announces any. */
const pollEvery = 1_000

/** Does what is due now, one batch of each kind; answers how much there was. */
async function work(workspace: Workspace, patient: boolean): Promise<number> {
  const fired = (await fireTimers(workspace, batch)) + (await remindApprovers(workspace, batch))
  const consumed = await consume(workspace, batch, patient)
  const told = await sendDigests(workspace, batch)
  const read = await tellPeople(workspace, ledgerBatch)
  return fired + consumed + told + read + (await fillPortion(workspace, patient))
}

/** The next moment, up to `until`, at which something is due by itself. */
async function nextMoment(workspace: Workspace, until: Date): Promise<Date | undefined> {
  const moments = [await nextDue(workspace, until), await nextReminder(workspace, until)]
  return moments.reduce((first, each) => (first === undefined || (each !== undefined && each < first) ? each : first))
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

/** Whether nothing is left to do now. Work leaves its digests behind as it ends, so these are asked for after it. */
async function isQuiet(workspace: Workspace): Promise<boolean> {
  if ((await waiting(workspace)) > 0 || (await digestsWait(workspace)) || (await tellingWaits(workspace))) return false
  return (await nextMoment(workspace, workspace.clock.now())) === undefined
}

/** Resolves when no event waits and no timer is due, whichever process does the work; items that fail are tried until they are put aside. */
export async function settle(workspace: Workspace): Promise<void> {
  for (;;) {
    if ((await work(workspace, false)) > 0) continue
    if (await isQuiet(workspace)) return
    await pause(10)
  }
}

/**
 * Moves a test's clock forward through every moment at which something is due, as if time had passed: what runs at one moment sees that moment, and nothing
 * counts as missed. Backward it only sets the clock.
 */
export async function advanceClock(workspaces: readonly Workspace[], clock: Clock, to: Date): Promise<void> {
  const settleAll = async (): Promise<void> => {
    for (const workspace of workspaces) await settle(workspace)
  }
  await settleAll()
  for (;;) {
    const moments = await Promise.all(workspaces.map((workspace) => nextMoment(workspace, to)))
    const next = moments.reduce(
      (first, each) => (each !== undefined && (first === undefined || each < first) ? each : first),
      undefined,
    )
    if (next === undefined || next > to) break
    if (next > clock.now()) clock.set(next)
    await settleAll()
  }
  clock.set(to)
  await settleAll()
}

export type Worker = { readonly stop: () => Promise<void> }

/** Works through events and timers of every workspace in this process, woken by announcements and by looking once a second. */
export function startWorker(options: {
  readonly workspaces: () => readonly Workspace[]
  readonly announcements: Announcements
  readonly log: Log
}): Worker {
  let stopped = false
  let wake: (() => void) | undefined
  let awake = false
  const unsubscribe = options.announcements.subscribe((message) => {
    if (message.kind !== 'work') return
    awake = true
    wake?.()
  })

  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pollEvery)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      if (awake || stopped) wake()
    })

  const loop = async (): Promise<void> => {
    while (!stopped) {
      awake = false
      let did = 0
      for (const workspace of options.workspaces()) {
        if (stopped) break
        try {
          did += await work(workspace, true)
        } catch (error) {
          options.log.error('Automations could not be worked on', {
            workspace: workspace.key,
            error: error instanceof Error ? error.message : String(error),
          })
        }
      }
      if (did === 0 && !stopped) await rest()
      wake = undefined
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopped = true
      unsubscribe()
      wake?.()
      await running
    },
  }
}
