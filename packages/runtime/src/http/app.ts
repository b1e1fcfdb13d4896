import { Hono } from 'hono'
import { recordSignIn } from '../audit/record-sign-in.ts'
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
    const response = await installation.signIn.handle(c.req.raw)
    if (!response) return problemResponse(404, [notFound], language)
    if (c.req.path.endsWith('/sign-out') || c.req.path.endsWith('/change-password')) installation.authenticate.forget()
    if (response.status >= 400) return problemResponse(response.status, [await badAuth(response)], language)
    if (c.req.path.endsWith('/sign-in/email')) {
      const signedIn: { user?: { id?: string } } = await response.clone().json()
      if (signedIn.user?.id !== undefined) await recordSignIn(installation, signedIn.user.id)
    }
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
