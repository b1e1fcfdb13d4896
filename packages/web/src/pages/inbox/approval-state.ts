import { type Tone, useTexts } from '@atelier/ui'
import { inboxTexts } from './inbox-texts.ts'

const states = {
  pending: 'pending',
  approved: 'approved',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  waiting: 'waiting',
  open: 'open',
  skipped: 'skipped',
  told: 'told',
  closed: 'closed',
} as const

/** Colour by meaning. */
export const stateTone = (state: string): Tone =>
  state === 'approved'
    ? 'good'
    : state === 'rejected'
      ? 'bad'
      : state === 'pending' || state === 'open'
        ? 'warn'
        : 'plain'

/** The words for the state of a request, a step or a person in it. */
export function useStateText(): (state: string) => string {
  const t = useTexts(inboxTexts)
  return (state) => {
    const known = Object.entries(states).find(([key]) => key === state)?.[1]
    return known ? t(known) : state
  }
}
