import { type CellProps, type FieldUi, type FilterInputProps, type InputProps, useTexts } from '@atelier/ui'
import { IconCheck, IconToggleLeft } from '@atelier/ui/icons'
import { later } from '../../ui/later.tsx'
import { pastedBoolean } from '../../ui/pasted.ts'
import { fieldTexts } from '../../ui/texts.ts'

function BooleanCell({ value }: CellProps) {
  const t = useTexts(fieldTexts)
  if (value === true) return <IconCheck size={16} stroke={1.75} role="img" aria-label={t('yes')} />
  return value === false ? <span className="faint">{t('no')}</span> : null
}

const controls = () => import('../../ui/BooleanControls.tsx')

const boolean: FieldUi = {
  kind: 'boolean',
  Icon: IconToggleLeft,
  width: 88,
  fromPaste: pastedBoolean,
  Cell: BooleanCell,
  Input: later<InputProps>(async () => (await controls()).BooleanInput),
  FilterInput: later<FilterInputProps>(async () => (await controls()).BooleanFilter),
}
export default boolean
