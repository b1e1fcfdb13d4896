import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { onTestFinished } from 'vitest'

/** A program under test, with what it has said so far. */
export type Running = {
  pid: number
  said: () => string
  /** Its exit code, or its signal's name, once it has ended. */
  ended: Promise<number | string>
  kill: (signal: NodeJS.Signals) => void
}

/** Starts a program; it is killed at the end of the test, if it still runs. */
export function run(program: string, args: readonly string[], options: SpawnOptions = {}): Running {
  const child: ChildProcess = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk.toString('utf8')
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<number | string>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? ''))
    child.on('error', (error) => resolve(String(error)))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { pid: child.pid ?? 0, said: () => said, ended, kill: (signal) => child.kill(signal) }
}

/** Waits until `look` finds something; fails with `what` and everything the program said after 20 s. */
export async function until<Value>(
  what: string,
  look: () => Value | undefined | Promise<Value | undefined>,
  running?: Running,
): Promise<Value> {
  const end = Date.now() + 20_000
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}. ${running?.said() ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A folder that is removed at the end of the test. Its name has spaces, brackets and Chinese characters. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'atelier [测试] data '))
  // A Postgres whose app was just killed is still putting its files away.
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return folder
}

/** Asks a database one thing. */
export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Whether a process exists and has not ended. */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    const line = process.platform === 'linux' ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ''
    return !/\) Z /.test(line)
  } catch {
    return false
  }
}

/** The process number of the Postgres of a data folder, from its own pid file. */
export function postgresOf(dataFolder: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return undefined
  }
}
