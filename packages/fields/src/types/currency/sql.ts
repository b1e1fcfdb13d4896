export { textSql as default } from '../../sql-values.ts'
