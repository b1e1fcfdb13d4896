import type { FieldSettings, FieldType } from './contract.ts'

/** A whole number that the definition states, else `fallback`. */
export function integerOf(field: FieldSettings, property: string, fallback: number): number {
  const value = field.definition[property]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : fallback
}

/** Digits of a number: 18 unless the definition says otherwise; of a computed one `computed`, for sums and products need more. */
export const precisionOf = (field: FieldSettings, computed: number): number =>
  textOf(field, 'result') === undefined ? integerOf(field, 'precision', 18) : computed

/** A text that the definition states, else undefined. */
export function textOf(field: FieldSettings, property: string): string | undefined {
  const value = field.definition[property]
  return typeof value === 'string' ? value : undefined
}

/** Whether the definition says `true`. */
export const isSet = (field: FieldSettings, property: string): boolean => field.definition[property] === true

/** The language that sorts and names things when no reader is known: the workspace's first. */
export const workspaceLanguage = (field: FieldSettings): string => field.workspace.languages[0] ?? 'en'

/** The one column of most types. */
export const oneColumn = (type: string, collation?: string): FieldType['columns'] => {
  const columns = [{ part: '', type, ...(collation ? { collation } : {}) }]
  return () => columns
}

/** What a type with one column stores: the canonical value as it is. */
export const storeAsIs: FieldType['toColumns'] = (value) => ({ '': value })

/** A type without columns stores nothing in the row. */
export const storeNothing: FieldType['toColumns'] = () => ({})
