import pg from 'pg'

/** `date` stays text (a Date would be the machine's midnight), int8 counts become numbers while they are exact, numeric stays text. */
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, (text) => {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
})

export type PoolOptions = {
  readonly url: string
  readonly max?: number
  /** Schema found first by unqualified names; only for libraries that cannot qualify theirs. */
  readonly searchPath?: string
  readonly name?: string
}

/**
 * A pool of connections. Idle clients that the server ends (a restart, a fail-over) are dropped quietly: the next query opens another.
 * Connections are renewed now and then, so that statements of old generations do not pile up in the server.
 */
export function openPool({ url, max = 8, searchPath, name = 'atelier' }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    maxLifetimeSeconds: 1800,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    ...(searchPath === undefined ? {} : { options: `-c search_path=${searchPath}` }),
  })
  const quiet = (): void => undefined
  pool.on('error', quiet)
  pool.on('connect', (client) => client.on('error', quiet))
  return pool
}
