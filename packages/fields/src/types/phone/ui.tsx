import type { CellProps, FieldUi } from '@atelier/ui'
import { IconPhone } from '@atelier/ui/icons'
import { LineInput, TextFilter } from '../../ui/TextParts.tsx'
import { usePhoneText } from '../../ui/use-phone-text.ts'
import { asText } from '../../ui/value.ts'

/** As people write it; on a page it can be called. */
function PhoneCell({ value, density }: CellProps) {
  const number = asText(value)
  const text = usePhoneText(number)
  if (number === '') return null
  if (density !== 'full') return <span className="num nowrap">{text}</span>
  return (
    <a className="link num nowrap" href={`tel:${number}`}>
      {text}
    </a>
  )
}

const phone: FieldUi = {
  kind: 'text',
  Icon: IconPhone,
  telling: 7,

  Cell: PhoneCell,
  Input: (props) => <LineInput props={props} type="tel" />,
  FilterInput: TextFilter,
}
export default phone
