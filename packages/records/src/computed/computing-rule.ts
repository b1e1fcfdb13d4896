import type { Field } from '@atelier/definitions'

/** The rule that computes a formula or a rollup, as JSON; undefined for fields that no rule computes. */
export function computingRule(field: Field): unknown {
  const { formula, over, aggregate, filter, value, field: path, path: lookup } = field.definition
  if (formula !== undefined) return formula
  if (lookup !== undefined && field.type.source === 'computed') return { var: lookup }
  if (over === undefined || aggregate === undefined) return undefined
  const collection = { var: over }
  const where = filter === undefined ? [] : [filter]
  if (aggregate === 'count') return { count: [collection, ...where] }
  const element = value ?? (path === undefined ? undefined : { var: path })
  if (element === undefined) return undefined
  if (aggregate === 'first') return { first: [collection, element, filter ?? true] }
  return { [aggregate]: [collection, element, ...where] }
}
