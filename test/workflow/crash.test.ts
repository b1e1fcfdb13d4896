import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { Document } from '@atelier/definitions'
import { type Installation, publishChange, runWrites, settle, systemContext, type Workspace } from '@atelier/runtime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, sized, type TestDatabase } from '../harness/index.ts'
import { installationOn, makeFirstAdmin } from '../http/open-installation.ts'
import { activityDocument } from './activity-document.ts'

const head = { specVersion: 1 } as const

/** Every change of `counter` makes one task and adds one to `tally`. */
const documents: readonly Document[] = [
  {
    ...head,
    kind: 'entity',
    id: 'ent_deal',
    key: 'deal',
    titleField: 'name',
    fields: [
      { id: 'fld_name', key: 'name', type: 'text' },
      { id: 'fld_counter', key: 'counter', type: 'number' },
      { id: 'fld_tally', key: 'tally', type: 'number' },
    ],
  },
  activityDocument(),
  {
    ...head,
    kind: 'automation',
    id: 'aut_tally',
    key: 'tally',
    entity: 'deal',
    trigger: { on: 'field.changed', field: 'counter' },
    steps: [
      { id: 'stp_task', action: 'createTask', set: { subject: 'task', type: 'task' } },
      { id: 'stp_tally', action: 'updateRecord', set: { tally: { '+': [{ coalesce: [{ var: 'tally' }, 0] }, 1] } } },
    ],
  },
]

let database: TestDatabase
let installation: Installation
const workers = new Set<ChildProcess>()

beforeAll(async () => {
  database = await freshDatabase()
  installation = await installationOn(database.url)
  await makeFirstAdmin(installation)
  const { model, revision } = workspace().current()
  const published = await publishChange(installation, systemContext(workspace()), {
    documents: [...model.documents, ...documents],
    onto: revision,
  })
  expect(published.ok).toBe(true)
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await installation?.close()
  await database?.drop()
})

function workspace(): Workspace {
  const found = installation.workspaces.get('main')
  if (found === undefined) throw new Error('The workspace is gone')
  return found
}

/** A process of its own that works through events; resolves when it does. */
async function startProcess(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'worker-process.ts'), database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.add(child)
  child.once('exit', () => workers.delete(child))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`A worker ended with ${code} before it began`)))
  })
  return child
}

/** Kills a process at a random moment of its work, and waits until it is gone. */
async function killSometime(child: ChildProcess): Promise<void> {
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  setTimeout(() => child.kill('SIGKILL'), Math.random() * 200)
  await gone
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

async function scalar(sql: string): Promise<number> {
  const { rows } = await installation.pool.query<{ n: number }>(sql)
  return rows[0]?.n ?? -1
}

it('loses and doubles nothing when its processes are killed again and again', async () => {
  const [deals, kills, backlog] = [20, sized(3, 60), 100]
  let changes = 0
  let killing = true
  const made = await runWrites(
    systemContext(workspace()),
    Array.from({ length: deals }, (_, n) => ({
      kind: 'create' as const,
      entity: 'deal',
      values: { name: `Deal ${n}` },
    })),
    { atomic: true },
  )
  const ids = made.flatMap((result) => (result.status === 'created' ? [result.id] : []))
  expect(ids).toHaveLength(deals)
  const schema = `"${workspace().schema}"`

  const runs = (): Promise<number> => scalar(`select count(*)::int as n from ${schema}.run`)

  const change = async (): Promise<void> => {
    // As long as processes are killed there is always something for them to do.
    while (killing) {
      if ((await scalar(`select count(*)::int as n from ${schema}.work`)) > backlog) {
        await pause(20)
        continue
      }
      const counter = ++changes
      const results = await runWrites(
        systemContext(workspace()),
        ids.map((id) => ({ kind: 'update' as const, entity: 'deal', id, values: { counter } })),
        { atomic: false },
      )
      expect(results.filter(({ status }) => status === 'updated')).toHaveLength(deals)
    }
  }
  const kill = async (): Promise<void> => {
    for (let n = 0; n < kills; n++) {
      const pair = await Promise.all([startProcess(), startProcess()])
      const before = await runs()
      while ((await runs()) === before) await pause(10)
      await Promise.all(pair.map(killSometime))
    }
    killing = false
  }
  await Promise.all([change(), kill()])
  expect(await runs()).toBeGreaterThanOrEqual(kills)
  await settle(workspace())

  expect(await scalar(`select count(*)::int as n from ${schema}.work`)).toBe(0)
  expect(await scalar(`select count(*)::int as n from ${schema}.run where state = 'done'`)).toBe(deals * changes)
  expect(await scalar(`select count(*)::int as n from ${schema}.run`)).toBe(deals * changes)
  expect(await scalar(`select count(distinct trigger ->> 'event')::int as n from ${schema}.run`)).toBe(deals * changes)
  // The first write of `counter` is the first of `changes`; each made one task and one count.
  expect(
    await scalar(`select count(*)::int as n from ${schema}.event where kind = 'created' and entity = 'ent_activity'`),
  ).toBe(deals * changes)
  const tallies = await installation.pool.query<{ tallied: string }>(
    `select e.changes::text as tallied from ${schema}.event e where e.entity = 'ent_deal' and e.via = 'automation'`,
  )
  expect(tallies.rows).toHaveLength(deals * changes)
}, 240_000)
