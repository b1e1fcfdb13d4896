import { showToast } from '@atelier/ui'
import { useCallback, useState } from 'react'
import type { EntityView } from '../workspace/model.ts'
import { type BulkChange, type BulkForecast, forecastBulk, useBulk } from './use-bulk.ts'

/** Changes of many records that not all can be carried out, waiting for a word about the others. */
export type Proposal = {
  readonly changes: readonly BulkChange[]
  readonly forecast: BulkForecast
  /** Texts that stand for no value of their field. */
  readonly unknown: readonly string[]
  /** How many cells cannot be edited at all. */
  readonly locked: number
  readonly titles: ReadonlyMap<string, string>
}

export type ProposalInput = Pick<Proposal, 'changes'> & Partial<Pick<Proposal, 'unknown' | 'locked' | 'titles'>>

/**
 * Changes many records at once. What the server would carry out whole is done at once, with one way back; else what is refused, and why,
 * is shown first. Gives whether they were carried out without asking.
 */
export function useChanges(entity: EntityView) {
  const write = useBulk(entity.key)
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const propose = useCallback(
    async ({ changes, unknown = [], locked = 0, titles = new Map() }: ProposalInput): Promise<boolean> => {
      if (changes.length === 0 && unknown.length + locked === 0) return true
      const forecast = changes.length === 0 ? { changed: 0, refused: [] } : await forecastBulk(entity.key, changes)
      if ('ok' in forecast) {
        showToast(forecast.problems[0]?.message ?? forecast.title, { tone: 'bad' })
        return false
      }
      if (forecast.refused.length + unknown.length + locked > 0) {
        setProposal({ changes, forecast, unknown, locked, titles })
        return false
      }
      await write(changes)
      return true
    },
    [entity.key, write],
  )
  const accept = useCallback(async () => {
    if (!proposal) return
    const refused = new Set(proposal.forecast.refused.map(({ id }) => id))
    setProposal(null)
    await write(proposal.changes.filter(({ id }) => !refused.has(id)))
  }, [proposal, write])
  const dismiss = useCallback(() => setProposal(null), [])
  return { proposal, propose, accept, dismiss }
}
