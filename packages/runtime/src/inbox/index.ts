export { announceInbox } from './announce-inbox.ts'
export { eventRoutes } from './events.ts'
export { inboxRoutes } from './routes.ts'
