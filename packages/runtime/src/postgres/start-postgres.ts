import path from 'node:path'
import { type Binaries, findBinaries } from './binaries.ts'
import { ensureDatabase, urlOf } from './connect.ts'
import { type ClusterRecord, makeDataFolder, readRecord, settleOwner, writeRecord } from './data-folder.ts'
import { type FolderLock, isHeld, lockFolder, type Purpose } from './folder-lock.ts'
import { initialise } from './initialise.ts'
import { type Launched, launch, watch } from './launch.ts'
import { done, type PostgresResult, refused } from './problem.ts'
import { findOrphan, serves } from './running.ts'
import { chooseWay, type Way } from './way.ts'

/** How to start the embedded Postgres. */
export type StartPostgresOptions = {
  /** Where the data lives; made when missing. */
  dataFolder: string
  /** Folder with the programs of another Postgres, instead of the embedded ones. */
  pgBin?: string | undefined
  /** Told one English line before each step that takes time. */
  onProgress: (line: string) => void
  /** Who asks: the app, or a command that needs the database for a moment. Default `serve`. */
  purpose?: Purpose
  /** Server settings beside our own (tests turn safety off for speed). */
  settings?: Readonly<Record<string, string>>
  /** Ways of running as root that are not to be used (tests). */
  skipWays?: readonly Way['kind'][]
}

/** A Postgres that answers. */
export type PostgresServer = {
  /** Address of the database `atelier`, with its password. */
  url: string
  /** For example `18.4`. */
  version: string
  /** Resolves when the server process has ended, for whatever reason. */
  exited: Promise<void>
  /** Tells a start that waits for this data folder that it will be free soon; call it when the app begins to stop. */
  announceStop(): Promise<void>
  /** Stops the server cleanly (forcibly after 8 s) and frees the folder. A server that was only joined goes on. */
  stop(): Promise<void>
}

/**
 * Starts Postgres on a data folder: makes the cluster the first time, adopts a server that a killed app left behind,
 * recovers otherwise. The server ends with this process, however it ends.
 * Every problem is returned, with one English sentence for the console; nothing is left running then.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<PostgresResult<PostgresServer>> {
  const dataFolder = path.resolve(options.dataFolder)
  const binaries = await findBinaries(options.pgBin)
  if (!binaries.ok) return binaries
  const folder = await makeDataFolder(dataFolder)
  if (!folder.ok) return folder
  const lock = await takeLock(dataFolder, options)
  if (!lock.ok) return lock
  try {
    const started = await startLocked(dataFolder, binaries.value, lock.value, options)
    if (!started.ok) await lock.value.release()
    return started
  } catch (error) {
    await lock.value.release()
    return refused('start_failed', `Postgres could not be started on ${dataFolder}: ${String(error)}`, {
      folder: dataFolder,
    })
  }
}

/**
 * The database of a data folder for a command: the running app's server when there is one (`stop` leaves it alone),
 * else one started for the time being.
 */
export async function joinPostgres(options: StartPostgresOptions): Promise<PostgresResult<PostgresServer>> {
  const dataFolder = path.resolve(options.dataFolder)
  const record = (await isHeld(dataFolder)) ? await readRecord(dataFolder) : undefined
  if (record && (await serves(dataFolder, record))) {
    const nothing = async () => {}
    return done({
      url: urlOf(record, 'atelier'),
      version: String(record.major),
      exited: new Promise<void>(() => {}),
      announceStop: nothing,
      stop: nothing,
    })
  }
  return startPostgres({ ...options, purpose: 'command' })
}

async function takeLock(dataFolder: string, options: StartPostgresOptions): Promise<PostgresResult<FolderLock>> {
  try {
    return await lockFolder(dataFolder, options.purpose ?? 'serve', options.onProgress)
  } catch (error) {
    return refused('folder_unusable', `The data folder ${dataFolder} cannot be written: ${String(error)}`, {
      folder: dataFolder,
    })
  }
}

async function startLocked(
  dataFolder: string,
  binaries: Binaries,
  lock: FolderLock,
  options: StartPostgresOptions,
): Promise<PostgresResult<PostgresServer>> {
  const way = await chooseWay(options.skipWays)
  let record = await readRecord(dataFolder)
  if (record && record.major !== binaries.major) {
    return refused(
      'other_major',
      `The data in ${dataFolder} was made by Postgres ${record.major}, but Postgres ${binaries.major} is to run it. Use Postgres ${record.major} (ATELIER_PG_BIN), or make a backup with it and restore that into a new folder.`,
      { found: record.major, wanted: binaries.major },
    )
  }
  const orphan = record ? await findOrphan(dataFolder, record) : undefined
  if (record && orphan) {
    options.onProgress('Taking over the Postgres that an earlier run left behind')
    record = { ...record, port: orphan.port }
    return finish(dataFolder, binaries, record, lock, await watch(orphan.pid, dataFolder))
  }
  const owner = await settleOwner(dataFolder, way)
  if (!owner.ok) return owner
  if (record === undefined) {
    options.onProgress(`Creating the database in ${dataFolder}`)
    const made = await initialise(dataFolder, binaries, way)
    if (!made.ok) return made
    record = made.value
  }
  options.onProgress(`Starting Postgres ${binaries.version}`)
  const launched = await launch({ dataFolder, binaries, way, record, settings: options.settings ?? {} })
  if (!launched.ok) return launched
  return finish(dataFolder, binaries, { ...record, port: launched.value.port }, lock, launched.value)
}

async function finish(
  dataFolder: string,
  binaries: Binaries,
  record: ClusterRecord,
  lock: FolderLock,
  server: Launched,
): Promise<PostgresResult<PostgresServer>> {
  try {
    await writeRecord(dataFolder, record)
    await ensureDatabase(record, 'atelier')
  } catch (error) {
    await server.end()
    throw error
  }
  let stopped: Promise<void> | undefined
  return done({
    url: urlOf(record, 'atelier'),
    version: binaries.version,
    exited: server.exited,
    announceStop: () => lock.announceStop(),
    stop() {
      stopped ??= lock
        .announceStop()
        .catch(() => {})
        .then(() => server.end())
        .finally(() => lock.release())
      return stopped
    },
  })
}
