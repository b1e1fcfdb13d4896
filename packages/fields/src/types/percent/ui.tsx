import { type CellProps, type FieldUi, formatPercent } from '@atelier/ui'
import { IconPercentage } from '@atelier/ui/icons'
import { DecimalFilter, DecimalInput } from '../../ui/NumberParts.tsx'
import { pastedPercent } from '../../ui/pasted.ts'
import { asText } from '../../ui/value.ts'

// Kept as a fraction, shown and entered as people say it: 15 for 0.15.
const PLACES = 2

function PercentCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <span className="num">{formatPercent(text)}</span>
}

const percent: FieldUi = {
  kind: 'number',
  Icon: IconPercentage,
  width: 128,
  telling: 3,
  figure: (value, _settings, decimals) =>
    formatPercent(decimals === undefined ? value : Number(value).toFixed(decimals + 2)),
  fromPaste: pastedPercent,

  Cell: PercentCell,
  Input: (props) => <DecimalInput props={props} places={PLACES} unit="%" />,
  FilterInput: (props) => <DecimalFilter props={props} places={PLACES} />,
}
export default percent
