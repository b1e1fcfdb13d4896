/**
 * The rule language: JsonLogic syntax with a strict, typed meaning. One checked tree runs as an interpreter here and as SQL in
 * `@atelier/rules/sql`; both give the same answer.
 */
export { type CheckOptions, type CheckResult, checkRule } from './check/check-rule.ts'
export { currencyPath } from './check/paths.ts'
export { type Dependencies, dependencies, type NamePath } from './dependencies.ts'
export { describe } from './describe.ts'
export { type Decision, decide, type EmptyField, evaluate } from './evaluate/evaluate.ts'
export { RuleBudgetError } from './evaluate/run.ts'
export { type Explanation, explain } from './explain.ts'
export { LIMITS } from './limits.ts'
export type { Rule } from './node.ts'
export { type OperatorInfo, operatorInfos } from './operators/infos.ts'
export { moneyParts, type PlacedKey, type Rename, renameInRule, ruleKeys, stageParts } from './shapes.ts'
export { isZone } from './time/instant.ts'
export * from './types.ts'
