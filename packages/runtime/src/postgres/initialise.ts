import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import type { Binaries } from './binaries.ts'
import { type ClusterRecord, finishMaking, placesIn, startMaking } from './data-folder.ts'
import { freePort } from './port.ts'
import { done, type PostgresResult, refused } from './problem.ts'
import { commandOf, type Way } from './way.ts'

/** Makes a new cluster in the data folder and records how to enter it. Problem: `initialise_failed`. */
export async function initialise(
  dataFolder: string,
  binaries: Binaries,
  way: Way,
): Promise<PostgresResult<ClusterRecord>> {
  const places = placesIn(dataFolder)
  const record = { major: binaries.major, port: await freePort(), password: randomBytes(24).toString('hex') }
  await startMaking(dataFolder, way, record.password)
  // The same byte order and the same letter cases on every machine, whatever languages it has installed.
  const locale =
    binaries.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : [process.platform === 'darwin' ? '--locale=C' : '--locale=C.UTF-8']
  const args = [
    '-D',
    places.making,
    '-U',
    'atelier',
    `--pwfile=${places.password}`,
    '-A',
    'scram-sha-256',
    '-E',
    'UTF8',
  ]
  const failure = await run(way, binaries.initdb, [...args, ...locale])
  await rm(places.password, { force: true })
  if (failure !== undefined) {
    await rm(places.making, { recursive: true, force: true })
    return refused('initialise_failed', `The database in ${dataFolder} could not be created: ${failure}`, {
      folder: dataFolder,
    })
  }
  await finishMaking(dataFolder, record)
  return done(record)
}

/** Runs a program to its end; what it said when it failed, else nothing. */
function run(way: Way, program: string, args: readonly string[]): Promise<string | undefined> {
  const [file, words, options] = commandOf(way, program, args)
  return new Promise((resolve) => {
    const child = spawn(file, words, { ...options, stdio: ['ignore', 'ignore', 'pipe'], env: cleanEnvironment() })
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8')
    })
    child.on('error', (error) => resolve(String(error)))
    child.on('close', (code) => resolve(code === 0 ? undefined : said.trim().slice(-2000) || `exit code ${code}`))
  })
}

/** The environment without what would steer Postgres from outside, with messages in one language. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
