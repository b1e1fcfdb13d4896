/** The ledger's consumer: automations, their timers and their history. */
export { backfillTimers } from './backfill.ts'
export { armTimers, queueWork, type Touched, type Written } from './queue.ts'
export { automationRoutes } from './routes.ts'
export { processTables } from './tables.ts'
export { advanceClock, settle, startWorker, type Worker } from './worker.ts'
