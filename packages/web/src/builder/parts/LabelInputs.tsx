import type { Label } from '@atelier/definitions'
import { TextInput, useLanguage, useTexts } from '@atelier/ui'
import { builderTexts } from '../builder-texts.ts'
import { textIn, withText } from './label-text.ts'

export type LabelInputsProps = {
  readonly label: Label | undefined
  /** What is shown while a language has no text. */
  readonly fallback: string
  readonly onChange: (label: Label | undefined) => void
  readonly kind?: 'name' | 'help' | 'text'
}

/** A text in both languages, the reader's first. */
export function LabelInputs({ label, fallback, onChange, kind = 'name' }: LabelInputsProps) {
  const t = useTexts(builderTexts)
  const languages = useLanguage().startsWith('zh') ? (['zh-CN', 'en'] as const) : (['en', 'zh-CN'] as const)
  return languages.map((language) => (
    <TextInput
      key={language}
      label={t(`${kind}${language === 'en' ? 'En' : 'Zh'}`)}
      value={textIn(label, language)}
      placeholder={kind === 'name' ? textIn(label, language === 'en' ? 'zh-CN' : 'en') || fallback : ''}
      onChange={(event) => onChange(withText(label, language, event.currentTarget.value))}
    />
  ))
}
