import type { PoolClient } from 'pg'
import { approvalStore } from '../approvals/index.ts'
import { processTables, startWorker } from '../automation/index.ts'
import { followTables } from '../follow/index.ts'
import { importJob } from '../imports/import-job.ts'
import { importTables } from '../imports/tables.ts'
import { inboxTables } from '../inbox/tables.ts'
import type { Installation } from '../installation.ts'
import { type Jobs, startJobs } from '../jobs/jobs.ts'
import { keepProcesses } from '../kernel/process.ts'
import { purgeJob } from '../records/purge-uploads.ts'
import type { WorkspaceTables } from '../workspace/tables.ts'
import type { Context } from '../workspace/workspace.ts'

/** Tables of every part that keeps some in each workspace. */
export const workspaceTables: WorkspaceTables = (schema) => [
  ...processTables(schema),
  ...importTables(schema),
  ...followTables(schema),
  ...inboxTables(schema),
]

export type Engines = {
  /** Commits an import in the background, once the transaction of `client` has committed. */
  readonly startImport: (client: PoolClient, context: Context, id: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** Starts what works in the background. */
export async function startEngines(installation: Installation): Promise<Engines> {
  keepProcesses(approvalStore)
  const worker = startWorker({
    workspaces: installation.workspaces.all,
    announcements: installation.announcements,
    log: installation.log,
  })
  const importing = importJob(installation)
  const jobs: Jobs = await startJobs(installation.url, installation.log, [
    importing,
    purgeJob(installation.workspaces.all),
  ])
  return {
    startImport: (client, context, id) =>
      jobs.add(client, importing, {
        workspace: context.workspace.key,
        id,
        user: context.reader.user ?? '',
        language: context.language,
      }),
    stop: async () => {
      await Promise.all([worker.stop(), jobs.stop()])
    },
  }
}
