import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/zh-cn'
import { DateInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useLanguage } from '../i18n/label.ts'
import { useTexts } from '../i18n/texts.ts'
import { parseDay, parseDayTime } from './parse-day.ts'

export type DateBoxProps = {
  /** `2026-11-22`, or with a time `2026-11-22 14:05`; empty when there is none. */
  readonly value: string
  readonly onChange: (value: string | null) => void
  /** A time of day belongs to it. */
  readonly withTime?: boolean | undefined
  /** What a field's label, help, problem and name come to: the properties that every control shares. */
  readonly control?: Readonly<Record<string, unknown>> | undefined
}

const today = () => {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

/** A day, typed or picked from a calendar, and written `2026-11-22` in every language; the week begins on Monday. */
export default function DateBox({ value, onChange, withTime = false, control = {} }: DateBoxProps) {
  const language = useLanguage()
  const t = useTexts(kitTexts)
  return (
    <DateInput
      {...control}
      value={value === '' ? null : value}
      valueFormat={withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
      placeholder={withTime ? t('dateTimeForm') : t('dateForm')}
      withTime={withTime}
      clearable
      clearButtonProps={{ 'aria-label': t('clear'), tabIndex: -1 }}
      allowDeselect={false}
      highlightToday
      firstDayOfWeek={1}
      locale={language === 'zh-CN' ? 'zh-cn' : 'en'}
      {...(language === 'zh-CN'
        ? { monthLabelFormat: 'YYYY年M月', monthsListFormat: 'M月', yearLabelFormat: 'YYYY年', weekdayFormat: 'dd' }
        : {})}
      rightSection={<IconCalendar size={14} stroke={1.5} aria-hidden="true" className="faint" />}
      rightSectionPointerEvents="none"
      clearSectionMode="clear"
      popoverProps={{ withinPortal: true, shadow: 'md' }}
      dateParser={(text) => (withTime ? parseDayTime(text, today(), value) : parseDay(text, today()))}
      onChange={(next) => onChange(next === null ? null : next.slice(0, withTime ? 16 : 10))}
    />
  )
}
