import type { Label, Option, OptionSetDocument } from '@atelier/definitions'
import { changePart, insertPart, movePart, type PartChange, removePart } from './lists.ts'

export type Options = readonly Option[]

/** A set of options to start from. */
export const newOptionSet = (given: {
  readonly id: string
  readonly key: string
  readonly label: Label
}): OptionSetDocument => ({ kind: 'optionset', specVersion: 1, ...given, options: [] })

export const addOption = (options: Options, option: Option): Options => insertPart(options, option)

export const editOption = (options: Options, id: string, change: PartChange<Option>): Options =>
  changePart(options, id, change)

export const moveOption = (options: Options, id: string, index: number): Options => movePart(options, id, index)

/**
 * Takes an option away. One that is in service is retired instead: records keep it and nobody is offered it again.
 * A second time brings a retired one back.
 */
export function retireOption(options: Options, id: string, inService: boolean): Options {
  const option = options.find((each) => each.id === id)
  if (!option) return options
  if (!inService) return removePart(options, id)
  return option.retired
    ? editOption(options, id, { retired: undefined, replacedBy: undefined })
    : editOption(options, id, { retired: true })
}

/** A key that options may have: letters and digits, dashes and underlines, 60 at most. */
export const isOptionKey = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/.test(text)
