import { type CellProps, currentLanguage, type FieldUi, type InputProps, TextInput } from '@atelier/ui'
import { IconHourglass } from '@atelier/ui/icons'
import { useState } from 'react'
import { useControl } from '../../ui/control.ts'
import { TextFilter } from '../../ui/TextParts.tsx'
import { asText } from '../../ui/value.ts'
import { describeDuration, parseDurationCell } from './duration-text.ts'

function DurationCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <span className="num nowrap">{describeDuration(text, currentLanguage())}</span>
}

/** Typed as people say it (`2h 30m`, `1天`); read when the control is left. */
function DurationInput(props: InputProps) {
  const control = useControl(props)
  const [typed, setTyped] = useState<string>()
  const shown = asText(props.value) === '' ? '' : describeDuration(asText(props.value), currentLanguage())
  return (
    <TextInput
      {...control}
      value={typed ?? shown}
      placeholder="2h 30m"
      onChange={(event) => {
        const text = event.currentTarget.value
        const parsed = parseDurationCell(text)
        setTyped(text)
        props.onChange(parsed.ok ? parsed.value : text)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

const duration: FieldUi = {
  kind: 'duration',
  Icon: IconHourglass,

  Cell: DurationCell,
  Input: DurationInput,
  FilterInput: TextFilter,
}
export default duration
