import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import type { Binaries } from './binaries.ts'
import { type ClusterRecord, placesIn } from './data-folder.ts'
import { type Guard, setGuard } from './guard.ts'
import { cleanEnvironment } from './initialise.ts'
import { freePort } from './port.ts'
import { done, type PostgresResult, refused } from './problem.ts'
import { programOf, waitFor } from './process-identity.ts'
import { readPidFile, serves } from './running.ts'
import { commandOf, ownerOf, type Way } from './way.ts'

/** A server process under our guard. `end` stops it: cleanly at first, forcibly after 8 s. */
export type Launched = { port: number; exited: Promise<void>; end(): Promise<void> }

/** What to launch: the cluster of a data folder, with these programs, run this way. */
export type Launch = {
  dataFolder: string
  binaries: Binaries
  way: Way
  record: ClusterRecord
  settings: Readonly<Record<string, string>>
}

const ours: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
}

/** Starts the server process and waits until it answers; a taken port is replaced. Problem: `start_failed`. */
export async function launch(what: Launch): Promise<PostgresResult<Launched>> {
  const log = placesIn(what.dataFolder).log
  await keepShort(log)
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? what.record.port : 0)
    const before = await readFile(log, 'utf8').catch(() => '')
    const child = spawnServer(what, port)
    const ended = endOf(child)
    let alive = child.pid !== undefined
    void ended.then(() => {
      alive = false
    })
    // At once: whoever is ended while the server is still starting must not leave it behind.
    const guard = child.pid === undefined ? undefined : await setGuard(child.pid, placesIn(what.dataFolder).guard)
    // Recovery of a large database may take long; a server that is still at work is not given up.
    await waitFor(async () => !alive || (await answers(what, port)), 10 * 60_000)
    if (alive && child.pid !== undefined && guard) {
      child.unref()
      return done(hold(child.pid, port, guard, ended))
    }
    await guard?.dismiss()
    const said = (await readFile(log, 'utf8').catch(() => '')).slice(before.length)
    if (attempt < 3 && /could not bind|could not create any TCP/.test(said)) continue
    return refused('start_failed', `Postgres did not start. Its log (${log}) ends with:\n${lastLines(said)}`, { log })
  }
}

/** Puts a running server, which this process did not start, under our guard. */
export async function watch(pid: number, dataFolder: string): Promise<Launched> {
  const port = (await readPidFile(dataFolder))?.port ?? 0
  const exited = new Promise<void>((resolve) => {
    const timer = setInterval(async () => {
      if ((await programOf(pid)) !== undefined) return
      clearInterval(timer)
      resolve()
    }, 500)
    timer.unref()
  })
  return hold(pid, port, await setGuard(pid, placesIn(dataFolder).guard), exited)
}

function hold(pid: number, port: number, guard: Guard, exited: Promise<void>): Launched {
  const gone = async () => (await programOf(pid)) === undefined
  return {
    port,
    exited,
    async end() {
      await guard.dismiss()
      signal(pid, 'SIGINT')
      if (await waitFor(gone, 8_000)) return
      signal(pid, 'SIGQUIT')
      await waitFor(gone, 2_000)
    },
  }
}

function spawnServer(what: Launch, port: number): ChildProcess {
  const places = placesIn(what.dataFolder)
  const settings = Object.entries({ ...ours, ...what.settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', places.cluster, '-p', String(port), ...settings]
  const [file, words, options] = commandOf(what.way, what.binaries.postgres, args)
  const log = openSync(places.log, 'a')
  try {
    const owner = ownerOf(what.way)
    if (owner) fchownSync(log, owner.uid, owner.gid)
    return spawn(file, words, { ...options, stdio: ['ignore', log, log], env: cleanEnvironment() })
  } finally {
    closeSync(log)
  }
}

async function answers(what: Launch, port: number): Promise<boolean> {
  const found = await readPidFile(what.dataFolder)
  return found?.ready === true && found.port === port && (await serves(what.dataFolder, { ...what.record, port }))
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended already.
  }
}

/** A log that has grown long makes room; the one before it goes. */
async function keepShort(log: string): Promise<void> {
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 10_000_000) await rename(log, `${log}.1`)
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-8).join('\n')
}
