import type { WorkspaceDocument } from '@atelier/definitions'
import { Badge, MultiSelect, NativeSelect, TagsInput, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconArrowRight } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { usePage } from '../../app/use-page.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { hoursInWeek, newCalendar } from '../edits/calendar.ts'
import { type PartChange, withProperties } from '../edits/lists.ts'
import { keyFor, newId } from '../edits/names.ts'
import { Frame } from '../frame/Frame.tsx'
import { AddByName } from '../parts/AddByName.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { Help } from '../parts/Help.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { Section } from '../parts/Section.tsx'
import { workspaceDesignTexts } from './workspace-design-texts.ts'
import './workspace.css'

type Props = {
  readonly workspace: WorkspaceDocument
  readonly onChange: (change: PartChange<WorkspaceDocument>) => void
}

/** What the whole workspace is built on: languages, currencies, calendars. */
export function WorkspacePage() {
  const t = useTexts(workspaceDesignTexts)
  const { documents, put } = useDraft()
  const { answer } = useWorkspace()
  const workspace = ofKind(documents, 'workspace')[0] ?? answer.workspace
  const onChange: Props['onChange'] = (change) => put(withProperties(workspace, change))
  return (
    <Frame>
      <div className="builder-page">
        <div className="row">
          <h1>{t('title')}</h1>
          <Help about={t('help')} text={t('intro')} />
        </div>
        <div className="builder-sheet">
          <Languages workspace={workspace} onChange={onChange} />
          <Currencies workspace={workspace} onChange={onChange} />
          <Calendars workspace={workspace} onChange={onChange} />
        </div>
      </div>
    </Frame>
  )
}

const usualLanguages = ['zh-CN', 'en', 'zh-TW', 'ja', 'ko', 'de', 'fr', 'es', 'pt', 'it', 'ru', 'vi', 'th', 'id']

function Languages({ workspace, onChange }: Props) {
  const t = useTexts(workspaceDesignTexts)
  const own = useLanguage()
  const names = new Intl.DisplayNames([own], { type: 'language' })
  const chosen = workspace.languages ?? ['en', 'zh-CN']
  const option = (language: string) => ({ value: language, label: names.of(language) ?? language })
  return (
    <Section title={t('languages')}>
      <NativeSelect
        label={t('language')}
        description={t('languageHelp')}
        value={workspace.language ?? chosen[0] ?? 'en'}
        data={chosen.map(option)}
        onChange={(event) => onChange({ language: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('allLanguages')}
        description={t('allLanguagesHelp')}
        searchable
        value={[...chosen]}
        data={[...new Set([...chosen, ...usualLanguages])].map(option)}
        onChange={(languages) => {
          const [first] = languages
          if (first === undefined) return
          const stays = workspace.language === undefined || languages.includes(workspace.language)
          onChange({ languages, ...(stays ? {} : { language: first }) })
        }}
      />
      <Link className="link" to={builderAddresses.translations()}>
        {t('toTranslations')}
      </Link>
    </Section>
  )
}

function Currencies({ workspace, onChange }: Props) {
  const t = useTexts(workspaceDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const { documents } = useDraft()
  const codes = workspace.currencies ?? [workspace.currency]
  const entities = entitiesOf(documents)
  const { rates } = workspace
  const kept = entities.find((each) => each.key === rates?.entity)
  const fields = (kept?.fields ?? []).map((field) => ({ value: field.key, label: label(field.label, field.key) }))
  return (
    <Section title={t('currencies')}>
      <NativeSelect
        label={t('currency')}
        description={t('currencyHelp')}
        value={workspace.currency}
        data={[...codes]}
        onChange={(event) => onChange({ currency: event.currentTarget.value })}
      />
      <TagsInput
        label={t('allCurrencies')}
        data={Intl.supportedValuesOf('currency')}
        maxDropdownHeight={240}
        limit={30}
        value={[...codes]}
        onChange={(next) => {
          const written = [...new Set(next.map((code) => code.trim().toUpperCase()))].filter((code) =>
            /^[A-Z]{3}$/.test(code),
          )
          onChange({ currencies: [...new Set([workspace.currency, ...written])] })
        }}
      />
      <NativeSelect
        label={t('rates')}
        description={t('ratesHelp')}
        value={rates?.entity ?? ''}
        data={[
          { value: '', label: b('none') },
          ...entities.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
        ]}
        onChange={(event) => {
          const entity = entities.find((each) => each.key === event.currentTarget.value)
          const [from = '', on = '', rate = ''] = entity?.fields.map((field) => field.key) ?? []
          onChange({ rates: entity ? { entity: entity.key, from, on: on || from, rate: rate || from } : undefined })
        }}
      />
      {rates && kept
        ? (
            [
              ['from', 'rateFrom'],
              ['on', 'rateOn'],
              ['rate', 'rateRate'],
            ] as const
          ).map(([part, text]) => (
            <NativeSelect
              key={part}
              label={t(text)}
              value={rates[part]}
              data={fields}
              onChange={(event) => onChange({ rates: { ...rates, [part]: event.currentTarget.value } })}
            />
          ))
        : null}
    </Section>
  )
}

function Calendars({ workspace, onChange }: Props) {
  const t = useTexts(workspaceDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, inService, put } = useDraft()
  const calendars = ofKind(documents, 'policy')
  const add = (name: string) => {
    const key = keyFor(
      name,
      'calendar',
      calendars.map((each) => each.key),
    )
    put(newCalendar({ id: newId('pol'), key, label: labelFrom(name, language) }))
    go(builderAddresses.calendar(key))
  }
  return (
    <Section title={t('calendars')}>
      <p className="small quiet">{t('calendarsHelp')}</p>
      {calendars.length > 0 ? (
        <NativeSelect
          label={t('calendar')}
          value={workspace.calendar ?? ''}
          data={[
            { value: '', label: b('none') },
            ...calendars.map((each) => ({ value: each.key, label: label(each.label, each.key) })),
          ]}
          onChange={(event) => onChange({ calendar: event.currentTarget.value || undefined })}
        />
      ) : (
        <p className="small quiet">{t('emptyExample')}</p>
      )}
      <ul className="entity-cards">
        {calendars.map((calendar) => (
          <li key={calendar.id}>
            <Link to={builderAddresses.calendar(calendar.key)} className="entity-card">
              <span className="row">
                <b className="cut grow">{label(calendar.label, calendar.key)}</b>
                {workspace.calendar === calendar.key ? <Badge tone="good">{t('inUse')}</Badge> : null}
                <Change now={calendar} before={servedOf(inService, calendar)} />
                <IconArrowRight size={14} stroke={1.5} className="faint" aria-hidden="true" />
              </span>
              <span className="quiet small">
                {t('hours', { text: hoursInWeek(calendar) })} ·{' '}
                {t('daysOff', { count: calendar.holidays?.length ?? 0 })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <AddByName label={t('addCalendar')} placeholder={t('addCalendarPlaceholder')} onAdd={add} />
    </Section>
  )
}
