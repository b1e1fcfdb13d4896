import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { type Authenticate, createAuthenticate } from './auth/authenticate.ts'
import { openSignIn, type SignIn } from './auth/sign-in.ts'
import { type Clock, createClock } from './clock.ts'
import { type Announcements, listenForAnnouncements } from './database/announcements.ts'
import { openPool } from './database/pool.ts'
import { migrateSystem, settingOnce } from './database/system-schema.ts'
import type { EntityHooks } from './kernel/entity-hook.ts'
import type { Log } from './log/log.ts'
import { personHook } from './people/person-hook.ts'
import { teamHook } from './people/team-hook.ts'
import { openWorkspaces, type Workspaces } from './workspace/workspaces.ts'

/** What writes of system entities bring about; each is one file. */
const hooks: EntityHooks = new Map([personHook, teamHook].map((hook) => [hook.entity, hook]))

/** Everything that lives on one database: what the server, the commands and the tests work with. */
export type Installation = {
  readonly url: string
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  readonly announcements: Announcements
  readonly workspaces: Workspaces
  readonly signIn: SignIn
  readonly authenticate: Authenticate
  readonly test: boolean
  readonly close: () => Promise<void>
}

export type InstallationOptions = {
  readonly databaseUrl: string
  readonly log: Log
  /** Address people reach it at; sign-in accepts requests from there and from loopback names. */
  readonly publicUrl: string
  readonly trustedOrigins: readonly string[]
  readonly test: boolean
  readonly clock?: Clock
}

/** Brings the database up to date and opens it. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const clock = options.clock ?? createClock()
  const pool = openPool({ url: options.databaseUrl })
  const authPool = openPool({ url: options.databaseUrl, max: 3, searchPath: 'auth', name: 'atelier-auth' })
  const sidePool = openPool({ url: options.databaseUrl, max: 2, name: 'atelier-side' })
  await migrateSystem(pool)
  const secret = String(await settingOnce(pool, 'secret', () => randomBytes(32).toString('base64url')))
  const announcements = listenForAnnouncements(options.databaseUrl)
  const signIn = await openSignIn({
    pool: authPool,
    secret,
    url: options.publicUrl,
    trustedOrigins: options.trustedOrigins,
    rateLimit: !options.test,
  })
  const workspaces = await openWorkspaces(pool, sidePool, clock, announcements, hooks)
  return {
    url: options.databaseUrl,
    pool,
    clock,
    log: options.log,
    announcements,
    workspaces,
    signIn,
    authenticate: createAuthenticate(sidePool, signIn, clock),
    test: options.test,
    close: async () => {
      workspaces.close()
      await announcements.close()
      await Promise.all([pool.end(), sidePool.end(), authPool.end()])
    },
  }
}
