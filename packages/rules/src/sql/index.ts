/** The rule language as SQL. Apart from the main entry, which runs in browsers and knows no Kysely. */
export type { Facet } from './compiler.ts'
export { booleanToSql, ruleToSql } from './rule-to-sql.ts'
export { RuleNotInSqlError, type Sql, type SqlEnv, type SqlRelation } from './sql-env.ts'
