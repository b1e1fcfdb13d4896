import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { done, type PostgresResult, refused } from './problem.ts'
import { giveTo, ownerOf, succeeds, type Way } from './way.ts'

/** What a finished cluster needs to be started and entered again. */
export type ClusterRecord = { major: number; port: number; password: string }

/** The places inside a data folder that belong to the embedded Postgres. */
export function placesIn(dataFolder: string) {
  return {
    cluster: path.join(dataFolder, 'postgres'),
    record: path.join(dataFolder, 'postgres.json'),
    /** The record of a cluster that is just being put in its place. */
    newRecord: path.join(dataFolder, 'postgres.json.new'),
    log: path.join(dataFolder, 'postgres.log'),
    guard: path.join(dataFolder, 'postgres.guard'),
    making: path.join(dataFolder, `postgres.making-${process.pid}`),
    password: path.join(dataFolder, `postgres.password-${process.pid}`),
  }
}

/** The record of a finished cluster, or nothing. */
export async function readRecord(dataFolder: string): Promise<ClusterRecord | undefined> {
  const places = placesIn(dataFolder)
  try {
    await stat(path.join(places.cluster, 'PG_VERSION'))
    const text = await readFile(places.record, 'utf8').catch(() => readFile(places.newRecord, 'utf8'))
    const record: unknown = JSON.parse(text)
    return isRecord(record) ? record : undefined
  } catch {
    return undefined
  }
}

/** Writes the record in one step, readable by its owner alone: it holds the password. */
export async function writeRecord(dataFolder: string, record: ClusterRecord): Promise<void> {
  const places = placesIn(dataFolder)
  await writeFile(places.newRecord, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  await rename(places.newRecord, places.record)
}

/** Makes the data folder. Problem: `folder_unusable`. */
export async function makeDataFolder(dataFolder: string): Promise<PostgresResult<string>> {
  try {
    await mkdir(dataFolder, { recursive: true, mode: 0o755 })
    return done(dataFolder)
  } catch (error) {
    return refused('folder_unusable', `The data folder ${dataFolder} cannot be made: ${String(error)}`, {
      folder: dataFolder,
    })
  }
}

/**
 * Makes the cluster's files belong to whom the way needs. Problems: `foreign_owner` (a normal user meets files of
 * somebody else), `folder_unusable` (the way's account cannot reach the folder).
 */
export async function settleOwner(dataFolder: string, way: Way): Promise<PostgresResult<string>> {
  const { cluster } = placesIn(dataFolder)
  const owner = ownerOf(way)
  const found = await stat(cluster).catch(() => undefined)
  if (owner === undefined) {
    const me = process.getuid?.()
    if (found && me !== undefined && found.uid !== me) {
      return refused(
        'foreign_owner',
        `The data in ${dataFolder} belongs to another user. Run: sudo chown -R ${me} '${dataFolder}'`,
        { folder: dataFolder, owner: found.uid },
      )
    }
    return done(dataFolder)
  }
  if (found) await giveTo(cluster, owner)
  if (way.kind === 'account' && !(await reaches(way, dataFolder))) {
    return refused(
      'folder_unusable',
      `Postgres does not run as root, and the account it runs as instead cannot reach ${dataFolder}. Choose a data folder outside closed home folders: npm start -- --data /var/lib/atelier`,
      { folder: dataFolder },
    )
  }
  return done(dataFolder)
}

/** An empty folder for initdb to fill; what an earlier, interrupted making left behind is removed. */
export async function startMaking(dataFolder: string, way: Way, password: string): Promise<void> {
  const places = placesIn(dataFolder)
  for (const name of await readdir(dataFolder)) {
    if (/^postgres\.(making|password)-\d+$/.test(name)) {
      await rm(path.join(dataFolder, name), { recursive: true, force: true })
    }
  }
  await mkdir(places.making, { mode: 0o700 })
  await writeFile(places.password, password, { mode: 0o600 })
  const owner = ownerOf(way)
  if (owner) for (const place of [places.making, places.password]) await chown(place, owner.uid, owner.gid)
}

/**
 * Puts the finished cluster in its place. Whenever this is cut short, the next start finds either no cluster or a
 * whole one with its record. A cluster that has lost its record is kept aside: it may hold somebody's data.
 */
export async function finishMaking(dataFolder: string, record: ClusterRecord): Promise<void> {
  const places = placesIn(dataFolder)
  if (await stat(places.cluster).catch(() => undefined)) {
    await rename(places.cluster, path.join(dataFolder, `postgres.without-record-${Date.now()}`))
  }
  await rm(places.record, { force: true })
  await writeFile(places.newRecord, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  await rename(places.making, places.cluster)
  await rename(places.newRecord, places.record)
}

async function reaches(way: Extract<Way, { kind: 'account' }>, folder: string): Promise<boolean> {
  if (way.capability) return true
  return succeeds('/bin/sh', ['-c', 'cd "$0"', folder], { uid: way.uid, gid: way.gid, cwd: '/' })
}

function isRecord(value: unknown): value is ClusterRecord {
  return (
    typeof value === 'object' &&
    value !== null &&
    'major' in value &&
    typeof value.major === 'number' &&
    'port' in value &&
    typeof value.port === 'number' &&
    'password' in value &&
    typeof value.password === 'string'
  )
}
