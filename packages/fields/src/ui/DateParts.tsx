import {
  type CellProps,
  DateField,
  type FilterInputProps,
  formatDate,
  type InputProps,
  NativeSelect,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { Bounds } from './Bounds.tsx'
import { useControl } from './control.ts'
import { fieldTexts } from './texts.ts'
import { asText } from './value.ts'

/** A day. */
export function DateCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <span className="num">{formatDate(text)}</span>
}

/** A control for a day, typed or picked, written the same way in every language. */
export function DateInput(props: InputProps) {
  const control = useControl(props)
  return <DateField control={control} value={asText(props.value)} onChange={props.onChange} />
}

/** Periods that a filter offers, in the rule language's form. */
const periods = {
  today: ['this', 'day'],
  thisWeek: ['this', 'week'],
  nextWeek: ['next', 1, 'week'],
  thisMonth: ['this', 'month'],
  lastMonth: ['last', 1, 'month'],
  nextMonth: ['next', 1, 'month'],
  thisQuarter: ['this', 'quarter'],
  lastQuarter: ['last', 1, 'quarter'],
  thisYear: ['this', 'year'],
  lastYear: ['last', 1, 'year'],
  last7Days: ['rolling', 7, 'day'],
  last30Days: ['rolling', 30, 'day'],
} as const

const isPeriod = (name: string): name is keyof typeof periods => Object.hasOwn(periods, name)
const periodNames = Object.keys(periods).filter(isPeriod)

/** A filter's day, two days, or a period. */
export function DateFilter(props: FilterInputProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const { field, operator, value, onChange, autoFocus = false } = props
  if (operator !== 'inPeriod') {
    return (
      <Bounds
        props={props}
        box={(label, day, change, focus) => (
          <DateField
            control={{ 'aria-label': label, autoFocus: focus }}
            value={asText(day)}
            onChange={(next) => change(next ?? '')}
          />
        )}
      />
    )
  }
  const chosen = periodNames.find((name) => JSON.stringify(periods[name]) === JSON.stringify(value)) ?? ''
  return (
    <NativeSelect
      aria-label={read(field.label, field.key)}
      autoFocus={autoFocus}
      value={chosen}
      data={[{ value: '', label: t('choose') }, ...periodNames.map((name) => ({ value: name, label: t(name) }))]}
      onChange={(event) => {
        const name = event.currentTarget.value
        onChange(isPeriod(name) ? periods[name] : undefined)
      }}
    />
  )
}
