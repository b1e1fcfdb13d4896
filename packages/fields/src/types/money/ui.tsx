import {
  type CellProps,
  currencySign,
  type FieldUi,
  formatMoney,
  type InputProps,
  Money,
  NativeSelect,
  TextInput,
  useFormat,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconCoin } from '@atelier/ui/icons'
import { useControl } from '../../ui/control.ts'
import { DecimalFilter, useTyping } from '../../ui/NumberParts.tsx'
import { pastedMoney } from '../../ui/pasted.ts'
import { fieldTexts } from '../../ui/texts.ts'
import { asMoney, asText } from '../../ui/value.ts'

function MoneyCell({ value }: CellProps) {
  const money = asMoney(value)
  return money ? <Money value={money} /> : null
}

/** The amount, and its currency beside it: to choose where the value brings its own, else as a sign. */
function MoneyInput(props: InputProps) {
  const { field, value, onChange, record } = props
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const control = useControl(props)
  const settings = useFormat()
  const money = asMoney(value)
  const typing = useTyping(money?.amount, 0)
  const given = field.currency === undefined ? '' : asText(record?.[field.currency])
  const currency = given || money?.currency || settings.currency
  const isChosen = field.currencies !== undefined && field.currencies.length > 1
  const amount = (
    <TextInput
      {...control}
      inputMode="decimal"
      className="field-number"
      leftSection={
        isChosen ? undefined : <span className="small faint">{currencySign(currency, settings).trim()}</span>
      }
      value={typing.text}
      onChange={(event) => {
        const next = typing.read(event.currentTarget.value)
        onChange(next === '' ? null : { amount: next, currency })
      }}
    />
  )
  if (!isChosen) return amount
  return (
    <div className="field-money">
      {amount}
      <NativeSelect
        aria-label={t('currencyOf', { label: read(field.label, field.key) })}
        disabled={props.disabled === true}
        data={[...new Set([currency, ...(field.currencies ?? [])])]}
        value={currency}
        onChange={(event) => onChange({ amount: money?.amount ?? '', currency: event.currentTarget.value })}
      />
    </div>
  )
}

const money: FieldUi = {
  kind: 'money',
  Icon: IconCoin,
  width: 128,
  telling: 2,
  adds: true,
  figure: (amount, settings) => formatMoney({ amount, currency: settings.currency }, settings),
  fromPaste: pastedMoney,
  Cell: MoneyCell,
  Input: MoneyInput,
  FilterInput: (props) => <DecimalFilter props={props} />,
}
export default money
