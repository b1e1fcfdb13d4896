import { type FieldType, fieldTypes } from '@atelier/fields'

const byKey = new Map<string, FieldType>(fieldTypes.map((type) => [type.key, type]))

/** The field type of a key; undefined when there is none. */
export function fieldTypeOf(key: string): FieldType | undefined {
  return byKey.get(key)
}

/** Field types that documents may use, in palette order. */
export function documentFieldTypes(): readonly FieldType[] {
  return fieldTypes.filter((type: FieldType) => !type.internal)
}
