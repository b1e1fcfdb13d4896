import { MultiSelect, NativeSelect, useLabel, useTexts } from '@atelier/ui'
import { isOfKind, isTemporal } from '../../fields/registry.ts'
import { builderTexts } from '../builder-texts.ts'
import { setCalendar } from '../edits/view.ts'
import { Section } from '../parts/Section.tsx'
import { useListFields, type ViewSettingsProps } from './list-fields.ts'
import { viewDesignTexts } from './view-design-texts.ts'

/** On which days a calendar shows records, and what it says of each. */
export function CalendarSettings({ view, onChange }: ViewSettingsProps) {
  const t = useTexts(viewDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const fields = useListFields(view.entity)
  const calendar = view.calendar ?? {}
  const option = (field: (typeof fields)[number]) => ({ value: field.key, label: label(field.label, field.key) })
  const dates = fields.filter(isTemporal).map(option)
  const colours = fields.filter((field) => isOfKind(field, 'choice')).map(option)
  return (
    <Section title={t('calendarOf')}>
      <NativeSelect
        label={t('start')}
        value={calendar.start ?? ''}
        data={[{ value: '', label: t('startUsual') }, ...dates]}
        onChange={(event) =>
          onChange(
            setCalendar(view, {
              start: event.currentTarget.value || undefined,
              ...(event.currentTarget.value === '' ? { end: undefined } : {}),
            }),
          )
        }
      />
      {calendar.start === undefined ? null : (
        <NativeSelect
          label={t('end')}
          value={calendar.end ?? ''}
          data={[{ value: '', label: b('none') }, ...dates]}
          onChange={(event) => onChange(setCalendar(view, { end: event.currentTarget.value || undefined }))}
        />
      )}
      <MultiSelect
        label={t('cardFields')}
        searchable
        value={[...(calendar.fields ?? [])]}
        data={fields.map(option)}
        onChange={(next) => onChange(setCalendar(view, { fields: next.length > 0 ? next : undefined }))}
      />
      <NativeSelect
        label={t('color')}
        value={calendar.color ?? ''}
        data={[{ value: '', label: b('none') }, ...colours]}
        onChange={(event) => onChange(setCalendar(view, { color: event.currentTarget.value || undefined }))}
      />
      <NativeSelect
        label={t('span')}
        value={calendar.span ?? 'month'}
        data={[
          { value: 'month', label: t('spanMonth') },
          { value: 'week', label: t('spanWeek') },
        ]}
        onChange={(event) =>
          onChange(setCalendar(view, { span: event.currentTarget.value === 'week' ? 'week' : undefined }))
        }
      />
    </Section>
  )
}
