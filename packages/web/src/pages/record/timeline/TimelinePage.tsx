import { memo } from 'react'
import type { EntityView } from '../../../workspace/model.ts'
import { Entry } from './TimelineEntries.tsx'
import type { TimelineEntry } from './timeline-items.ts'

/** One page of a timeline. It is drawn once: pages that come later, and what is typed above, leave it as it is. */
export const TimelinePage = memo(function TimelinePage({
  entries,
  entity,
}: {
  readonly entries: readonly TimelineEntry[]
  readonly entity: EntityView
}) {
  return (
    <ol className="history is-long">
      {entries.map((entry) => (
        <Entry key={`${entry.kind} ${entry.id}`} entry={entry} entity={entity} />
      ))}
    </ol>
  )
})
