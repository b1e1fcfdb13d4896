import type { ReportDocument } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import { problem } from './problem.ts'

/** Values of a report's parameters: a literal, or a period such as `{"period": ["this", "month"]}`. */
export type ParamValues = Readonly<Record<string, unknown>>

function isConstant(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (Array.isArray(value))
    return value.length <= 1000 && value.every((one) => typeof one === 'string' || typeof one === 'number')
  return (
    typeof value === 'object' &&
    Object.keys(value).length === 1 &&
    'period' in value &&
    Array.isArray(value.period) &&
    value.period.every((one) => typeof one === 'string' || typeof one === 'number')
  )
}

/** The parameters given, with defaults for the others; unknown names and values that are no constants are problems. */
export function resolveParams(
  report: ReportDocument,
  given: ParamValues,
): { readonly params: ParamValues; readonly problems: readonly Problem[] } {
  const declared = report.params ?? []
  const problems = Object.entries(given).flatMap(([key, value]) => {
    if (!declared.some((param) => param.key === key))
      return [
        problem(
          'unknown_parameter',
          `/params/${key}`,
          `The report has no parameter "${key}".`,
          `报表没有参数“${key}”。`,
        ),
      ]
    return isConstant(value)
      ? []
      : [problem('wrong_type', `/params/${key}`, 'A parameter is a value or a period.', '参数应为一个值或一个期间。')]
  })
  const params = Object.fromEntries(
    declared.map((param) => [param.key, Object.hasOwn(given, param.key) ? given[param.key] : (param.default ?? null)]),
  )
  return { params, problems }
}

/** A rule with its parameters put in. */
export function withParams(rule: unknown, params: ParamValues): unknown {
  if (Array.isArray(rule)) return rule.map((part) => withParams(part, params))
  if (typeof rule !== 'object' || rule === null) return rule
  if ('param' in rule && Object.keys(rule).length === 1) {
    const [key] = Array.isArray(rule.param) ? rule.param : [rule.param]
    return typeof key === 'string' && Object.hasOwn(params, key) ? params[key] : rule
  }
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, withParams(part, params)]))
}

/** Whether a rule has a `{"dimension": key}` that is not in `known`. */
function lacks(rule: unknown, known: Readonly<Record<string, string>>): boolean {
  if (Array.isArray(rule)) return rule.some((part) => lacks(part, known))
  if (typeof rule !== 'object' || rule === null) return false
  if ('dimension' in rule && Object.keys(rule).length === 1) return !Object.hasOwn(known, String(rule.dimension))
  return Object.values(rule).some((part) => lacks(part, known))
}

function placed(rule: unknown, known: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(rule)) return rule.map((part) => placed(part, known))
  if (typeof rule !== 'object' || rule === null) return rule
  if ('dimension' in rule && Object.keys(rule).length === 1) return { var: known[String(rule.dimension)] }
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, placed(part, known)]))
}

/**
 * The report's filter for one of its facts: shared dimensions as the fact's own paths. Conditions on a dimension that the fact does not have
 * are left out, and `filtered` says so.
 */
export function filterForFact(
  filter: unknown,
  dimensions: Readonly<Record<string, string>>,
): { readonly rule: unknown; readonly filtered: boolean } {
  if (filter === undefined) return { rule: undefined, filtered: true }
  const parts =
    typeof filter === 'object' && filter !== null && 'and' in filter && Array.isArray(filter.and)
      ? filter.and
      : [filter]
  const kept = parts.filter((part) => !lacks(part, dimensions))
  return {
    rule: kept.length === 0 ? undefined : placed(kept.length === 1 ? kept[0] : { and: kept }, dimensions),
    filtered: kept.length === parts.length,
  }
}
