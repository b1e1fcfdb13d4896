import type { FormValues } from '@atelier/forms'

const place = (entity: string) => `atelier.draft.${entity}`

/** What was entered for a new record of the entity and never sent; kept until this tab is closed. */
export function readDraft(entity: string): FormValues | undefined {
  const text = window.sessionStorage.getItem(place(entity))
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

/** Keeps what has been entered so far. */
export function keepDraft(entity: string, values: FormValues): void {
  if (Object.keys(values).length > 0) window.sessionStorage.setItem(place(entity), JSON.stringify(values))
}

export const forgetDraft = (entity: string): void => window.sessionStorage.removeItem(place(entity))
