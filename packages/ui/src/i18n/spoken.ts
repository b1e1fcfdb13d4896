import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { i18n, type Language } from './i18n.ts'

/** The language of a part of the page that speaks another one than the rest. */
export const SpokenLanguage = createContext<Language | undefined>(undefined)

/** The language in use here; the component is drawn again when it changes. */
export function useSpoken(namespace?: string): string {
  const { language } = useTranslation(namespace, { i18n }).i18n
  return useContext(SpokenLanguage) ?? language
}
