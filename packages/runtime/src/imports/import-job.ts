import pg from 'pg'
import { announce } from '../database/announcements.ts'
import type { Installation } from '../installation.ts'
import type { JobKind } from '../jobs/jobs.ts'
import { systemContext } from '../workspace/system-context.ts'
import type { Context } from '../workspace/workspace.ts'
import { commitImport } from './run-import.ts'
import { changeState, findImport, loadTable } from './store.ts'

/** Which import to commit, for whom. */
export type ImportJob = {
  readonly workspace: string
  readonly id: string
  readonly user: string
  readonly language: Context['language']
}

/** Commits an import in the background, with the rights of the person who asked for it. */
export function importJob(installation: Installation): JobKind<ImportJob> {
  return {
    name: 'import',
    run: async ({ workspace: key, id, user, language }) => {
      const workspace = installation.workspaces.get(key)
      const reader = await workspace?.reader(user)
      if (!workspace || !reader) return
      const generation = workspace.current()
      const context: Context = {
        workspace,
        generation,
        reader,
        via: 'import',
        request: id,
        now: workspace.clock.now(),
        language,
      }
      const stored = await findImport(context, id)
      if (stored?.state !== 'running' || !stored.mapping) return
      const entity = [...generation.model.entities.values()].find((candidate) => candidate.id === stored.entity)
      if (!entity) {
        await changeState(workspace.pool, context, id, ['running'], 'failed', 'entity_gone')
        return
      }
      const table = await loadTable(context, stored)
      await commitImport(context, id, entity, table, stored.mapping, () =>
        announce(workspace.pool, { kind: 'inbox', workspace: key, users: [user] }),
      )
      await analyse(context, entity.id)
      await changeState(workspace.pool, context, id, ['running'], 'done')
      await announce(workspace.pool, { kind: 'inbox', workspace: key, users: [user] })
    },
    giveUp: async ({ workspace: key, id }) => {
      const workspace = installation.workspaces.get(key)
      if (workspace)
        await changeState(workspace.pool, systemContext(workspace, 'import', id), id, ['running'], 'failed', 'internal')
    },
  }
}

/** Fresh statistics after many new rows: counts, lists and reports are several times faster with them. */
async function analyse(context: Context, entity: string): Promise<void> {
  const table = context.generation.physical.entities[entity]?.table
  const quote = (name: string): string => pg.escapeIdentifier(name)
  for (const name of [...(table === undefined ? [] : [table]), 'stage_interval', 'event'])
    await context.workspace.pool.query(`vacuum (analyze) ${quote(context.workspace.schema)}.${quote(name)}`)
}
