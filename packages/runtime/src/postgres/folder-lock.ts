import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { done, type PostgresResult, refused } from './problem.ts'
import { isAlive, startOf } from './process-identity.ts'

/** Who uses a data folder: the serving app, or a command for a short time. */
export type Purpose = 'serve' | 'command'

type Holder = { pid: number; started: string; purpose: Purpose; stopping: boolean }

/** A held data folder. `announceStop` tells a start that waits for it that the folder will be free soon. */
export type FolderLock = { announceStop(): Promise<void>; release(): Promise<void> }

const patience = { stopping: 15_000, command: 15_000, serve: 2_000 }

/**
 * Takes the data folder for this process. Waits for a holder that is stopping or only runs a command (15 s); a
 * holder that serves gets 2 s, in case its own signal is still on the way.
 * Problem: `already_running`.
 */
export async function lockFolder(
  dataFolder: string,
  purpose: Purpose,
  onProgress: (line: string) => void,
): Promise<PostgresResult<FolderLock>> {
  const file = path.join(dataFolder, 'atelier.lock')
  const mine: Holder = {
    pid: process.pid,
    started: (await startOf(process.pid)) ?? '',
    purpose,
    stopping: false,
  }
  const begun = Date.now()
  let told = false
  for (;;) {
    if (await take(file, mine)) return done(lockOf(file, mine))
    const holder = await readHolder(file)
    if (holder === undefined) {
      await clearStale(file)
      continue
    }
    const limit = holder.stopping ? patience.stopping : patience[holder.purpose]
    if (Date.now() - begun > limit) {
      return refused('already_running', `Atelier is already running on ${dataFolder} (process ${holder.pid}).`, {
        folder: dataFolder,
        pid: holder.pid,
      })
    }
    if (!told) {
      told = true
      onProgress(`Another Atelier uses ${dataFolder} (process ${holder.pid}); waiting for it to end`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Whether a living process serves or works on this data folder. */
export async function isHeld(dataFolder: string): Promise<boolean> {
  return (await readHolder(path.join(dataFolder, 'atelier.lock'))) !== undefined
}

// A hard link either appears whole or not at all, so nobody ever reads a half-written lock.
async function take(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${process.pid}`
  await writeFile(draft, JSON.stringify(holder))
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft).catch(() => {})
  }
}

// Moved aside first: of two starts that find the same stale lock only one moves it, and a lock taken in between is
// put back.
async function clearStale(file: string): Promise<void> {
  const aside = `${file}.stale.${process.pid}`
  try {
    await rename(file, aside)
  } catch {
    return
  }
  if ((await readHolder(aside)) !== undefined) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

async function readHolder(file: string): Promise<Holder | undefined> {
  let holder: unknown
  try {
    holder = JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
  if (!isHolder(holder) || !isAlive(holder.pid)) return undefined
  return (await startOf(holder.pid)) === holder.started ? holder : undefined
}

function isHolder(value: unknown): value is Holder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'started' in value &&
    typeof value.started === 'string' &&
    'purpose' in value &&
    (value.purpose === 'serve' || value.purpose === 'command') &&
    'stopping' in value &&
    typeof value.stopping === 'boolean'
  )
}

function lockOf(file: string, holder: Holder): FolderLock {
  return {
    async announceStop() {
      const draft = `${file}.${process.pid}`
      await writeFile(draft, JSON.stringify({ ...holder, stopping: true }))
      await rename(draft, file)
    },
    async release() {
      await rm(file, { force: true })
    },
  }
}
