import type { Entity, Field } from '@atelier/definitions'
import type { ColumnSql } from '@atelier/fields/sql'
import type { Rule } from '@atelier/rules'
import type { Build, Sql } from './build.ts'

export type RuleOptions = {
  readonly mode: 'plain' | 'strict'
  readonly canRead?: (entity: Entity, alias: string) => Sql | undefined
}

export function ruleSql(build: Build, json: unknown, entity: Entity, alias: string, options: RuleOptions): Sql {
  throw new Error(`${build.schema} ${String(json)} ${entity.key} ${alias} ${options.mode}`)
}
export function checkedRuleSql(build: Build, rule: Rule, entity: Entity, alias: string): Sql {
  throw new Error(`${build.schema} ${rule.mode} ${entity.key} ${alias}`)
}
export function valueSql(build: Build, entity: Entity, field: Field, json: unknown, alias: string): ColumnSql {
  throw new Error(`${build.schema} ${String(json)} ${entity.key} ${field.key} ${alias}`)
}
