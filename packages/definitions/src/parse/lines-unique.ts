import type { Document, FieldDefinition } from '../documents/index.ts'
import { fieldTypeOf } from '../field-types.ts'

type WrittenField = Omit<FieldDefinition, 'unique'> & { readonly unique?: unknown }

/**
 * In files `unique` of a lines field is a list of constraints, of every other field a flag. In memory the list is called `uniques`,
 * so that each property has one type.
 */
export function toMemory(document: Document): Document {
  if (document.kind !== 'entity') return document
  return {
    ...document,
    fields: document.fields.map((field) => {
      const { unique, ...rest }: WrittenField = field
      // The schema of lines fields has accepted the list.
      return unique !== undefined && fieldTypeOf(field.type)?.storage === 'rows'
        ? ({ ...rest, uniques: unique } as FieldDefinition)
        : field
    }),
  }
}

/** The document as files have it: the other way round. */
export function toFile(document: Document): object {
  if (document.kind !== 'entity') return document
  return {
    ...document,
    fields: document.fields.map(({ uniques, ...rest }) =>
      uniques === undefined ? rest : { ...rest, unique: uniques },
    ),
  }
}
