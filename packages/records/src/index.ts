export type * from './reader.ts'
