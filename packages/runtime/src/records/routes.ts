import type { Route } from '../http/route.ts'
import { batchRoutes } from './batch-routes.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { historyRoutes } from './history-routes.ts'
import { readRoutes } from './read-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { violationRoutes } from './violation-routes.ts'
import { writeRoutes } from './write-routes.ts'

/** Every call that reads or writes records. */
export const recordRoutes: readonly Route[] = [
  ...readRoutes,
  ...searchRoutes,
  ...writeRoutes,
  ...bulkRoutes,
  ...batchRoutes,
  ...historyRoutes,
  ...exportRoutes,
  ...fileRoutes,
  ...violationRoutes,
]
