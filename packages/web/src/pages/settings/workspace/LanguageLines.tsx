import { Checkbox, SegmentedControl, useTexts } from '@atelier/ui'
import { SettingRow } from '../SettingsCard.tsx'
import { settingsTexts } from '../settings-texts.ts'
import type { WorkspaceDraft } from './use-workspace-document.ts'

const names = { 'zh-CN': '中文', en: 'English' } as const
const known = ['zh-CN', 'en'] as const

/** The languages of the workspace, and the one for whoever has not chosen. */
export function LanguageLines({
  draft,
  change,
}: {
  readonly draft: WorkspaceDraft
  readonly change: (changes: Partial<WorkspaceDraft>) => void
}) {
  const t = useTexts(settingsTexts)
  return (
    <>
      <SettingRow label={t('languages')}>
        <div className="row">
          {known.map((language) => (
            <Checkbox
              key={language}
              label={names[language]}
              checked={draft.languages.includes(language)}
              disabled={draft.language === language}
              onChange={(event) => {
                const rest = draft.languages.filter((each) => each !== language)
                change({ languages: event.currentTarget.checked ? [...rest, language] : rest })
              }}
            />
          ))}
        </div>
      </SettingRow>
      <SettingRow label={t('mainLanguage')} text={t('mainLanguageText')}>
        <SegmentedControl
          fullWidth
          aria-label={t('mainLanguage')}
          value={draft.language}
          data={known.map((value) => ({ value, label: names[value] }))}
          onChange={(language) => change({ language, languages: [...new Set([language, ...draft.languages])] })}
        />
      </SettingRow>
    </>
  )
}
