export type * from './documents/index.ts'
export type * from './model.ts'
