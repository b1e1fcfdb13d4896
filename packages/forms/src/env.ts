import type { Env, RecordData } from '@atelier/rules'

/** Values of a record by field key, as the API answers them or as a person entered them. */
export type FormValues = Readonly<Record<string, unknown>>

/** What a form knows besides the values in it. */
export type FormEnv = Pick<Env, 'now' | 'zone' | 'weekStart' | 'fiscalYearStart'> & {
  /** `$user` and `$workspace`; a part that is not given here makes rules that read it wait for the server. */
  readonly names: { readonly $user: RecordData | null; readonly $workspace: RecordData }
  /** The record as it is stored; undefined for one that is being made. */
  readonly before?: FormValues
  /** What is known of records that references point at, by id: their values as rules read them. */
  readonly related?: ReadonlyMap<string, RecordData>
  /** What this person may do to a field, where it is less than writing it. */
  readonly access?: ReadonlyMap<string, 'read' | 'masked'>
  /** Fields that a person has written: their defaults no longer apply. */
  readonly touched?: ReadonlySet<string>
}
