import { AnchoredPanel, Button, Menu, TextInput, type TranslateOf, useTexts } from '@atelier/ui'
import { IconCalendar, IconChevronDown } from '@atelier/ui/icons'
import { useRef, useState } from 'react'
import { filterTexts } from '../../filter/filter-texts.ts'
import { periodName, periods } from '../../filter/operators.ts'
import { reportTexts } from './report-texts.ts'

type PeriodValue = { readonly period: readonly (string | number)[] }

const isPeriod = (value: unknown): value is PeriodValue =>
  typeof value === 'object' && value !== null && 'period' in value && Array.isArray(value.period)

/** Whether a parameter is chosen as a stretch of time. */
export const isPeriodParam = (param: { readonly type: string; readonly default?: unknown }): boolean =>
  ['period', 'dateRange', 'date'].includes(param.type) || isPeriod(param.default)

const units = ['day', 'week', 'month', 'quarter', 'year'] as const
const spans = [
  { kind: 'last', text: 'spanLast' },
  { kind: 'rolling', text: 'spanRolling' },
  { kind: 'next', text: 'spanNext' },
] as const
const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)

/** A day some days later, or earlier. */
function dayAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

type Words = { readonly t: TranslateOf<typeof reportTexts>; readonly filterT: TranslateOf<typeof filterTexts> }

/** A period in words: its name, its bounds, or how many of which unit. */
export function periodText(value: unknown, { t, filterT }: Words): string {
  if (!isPeriod(value)) return t('anyTime')
  const name = periodName(value.period)
  if (name) return filterT(name)
  const [kind, first, second] = value.period
  // Periods end before their second day; people name the last day that counts.
  if (kind === 'between') return `${first} – ${isDay(String(second)) ? dayAfter(String(second), -1) : second}`
  const unit = units.find((each) => each === second)
  const form = spans.find((each) => each.kind === kind)
  if (!unit || !form) return value.period.join(' ')
  return t(form.text, { span: t(`spanOf_${unit}`, { count: Number(first) }) })
}

export type PeriodControlProps = {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** Whether it may be left open. */
  readonly clearable?: boolean
}

/** Chooses a stretch of time: one of the usual ones, or from a day to a day. */
export function PeriodControl({ label, value, onChange, clearable = true }: PeriodControlProps) {
  const t = useTexts(reportTexts)
  const filterT = useTexts(filterTexts)
  const say = (period: unknown) => periodText(period, { t, filterT })
  const [custom, setCustom] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const valid = isDay(from) && isDay(to) && from <= to
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button
            ref={button}
            leftSection={<IconCalendar size={14} stroke={1.5} />}
            rightSection={<IconChevronDown size={14} stroke={1.5} />}
            aria-label={`${label}: ${say(value)}`}
          >
            {say(value)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {clearable ? <Menu.Item onClick={() => onChange(null)}>{t('anyTime')}</Menu.Item> : null}
          {periods.map(([name, period]) => (
            <Menu.Item key={name} onClick={() => onChange({ period })}>
              {filterT(name)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setCustom(true)}>{t('custom')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {custom && button.current ? (
        <AnchoredPanel anchor={button.current} label={label} width={252} onClose={() => setCustom(false)}>
          <form
            className="period-custom"
            onSubmit={(event) => {
              event.preventDefault()
              if (!valid) return
              onChange({ period: ['between', from, dayAfter(to, 1)] })
              setCustom(false)
            }}
          >
            <TextInput
              type="date"
              label={t('from')}
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput type="date" label={t('to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
            <Button type="submit" variant="filled" disabled={!valid}>
              {t('apply')}
            </Button>
          </form>
        </AnchoredPanel>
      ) : null}
    </>
  )
}
