export { followRoutes } from './routes.ts'
export { followTables } from './tables.ts'
export { tellingWaits, tellPeople } from './tell-people.ts'
