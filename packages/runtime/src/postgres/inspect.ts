import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { findBinaries } from './binaries.ts'
import { withConnection } from './connect.ts'
import { placesIn, readRecord } from './data-folder.ts'
import { isHeld } from './folder-lock.ts'
import { serves } from './running.ts'
import { chooseWay } from './way.ts'

/** One thing looked at, in an English sentence for the console. */
export type Finding = { ok: boolean; line: string }

/** Looks at the embedded Postgres of a data folder without changing anything: programs, folder, server. */
export async function inspectFolder(dataFolder: string, pgBin?: string): Promise<Finding[]> {
  const binaries = await findBinaries(pgBin)
  if (!binaries.ok) return [{ ok: false, line: binaries.problem.message }]
  const findings: Finding[] = [{ ok: true, line: `Postgres ${binaries.value.version} runs on this machine` }]
  const way = await chooseWay()
  if (way.kind !== 'plain') {
    const how = way.kind === 'namespace' ? 'in a user namespace' : 'as an account without rights'
    findings.push({ ok: true, line: `As root, Postgres is run ${how}` })
  }
  findings.push(await inspectPlace(dataFolder))
  const record = await readRecord(dataFolder)
  if (record === undefined) return [...findings, { ok: true, line: 'No database yet: the first start makes it' }]
  const same = record.major === binaries.value.major
  findings.push({
    ok: same,
    line: same
      ? `The data was made by Postgres ${record.major}`
      : `The data was made by Postgres ${record.major}, but Postgres ${binaries.value.major} would run it (see ATELIER_PG_BIN)`,
  })
  const running = await serves(dataFolder, record)
  const held = await isHeld(dataFolder)
  if (running) findings.push({ ok: true, line: `The database answers on port ${record.port}` })
  else
    findings.push({
      ok: !held,
      line: held ? 'Atelier runs, but its database does not answer' : 'Atelier is not running',
    })
  return [...findings, { ok: true, line: `The log of the database is ${placesIn(dataFolder).log}` }]
}

/** Looks at a Postgres of one's own: does it answer, and is it new enough? The address is never printed. */
export async function inspectServer(databaseUrl: string): Promise<Finding[]> {
  try {
    const version = await withConnection(databaseUrl, async (client) => {
      const { rows } = await client.query<{ server_version: string }>('show server_version')
      return rows[0]?.server_version ?? ''
    })
    const ok = Number.parseInt(version, 10) >= 15
    return [{ ok, line: ok ? `Postgres ${version} answers` : `Postgres ${version} is too old: 15 or newer is needed` }]
  } catch (error) {
    return [
      {
        ok: false,
        line: `The Postgres of DATABASE_URL does not answer: ${error instanceof Error ? error.message : ''}`,
      },
    ]
  }
}

async function inspectPlace(dataFolder: string): Promise<Finding> {
  for (let folder = dataFolder; ; folder = path.dirname(folder)) {
    try {
      await access(folder, constants.F_OK)
    } catch {
      if (folder !== path.dirname(folder)) continue
    }
    try {
      await access(folder, constants.W_OK)
      return { ok: true, line: `The data folder ${dataFolder} can be written` }
    } catch {
      return { ok: false, line: `The data folder ${dataFolder} cannot be written: ${folder} is closed to this user` }
    }
  }
}
