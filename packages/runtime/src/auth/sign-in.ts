import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type { Pool } from 'pg'
import { sqlState } from '../database/transaction.ts'

export type AuthOptions = {
  /** Pool whose search path is the `auth` schema. */
  readonly pool: Pool
  readonly secret: string
  readonly url: string
  readonly trustedOrigins: readonly string[]
  readonly rateLimit: boolean
}

export type SignIn = {
  /** Answers `/api/auth/*`; undefined for what is not offered. */
  readonly handle: (request: Request) => Promise<Response | undefined>
  /** Id of the signed-in user by the request's session cookie. */
  readonly userOf: (headers: Headers) => Promise<string | undefined>
  /** Makes an account with a password; returns the new user's id, or undefined when the address is taken. */
  readonly createAccount: (account: {
    email: string
    name: string
    password: string | undefined
  }) => Promise<string | undefined>
  /** Makes the account of a person whose record was there first (sample data, an import); nothing when there is one. False: the address is taken. */
  readonly ensureAccount: (account: { id: string; email: string; name: string }) => Promise<boolean>
  readonly setPassword: (userId: string, password: string) => Promise<void>
  /** Ends all sessions of a user (disabled, password changed by an administrator). */
  readonly endSessions: (userId: string) => Promise<void>
  /** Gives the account another address; answers the one it had, or undefined when somebody else uses the new one (nothing is changed then). */
  readonly setEmail: (userId: string, email: string) => Promise<string | undefined>
  /** Takes back an account that was just made: the person it was for was refused. */
  readonly removeAccount: (userId: string) => Promise<void>
}

const uniqueViolation = '23505'

/** What of better-auth is offered: everything else answers 404 (accounts are made by administrators, not by sign-up). */
const offered = new Set(['POST /sign-in/email', 'POST /sign-out', 'GET /get-session', 'POST /change-password'])

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
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: { database: { generateId: 'uuid' }, cookiePrefix: 'atelier' },
    logger: { disabled: true },
  })
  const { rows } = await options.pool.query<{ there: boolean }>(
    `select to_regclass('auth.verification') is not null as there`,
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
    userOf: async (headers) => (await auth.api.getSession({ headers }))?.user.id,
    createAccount: async ({ email, name, password }) => {
      if (await context.internalAdapter.findUserByEmail(email)) return undefined
      const user = await context.internalAdapter.createUser(
        { email: email.toLowerCase(), name, emailVerified: true },
        { method: 'admin' },
      )
      if (password !== undefined)
        await context.internalAdapter.linkAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await context.password.hash(password),
        })
      return user.id
    },
    ensureAccount: async ({ id, email, name }) => {
      if (await context.internalAdapter.findUserById(id)) return true
      if (await context.internalAdapter.findUserByEmail(email)) return false
      // The library makes ids of its own; this account shares the one that the record has.
      await options.pool.query(
        `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") values ($1, $2, $3, true, now(), now())`,
        [id, name, email.toLowerCase()],
      )
      return true
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
    endSessions: async (userId) => {
      await context.internalAdapter.deleteUserSessions(userId)
    },
    setEmail: async (userId, email) => {
      const before = await context.internalAdapter.findUserById(userId)
      // A person without an account has no address to change.
      if (before === null) return email
      const owner = await context.internalAdapter.findUserByEmail(email.toLowerCase())
      if (owner && owner.user.id !== userId) return undefined
      try {
        await context.internalAdapter.updateUser(userId, { email: email.toLowerCase() })
      } catch (error) {
        if (sqlState(error) === uniqueViolation) return undefined
        throw error
      }
      return before.email
    },
    removeAccount: async (userId) => {
      await context.internalAdapter.deleteAccounts(userId)
      await context.internalAdapter.deleteUser(userId)
    },
  }
}
