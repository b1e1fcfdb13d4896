import type { App } from './open-app.ts'

const origin = 'http://localhost:3000'

/** A browser as the app sees it: it keeps the cookies that it is given. */
export type Browser = {
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }>
}

/** A browser in which nobody is signed in yet. */
export function browserOf(app: App): Browser {
  const jar = new Map<string, string>()
  return {
    call: async (method, path, body) => {
      const response = await app.fetch(path, {
        method,
        headers: {
          origin,
          ...(jar.size === 0 ? {} : { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
        if (value === '') jar.delete(name)
        else jar.set(name, value)
      }
      const text = await response.text()
      return { status: response.status, body: text === '' ? {} : JSON.parse(text) }
    },
  }
}

/** A browser in which this person has signed in with a password. */
export async function signInAs(app: App, email: string, password: string): Promise<Browser> {
  const browser = browserOf(app)
  const answer = await browser.call('POST', '/auth/sign-in/email', { email, password })
  if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${JSON.stringify(answer.body)}`)
  return browser
}

/** The code that an authenticator app shows for the address behind its QR code (RFC 6238: SHA-1, six digits, 30 seconds). */
export async function codeFor(totpUri: string, at: number = Date.now()): Promise<string> {
  const secret = new URL(totpUri).searchParams.get('secret') ?? ''
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = new Uint8Array((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(at / 30_000)))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  const offset = mac.getUint8(19) & 15
  return String((mac.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
