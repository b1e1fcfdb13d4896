import { openInstallation } from '../installation.ts'
import { createLog } from '../log/log.ts'
import type { Options } from '../options.ts'
import { startPostgres } from '../postgres/index.ts'
import { createFirstAdmin, firstWorkspace, hasAdmin, setUpTemplate } from '../setup/first-admin.ts'
import { createSetupToken } from '../setup/routes.ts'
import { keepTables } from '../workspace/keep-tables.ts'
import { startEngines, workspaceTables } from './engines.ts'
import { listen } from './listen.ts'
import { createServer } from './server.ts'
import { startingPage } from './starting-page.ts'

export type Running = {
  readonly url: string
  /** Resolves when the embedded Postgres ends by itself: without it nothing can be served. Never, for a server of one's own. */
  readonly databaseGone: Promise<void>
  /** Drains, stops the engines and the embedded Postgres. */
  readonly stop: () => Promise<void>
}

export type Started =
  | { readonly ok: true; readonly running: Running }
  | { readonly ok: false; readonly message: string }

/** Where people reach a server: a wildcard address is shown as localhost. */
function shownHost(host: string): string {
  return host === '0.0.0.0' || host === '::' || host === '127.0.0.1' ? 'localhost' : host
}

/**
 * Starts everything: the port first (it shows what is being done), then Postgres, tables, the first admin, the template and its data,
 * the engines. `say` gets one English line per step.
 */
export async function start(options: Options, say: (line: string) => void): Promise<Started> {
  let step = 'Opening the database'
  const tell = (line: string): void => {
    step = line
    say(line)
  }
  const log = createLog(options.log)
  const listening = await listen({
    port: options.port,
    host: options.host,
    fetch: (request) => {
      const { pathname } = new URL(request.url)
      if (pathname === '/healthz') return Response.json({ status: 'ok' })
      if (pathname === '/readyz' || pathname.startsWith('/api/'))
        return Response.json({ status: 'starting', step }, { status: 503, headers: { 'retry-after': '1' } })
      return new Response(startingPage(step), {
        status: 503,
        headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' },
      })
    },
  })
  if (!listening.ok)
    return {
      ok: false,
      message:
        listening.code === 'EADDRINUSE'
          ? `Port ${options.port} is taken. Stop what uses it, or start with: npm start -- --port ${options.port + 1}`
          : `Port ${options.port} on ${options.host} cannot be opened (${listening.code}).`,
    }
  const { listener } = listening
  const url = `http://${shownHost(options.host)}:${listener.port}`
  const undo: (() => Promise<void>)[] = [() => listener.drain(1000)]
  const fail = async (message: string): Promise<Started> => {
    for (const step of undo.reverse()) await step().catch(() => undefined)
    return { ok: false, message }
  }

  let databaseUrl = options.databaseUrl
  let announceStop = async (): Promise<void> => undefined
  let databaseGone = new Promise<void>(() => undefined)
  if (databaseUrl === undefined) {
    const postgres = await startPostgres({ dataFolder: options.dataFolder, pgBin: options.pgBin, onProgress: tell })
    if (!postgres.ok) return fail(postgres.problem.message)
    databaseUrl = postgres.value.url
    announceStop = postgres.value.announceStop
    databaseGone = postgres.value.exited
    undo.push(() => postgres.value.stop())
  }
  tell('Opening the database')
  let installation: Awaited<ReturnType<typeof openInstallation>>
  try {
    installation = await openInstallation({
      databaseUrl,
      log,
      publicUrl: options.publicUrl ?? url,
      trustedOrigins: [
        ...(options.publicUrl === undefined ? [] : [options.publicUrl]),
        ...['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${listener.port}`),
      ],
      test: options.test,
    })
  } catch (error) {
    return fail(`The database cannot be opened: ${error instanceof Error ? error.message : String(error)}`)
  }
  undo.push(() => installation.close())
  await keepTables(installation.pool, workspaceTables)

  const setupToken = createSetupToken()
  if (!(await hasAdmin(installation)) && options.admin) {
    tell('Making the workspace and its first administrator')
    const made = await createFirstAdmin(
      installation,
      {
        ...options.admin,
        name: options.admin.email.split('@')[0] ?? 'admin',
        language: systemLanguage(),
        zone: options.zone,
      },
      workspaceTables,
    )
    if (!made.ok) return fail(made.problems.map((problem) => problem.message.en).join(' '))
  }
  const first = installation.workspaces.get(firstWorkspace)
  if (first && options.template !== undefined) {
    tell(`Installing the template ${options.template}`)
    const done = await setUpTemplate(installation, first, options.template, {
      sampleData: options.sampleData,
      onProgress: (count, of) => tell(`Loading sample data: ${count} of ${of} records`),
    })
    if (!done.ok)
      return fail(
        `The template cannot be installed: ${done.problems.map((problem) => `${problem.path} ${problem.message.en}`).join(' ')}`,
      )
  }
  const engines = await startEngines(installation)
  undo.push(() => engines.stop())

  let stopping = false
  const app = createServer(installation, { setupToken, tables: workspaceTables, engines, isStopping: () => stopping })
  await warmUp(installation)
  listener.answerWith((request) => app.fetch(request))
  say(`Ready: ${options.publicUrl ?? url}`)
  if (!(await hasAdmin(installation)))
    say(`First visit: open ${options.publicUrl ?? url} and enter this token: ${setupToken}`)
  return {
    ok: true,
    running: {
      url,
      databaseGone,
      stop: async () => {
        stopping = true
        await announceStop()
        await undo[0]?.()
        for (const step of undo.slice(1).reverse())
          await step().catch((error: unknown) => log.warn('Stopping was not clean', { error: String(error) }))
      },
    },
  }
}

/** Connections that are open before the first request: a fresh pool answers its first seconds far slower. */
async function warmUp({ pool }: { readonly pool: { query: (sql: string) => Promise<unknown> } }): Promise<void> {
  await Promise.all(Array.from({ length: 4 }, () => pool.query('select 1')))
}

function systemLanguage(): 'en' | 'zh-CN' {
  return /^zh/i.test(Intl.DateTimeFormat().resolvedOptions().locale) ? 'zh-CN' : 'en'
}
