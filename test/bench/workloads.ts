import { newOpportunity, type Targets } from './cases.ts'
import { ask } from './contenders.ts'
import { documents } from './documents.ts'
import type { Load } from './load.ts'
import type { Server } from './servers.ts'

/** Seconds that 1,000 new records in one request take. */
export async function bulk(server: Server, key: string, targets: Targets): Promise<number> {
  const records = Array.from({ length: 1000 }, () => newOpportunity(targets))
  const begin = performance.now()
  const { results } = await ask(server, key, '/api/records/opportunity/bulk', {
    method: 'POST',
    body: JSON.stringify({ records }),
  })
  const took = (performance.now() - begin) / 1000
  const made = results.filter(({ status }) => status === 'created').length
  if (made !== records.length)
    throw new Error(`${server.name} made ${made} of ${records.length} records: ${JSON.stringify(results[0])}`)
  return took
}

/**
 * Milliseconds that the publish of a new field takes while four readers are at work, and the longest that one of them waited. `turn`
 * tells the fields apart.
 */
export async function addField(
  server: Server,
  adminKey: string,
  load: Load,
  job: { readonly key: string; readonly targets: Targets },
  turn: number,
): Promise<{ readonly publish: number; readonly pause: number; readonly failed: number }> {
  const entity = documents.find(({ key }) => key === 'opportunity')
  const call = (method: string, path: string, body?: unknown) =>
    ask(server, adminKey, `/api${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
  const present = await call('GET', '/definitions/entity/opportunity')
  const change = await call('POST', '/changes')
  const field = { id: `fld_added_${turn}`, key: `added${turn}`, type: 'number', scale: 2 }
  await call('PUT', `/changes/${change.id}/documents/entity/opportunity`, {
    ...present,
    ...(entity === undefined ? {} : { id: entity.id }),
    fields: [...present.fields, field],
  })
  const reading = load.run({ ...job, name: 'read', port: server.port, connections: 4, forMs: 60_000 })
  await new Promise((resolve) => setTimeout(resolve, 300))
  const begin = performance.now()
  await call('POST', `/changes/${change.id}/publish`)
  const publish = performance.now() - begin
  await new Promise((resolve) => setTimeout(resolve, 300))
  load.stop()
  const { longest, failed } = await reading
  return { publish, pause: longest, failed }
}

/** Rows per second of an import from the upload to the last record, dry run included; a file made by rule, with references by name. */
export async function importRows(server: Server, adminKey: string, rows: number): Promise<number> {
  const line = (n: number): string =>
    `Imported deal ${n},Account ${1 + (n % 500)},${['first', 'proposal', 'contract'][n % 3]},${n}.25,${1 + (n % 12)}/${1 + (n % 28)}/2026,Next step ${n % 40}`
  const file = `name,account,stage,amount,close_date,next_step\n${Array.from({ length: rows }, (_, n) => line(n)).join('\n')}\n`
  const form = new FormData()
  form.set('entity', 'opportunity')
  form.set('file', new File([file], 'deals.csv', { type: 'text/csv' }))
  const call = (method: string, path: string, body?: string) =>
    ask(server, adminKey, `/api/imports${path}`, { method, ...(body === undefined ? {} : { body }) })
  const begin = performance.now()
  const { id } = await ask(server, adminKey, '/api/imports', { method: 'POST', body: form })
  await call(
    'PUT',
    `/${id}/mapping`,
    JSON.stringify({
      columns: [
        { column: 'name', field: 'name' },
        { column: 'account', field: 'account', by: 'name' },
        { column: 'stage', field: 'stage' },
        { column: 'amount', field: 'amount' },
        { column: 'close_date', field: 'closeDate', format: 'M/D/YYYY' },
        { column: 'next_step', field: 'nextStep' },
      ],
    }),
  )
  await call('POST', `/${id}/check`)
  await call('POST', `/${id}/commit`)
  for (;;) {
    const { state, create } = await call('GET', `/${id}`)
    if (state === 'done') {
      if (create !== rows) throw new Error(`Imported ${create} of ${rows} rows`)
      return (rows / (performance.now() - begin)) * 1000
    }
    if (state !== 'running' && state !== 'draft') throw new Error(`The import is ${state}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
