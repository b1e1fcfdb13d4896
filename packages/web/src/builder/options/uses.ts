import type { EntityDocument, FieldDefinition } from '@atelier/definitions'
import { type Documents, ofKind } from '../draft/document.ts'

/** A field that chooses from a set; of line items with the field that holds them. */
export type SetUse = {
  readonly entity: EntityDocument
  readonly lines: FieldDefinition | undefined
  readonly field: FieldDefinition
}

/** Every field of the draft that chooses from a set of options. */
export function usesOf(documents: Documents, set: string): readonly SetUse[] {
  return ofKind(documents, 'entity').flatMap((entity) =>
    entity.fields.flatMap((field): readonly SetUse[] => [
      ...(field.optionset === set ? [{ entity, lines: undefined, field }] : []),
      ...(field.fields ?? [])
        .filter((column) => column.optionset === set)
        .map((column) => ({ entity, lines: field, field: column })),
    ]),
  )
}
