import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { type ReactNode, useEffect, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { i18n } from '../i18n/i18n.ts'
import { resolveCssVariables, theme } from './theme.ts'

const colorScheme = localStorageColorSchemeManager({ key: 'atelier.theme' })

/** Theme, languages and the place where toasts appear. Everything of the kit works below it and only below it. */
export function UiProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(i18n.language)
  useEffect(() => {
    i18n.on('languageChanged', setLanguage)
    return () => i18n.off('languageChanged', setLanguage)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveCssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
    >
      <I18nextProvider i18n={i18n}>
        <Notifications position="bottom-center" autoClose={6000} limit={3} zIndex={400} />
        {children}
      </I18nextProvider>
    </MantineProvider>
  )
}
