import { callOf } from './cases.ts'
import { connect } from './http-client.ts'
import type { Job, Loaded } from './load.ts'

// The load generator: takes one job after the other from its parent and answers what came of it.

async function run(job: Job): Promise<Loaded> {
  const took: number[] = []
  let failed = 0
  let refusal: string | undefined
  const begin = performance.now()
  const end = begin + job.forMs
  const one = async (): Promise<void> => {
    const connection = await connect(job.port, job.key)
    for (;;) {
      const sent = performance.now()
      if (sent >= end || stopped) break
      const { status, body } = await connection.call(callOf(job.name, job.targets))
      if (status >= 300) {
        failed++
        refusal ??= `${status} ${body.toString('utf8', 0, 500)}`
      }
      took.push(performance.now() - sent)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: job.connections }, one))
  const ms = performance.now() - begin
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { requests: took.length, failed, refusal, ms, p50: at(0.5), p99: at(0.99), longest: at(1) }
}

let stopped = false
process.on('message', (message: Job | 'stop') => {
  if (message === 'stop') {
    stopped = true
    return
  }
  stopped = false
  run(message).then(
    (loaded) => process.send?.(loaded),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
