import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { i18n } from '../i18n/i18n.ts'
import { resolveCssVariables, theme } from './theme.ts'

// A page stands without them; what a toast needs to move in and out is fetched beside it.
const Toasts = lazy(async () => {
  const part = await import('../overlay/Toasts.tsx').catch(() => undefined)
  return { default: part?.Toasts ?? (() => null) }
})

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
        <Suspense>
          <Toasts />
        </Suspense>
        {children}
      </I18nextProvider>
    </MantineProvider>
  )
}
