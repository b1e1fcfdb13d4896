import {
  type CellProps,
  currencySign,
  type FieldUi,
  type FilterInputProps,
  formatPercent,
  type InputProps,
  Money,
  NumberText,
  TextInput,
  useFormat,
} from '@atelier/ui'
import { asMoney, asText, isEmpty } from '../values.ts'
import { useControl } from '../wrap.ts'

// Decimals stay text all the way: a number input would pass them through a float.
const digits = (text: string) => text.replace(/[,，\s]/g, '').replace(/[。．]/g, '.')

function NumberCell({ field, value }: CellProps) {
  if (isEmpty(value)) return null
  return field.type === 'percent' ? (
    <span className="num">{formatPercent(asText(value))}</span>
  ) : (
    <NumberText value={asText(value)} />
  )
}

/** A percent is stored as a fraction and entered as people say it: 15 for 0.15. Exact, by moving the point. */
export function shiftDecimal(text: string, places: number): string {
  const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!found || text === '' || text === '-') return text
  const [, sign = '', whole = '', fraction = ''] = found
  const all = whole + fraction
  const at = whole.length + places
  const padded = at <= 0 ? '0'.repeat(1 - at) + all : all.padEnd(at, '0')
  const cut = at <= 0 ? 1 : at
  const left = padded.slice(0, cut).replace(/^0+(?=\d)/, '')
  const right = padded.slice(cut).replace(/0+$/, '')
  return sign + left + (right === '' ? '' : `.${right}`)
}

function NumberInput(props: InputProps) {
  const control = useControl(props)
  const percent = props.field.type === 'percent'
  const shown = percent ? shiftDecimal(asText(props.value), 2) : asText(props.value)
  return (
    <TextInput
      {...control}
      inputMode="decimal"
      className="is-end"
      rightSection={percent ? '%' : undefined}
      value={shown}
      onChange={(event) => {
        const text = digits(event.currentTarget.value)
        props.onChange(percent ? shiftDecimal(text, -2) : text)
      }}
    />
  )
}

function NumberFilter({ field, value, onChange, autoFocus, operator }: FilterInputProps) {
  const control = useControl({ field, value, onChange, variant: 'cell', autoFocus })
  const percent = field.type === 'percent'
  const show = (each: unknown) => (percent ? shiftDecimal(asText(each), 2) : asText(each))
  const read = (text: string) => (percent ? shiftDecimal(digits(text), -2) : digits(text))
  const box = (each: unknown, change: (text: string) => void) => (
    <TextInput
      {...control}
      inputMode="decimal"
      value={show(each)}
      onChange={(event) => change(read(event.currentTarget.value))}
    />
  )
  if (operator !== 'between') return box(value, onChange)
  const [low, high] = Array.isArray(value) ? value : []
  return (
    <div className="row">
      {box(low, (text) => onChange([text, high ?? '']))}
      <span>–</span>
      {box(high, (text) => onChange([low ?? '', text]))}
    </div>
  )
}

function MoneyCell({ value }: CellProps) {
  const money = asMoney(value)
  return money ? <Money value={money} /> : null
}

function MoneyInput(props: InputProps) {
  const control = useControl(props)
  const settings = useFormat()
  const money = asMoney(props.value)
  const from = props.record && props.field.currency ? asText(props.record[props.field.currency]) : ''
  const currency = money?.currency || from || settings.currency
  return (
    <TextInput
      {...control}
      inputMode="decimal"
      className="is-end"
      leftSection={<span className="small faint">{currencySign(currency, settings).trim()}</span>}
      value={money?.amount ?? ''}
      onChange={(event) => {
        const amount = digits(event.currentTarget.value)
        props.onChange(amount === '' ? null : { amount, currency })
      }}
    />
  )
}

export const numberUi: FieldUi = { Cell: NumberCell, Input: NumberInput, FilterInput: NumberFilter }
export const moneyUi: FieldUi = { Cell: MoneyCell, Input: MoneyInput, FilterInput: NumberFilter }
