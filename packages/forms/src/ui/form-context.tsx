import type { Field, Model } from '@atelier/definitions'
import type { ProblemView } from '@atelier/ui'
import { createContext, useContext } from 'react'
import type { Control } from 'react-hook-form'
import type { FormEnv, FormValues } from '../env.ts'
import type { Judge } from '../form-state.ts'
import type { Layout } from '../layout.ts'

/** A problem with its place in the values. */
export type PlacedProblem = ProblemView & { readonly path?: string | undefined }

/** What the parts of one form share. Values live in react-hook-form; each field listens to what it hangs on and nothing else. */
export type FormParts = {
  readonly model: Model
  readonly layout: Layout
  readonly control: Control<FormValues>
  readonly read: () => FormValues
  /** Questions about the values as they are now; worked out once per change. */
  readonly judge: () => Judge
  readonly env: () => FormEnv
  readonly change: (field: Field, value: unknown) => void
  readonly left: (field: Field) => void
  readonly problems: readonly PlacedProblem[]
  /** What others have written meanwhile, by field. */
  readonly conflicts: FormValues
  readonly settle: (field: Field, take: 'theirs' | 'mine') => void
  readonly pick: (field: Field, value: unknown) => Promise<FormEnv>
  readonly autoFocus: string | undefined
}

const FormContext = createContext<FormParts | null>(null)
export const FormPartsProvider = FormContext.Provider

export function useForms(): FormParts {
  const parts = useContext(FormContext)
  if (!parts) throw new Error('Fields of a form stand inside GeneratedForm')
  return parts
}
