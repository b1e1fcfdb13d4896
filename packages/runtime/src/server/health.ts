import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Hono } from 'hono'
import type { Installation } from '../installation.ts'

/** `/healthz` (the process answers), `/readyz` (so does the database), `/metrics` (Prometheus text). */
export function mountHealth(app: Hono, installation: Installation, isStopping: () => boolean): void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    if (isStopping()) return c.json({ status: 'stopping' }, 503)
    try {
      await installation.pool.query('select 1')
      return c.json({ status: 'ready' })
    } catch {
      return c.json({ status: 'no database' }, 503)
    }
  })
  app.get('/metrics', (c) => {
    const memory = process.memoryUsage()
    const cpu = process.cpuUsage()
    const lines = [
      ['process_resident_memory_bytes', memory.rss],
      ['process_cpu_seconds_total', (cpu.user + cpu.system) / 1e6],
      ['nodejs_eventloop_lag_p99_seconds', delay.percentile(99) / 1e9],
      ['atelier_database_connections', installation.pool.totalCount],
      ['atelier_database_connections_idle', installation.pool.idleCount],
      ['atelier_database_waiting', installation.pool.waitingCount],
      ...installation.workspaces
        .all()
        .map((workspace) => [`atelier_revision{workspace="${workspace.key}"}`, workspace.current().revision] as const),
    ]
    return c.text(`${lines.map(([name, value]) => `${name} ${value}`).join('\n')}\n`)
  })
}
