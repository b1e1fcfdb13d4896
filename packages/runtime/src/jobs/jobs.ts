import { PgBoss } from 'pg-boss'
import type { Log } from '../log/log.ts'

/** One piece of background work: its queue's name and what is done with a job. Work is repeated after a crash, so it must pick up where it was. */
export type JobKind<Data extends object> = { readonly name: string; readonly run: (data: Data) => Promise<void> }

export type Jobs = {
  readonly add: <Data extends object>(kind: JobKind<Data>, data: Data) => Promise<void>
  readonly stop: () => Promise<void>
}

/**
 * The queue for work that takes long or reaches outside. A worker that dies is noticed by its missing heart beat and its job taken over within
 * about fifteen seconds.
 */
export async function startJobs(url: string, log: Log, kinds: readonly JobKind<never>[]): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    application_name: 'atelier-jobs',
    max: 3,
    useListenNotify: true,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  })
  boss.on('error', (error: unknown) => log.debug('The job queue was interrupted', { error: String(error) }))
  await boss.start()
  for (const kind of kinds) {
    await boss.createQueue(kind.name, {
      notify: true,
      heartbeatSeconds: 10,
      retryLimit: 20,
      retryDelay: 1,
      expireInSeconds: 3600,
    })
    await boss.work<never>(
      kind.name,
      { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 2, heartbeatRefreshSeconds: 2, batchSize: 1 },
      async (jobs) => {
        for (const job of jobs) await kind.run(job.data)
      },
    )
  }
  return {
    add: async (kind, data) => {
      await boss.send(kind.name, data)
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000, close: true }),
  }
}
