import type { MeAnswer } from '@atelier/api'

/** Who is signed in, and what they may do beyond records. */
export type MeView = Omit<MeAnswer, 'may'> & { readonly may: ReadonlySet<string> }

/** The answer of `GET /me` as pages read it. */
export const readMe = (answer: MeAnswer): MeView => ({ ...answer, may: new Set<string>(answer.may) })
