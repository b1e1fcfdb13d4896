import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Hono } from 'hono'
import { checkBody } from '../http/check-body.ts'
import { acceptedLanguage } from '../http/language.ts'
import { problemResponse } from '../http/problem-answer.ts'
import { readJson } from '../http/read-json.ts'
import type { Installation } from '../installation.ts'
import { listTemplates } from '../templates/read-template.ts'
import type { WorkspaceTables } from '../workspace/tables.ts'
import { isZone } from '../workspace/zones.ts'
import { createFirstAdmin, hasAdmin, setUpTemplate } from './first-admin.ts'

const body = {
  type: 'object',
  properties: {
    token: { type: 'string' },
    email: { type: 'string', pattern: '^[^\\s@]+@[^\\s@]+$', maxLength: 200 },
    name: { type: 'string', minLength: 1, maxLength: 200 },
    password: { type: 'string' },
    template: { type: 'string' },
    sampleData: { type: 'boolean' },
    language: { enum: ['en', 'zh-CN'] },
    zone: { type: 'string' },
  },
  required: ['token', 'email', 'name', 'password'],
  additionalProperties: false,
}

type Given = {
  token: string
  email: string
  name: string
  password: string
  template?: string
  sampleData?: boolean
  language?: 'en' | 'zh-CN'
  zone?: string
}

/** The token of the first page: printed in the console, good once, new at every start. */
export function createSetupToken(): string {
  return randomBytes(12).toString('base64url')
}

function sameToken(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** `GET /api/setup` and `POST /api/setup`: the first page, before there is anybody to sign in. */
export function mountSetup(app: Hono, installation: Installation, token: string, tables: WorkspaceTables): void {
  app.get('/api/setup', async (c) => {
    const needed = !(await hasAdmin(installation))
    return c.json({ needed, templates: needed ? await listTemplates() : [] })
  })
  app.post('/api/setup', async (c) => {
    const language = acceptedLanguage(c.req.header('accept-language'))
    const read = await readJson(c.req.raw)
    if (!read.ok) return problemResponse(read.status, [read.problem], language)
    const problems = checkBody(body, read.value ?? {})
    if (problems.length > 0) return problemResponse(400, problems, language)
    const given = read.value as Given
    if (await hasAdmin(installation))
      return problemResponse(
        409,
        [
          {
            code: 'already_set_up',
            path: '',
            message: { en: 'There is an administrator already. Sign in.', 'zh-CN': '已存在管理员,请直接登录。' },
          },
        ],
        language,
      )
    if (!sameToken(given.token, token))
      return problemResponse(
        403,
        [
          {
            code: 'wrong_token',
            path: '/token',
            field: 'token',
            message: { en: 'This is not the token that the console shows.', 'zh-CN': '与控制台显示的令牌不一致。' },
            fix: {
              en: 'Copy the token from the console where Atelier was started.',
              'zh-CN': '请从启动 Atelier 的控制台复制令牌。',
            },
          },
        ],
        language,
      )
    const zone = given.zone ?? 'UTC'
    if (!isZone(zone))
      return problemResponse(
        422,
        [
          {
            code: 'unknown_option',
            path: '/zone',
            field: 'zone',
            message: { en: 'This time zone is unknown.', 'zh-CN': '未知时区。' },
          },
        ],
        language,
      )
    const made = await createFirstAdmin(
      installation,
      { email: given.email, name: given.name, password: given.password, language: given.language ?? language, zone },
      tables,
    )
    if (!made.ok) return problemResponse(422, made.problems, language)
    if (given.template !== undefined) {
      const installed = await setUpTemplate(installation, made.workspace, given.template, {
        sampleData: given.sampleData === true,
      })
      if (!installed.ok) return problemResponse(422, installed.problems, language)
    }
    const origin = new URL(c.req.url).origin
    const signedIn = await installation.signIn.handle(
      new Request(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ email: given.email, password: given.password }),
      }),
    )
    const headers = new Headers()
    for (const cookie of signedIn?.headers.getSetCookie() ?? []) headers.append('set-cookie', cookie)
    return new Response(null, { status: 204, headers })
  })
}
