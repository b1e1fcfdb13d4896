import { readFile, realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { servedFolder } from './connect.ts'
import { type ClusterRecord, placesIn } from './data-folder.ts'
import { isGuarded } from './guard.ts'
import { programOf } from './process-identity.ts'

/** What Postgres says about itself in its pid file. */
export type PidFile = { pid: number; port: number; ready: boolean }

/** The pid file of the cluster, or nothing. */
export async function readPidFile(dataFolder: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(pidFileOf(dataFolder), 'utf8')).split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return undefined
    return { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? '').trim() === 'ready' }
  } catch {
    return undefined
  }
}

/**
 * The Postgres that an earlier, killed app left running on this folder and that can be adopted. One that is just
 * stopping is waited for (15 s); a pid file that points to some other program is removed.
 */
export async function findOrphan(dataFolder: string, record: ClusterRecord): Promise<PidFile | undefined> {
  const places = placesIn(dataFolder)
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    const found = await readPidFile(dataFolder)
    if (found === undefined) return undefined
    const program = await programOf(found.pid)
    if (program === undefined) return undefined
    if (!program.includes('postgres')) {
      await rm(pidFileOf(dataFolder), { force: true })
      return undefined
    }
    // With its guard alive, the server is about to be told to stop: the folder was ours to lock, so its app is dead.
    if (found.ready && !(await isGuarded(places.guard))) {
      const folder = await servedFolder({ ...record, port: found.port })
      if (folder !== undefined) return (await isSame(folder, places.cluster)) ? found : undefined
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return undefined
}

/** Whether the server at the recorded address is the one of this folder. */
export async function serves(dataFolder: string, record: ClusterRecord): Promise<boolean> {
  const folder = await servedFolder(record)
  return folder !== undefined && (await isSame(folder, placesIn(dataFolder).cluster))
}

async function isSame(left: string, right: string): Promise<boolean> {
  return (await realpath(left).catch(() => left)) === (await realpath(right).catch(() => right))
}

function pidFileOf(dataFolder: string): string {
  return path.join(placesIn(dataFolder).cluster, 'postmaster.pid')
}
