import type { FieldUi } from '@atelier/ui'
import { DecimalFilter, DecimalInput, NumberCell } from '../../ui/NumberParts.tsx'

const number: FieldUi = {
  Cell: NumberCell,
  Input: (props) => <DecimalInput props={props} />,
  FilterInput: (props) => <DecimalFilter props={props} />,
}
export default number
