import { formatDate, formatDateTime, formatNumber, SegmentedControl, Select, useFormat, useTexts } from '@atelier/ui'
import { useMySettings } from '../../../app/use-my-settings.ts'
import { useMe, useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { SettingRow, SettingsCard } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'
import { zones } from '../zones.ts'

const numberStyles = { comma: '1,234.5', point: '1.234,5', space: '1 234,5', plain: '1234.5' } as const
const dateStyles = { ymd: '2026-11-22', dmy: '22/11/2026', mdy: '11/22/2026' } as const

const optionsOf = <Key extends string>(styles: Readonly<Record<Key, string>>) =>
  Object.entries<string>(styles).map(([value, label]) => ({ value, label }))

const keyIn = <Key extends string>(styles: Readonly<Record<Key, string>>, value: string | null): Key | null => {
  for (const key in styles) if (key === value) return key
  return null
}

/** Language, zone, formats, theme and density: kept with the person, the same on every device. */
export function ProfileSection() {
  const t = useTexts(settingsTexts)
  const me = useMe()
  const workspace = useWorkspace()
  const format = useFormat()
  const { settings, save } = useMySettings()
  const asWorkspace = (now: string) => t('asWorkspace', { now })
  const { numbers, dates } = workspace.answer.workspace
  return (
    <>
      <SettingsCard title={me.name} text={[me.email, me.team?.label].filter(Boolean).join(' · ')}>
        <SettingRow label={t('language')}>
          <SegmentedControl
            fullWidth
            aria-label={t('language')}
            value={format.language}
            data={[
              { value: 'zh-CN', label: '中文' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(language) => save({ language: language === 'en' ? 'en' : 'zh-CN' })}
          />
        </SettingRow>
        <SettingRow label={t('zone')} text={formatDateTime(new Date().toISOString(), format)}>
          <Select
            aria-label={t('zone')}
            searchable
            clearable
            placeholder={asWorkspace(workspace.zone)}
            value={settings.zone}
            data={zones}
            limit={100}
            onChange={(zone) => save({ zone })}
          />
        </SettingRow>
        <SettingRow label={t('dates')} text={formatDate('2026-11-22')}>
          <Select
            aria-label={t('dates')}
            clearable
            placeholder={asWorkspace(dateStyles[dates ?? 'ymd'])}
            value={settings.dates}
            data={optionsOf(dateStyles)}
            onChange={(value) => save({ dates: keyIn(dateStyles, value) })}
          />
        </SettingRow>
        <SettingRow label={t('numbers')} text={formatNumber('1234567.5')}>
          <Select
            aria-label={t('numbers')}
            clearable
            placeholder={asWorkspace(numberStyles[numbers ?? 'comma'])}
            value={settings.numbers}
            data={optionsOf(numberStyles)}
            onChange={(value) => save({ numbers: keyIn(numberStyles, value) })}
          />
        </SettingRow>
        {format.language === 'zh-CN' ? (
          <SettingRow label={t('bigNumbers')}>
            <SegmentedControl
              fullWidth
              aria-label={t('bigNumbers')}
              value={format.bigNumbers}
              data={[
                { value: 'wan', label: '128.0万' },
                { value: 'plain', label: '1,280,000' },
              ]}
              onChange={(value) => save({ bigNumbers: value === 'wan' ? 'wan' : 'plain' })}
            />
          </SettingRow>
        ) : null}
      </SettingsCard>
      <Appearance />
    </>
  )
}

function Appearance() {
  const t = useTexts(settingsTexts)
  const { settings, save } = useMySettings()
  const themes = ['light', 'dark', 'auto'] as const
  const densities = ['tight', 'normal', 'roomy'] as const
  return (
    <SettingsCard title={t('appearance')}>
      <SettingRow label={t('theme')}>
        <SegmentedControl
          fullWidth
          aria-label={t('theme')}
          value={settings.theme ?? 'auto'}
          data={themes.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => save({ theme: themes.find((each) => each === value) ?? null })}
        />
      </SettingRow>
      <SettingRow label={t('density')} text={t('densityText')}>
        <SegmentedControl
          fullWidth
          aria-label={t('density')}
          value={settings.density ?? 'normal'}
          data={densities.map((value) => ({ value, label: t(value) }))}
          onChange={(value) => save({ density: densities.find((each) => each === value) ?? null })}
        />
      </SettingRow>
    </SettingsCard>
  )
}
