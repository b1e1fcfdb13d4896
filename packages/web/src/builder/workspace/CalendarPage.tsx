import type { CalendarDocument } from '@atelier/definitions'
import { ActionIcon, Button, Checkbox, Pill, Select, TextInput, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconArrowLeft, IconPlus, IconX } from '@atelier/ui/icons'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { ofKind } from '../draft/document.ts'
import { type Day, days, editCalendar, type Hours, hoursInWeek, setDays, setHours } from '../edits/calendar.ts'
import { Frame } from '../frame/Frame.tsx'
import { DeleteDocument } from '../parts/DeleteDocument.tsx'
import { KeyInput } from '../parts/KeyInput.tsx'
import { LabelInputs } from '../parts/LabelInputs.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { Section } from '../parts/Section.tsx'
import { workspaceDesignTexts } from './workspace-design-texts.ts'
import './workspace.css'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** One calendar: the hours of a week, the days off, the days worked all the same. */
export function CalendarPage({ calendar: key }: { readonly calendar: string }) {
  const { documents } = useDraft()
  const calendar = ofKind(documents, 'policy').find((each) => each.key === key)
  return calendar ? <OneCalendar calendar={calendar} /> : <NotFound />
}

function OneCalendar({ calendar }: { readonly calendar: CalendarDocument }) {
  const t = useTexts(workspaceDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const used = ofKind(documents, 'workspace').some((each) => each.calendar === calendar.key)
  return (
    <Frame
      right={{
        title: <b>{b('properties')}</b>,
        body: (
          <>
            <Section>
              <LabelInputs
                label={calendar.label}
                fallback={calendar.key}
                onChange={(text) => put(editCalendar(calendar, { label: text }), `${calendar.id}/label`)}
              />
              <KeyInput
                value={calendar.key}
                taken={ofKind(documents, 'policy').map((each) => each.key)}
                onChange={(key) => {
                  put(editCalendar(calendar, { key }))
                  go(builderAddresses.calendar(key), { replace: true })
                }}
              />
              <Select
                label={t('zone')}
                placeholder={t('zoneUsual')}
                searchable
                clearable
                limit={50}
                value={calendar.zone ?? null}
                data={zones}
                onChange={(zone) => put(editCalendar(calendar, { zone: zone ?? undefined }))}
              />
            </Section>
            <DeleteDocument
              document={calendar}
              text={t(used ? 'deleteUsedText' : 'deleteText')}
              to={builderAddresses.workspace()}
              disabled={used}
            >
              {t('deleteCalendar')}
            </DeleteDocument>
          </>
        ),
      }}
    >
      <div className="builder-page">
        <Button
          size="sm"
          variant="subtle"
          color="gray"
          className="builder-up"
          leftSection={<IconArrowLeft size={14} stroke={1.5} />}
          onClick={() => go(builderAddresses.workspace())}
        >
          {t('all')}
        </Button>
        <div className="row builder-page-head">
          <h1>{label(calendar.label, calendar.key)}</h1>
          <span className="quiet small">{t('hours', { text: hoursInWeek(calendar) })}</span>
        </div>
        <div className="builder-sheet">
          <Section title={t('week')}>
            {days.map((day) => (
              <DayLine key={day} calendar={calendar} day={day} />
            ))}
          </Section>
          <DayList calendar={calendar} list="holidays" />
          <DayList calendar={calendar} list="workdays" />
        </div>
      </div>
    </Frame>
  )
}

function DayLine({ calendar, day }: { readonly calendar: CalendarDocument; readonly day: Day }) {
  const t = useTexts(workspaceDesignTexts)
  const language = useLanguage()
  const { put } = useDraft()
  const hours = calendar.week[day] ?? []
  // The first of June 2026 is a Monday.
  const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, 5, 1 + days.indexOf(day))),
  )
  const set = (next: readonly Hours[], about?: string) =>
    put(setHours(calendar, day, next), about && `${calendar.id}/${day}/${about}`)
  return (
    <div className="day-line">
      <Checkbox
        className="day-name"
        label={name}
        aria-label={t('works', { day: name })}
        checked={hours.length > 0}
        onChange={(event) => set(event.currentTarget.checked ? [['09:00', '18:00']] : [])}
      />
      {hours.map(([from, to], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stretches of a day have no identity but their place
        <span key={index} className="day-hours">
          <TextInput
            type="time"
            aria-label={t('from', { day: name })}
            value={from}
            onChange={(event) => {
              const { value } = event.currentTarget
              if (value !== '') set(hours.with(index, [value, to]), `from/${index}`)
            }}
          />
          –
          <TextInput
            type="time"
            aria-label={t('to', { day: name })}
            value={to === '24:00' ? '00:00' : to}
            onChange={(event) => {
              const { value } = event.currentTarget
              if (value !== '') set(hours.with(index, [from, value === '00:00' ? '24:00' : value]), `to/${index}`)
            }}
          />
          <ActionIcon
            size="xs"
            aria-label={t('removeHours', { day: name, text: from })}
            onClick={() => set(hours.filter((_, at) => at !== index))}
          >
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </span>
      ))}
      {hours.length > 0 ? (
        <ActionIcon
          size="sm"
          aria-label={t('addHours', { day: name })}
          onClick={() => set([...hours, [hours.at(-1)?.[1] ?? '18:00', '20:00']])}
        >
          <IconPlus size={14} stroke={1.5} />
        </ActionIcon>
      ) : null}
    </div>
  )
}

function DayList({ calendar, list }: { readonly calendar: CalendarDocument; readonly list: 'holidays' | 'workdays' }) {
  const t = useTexts(workspaceDesignTexts)
  const { put } = useDraft()
  const [day, setDay] = useState('')
  const dates = calendar[list] ?? []
  return (
    <Section title={t(list)}>
      <p className="small quiet">{t(`${list}Help`)}</p>
      <div className="people-tags">
        {dates.map((date) => (
          <Pill
            key={date}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('removeDay', { day: date }), 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() =>
              put(
                setDays(
                  calendar,
                  list,
                  dates.filter((each) => each !== date),
                ),
              )
            }
          >
            {date}
          </Pill>
        ))}
      </div>
      <form
        className="builder-add day-add"
        onSubmit={(event) => {
          event.preventDefault()
          if (day === '') return
          put(setDays(calendar, list, [...dates, day]))
          setDay('')
        }}
      >
        <TextInput
          type="date"
          aria-label={`${t(list)}: ${t('addDay')}`}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Button type="submit" disabled={day === ''} leftSection={<IconPlus size={14} stroke={1.5} />}>
          {t('addDay')}
        </Button>
      </form>
    </Section>
  )
}
