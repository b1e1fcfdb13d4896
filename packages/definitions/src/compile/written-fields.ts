import type { Entity } from '../model.ts'

/** Keys of the fields of lines that people fill in: what two rows are compared by when it does not matter which rows they are. */
export const writtenFields = (lines: Entity | undefined): readonly string[] =>
  [...(lines?.fields.values() ?? [])]
    .filter((field) => !field.system && field.type.source === 'input' && field.type.storage !== 'rows')
    .map(({ key }) => key)
