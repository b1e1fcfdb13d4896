import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

/** The languages that every text of the app exists in. */
export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

const storageKey = 'atelier.language'

const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** The language to start in: the person's last choice on this device, else the browser's, else English. */
export function startLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  const first = preferred.find((tag) => /^(zh|en)\b/i.test(tag))
  return first && /^zh/i.test(first) ? 'zh-CN' : 'en'
}

const inBrowser = typeof window !== 'undefined'

/** The one instance of i18next. Texts join it by `defineTexts`. */
export const i18n = i18next.createInstance()
i18n.use(initReactI18next).init({
  lng: inBrowser ? startLanguage(window.localStorage.getItem(storageKey), navigator.languages) : 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: {},
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
})

/** Switches the language at once and remembers it on this device. */
export function setLanguage(language: Language): void {
  if (inBrowser) window.localStorage.setItem(storageKey, language)
  void i18n.changeLanguage(language)
}

/** The language in use now. */
export function currentLanguage(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'en'
}
