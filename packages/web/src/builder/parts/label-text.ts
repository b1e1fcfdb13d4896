import type { Label } from '@atelier/definitions'

export type LabelLanguage = 'en' | 'zh-CN'

/** What a label says in one language, without falling back on another; a plain text says the same in each. */
export const textIn = (label: Label | undefined, language: LabelLanguage): string =>
  typeof label === 'string' ? label : (label?.[language] ?? '')

/** The label with one language's text changed; an empty text is left out, and a label without any is none. */
export function withText(label: Label | undefined, language: LabelLanguage, text: string): Label | undefined {
  const texts: Readonly<Record<string, string>> =
    typeof label === 'string' ? { en: label, 'zh-CN': label } : (label ?? {})
  const { [language]: _, ...others } = texts
  const next = text === '' ? others : { ...texts, [language]: text }
  return Object.keys(next).length > 0 ? next : undefined
}

/** A label for a name typed in the reader's language. */
export const labelFrom = (name: string, language: string): Label => ({
  [language.startsWith('zh') ? 'zh-CN' : 'en']: name,
})
