import type { Field } from '@atelier/definitions'

/** How a field relates to other records: `one` keeps an id, `many` a list of ids, `lines` rows of its own; undefined for plain values. */
export function relationOf(field: Field): 'one' | 'many' | 'lines' | undefined {
  if (field.type.storage === 'links') return 'many'
  if (field.type.storage === 'rows') return 'lines'
  if (field.type.source !== 'input') return undefined
  const known = kinds.get(field)
  if (known !== undefined) return known.relation
  const relation = field.type.ruleType(field.settings).kind === 'reference' ? 'one' : undefined
  kinds.set(field, { relation })
  return relation
}

const kinds = new WeakMap<Field, { readonly relation: 'one' | undefined }>()
