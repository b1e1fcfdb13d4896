import type { CellProps, FilterInputProps, InputProps } from '@atelier/ui'
import { later } from './later.tsx'
import { OptionName } from './OptionName.tsx'
import { asText } from './value.ts'

/** The options that are chosen. */
export function OptionCell({ field, value }: CellProps) {
  const keys = [value].flat().map(asText).filter(Boolean)
  if (keys.length === 0) return null
  return (
    <span className="field-chips">
      {keys.map((key) => (
        <OptionName key={key} field={field} name={key} />
      ))}
    </span>
  )
}

const controls = () => import('./OptionControls.tsx')

/** A control for one option; typing finds it. */
export const OptionInput = later<InputProps>(async () => (await controls()).OptionInput)
/** A control for several options. */
export const OptionsInput = later<InputProps>(async () => (await controls()).OptionsInput)
/** The options that a filter asks for. */
export const OptionsFilter = later<FilterInputProps>(async () => (await controls()).OptionsFilter)
