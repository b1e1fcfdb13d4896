export * from './sql-contract.ts'
export { fieldSql } from './sql-registry.ts'
