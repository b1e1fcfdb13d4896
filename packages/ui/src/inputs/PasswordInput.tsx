import { PasswordInput as MantinePasswordInput, type PasswordInputProps } from '@mantine/core'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

/** A password, with the eye that shows it named in the reader's language. */
export function PasswordInput(props: PasswordInputProps) {
  const t = useTexts(kitTexts)
  return <MantinePasswordInput visibilityToggleButtonProps={{ 'aria-label': t('showSecret') }} {...props} />
}
