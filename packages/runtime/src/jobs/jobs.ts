import type { PoolClient } from 'pg'
import { PgBoss } from 'pg-boss'
import type { Log } from '../log/log.ts'

/**
 * One kind of background work: its queue's name and what is done with a job. Work is repeated after a crash or an error, so it must pick up where
 * it was; `giveUp` is told when the last try has failed.
 */
export type JobKind<Data extends object> = {
  readonly name: string
  readonly run: (data: Data) => Promise<void>
  readonly giveUp: (data: Data, error: unknown) => Promise<void>
  /** When it comes up by itself, as five fields of cron in UTC; once for all processes. */
  readonly cron?: string
}

/** How often a job is tried before it is given up. */
const tries = 6

export type Jobs = {
  /** Queues a job with the transaction of `client`: it is there when that commits. */
  readonly add: <Data extends object>(client: PoolClient, kind: JobKind<Data>, data: Data) => Promise<void>
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
      retryLimit: tries - 1,
      retryDelay: 1,
      expireInSeconds: 3600,
    })
    if (kind.cron !== undefined) await boss.schedule(kind.name, kind.cron)
    await boss.work<never>(
      kind.name,
      {
        pollingIntervalSeconds: 2,
        notifyPollingIntervalSeconds: 2,
        heartbeatRefreshSeconds: 2,
        batchSize: 1,
        includeMetadata: true,
      },
      async (jobs) => {
        for (const job of jobs)
          try {
            await kind.run(job.data)
          } catch (error) {
            log.error('A job failed', { queue: kind.name, job: job.id, error: String(error) })
            if (job.retryCount < tries - 1) throw error
            await kind.giveUp(job.data, error)
          }
      },
    )
  }
  return {
    add: async (client, kind, data) => {
      await boss.send(kind.name, data, { db: { executeSql: (text, values) => client.query(text, values) } })
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000, close: true }),
  }
}
