import { type FieldType, fieldType, fieldTypes } from '@atelier/fields'

/** The field type of a key; undefined when there is none. */
export function fieldTypeOf(key: string): FieldType | undefined {
  return fieldType(key)
}

/** Field types that documents may use, in palette order. */
export function documentFieldTypes(): readonly FieldType[] {
  const types: readonly FieldType[] = fieldTypes
  return types.filter((type) => !type.internal)
}
