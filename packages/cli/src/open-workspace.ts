import type { Context, Installation, Workspace } from '@atelier/runtime'
import type { Options } from '@atelier/runtime/options'
import type { CommandInput, Terminal } from './command.ts'

/** An open workspace, in which a command acts as the system. */
export type Opened = { installation: Installation; workspace: Workspace; context: Context }

/** Opens the database that a command is aimed at, whether or not a server runs on it, and closes it again. */
export async function withDatabase(
  target: Options,
  terminal: Terminal,
  work: (databaseUrl: string) => Promise<number>,
): Promise<number> {
  if (target.databaseUrl) return work(target.databaseUrl)
  const { joinPostgres } = await import('@atelier/runtime/postgres')
  const { dataFolder, pgBin } = target
  const joined = await joinPostgres({ dataFolder, pgBin, onProgress: terminal.err })
  if (!joined.ok) {
    terminal.err(joined.problem.message)
    return 1
  }
  // Ctrl-C ends the command; a server that it started for itself must not stay behind half-stopped.
  const stop = () => void joined.value.stop().finally(() => process.exit(130))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(joined.value.url)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
    await joined.value.stop()
  }
}

/** Opens the workspace that a command is aimed at; the first one is made when there is none. */
export async function withWorkspace(
  { target, options }: CommandInput,
  terminal: Terminal,
  work: (opened: Opened) => Promise<number>,
): Promise<number> {
  return withDatabase(target, terminal, async (databaseUrl) => {
    const runtime = await import('@atelier/runtime')
    const installation = await runtime.openInstallation({
      databaseUrl,
      log: runtime.createLog('error'),
      publicUrl: target.publicUrl ?? `http://localhost:${target.port}`,
      trustedOrigins: [],
      test: target.test,
    })
    try {
      const wanted = options.workspace?.[0]
      if (wanted === undefined && installation.workspaces.all().length === 0) {
        const { createWorkspace, firstWorkspace: key, workspaceTables } = runtime
        await createWorkspace(
          installation,
          { key, zone: target.zone, language: 'en', currency: 'USD' },
          workspaceTables,
        )
      }
      const all = installation.workspaces.all()
      const workspace = wanted === undefined && all.length === 1 ? all[0] : installation.workspaces.get(wanted ?? '')
      if (workspace === undefined) {
        const keys = all.map(({ key }) => key).join(', ')
        terminal.err(
          `${wanted === undefined ? 'Name the workspace' : `There is no workspace ${wanted}`}: --workspace ${keys}`,
        )
        return 1
      }
      return await work({ installation, workspace, context: runtime.systemContext(workspace) })
    } finally {
      await installation.close()
    }
  })
}
