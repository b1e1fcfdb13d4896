import {
  type CellProps,
  DateTimeText,
  type FieldUi,
  type FilterInputProps,
  formatDate,
  type InputProps,
  NativeSelect,
  TextInput,
  useTexts,
} from '@atelier/ui'
import { filterTexts } from '../../filter/filter-texts.ts'
import { periodName, periods } from '../../filter/operators.ts'
import { asText, isEmpty } from '../values.ts'
import { useControl } from '../wrap.ts'

function DateCell({ field, value }: CellProps) {
  if (isEmpty(value)) return null
  if (field.type === 'datetime') return <DateTimeText value={asText(value)} />
  return <span className="num">{formatDate(asText(value))}</span>
}

/** An instant as a `datetime-local` control wants it, in the browser's own zone. */
function localInput(value: string): string {
  const instant = new Date(value)
  if (Number.isNaN(instant.getTime())) return ''
  return new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function DateControl(props: InputProps) {
  const control = useControl(props)
  const isTime = props.field.type === 'datetime'
  const text = asText(props.value)
  return (
    <TextInput
      {...control}
      type={isTime ? 'datetime-local' : 'date'}
      max={isTime ? '9999-12-31T23:59' : '9999-12-31'}
      value={isTime ? localInput(text) : text}
      onChange={(event) => {
        const entered = event.currentTarget.value
        props.onChange(entered === '' ? null : isTime ? new Date(entered).toISOString() : entered)
      }}
    />
  )
}

function DateFilter({ field, operator, value, onChange, autoFocus }: FilterInputProps) {
  const t = useTexts(filterTexts)
  const day = { ...field, type: 'date' }
  const box = (each: unknown, change: (next: unknown) => void) => (
    <DateControl field={day} value={each} onChange={change} variant="cell" autoFocus={autoFocus} />
  )
  if (operator === 'inPeriod') {
    return (
      <NativeSelect
        aria-label={t('value')}
        value={periodName(value) ?? ''}
        onChange={(event) => onChange(periods.find(([name]) => name === event.currentTarget.value)?.[1])}
        data={[{ value: '', label: '…' }, ...periods.map(([name]) => ({ value: name, label: t(name) }))]}
      />
    )
  }
  if (operator !== 'between') return box(value, onChange)
  const [low, high] = Array.isArray(value) ? value : []
  return (
    <div className="row">
      {box(low, (next) => onChange([next ?? '', high ?? '']))}
      <span>–</span>
      {box(high, (next) => onChange([low ?? '', next ?? '']))}
    </div>
  )
}

export const dateUi: FieldUi = { Cell: DateCell, Input: DateControl, FilterInput: DateFilter }
