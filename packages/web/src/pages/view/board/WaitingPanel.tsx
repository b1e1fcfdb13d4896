import { useState } from 'react'
import { MissingPanel, type PendingMove } from '../../../moves/MissingPanel.tsx'
import type { EntityView } from '../../../workspace/model.ts'

export type WaitingPanelProps = {
  readonly entity: EntityView
  readonly pending: PendingMove
  readonly anchorOf: (id: string) => HTMLElement
  readonly onClose: () => void
}

/** What is missing, at the waiting card, which has just been drawn in its new lane. */
export function WaitingPanel({ entity, pending, anchorOf, onClose }: WaitingPanelProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <span hidden ref={(node) => (node && !anchor ? setAnchor(anchorOf(pending.id)) : undefined)} />
      {anchor ? <MissingPanel entity={entity} pending={{ ...pending, anchor }} onClose={onClose} /> : null}
    </>
  )
}
