import type { Language } from './i18n.ts'

/** Several of what a label names: `Deals` for `Deal`. Other languages than English keep the label as it is. */
export function pluralOf(label: string, language: Language): string {
  if (language !== 'en' || !/[a-z]$/.test(label)) return label
  if (/person$/i.test(label)) return `${label.slice(0, -'rson'.length)}ople`
  if (/[^aeiou]y$/.test(label)) return `${label.slice(0, -1)}ies`
  return /(s|x|z|ch|sh)$/.test(label) ? `${label}es` : `${label}s`
}

/** A label within a sentence: `Deal` becomes `deal`; `POC`, `iPad` and names in other languages stay as they are. */
export function inSentence(label: string, language: Language): string {
  const isWord = language === 'en' && /^[A-Z][a-z]+( [a-z]+)*$/.test(label)
  return isWord ? label[0]?.toLowerCase() + label.slice(1) : label
}
