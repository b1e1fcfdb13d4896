import type { FieldView, MoneyValue, ReferenceItem } from '@atelier/ui'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value that is shown as text; nothing for anything else. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** The elements of a list; none for anything else. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Money as answers carry it. */
export const asMoney = (value: unknown): MoneyValue | undefined =>
  isRecord(value) && asText(value.amount) !== ''
    ? { amount: asText(value.amount), currency: asText(value.currency) }
    : undefined

/** A linked record as answers carry it; one of several entities says which. */
export type Linked = ReferenceItem & { readonly entity?: string }

/** A linked record; undefined when there is none. */
export function asLinked(value: unknown): Linked | undefined {
  if (!isRecord(value) || typeof value.id !== 'string') return undefined
  return {
    id: value.id,
    label: asText(value.label) || asText(value.name) || value.id,
    ...(typeof value.entity === 'string' ? { entity: value.entity } : {}),
  }
}

/** The linked records of a list. */
export const asLinkedList = (value: unknown): readonly Linked[] =>
  (Array.isArray(value) ? value : [value]).flatMap((each) => asLinked(each) ?? [])

/** The values of a row of line items. */
export const asRow = (value: unknown): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {})

/** The entities that a field points at. */
export const targetsOf = (field: FieldView): readonly string[] =>
  field.targets && field.targets.length > 0 ? field.targets : field.target === undefined ? [] : [field.target]

/** The two bounds of a filter between values. */
export function asBounds(value: unknown): readonly [low: unknown, high: unknown] {
  const [low = '', high = ''] = asList(value)
  return [low, high]
}
