import { Hono } from 'hono'
import { recordOfPerson, recordSignIn } from '../audit/record-sign-in.ts'
import type { OpenSession } from '../auth/sign-in.ts'
import type { Installation } from '../installation.ts'
import { newId } from '../kernel/new-id.ts'
import { badAuth, notFound } from './known-problems.ts'
import { acceptedLanguage } from './language.ts'
import { problemResponse } from './problem-answer.ts'
import type { Route } from './route.ts'
import { type Surroundings, serveRoute } from './serve-route.ts'

export type AppOptions = {
  readonly installation: Installation
  readonly routes: readonly Route[]
  /** Calls that need nobody signed in (set-up, test mode, files of the app): mounted as they are. */
  readonly open: (app: Hono) => void
}

/** The whole HTTP side: routes from the list, sign-in, and the same answer for everything that is not there. */
export function createApp({ installation, routes, open }: AppOptions): Hono {
  const app = new Hono()
  const around: Surroundings = {
    workspaces: installation.workspaces,
    authenticate: installation.authenticate.caller,
    newId,
    report: (error, request) =>
      installation.log.error('A request failed', {
        request,
        error: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error),
      }),
  }
  for (const route of routes)
    app.on(route.method, `/api${route.path}`, (c) => serveRoute(route, c.req.raw, c.req.param() ?? {}, around))

  app.all('/api/auth/*', async (c) => {
    const language = acceptedLanguage(c.req.header('accept-language'))
    const path = c.req.path.slice('/api/auth'.length)
    const before = path.startsWith('/two-factor/') || path === '/change-password' ? c.req.raw.headers : undefined
    const session = before && (await installation.signIn.sessionOf(before))
    const response = await installation.signIn.handle(c.req.raw)
    if (!response) return problemResponse(404, [notFound], language)
    if (path !== '/get-session' && path !== '/sign-in/email') installation.authenticate.forget()
    if (response.status >= 400) return problemResponse(response.status, [await badAuth(response, path)], language)
    await noteSignIn(installation, path, session, response.clone())
    return response
  })
  open(app)
  app.notFound((c) => problemResponse(404, [notFound], acceptedLanguage(c.req.header('accept-language'))))
  app.onError((error, c) => {
    around.report(error, c.req.path)
    return problemResponse(
      500,
      [
        {
          code: 'internal',
          path: '',
          message: { en: 'Something went wrong on our side.', 'zh-CN': '服务端出现问题。' },
        },
      ],
      acceptedLanguage(c.req.header('accept-language')),
    )
  })
  return app
}

/** Notes what somebody has done about signing in. A second factor ends a sign-in where there is no session yet, else it is being switched on. */
async function noteSignIn(
  installation: Installation,
  path: string,
  session: OpenSession | undefined,
  response: Response,
): Promise<void> {
  if (path === '/sign-in/email' || (path.startsWith('/two-factor/verify') && session === undefined)) {
    const signedIn: { user?: { id?: string } } = await response.json()
    if (signedIn.user?.id !== undefined) await recordSignIn(installation, signedIn.user.id)
    return
  }
  if (session === undefined) return
  if (path === '/change-password') await recordOfPerson(installation, session.user, 'passwordChanged')
  if (path === '/two-factor/disable') await recordOfPerson(installation, session.user, 'twoFactorDisabled')
  if (path === '/two-factor/verify-totp' && !session.twoFactor)
    await recordOfPerson(installation, session.user, 'twoFactorEnabled')
}
