import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../packages/runtime/src/postgres/port.ts'
import { ask, lives, postgresOf, type Running, run, temporaryFolder, until } from './processes.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** Runs `npm start` as a terminal does: in a process group of its own. */
function npmStart(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const running = run('npm', ['start', '--', ...args], {
    cwd: root,
    detached: true,
    env: { ...process.env, DATABASE_URL: '', ATELIER_PG_BIN: '', ...env },
  })
  // Whatever a failed test leaves behind ends with it.
  onTestFinished(() => {
    try {
      process.kill(-running.pid, 'SIGKILL')
    } catch {
      // Nothing is left.
    }
  })
  return running
}

type Started = { npm: Running; folder: string; port: number; app: number; postgres: number; url: string }

async function started(folder: string): Promise<Started> {
  const port = await freePort()
  const npm = npmStart(['--data', folder, '--port', String(port)])
  const url = `http://127.0.0.1:${port}`
  await until('/readyz answers 200', async () => (await isReady(url)) || undefined, npm)
  const app: unknown = JSON.parse(readFileSync(path.join(folder, 'atelier.lock'), 'utf8')).pid
  return { npm, folder, port, app: Number(app), postgres: postgresOf(folder) ?? 0, url }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (answer) => answer.status === 200,
    () => false,
  )
}

/** The app and its Postgres have ended. */
async function over({ app, postgres, npm }: Started): Promise<void> {
  await until('the app and Postgres have ended', () => (!lives(app) && !lives(postgres)) || undefined, npm)
}

test('Ctrl-C, even twice in a row, stops everything cleanly, and the next start finds it so', async () => {
  const first = await started(await temporaryFolder())
  process.kill(-first.npm.pid, 'SIGINT')
  process.kill(-first.npm.pid, 'SIGINT')
  await over(first)
  await first.npm.ended
  const log = readFileSync(path.join(first.folder, 'postgres.log'), 'utf8')
  expect(log.trim().split('\n').at(-1)).toContain('database system is shut down')
})

test('SIGTERM to npm alone stops the app and Postgres too', async () => {
  const first = await started(await temporaryFolder())
  process.kill(first.npm.pid, 'SIGTERM')
  await over(first)
})

test('after kill -9 of the app npm ends with 137, Postgres ends, and a start at once serves again', async () => {
  const first = await started(await temporaryFolder())
  process.kill(first.app, 'SIGKILL')
  expect(await first.npm.ended).toBe(137)
  const second = await started(first.folder)
  expect(second.app).not.toBe(first.app)
  await until('the first Postgres has ended or was adopted', () => {
    return !lives(first.postgres) || second.postgres === first.postgres || undefined
  })
  process.kill(-second.npm.pid, 'SIGTERM')
  await over(second)
})

test('a second start on a running folder says so and exits 1; the first goes on', async () => {
  const first = await started(await temporaryFolder())
  const second = npmStart(['--data', first.folder, '--port', String(await freePort())])
  expect(await second.ended).toBe(1)
  expect(second.said()).toContain(`Atelier is already running on ${first.folder} (process ${first.app}).`)
  expect(await isReady(first.url)).toBe(true)
  const record = JSON.parse(readFileSync(path.join(first.folder, 'postgres.json'), 'utf8'))
  const address = `postgres://atelier:${record.password}@127.0.0.1:${record.port}/atelier`
  expect(await ask(address, 'select 1 as one')).toEqual([{ one: 1 }])
  process.kill(-first.npm.pid, 'SIGTERM')
  await over(first)
})

test('a taken port is named, with the next one, and nothing is left running', async () => {
  const folder = await temporaryFolder()
  const port = await freePort()
  const rival = createServer()
  await new Promise<void>((resolve) => rival.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => void rival.close())
  const npm = npmStart(['--data', folder, '--port', String(port)])
  expect(await npm.ended).toBe(1)
  expect(npm.said()).toContain(`${port}`)
  expect(npm.said()).toContain(`--port ${port + 1}`)
  expect(postgresOf(folder)).toBeUndefined()
})

test('an unknown option or ATELIER_ variable is named, and the exit code is 2', async () => {
  const option = npmStart(['--prot', '4000'])
  expect(await option.ended).toBe(2)
  expect(option.said()).toContain('Unknown option: --prot.')
  const variable = npmStart([], { ATELIER_PROT: '4000' })
  expect(await variable.ended).toBe(2)
  expect(variable.said()).toContain('Unknown environment variable: ATELIER_PROT.')
})
