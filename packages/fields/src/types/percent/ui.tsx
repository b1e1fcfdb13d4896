import { type CellProps, type FieldUi, formatPercent } from '@atelier/ui'
import { DecimalFilter, DecimalInput } from '../../ui/NumberParts.tsx'
import { asText } from '../../ui/value.ts'

// Kept as a fraction, shown and entered as people say it: 15 for 0.15.
const PLACES = 2

function PercentCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <span className="num">{formatPercent(text)}</span>
}

const percent: FieldUi = {
  Cell: PercentCell,
  Input: (props) => <DecimalInput props={props} places={PLACES} unit="%" />,
  FilterInput: (props) => <DecimalFilter props={props} places={PLACES} />,
}
export default percent
