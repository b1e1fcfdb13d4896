import { fork } from 'node:child_process'
import path from 'node:path'
import type { CaseName, Targets } from './cases.ts'

/** Calls of one case on some connections for a time. */
export type Job = {
  readonly name: CaseName
  readonly port: number
  readonly key: string
  readonly targets: Targets
  readonly connections: number
  readonly forMs: number
}

/** What came of it; times in milliseconds. `failed` answers were no 2xx. */
export type Loaded = {
  readonly requests: number
  readonly failed: number
  /** The first answer that was none. */
  readonly refusal: string | undefined
  readonly ms: number
  readonly p50: number
  readonly p99: number
  readonly longest: number
}

export type Load = {
  readonly run: (job: Job) => Promise<Loaded>
  /** Ends the job under way early; its `run` answers. */
  readonly stop: () => void
  readonly close: () => void
}

/** Starts the load generator in a process of its own. */
export function openLoad(): Load {
  const child = fork(path.join(import.meta.dirname, 'load-process.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer: Loaded | { error: string }) => {
          if ('error' in answer) reject(new Error(answer.error))
          else resolve(answer)
        })
        child.send(job)
      }),
    stop: () => child.send('stop'),
    close: () => child.disconnect(),
  }
}
