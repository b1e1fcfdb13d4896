import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether a process with this number exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * When a process started, as text that is equal only for the same process: a number alone may have been given to
 * another one since. Nothing when there is no such process or the machine does not tell.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    try {
      const [line, boot] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => ''),
      ])
      const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
      // A zombie has ended; only its parent has not looked yet.
      if (fields[0] === 'Z') return undefined
      return `${boot.trim()} ${fields[19]}`
    } catch {
      return undefined
    }
  }
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : undefined
  try {
    return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim() || undefined
  } catch {
    return undefined
  }
}

/** Resolves to true as soon as `check` does, or to false after `milliseconds`. */
export async function waitFor(check: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds
  for (;;) {
    if (await check()) return true
    if (Date.now() >= end) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The name of the program a process runs; nothing when the process does not exist (or has ended). */
export async function programOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid) || (await startOf(pid)) === undefined) return undefined
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim()
    if (process.platform === 'win32') return 'postgres'
    return (await run('ps', ['-o', 'comm=', '-p', String(pid)])).stdout.trim() || undefined
  } catch {
    return undefined
  }
}
