import { useCallback } from 'react'
import { i18n, type Language } from './i18n.ts'
import { useSpoken } from './spoken.ts'

type PluralSuffix = 'one' | 'other' | 'zero' | 'two' | 'few' | 'many'
/** A key as code writes it: `rows_one` and `rows_other` are both `rows`. */
export type TextKey<Key extends string> = Key extends `${infer Stem}_${PluralSuffix}` ? Stem : Key

export type Texts<Key extends string> = {
  readonly area: string
  readonly keys: Readonly<Record<Language, readonly string[]>>
  /** Never read: carries the keys for the type checker. */
  readonly key?: TextKey<Key>
}

export type TextValues = Readonly<Record<string, string | number>>
export type Translate<Key extends string> = (key: TextKey<Key>, values?: TextValues) => string

// Keys are checked by our own types; i18next's would ask for every area to be known in one place.
const translate = (key: string, options: Readonly<Record<string, string | number>>): string =>
  String(i18n.t(key, options))

/** The translating function of an area: `TranslateOf<typeof kitTexts>`. */
export type TranslateOf<Area> = Area extends Texts<infer Key> ? Translate<Key> : never

/**
 * Declares the texts of one area in both languages. Plurals follow i18next (`rows_one`, `rows_other`, chosen by the value
 * `count`); values stand as `{{name}}`. Chinese may leave out `_one`, it has no such form.
 */
export function defineTexts<Key extends string>(
  area: string,
  texts: { readonly en: Readonly<Record<Key, string>>; readonly 'zh-CN': Readonly<Record<string, string>> },
): Texts<Key> {
  i18n.addResourceBundle('en', area, texts.en, true, true)
  i18n.addResourceBundle('zh-CN', area, texts['zh-CN'], true, true)
  return { area, keys: { en: Object.keys(texts.en), 'zh-CN': Object.keys(texts['zh-CN']) } }
}

/** The area's texts in the language in use; the component is drawn again when the language changes. */
export function useTexts<Key extends string>(texts: Texts<Key>): Translate<Key> {
  const language = useSpoken(texts.area)
  return useCallback(
    (key: TextKey<Key>, values?: TextValues) => translate(key, { ns: texts.area, lng: language, ...values }),
    [texts.area, language],
  )
}

/** A text outside of React, in the language in use. */
export function textNow<Key extends string>(texts: Texts<Key>, key: TextKey<Key>, values?: TextValues): string {
  return translate(key, { ns: texts.area, ...values })
}

/** Which keys one language has and the other lacks, plural endings aside. Empty when both say everything. */
export function missingTexts(texts: Texts<string>): readonly string[] {
  const stems = (language: Language) =>
    new Set(texts.keys[language].map((key) => key.replace(/_(one|other|zero|two|few|many)$/, '')))
  const [en, zh] = [stems('en'), stems('zh-CN')]
  return [
    ...[...en].filter((key) => !zh.has(key)).map((key) => `zh-CN lacks ${texts.area}.${key}`),
    ...[...zh].filter((key) => !en.has(key)).map((key) => `en lacks ${texts.area}.${key}`),
  ]
}
