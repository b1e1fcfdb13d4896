import type { CellProps, FieldUi } from '@atelier/ui'
import { IconMail } from '@atelier/ui/icons'
import { LineInput, TextFilter } from '../../ui/TextParts.tsx'
import { asText } from '../../ui/value.ts'

/** On a page the address opens the mail program. */
function EmailCell({ value, density }: CellProps) {
  const address = asText(value)
  if (density !== 'full' || address === '') return <span className="cut">{address}</span>
  return (
    <a className="link" href={`mailto:${encodeURIComponent(address)}`}>
      {address}
    </a>
  )
}

const email: FieldUi = {
  kind: 'text',
  Icon: IconMail,
  telling: 8,

  Cell: EmailCell,
  Input: (props) => <LineInput props={props} type="email" placeholder="name@example.com" />,
  FilterInput: TextFilter,
}
export default email
