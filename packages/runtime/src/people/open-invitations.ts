import type { Problem } from '@atelier/rules'
import type { Hono } from 'hono'
import { appendAudit } from '../audit/audit.ts'
import { asPerson, recordSignIn } from '../audit/record-sign-in.ts'
import { checkBody } from '../http/check-body.ts'
import { acceptedLanguage } from '../http/language.ts'
import { problemResponse } from '../http/problem-answer.ts'
import { readJson } from '../http/read-json.ts'
import type { Installation } from '../installation.ts'
import type { Context } from '../workspace/workspace.ts'
import { findInvitation, takeInvitation } from './invitations.ts'
import { changePerson } from './people.ts'
import { weakPassword } from './problems.ts'

const body = {
  type: 'object',
  properties: { password: { type: 'string' } },
  required: ['password'],
  additionalProperties: false,
}

const linkEnded: Problem = {
  code: 'link_ended',
  path: '',
  message: { en: 'This link was used already, or has expired.', 'zh-CN': '该链接已被使用或已过期。' },
  fix: { en: 'Ask whoever sent it for a new one.', 'zh-CN': '请向发送者索取新的链接。' },
}

/** Whoever the link was made for, in the workspace they belong to; undefined when they may not sign in (any more). */
async function invited(installation: Installation, user: string): Promise<Context | undefined> {
  return (await asPerson(installation, user))[0]
}

/** `GET` and `POST /api/invitations/:token`: whoever has the link is let in; nobody is signed in yet. */
export function mountInvitations(app: Hono, installation: Installation): void {
  const { pool, clock, signIn } = installation
  app.get('/api/invitations/:token', async (c) => {
    const language = acceptedLanguage(c.req.header('accept-language'))
    const found = await findInvitation(pool, c.req.param('token'), clock.now())
    const context = found && (await invited(installation, found.user))
    if (!found || !context) return problemResponse(404, [linkEnded], language)
    const person = (await context.workspace.directory()).users.get(found.user)
    return c.json({
      name: person?.name ?? '',
      email: person?.email ?? '',
      expiresAt: found.expiresAt,
      workspace: context.generation.model.workspace.label ?? null,
    })
  })
  app.post('/api/invitations/:token', async (c) => {
    const language = acceptedLanguage(c.req.header('accept-language'))
    const read = await readJson(c.req.raw)
    if (!read.ok) return problemResponse(read.status, [read.problem], language)
    const problems = checkBody(body, read.value ?? {})
    if (problems.length > 0) return problemResponse(400, problems, language)
    const { password } = read.value as { password: string }
    const weak = weakPassword(password)
    if (weak) return problemResponse(422, [weak], language)
    const taken = await takeInvitation(pool, c.req.param('token'), clock.now())
    const context = taken && (await invited(installation, taken.user))
    if (!taken || !context) return problemResponse(404, [linkEnded], language)
    const changed = await changePerson(installation, context, taken.user, { values: {}, password })
    if (!changed.ok) return problemResponse(422, changed.problems, language)
    await appendAudit(pool, context, [{ kind: 'invitationAccepted', user: taken.user }])
    const { origin } = new URL(c.req.url)
    const person = (await context.workspace.directory()).users.get(taken.user)
    const response = await signIn.handle(
      new Request(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: c.req.header('origin') ?? origin },
        body: JSON.stringify({ email: person?.email ?? '', password }),
      }),
    )
    const signedIn: { user?: { id?: string } } = response?.ok ? await response.json() : {}
    const isIn = signedIn.user?.id !== undefined
    if (isIn) await recordSignIn(installation, taken.user)
    const answer = Response.json({ signedIn: isIn })
    for (const cookie of response?.headers.getSetCookie() ?? []) answer.headers.append('set-cookie', cookie)
    return answer
  })
}
