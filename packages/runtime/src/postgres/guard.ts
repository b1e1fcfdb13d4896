import { spawn } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { isAlive, startOf } from './process-identity.ts'

/** A small process that stops Postgres when this one ends in any way, even by kill -9. */
export type Guard = { dismiss(): Promise<void> }

// It reads from a pipe that only this process holds: when the pipe ends, so has this process.
const script = 'trap "" INT TERM HUP; cat >/dev/null; kill -INT "$0"'

/** Sets a guard over the Postgres process `pid` and records it in `file`. */
export async function setGuard(pid: number, file: string): Promise<Guard> {
  if (process.platform === 'win32') return { async dismiss() {} }
  const child = spawn('/bin/sh', ['-c', script, String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.on('error', () => {})
  // The app's end of the pipe must break silently, and must not keep the app alive.
  child.stdin.on('error', () => {})
  if ('unref' in child.stdin && typeof child.stdin.unref === 'function') child.stdin.unref()
  child.unref()
  const guard = child.pid
  if (guard !== undefined) {
    await writeFile(file, JSON.stringify({ pid: guard, started: (await startOf(guard)) ?? '' }))
  }
  return {
    async dismiss() {
      child.kill('SIGKILL')
      await rm(file, { force: true })
    },
  }
}

/** Whether the recorded guard is alive: then the Postgres it watches is stopping, or will be in a moment. */
export async function isGuarded(file: string): Promise<boolean> {
  try {
    const record: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof record !== 'object' || record === null || !('pid' in record) || !('started' in record)) return false
    return typeof record.pid === 'number' && isAlive(record.pid) && (await startOf(record.pid)) === record.started
  } catch {
    return false
  }
}
