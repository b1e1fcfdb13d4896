import { useCallback } from 'react'
import { useSpoken } from './spoken.ts'

/** A label as definitions carry it: one text, or one per language. */
export type Label = string | Readonly<Record<string, string>>

/** The label in the reader's language, else in English, else the first given, else `fallback`. */
export function labelText(label: Label | undefined | null, language: string, fallback = ''): string {
  if (label === undefined || label === null) return fallback
  if (typeof label === 'string') return label
  return label[language] ?? label.en ?? Object.values(label)[0] ?? fallback
}

/** A function that reads labels in the language in use. */
export function useLabel(): (label: Label | undefined | null, fallback?: string) => string {
  const language = useSpoken()
  return useCallback(
    (label: Label | undefined | null, fallback?: string) => labelText(label, language, fallback),
    [language],
  )
}

/** The language in use; the component is drawn again when it changes. */
export const useLanguage = (): string => useSpoken()
