import type { CellProps, FieldUi } from '@atelier/ui'
import { LineInput, TextFilter } from '../../ui/TextParts.tsx'
import { asText } from '../../ui/value.ts'
import { phoneText } from './index.ts'

/** As people write it; on a page it can be called. */
function PhoneCell({ value, density }: CellProps) {
  const number = asText(value)
  if (number === '') return null
  if (density !== 'full') return <span className="num nowrap">{phoneText(number)}</span>
  return (
    <a className="link num nowrap" href={`tel:${number}`}>
      {phoneText(number)}
    </a>
  )
}

const phone: FieldUi = {
  Cell: PhoneCell,
  Input: (props) => <LineInput props={props} type="tel" />,
  FilterInput: TextFilter,
}
export default phone
