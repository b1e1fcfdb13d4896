import type { FieldView, MoneyValue, ReferenceItem } from '@atelier/ui'

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as text, or empty. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

export const asMoney = (value: unknown): MoneyValue | null =>
  isJson(value) && value.amount !== null && value.amount !== undefined
    ? { amount: asText(value.amount), currency: asText(value.currency) }
    : null

export const asReference = (value: unknown): ReferenceItem | null =>
  isJson(value) && typeof value.id === 'string' ? { id: value.id, label: asText(value.label) || value.id } : null

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Nothing was entered. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isJson(value) && 'amount' in value && (value.amount === '' || value.amount === null))

/** What a write sends for a value as answers carry it: a reference by its id, nothing as null. */
export function writeValue(value: unknown): unknown {
  if (isEmpty(value)) return null
  if (Array.isArray(value)) return value.map((each) => asReference(each)?.id ?? each)
  return asReference(value)?.id ?? value
}

/** A value as one line of text: what copying gives, and what a title is made of. */
export function plainText(
  field: FieldView | undefined,
  value: unknown,
  read: (label: FieldView['label'], key: string) => string,
): string {
  if (isEmpty(value)) return ''
  if (Array.isArray(value)) return value.map((each) => plainText(field, each, read)).join(', ')
  const money = asMoney(value)
  if (money) return money.amount
  const reference = asReference(value)
  if (reference) return reference.label
  const option = [...(field?.options ?? []), ...(field?.stages ?? [])].find((each) => each.key === value)
  return option ? read(option.label, option.key) : typeof value === 'boolean' ? String(value) : asText(value)
}
