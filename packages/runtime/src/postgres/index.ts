export type { Purpose } from './folder-lock.ts'
export { type Finding, inspectFolder, inspectServer } from './inspect.ts'
export type { PostgresProblem, PostgresResult } from './problem.ts'
export { joinPostgres, type PostgresServer, type StartPostgresOptions, startPostgres } from './start-postgres.ts'
