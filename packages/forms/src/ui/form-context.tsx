import type { Field, Model } from '@atelier/definitions'
import type { Label, ProblemView, TranslateOf } from '@atelier/ui'
import { createContext, useContext } from 'react'
import type { FormEnv, FormValues } from '../env.ts'
import type { Judge } from '../form-state.ts'
import type { Layout } from '../layout.ts'
import type { FormStore } from './form-store.ts'
import type { formTexts } from './texts.ts'

/** A problem with its place in the values. */
export type PlacedProblem = ProblemView & { readonly path?: string | undefined }

/** What the parts of one form share. It stays the same as long as the form and the language do: what changes is heard through the store. */
export type FormParts = {
  readonly model: Model
  readonly layout: Layout
  readonly store: FormStore
  readonly t: TranslateOf<typeof formTexts>
  readonly label: (label: Label | undefined | null, fallback?: string) => string
  readonly read: () => FormValues
  /** Questions about the values as they are now; worked out once per change. */
  readonly judge: () => Judge
  readonly env: () => FormEnv
  readonly change: (field: Field, value: unknown) => void
  readonly left: (field: Field) => void
  readonly problemsOf: (field: string) => readonly PlacedProblem[]
  /** What others have written meanwhile, by field. */
  readonly conflicts: () => FormValues
  readonly settle: (field: Field, take: 'theirs' | 'mine') => void
  readonly pick: (field: Field, value: unknown) => Promise<FormEnv>
}

const FormContext = createContext<FormParts | null>(null)
export const FormPartsProvider = FormContext.Provider

export function useForms(): FormParts {
  const parts = useContext(FormContext)
  if (!parts) throw new Error('Fields of a form stand inside GeneratedForm')
  return parts
}
