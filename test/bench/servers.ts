import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { serverEnvironment } from '../../scripts/server-environment.mjs'

const here = import.meta.dirname
const runtime = path.resolve(here, '../../packages/runtime/src/main.ts')

/** A server in a process of its own. */
export type Server = {
  readonly name: string
  readonly pid: number
  readonly port: number
  /** Milliseconds from the start of the process until it answered. */
  readonly startedIn: number
  readonly stop: () => Promise<void>
}

/** Starts the app as `npm start` does, less the installing; ready when `/readyz` says so. */
export function startAtelier(env: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<Server> {
  return startServer(
    'atelier',
    [...flags, runtime],
    { PORT: '0', ATELIER_LOG: 'error', ...serverEnvironment({}), ...env },
    /^Ready: http:\/\/[^:]+:(\d+)/m,
  )
}

/** Starts a yardstick. */
export function startYardstick(name: string, databaseUrl: string): Promise<Server> {
  const file = path.join(here, 'yardsticks', `${name}.ts`)
  return startServer(name, [file], { DATABASE_URL: databaseUrl }, /^(\d+)$/m)
}

async function startServer(
  name: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: RegExp,
): Promise<Server> {
  const begin = performance.now()
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: here,
    // The yardsticks end when their input does, the app when its parent does: nothing outlives a benchmark that is killed.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH, HOME, TMPDIR, STOP_WITH_PARENT: '1', ...env },
  })
  const port = await portSaid(child, ready)
  return {
    name,
    pid: child.pid ?? 0,
    port,
    startedIn: performance.now() - begin,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await ended
    },
  }
}

function portSaid(child: ChildProcess, ready: RegExp): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString('utf8')).slice(-10_000)
      const port = ready.exec(said)?.[1]
      if (port !== undefined) resolve(Number(port))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    // What goes wrong in a server is told beside the figures.
    child.stderr?.pipe(process.stderr)
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`A server ended with ${code}: ${said}`)))
  })
}
