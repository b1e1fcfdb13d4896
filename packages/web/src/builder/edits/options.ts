import type { FieldDefinition, Option } from '@atelier/definitions'
import { changePart, insertPart, movePart, type PartChange, removePart } from './lists.ts'

const optionsOf = (field: FieldDefinition): readonly Option[] => field.options ?? []

export const addOption = (field: FieldDefinition, option: Option): FieldDefinition => ({
  ...field,
  options: insertPart(optionsOf(field), option),
})

export const editOption = (field: FieldDefinition, id: string, change: PartChange<Option>): FieldDefinition => ({
  ...field,
  options: changePart(optionsOf(field), id, change),
})

export const moveOption = (field: FieldDefinition, id: string, index: number): FieldDefinition => ({
  ...field,
  options: movePart(optionsOf(field), id, index),
})

/**
 * Takes an option away. One that is in service is retired instead: records keep it and nobody is offered it again.
 * A second time brings a retired one back.
 */
export function retireOption(field: FieldDefinition, id: string, inService: boolean): FieldDefinition {
  const option = optionsOf(field).find((each) => each.id === id)
  if (!option) return field
  if (!inService) return { ...field, options: removePart(optionsOf(field), id) }
  return option.retired
    ? editOption(field, id, { retired: undefined, replacedBy: undefined })
    : editOption(field, id, { retired: true })
}
