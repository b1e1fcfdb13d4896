import { type FieldUi, formatBig } from '@atelier/ui'
import { IconHash } from '@atelier/ui/icons'
import { DecimalFilter, DecimalInput, NumberCell } from '../../ui/NumberParts.tsx'
import { pastedNumber } from '../../ui/pasted.ts'

const number: FieldUi = {
  kind: 'number',
  Icon: IconHash,
  width: 128,
  telling: 9,
  adds: true,
  figure: formatBig,
  fromPaste: pastedNumber,

  Cell: NumberCell,
  Input: (props) => <DecimalInput props={props} />,
  FilterInput: (props) => <DecimalFilter props={props} />,
}
export default number
