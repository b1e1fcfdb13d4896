import type { Route } from '../http/route.ts'
import { batchRoutes } from './batch-routes.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { readRoutes } from './read-routes.ts'
import { writeRoutes } from './write-routes.ts'

/** Every call that reads or writes records. */
export const recordRoutes: readonly Route[] = [...readRoutes, ...writeRoutes, ...bulkRoutes, ...batchRoutes]
