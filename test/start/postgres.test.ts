import { readFileSync } from 'node:fs'
import { chmod, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { joinPostgres, type PostgresServer, startPostgres } from '../../packages/runtime/src/postgres/index.ts'
import { ask, lives, postgresOf, type Running, run, temporaryFolder, until } from './processes.ts'

const isRoot = process.getuid?.() === 0
const holder = path.join(import.meta.dirname, 'hold-postgres.ts')

type Extra = Partial<Parameters<typeof startPostgres>[0]>

async function start(dataFolder: string, extra: Extra = {}): Promise<PostgresServer> {
  const started = await startPostgres({ dataFolder, onProgress: () => {}, ...extra })
  if (!started.ok) throw new Error(started.problem.message)
  onTestFinished(() => started.value.stop())
  return started.value
}

/** Postgres held by another process, which a test may kill. */
async function hold(dataFolder: string, uid?: number): Promise<{ holder: Running; answer: Record<string, string> }> {
  const held = run(process.execPath, [holder, dataFolder], uid === undefined ? {} : { uid })
  const line = await until('it has started', () => held.said().match(/^\{.*\}$/m)?.[0], held)
  return { holder: held, answer: JSON.parse(line) }
}

function recordOf(dataFolder: string): { port: number; major: number; password: string } {
  return JSON.parse(readFileSync(path.join(dataFolder, 'postgres.json'), 'utf8'))
}

test('the first start makes a database, the second finds its rows, at the same port', async () => {
  const folder = await temporaryFolder()
  const lines: string[] = []
  const first = await start(folder, { onProgress: (line) => lines.push(line) })
  expect(lines).toEqual([`Creating the database in ${folder}`, `Starting Postgres ${first.version}`])
  await ask(first.url, "create table note as select '客户' as text")
  const { port } = recordOf(folder)
  await first.stop()
  expect(postgresOf(folder)).toBeUndefined()

  const second = await start(folder)
  expect(await ask(second.url, 'select text from note')).toEqual([{ text: '客户' }])
  expect(recordOf(folder).port).toBe(port)
})

test('the server listens on this machine only, and only with the password', async () => {
  const folder = await temporaryFolder()
  const { url } = await start(folder)
  expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password authentication failed')
  expect((await stat(path.join(folder, 'postgres.json'))).mode & 0o077).toBe(0)
})

test('after kill -9 Postgres ends by itself, and a start at once has every acknowledged row', async () => {
  const folder = await temporaryFolder()
  const { holder, answer } = await hold(folder)
  await ask(answer.url ?? '', 'create table note as select generate_series(1, 1000) as number')
  const postgres = postgresOf(folder) ?? 0
  holder.kill('SIGKILL')
  const next = await start(folder)
  expect(await ask(next.url, 'select count(*)::int as rows from note')).toEqual([{ rows: 1000 }])
  expect(lives(postgres)).toBe(false)
})

test('a Postgres whose app and guard were both killed is adopted, and ends with its new app', async () => {
  const folder = await temporaryFolder()
  const { holder, answer } = await hold(folder)
  await ask(answer.url ?? '', 'create table note as select 7 as number')
  const postgres = postgresOf(folder) ?? 0
  const guard = JSON.parse(await readFile(path.join(folder, 'postgres.guard'), 'utf8'))
  process.kill(guard.pid, 'SIGKILL')
  await until('the guard has ended', () => !lives(guard.pid))
  holder.kill('SIGKILL')
  await holder.ended
  expect(lives(postgres)).toBe(true)

  const lines: string[] = []
  const next = await start(folder, { onProgress: (line) => lines.push(line) })
  expect(lines).toEqual(['Taking over the Postgres that an earlier run left behind'])
  expect(postgresOf(folder)).toBe(postgres)
  expect(await ask(next.url, 'select number from note')).toEqual([{ number: 7 }])
  await next.stop()
  expect(lives(postgres)).toBe(false)
})

test('a second start on a running folder says so; a command joins it and leaves it running', async () => {
  const folder = await temporaryFolder()
  const { holder, answer } = await hold(folder)
  const refused = await startPostgres({ dataFolder: folder, onProgress: () => {} })
  expect(refused).toEqual({
    ok: false,
    problem: {
      code: 'already_running',
      message: `Atelier is already running on ${folder} (process ${holder.pid}).`,
      params: { folder, pid: holder.pid },
    },
  })
  const joined = await joinPostgres({ dataFolder: folder, onProgress: () => {} })
  if (!joined.ok) throw new Error(joined.problem.message)
  expect(joined.value.url).toBe(answer.url)
  await joined.value.stop()
  expect(await ask(answer.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a start waits for one that is just stopping', async () => {
  const folder = await temporaryFolder()
  const { holder } = await hold(folder)
  holder.kill('SIGTERM')
  const next = await start(folder)
  expect(await ask(next.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(await holder.ended).toBe(0)
})

test('a command on a folder without a server starts one for the time being', async () => {
  const folder = await temporaryFolder()
  const joined = await joinPostgres({ dataFolder: folder, onProgress: () => {} })
  if (!joined.ok) throw new Error(joined.problem.message)
  expect(await ask(joined.value.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await joined.value.stop()
  expect(postgresOf(folder)).toBeUndefined()
})

test('a making that was cut short is swept away and done again', async () => {
  const folder = await temporaryFolder()
  const server = await start(folder)
  await server.stop()
  await rename(path.join(folder, 'postgres'), path.join(folder, 'postgres.making-1'))
  await rm(path.join(folder, 'postgres.json'))
  const again = await start(folder)
  expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect((await readdir(folder)).filter((name) => name.includes('making'))).toEqual([])
})

test('a cluster that has lost its record is kept aside, never deleted', async () => {
  const folder = await temporaryFolder()
  await (await start(folder)).stop()
  await rm(path.join(folder, 'postgres.json'))
  await start(folder)
  const kept = (await readdir(folder)).filter((name) => name.startsWith('postgres.without-record-'))
  expect(kept).toHaveLength(1)
})

test('data of another major version is refused, and nothing is changed', async () => {
  const folder = await temporaryFolder()
  await (await start(folder)).stop()
  const record = { ...recordOf(folder), major: 14 }
  await writeFile(path.join(folder, 'postgres.json'), JSON.stringify(record))
  expect(await startPostgres({ dataFolder: folder, onProgress: () => {} })).toMatchObject({
    ok: false,
    problem: { code: 'other_major', params: { found: 14 } },
  })
  expect(recordOf(folder)).toEqual(record)
})

test('when its port is taken, Postgres gets another one and records it', async () => {
  const folder = await temporaryFolder()
  await (await start(folder)).stop()
  const { port } = recordOf(folder)
  const rival = createServer()
  await new Promise<void>((resolve) => rival.listen(port, '127.0.0.1', resolve))
  onTestFinished(() => void rival.close())
  const server = await start(folder)
  expect(recordOf(folder).port).not.toBe(port)
  expect(server.url).toContain(`:${recordOf(folder).port}/`)
})

test('a pid file that points to some other program does not stop a start', async () => {
  const folder = await temporaryFolder()
  await (await start(folder)).stop()
  await writeFile(
    path.join(folder, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${path.join(folder, 'postgres')}\n1700000000\n1\n\n127.0.0.1\n  1 1\nready   \n`,
    { mode: 0o600 },
  )
  const server = await start(folder)
  expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('programs that are not there are a problem that says where it looked', async () => {
  expect(await startPostgres({ dataFolder: '/nowhere', pgBin: '/no/such/folder', onProgress: () => {} })).toMatchObject(
    {
      ok: false,
      problem: { code: 'no_binaries', params: { folder: '/no/such/folder' } },
    },
  )
})

test.runIf(isRoot)('as root, the rows stay when the way of running changes back and forth', async () => {
  const folder = await temporaryFolder()
  const first = await start(folder)
  await ask(first.url, 'create table note as select 7 as number')
  await first.stop()
  for (const skipWays of [['namespace'], [], ['namespace']] as const) {
    const server = await start(folder, { skipWays })
    expect(await ask(server.url, 'select number from note')).toEqual([{ number: 7 }])
    await server.stop()
  }
  expect((await stat(path.join(folder, 'postgres'))).uid).toBe(65534)
})

test.runIf(isRoot)('a normal user who meets data of somebody else is told the command that helps', async () => {
  const folder = await temporaryFolder()
  await (await start(folder)).stop()
  await chmod(folder, 0o777)
  const { answer } = await hold(folder, 65534)
  expect(answer).toMatchObject({
    code: 'foreign_owner',
    message: `The data in ${folder} belongs to another user. Run: sudo chown -R 65534 '${folder}'`,
  })
})
