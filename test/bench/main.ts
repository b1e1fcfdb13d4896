import { type CaseName, caseNames, caseTitles, type Targets } from './cases.ts'
import { mustAgree, targetsOf } from './contenders.ts'
import { measureForms } from './forms/measure-forms.ts'
import { firstStart, installSize } from './installation.ts'
import { openLoad } from './load.ts'
import { measureScroll } from './measure-scroll.ts'
import { type Database, openDatabase, withClient } from './postgres.ts'
import { cpuOf, memoryOf } from './processes.ts'
import { type Server, startAtelier, startYardstick } from './servers.ts'
import { setUp } from './set-up.ts'
import { type Figures, median, medians, short, table } from './table.ts'
import { addField, bulk, importRows } from './workloads.ts'

// npm run bench: how fast the app is beside two servers written by hand that do the same work on the same rows. Ratios of one run are the
// figures to trust; `--quick` only shows that everything runs.

const words = process.argv.slice(2)
const unknown = words.filter((word) => word !== '--quick' && !/^--(only|rounds)=/.test(word))
if (unknown.length > 0) {
  process.stderr.write(
    `Unknown: ${unknown.join(' ')}. npm run bench -- [--quick] [--rounds=<n>] [--only=<${caseNames.join()}>]\n`,
  )
  process.exit(2)
}
const quick = words.includes('--quick')
const wordOf = (name: string): string | undefined =>
  words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const rounds = Number(wordOf('rounds') ?? (quick ? 1 : 3))
const only = wordOf('only')?.split(',')
const cases = caseNames.filter((name) => only === undefined || only.includes(name))
const sizes = quick ? { rows: 20_000, accounts: 2_000 } : { rows: 200_000, accounts: 20_000 }
const times = quick ? { warmUpMs: 150, forMs: 350 } : { warmUpMs: 1_000, forMs: 4_000 }
const connectionCounts = [1, 32]
const yardsticks = ['naive', 'tuned']

const say = (line = ''): void => void process.stdout.write(`${line}\n`)
const note = (line: string): void => void process.stderr.write(`${line}\n`)

const database = await openDatabase(['naive', 'tuned'])
const load = openLoad()
const servers: Server[] = []
try {
  await measure(database)
} finally {
  load.close()
  for (const server of servers) await server.stop()
  await database.stop()
}

async function measure(database: Database): Promise<void> {
  note(`Making ${sizes.rows} rows for each`)
  const { key, adminKey } = await setUp(database, yardsticks, sizes)
  const atelier = await startAtelier({ DATABASE_URL: database.url('atelier') })
  servers.push(atelier)
  for (const name of yardsticks) servers.push(await startYardstick(name, database.url(name)))
  await vacuum(database)

  const targets = new Map<Server, Targets>()
  for (const server of servers) targets.set(server, await targetsOf(server, key))
  const targetsFor = (server: Server): Targets => {
    const found = targets.get(server)
    if (found === undefined) throw new Error(`No targets for ${server.name}`)
    return found
  }
  for (const server of servers.slice(1))
    await mustAgree(key, [atelier, targetsFor(atelier)], [server, targetsFor(server)])

  const figures = new Map<string, Figures[]>()
  for (let round = 1; round <= rounds; round++) {
    note(`Round ${round} of ${rounds}`)
    await vacuum(database)
    for (const name of cases)
      for (const connections of connectionCounts)
        for (const server of servers) {
          const place = `${name} ${connections} ${server.name}`
          const known = figures.get(place) ?? []
          figures.set(place, known)
          known.push(await measureCase(server, name, connections))
        }
  }
  const figuresOf = (name: CaseName, connections: number, server: string): Figures =>
    medians(figures.get(`${name} ${connections} ${server}`) ?? [])

  say(`${sizes.rows} rows, medians of ${rounds} interleaved rounds; CPU in ms per request`)
  say()
  const lines = [
    ['case', 'connections', 'server', 'req/s', 'p50 ms', 'p99 ms', 'Node CPU', 'Postgres CPU', '× naive', '× tuned'],
  ]
  for (const name of cases)
    for (const connections of connectionCounts)
      for (const server of servers) {
        const one = figuresOf(name, connections, server.name)
        const ratio = (other: string): string => short(one.perSecond / figuresOf(name, connections, other).perSecond)
        lines.push([
          caseTitles[name],
          String(connections),
          server.name,
          one.perSecond.toFixed(0),
          short(one.p50),
          short(one.p99),
          short(one.nodeCpu),
          short(one.postgresCpu),
          ...yardsticks.map(ratio),
        ])
      }
  for (const line of table(lines)) say(line)
  if (only === undefined) await measureRest(database, { key, adminKey, atelier, targetsFor })

  async function measureCase(server: Server, name: CaseName, connections: number): Promise<Figures> {
    const job = { name, port: server.port, key, targets: targetsFor(server), connections }
    await load.run({ ...job, forMs: times.warmUpMs })
    const before = [cpuOf(server.pid), cpuOf(database.pid, true)]
    const { requests, failed, refusal, ms, p50, p99 } = await load.run({ ...job, forMs: times.forMs })
    const used = [cpuOf(server.pid), cpuOf(database.pid, true)]
    if (failed > 0) throw new Error(`${server.name} refused ${failed} of ${requests} calls of ${name}: ${refusal}`)
    const per = (place: number): number => ((used[place] ?? 0) - (before[place] ?? 0)) / requests
    return { perSecond: (requests / ms) * 1000, p50, p99, nodeCpu: per(0), postgresCpu: per(1) }
  }
}

async function measureRest(
  database: Database,
  {
    key,
    adminKey,
    atelier,
    targetsFor,
  }: {
    readonly key: string
    readonly adminKey: string
    readonly atelier: Server
    readonly targetsFor: (server: Server) => Targets
  },
): Promise<void> {
  const lines = [['what', 'measured', 'goal']]
  note('Bulk, a new field, an import')
  const bulks = new Map<string, number[]>()
  for (let round = 0; round <= rounds; round++)
    for (const server of servers) {
      const seconds = await bulk(server, key, targetsFor(server))
      // The first one warms up.
      if (round > 0) bulks.set(server.name, [...(bulks.get(server.name) ?? []), seconds])
    }
  const bulkOf = (name: string): string => short(median(bulks.get(name) ?? []))
  lines.push([
    'bulk of 1,000 records',
    `${bulkOf('atelier')} s (naive ${bulkOf('naive')} s, tuned ${bulkOf('tuned')} s)`,
    '≤ 0.15 s',
  ])

  const added = []
  for (let turn = 1; turn <= rounds; turn++)
    added.push(await addField(atelier, adminKey, load, { key, targets: targetsFor(atelier) }, turn))
  const refused = added.reduce((sum, { failed }) => sum + failed, 0)
  lines.push([
    `a field added to ${sizes.rows} rows while four read`,
    `${short(median(added.map(({ publish }) => publish)))} ms, longest read ${short(median(added.map(({ pause }) => pause)))} ms, ${refused} reads failed`,
    '≤ 100 ms, nobody blocked',
  ])
  const rows = quick ? 1_000 : 8_800
  lines.push([`import of ${rows} rows`, `${(await importRows(atelier, adminKey, rows)).toFixed(0)} rows/s`, ''])
  lines.push(['memory after all of this', `${memoryOf(atelier.pid).toFixed(0)} MB`, '≤ 200 MB'])

  note('A table')
  const {
    longest,
    usual,
    work,
    rows: passed,
  } = await measureScroll(`http://localhost:${atelier.port}`, adminKey, 'opportunity', quick ? 60 : 600)
  lines.push([
    `frames while ${passed} of ${sizes.rows} rows scroll by`,
    `longest ${short(longest)} ms (${short(work)} ms of work), usual ${short(usual)} ms`,
    '≤ 50 ms',
  ])

  note('Forms')
  const { generated, handwritten } = await measureForms(200, quick ? 3 : 9)
  const beside = (of: 'mount' | 'keystroke'): string =>
    `${short(generated[of] / handwritten[of])} × (${short(generated[of])} ms, by hand ${short(handwritten[of])} ms)`
  lines.push(['generated form of 200 fields: mount', beside('mount'), '≤ 1.25 × by hand'])
  lines.push(['generated form of 200 fields: keystroke', beside('keystroke'), '≤ 1.2 × by hand'])

  note('Starts')
  await atelier.stop()
  const starts: number[] = []
  for (let round = 0; round < rounds; round++) {
    const again = await startAtelier({ DATABASE_URL: database.url('atelier') })
    starts.push(again.startedIn)
    await again.stop()
  }
  lines.push(['start on an existing database', `${short(median(starts) / 1000)} s`, '≤ 1.5 s'])
  lines.push(['first start from empty', `${short((await firstStart()) / 1000)} s`, '≤ 10 s'])
  lines.push(['first start with template and sample data', `${short((await firstStart('lead-to-cash')) / 1000)} s`, ''])
  const { tools, packages } = installSize()
  lines.push(['size of the install', `tools ${tools.toFixed(0)} MB, packages ${packages.toFixed(0)} MB`, ''])
  say()
  for (const line of table(lines)) say(line)
}

/** Tables as they are after a quiet night: dead rows gone, statistics true. */
async function vacuum(database: Database): Promise<void> {
  for (const name of ['atelier', ...yardsticks])
    await withClient(database.url(name), async (client) => {
      await client.query('vacuum (analyze)')
    })
  await withClient(database.url('atelier'), (client) => client.query('checkpoint'))
}
