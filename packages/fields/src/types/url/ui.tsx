import type { CellProps, FieldUi } from '@atelier/ui'
import { IconWorld } from '@atelier/ui/icons'
import { LineInput, TextFilter } from '../../ui/TextParts.tsx'
import { asText } from '../../ui/value.ts'

/** On a page the address opens in a window of its own; anything but http and https is shown as text. */
function UrlCell({ value, density }: CellProps) {
  const address = asText(value)
  if (density !== 'full' || !/^https?:\/\//i.test(address)) return <span className="cut">{address}</span>
  return (
    <a className="link" href={address} target="_blank" rel="noreferrer noopener">
      {address}
    </a>
  )
}

const url: FieldUi = {
  kind: 'text',
  Icon: IconWorld,

  Cell: UrlCell,
  Input: (props) => <LineInput props={props} type="url" placeholder="https://" />,
  FilterInput: TextFilter,
}
export default url
