import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Pool } from 'pg'

export type AuthOptions = {
  /** Pool whose search path is the `auth` schema. */
  readonly pool: Pool
  readonly secret: string
  readonly url: string
  readonly trustedOrigins: readonly string[]
  readonly rateLimit: boolean
}

export type OpenSession = {
  readonly id: string
  readonly user: string
  /** Whether this person signs in with a second factor. */
  readonly twoFactor: boolean
}

export type SignIn = {
  /** Answers `/api/auth/*`; undefined for what is not offered. */
  readonly handle: (request: Request) => Promise<Response | undefined>
  /** The session of the request's cookie, and whose it is. */
  readonly sessionOf: (headers: Headers) => Promise<OpenSession | undefined>
  /** Gives the account of a person its password; the account itself is made with the person (`accounts.ts`). */
  readonly setPassword: (userId: string, password: string) => Promise<void>
}

/** What of better-auth is offered: everything else answers 404 (accounts are made by administrators, not by sign-up). */
const offered = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'GET /get-session',
  'POST /change-password',
  'POST /two-factor/enable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'POST /two-factor/disable',
])

/** Sign-in with email and password, sessions in the `auth` schema. */
export async function openSignIn(options: AuthOptions): Promise<SignIn> {
  const auth = betterAuth({
    database: options.pool,
    secret: options.secret,
    baseURL: options.url,
    basePath: '/api/auth',
    trustedOrigins: [...options.trustedOrigins],
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 200 },
    session: { expiresIn: 30 * 24 * 3600, updateAge: 24 * 3600 },
    rateLimit: {
      enabled: options.rateLimit,
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 20 },
        '/change-password': { window: 60, max: 20 },
        '/two-factor/*': { window: 60, max: 20 },
      },
    },
    plugins: [twoFactor({ issuer: 'Atelier' })],
    advanced: { database: { generateId: 'uuid' }, cookiePrefix: 'atelier' },
    logger: { disabled: true },
  })
  const { rows } = await options.pool.query<{ there: boolean }>(
    `select to_regclass('auth.verification') is not null and to_regclass('auth."twoFactor"') is not null as there`,
  )
  if (!rows[0]?.there) {
    const migrations = await getMigrations(auth.options)
    await migrations.runMigrations()
  }
  const context = await auth.$context

  return {
    handle: async (request) => {
      const path = new URL(request.url).pathname.slice('/api/auth'.length)
      return offered.has(`${request.method} ${path}`) ? auth.handler(request) : undefined
    },
    sessionOf: async (headers) => {
      const found = await auth.api.getSession({ headers })
      return found === null
        ? undefined
        : { id: found.session.id, user: found.user.id, twoFactor: found.user.twoFactorEnabled === true }
    },
    setPassword: async (userId, password) => {
      const hash = await context.password.hash(password)
      const accounts = await context.internalAdapter.findAccounts(userId)
      if (accounts.some((account) => account.providerId === 'credential'))
        await context.internalAdapter.updatePassword(userId, hash)
      else
        await context.internalAdapter.linkAccount({
          userId,
          providerId: 'credential',
          accountId: userId,
          password: hash,
        })
    },
  }
}
