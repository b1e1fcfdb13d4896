import { type FieldUi, type InputProps, NativeSelect } from '@atelier/ui'
import { IconCurrencyDollar } from '@atelier/ui/icons'
import { useControl } from '../../ui/control.ts'
import { LineInput, TextCell, TextFilter } from '../../ui/TextParts.tsx'
import { asText } from '../../ui/value.ts'

/** One of the workspace's currencies; by code where they are not known here. */
function CurrencyInput(props: InputProps) {
  const control = useControl(props)
  const codes = props.field.currencies ?? []
  if (codes.length === 0)
    return (
      <LineInput props={{ ...props, onChange: (code) => props.onChange(asText(code).toUpperCase()) }} type="text" />
    )
  return (
    <NativeSelect
      {...control}
      data={['', ...codes]}
      value={asText(props.value)}
      onChange={(event) => {
        props.onChange(event.currentTarget.value || null)
        props.onDone?.()
      }}
    />
  )
}

const currency: FieldUi = {
  kind: 'currency',
  Icon: IconCurrencyDollar,

  Cell: TextCell,
  Input: CurrencyInput,
  FilterInput: TextFilter,
}
export default currency
