import type { Pool } from 'pg'
import type { Clock } from '../clock.ts'
import { userOfKey } from './keys.ts'
import type { SignIn } from './sign-in.ts'

export type Caller = {
  readonly user: string
  readonly through: 'session' | 'key'
  /** Whether signing in asked for a second factor. Programs with a key have none. */
  readonly twoFactor: boolean
}

/** A session or key is looked up again after this long, so that a revoked one ends within it. */
const freshFor = 2_000
const capacity = 10_000

export type Authenticate = {
  readonly caller: (headers: Headers) => Promise<Caller | undefined>
  /** Forgets what is cached (sign-out, key revoked, user disabled). */
  readonly forget: () => void
}

/** Who is calling, by key or by session cookie; cached for two seconds. */
export function createAuthenticate(pool: Pool, signIn: SignIn, clock: Clock): Authenticate {
  const cache = new Map<string, { readonly caller: Promise<Caller | undefined>; readonly until: number }>()

  const cached = (key: string, find: () => Promise<Caller | undefined>): Promise<Caller | undefined> => {
    const now = performance.now()
    const hit = cache.get(key)
    if (hit && hit.until > now) return hit.caller
    if (cache.size >= capacity) cache.clear()
    const caller = find()
    cache.set(key, { caller, until: now + freshFor })
    caller.catch(() => cache.delete(key))
    return caller
  }

  return {
    caller: async (headers) => {
      const authorization = headers.get('authorization')
      if (authorization !== null) {
        const secret = /^Bearer ([\x21-\x7e]{1,200})$/.exec(authorization)?.[1]
        if (secret === undefined) return undefined
        return cached(authorization, async () => {
          const user = await userOfKey(pool, secret, clock.now())
          return user === undefined ? undefined : { user, through: 'key', twoFactor: false }
        })
      }
      const cookie = headers.get('cookie')
      if (cookie === null || !cookie.includes('atelier')) return undefined
      return cached(cookie, async () => {
        const session = await signIn.sessionOf(headers)
        return session && { user: session.user, through: 'session', twoFactor: session.twoFactor }
      })
    },
    forget: () => cache.clear(),
  }
}
