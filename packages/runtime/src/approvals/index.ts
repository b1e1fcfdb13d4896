export { approvalRoutes } from './routes.ts'
export { approvalStore } from './store.ts'
