export { referenceSql as default } from '../../sql-values.ts'
