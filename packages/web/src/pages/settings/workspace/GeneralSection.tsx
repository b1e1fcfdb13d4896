import { Button, ProblemList, Select, Switch, TextInput, useTexts } from '@atelier/ui'
import type { ReactNode } from 'react'
import { useMySettings } from '../../../app/use-my-settings.ts'
import { SettingRow, SettingsCard } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'
import { zones } from '../zones.ts'
import { LanguageLines } from './LanguageLines.tsx'
import { useWorkspaceDocument, type WorkspaceDraft } from './use-workspace-document.ts'

const currencies = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'HKD', 'TWD', 'KRW', 'SGD', 'INR', 'AUD', 'CAD', 'CHF']
const months = Array.from({ length: 12 }, (_, at) => `${String(at + 1).padStart(2, '0')}-01`)

/** What holds for everybody in the workspace: a definition, published from here in one click. */
export function GeneralSection() {
  const t = useTexts(settingsTexts)
  const document = useWorkspaceDocument()
  const { settings } = useMySettings()
  const { draft, change, publish, reset, busy, isDirty, problems } = document
  if (draft === undefined) return <div aria-busy="true" />
  const languageName = (settings.language ?? 'en') === 'en' ? 'en' : 'zh-CN'
  const monthName = (start: string) =>
    new Intl.DateTimeFormat(languageName, { month: 'long', timeZone: 'UTC' }).format(new Date(`2026-${start}T00:00Z`))
  return (
    <>
      <ProblemList problems={problems} />
      <SettingsCard title={t('workspaceName')}>
        <SettingRow label={t('nameEn')}>
          <TextInput
            aria-label={t('nameEn')}
            maxLength={100}
            value={draft.nameEn}
            onChange={(event) => change({ nameEn: event.currentTarget.value })}
          />
        </SettingRow>
        <SettingRow label={t('nameZh')}>
          <TextInput
            aria-label={t('nameZh')}
            maxLength={100}
            value={draft.nameZh}
            onChange={(event) => change({ nameZh: event.currentTarget.value })}
          />
        </SettingRow>
      </SettingsCard>
      <SettingsCard title={t('place')}>
        <LanguageLines draft={draft} change={change} />
        <Choice name="zone" draft={draft} change={change} data={zones} searchable />
        <Choice
          name="currency"
          draft={draft}
          change={change}
          data={[...new Set([draft.currency, ...draft.currencies, ...currencies])]}
          searchable
          text={t('currencyText')}
        />
      </SettingsCard>
      <SettingsCard title={t('calendar')}>
        <Choice
          name="weekStart"
          draft={draft}
          change={change}
          data={(['mon', 'sun', 'sat'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <Choice
          name="fiscalYearStart"
          draft={draft}
          change={change}
          data={[...new Set([draft.fiscalYearStart, ...months])].map((value) => ({
            value,
            label: value.endsWith('-01') ? monthName(value) : value,
          }))}
          text={t('fiscalYearText')}
        />
        <Choice
          name="dates"
          draft={draft}
          change={change}
          data={[
            { value: 'ymd', label: '2026-11-22' },
            { value: 'dmy', label: '22/11/2026' },
            { value: 'mdy', label: '11/22/2026' },
          ]}
        />
        <Choice
          name="numbers"
          draft={draft}
          change={change}
          data={[
            { value: 'comma', label: '1,234.5' },
            { value: 'point', label: '1.234,5' },
            { value: 'space', label: '1 234,5' },
            { value: 'plain', label: '1234.5' },
          ]}
        />
      </SettingsCard>
      <SettingsCard title={t('security')}>
        <SettingRow label={t('requireTwoFactor')} text={t('requireTwoFactorText')}>
          <Switch
            aria-label={t('requireTwoFactor')}
            checked={draft.twoFactor === 'required'}
            onChange={(event) => change({ twoFactor: event.currentTarget.checked ? 'required' : 'optional' })}
          />
        </SettingRow>
      </SettingsCard>
      {isDirty ? (
        <div className="settings-saving" role="status">
          <span className="grow">{t('unpublished')}</span>
          <Button variant="subtle" onClick={reset}>
            {t('reset')}
          </Button>
          <Button variant="filled" loading={busy} onClick={() => void publish()}>
            {t('publish')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

type ChoiceName = 'zone' | 'currency' | 'weekStart' | 'fiscalYearStart' | 'dates' | 'numbers'

function Choice({
  name,
  draft,
  change,
  data,
  text,
  searchable = false,
}: {
  readonly name: ChoiceName
  readonly draft: WorkspaceDraft
  readonly change: (changes: Partial<WorkspaceDraft>) => void
  readonly data: readonly (string | { readonly value: string; readonly label: string })[]
  readonly text?: string
  readonly searchable?: boolean
}): ReactNode {
  const t = useTexts(settingsTexts)
  return (
    <SettingRow label={t(name)} text={text}>
      <Select
        aria-label={t(name)}
        allowDeselect={false}
        searchable={searchable}
        limit={100}
        value={draft[name]}
        data={[...data]}
        onChange={(value) => value !== null && change({ [name]: value })}
      />
    </SettingRow>
  )
}
