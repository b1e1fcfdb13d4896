import type { RecordJson } from '@atelier/api'
import { Chip, EmptyState, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, unwrap } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { Composer } from './Composer.tsx'
import { pageTexts } from './record-page-texts.ts'
import { Entry } from './TimelineEntries.tsx'
import { readTimeline, type TimelineEntry } from './timeline-items.ts'

const kinds = ['all', 'activities', 'tasks', 'moves', 'approvals'] as const
type Kind = (typeof kinds)[number]

const kindOf = (entry: TimelineEntry): Kind =>
  entry.kind === 'move' ? 'moves' : entry.kind === 'approval' ? 'approvals' : entry.done ? 'activities' : 'tasks'

/** What happened around a record, newest first, with what is still to be done on top; and the place to write more of it. */
export function TimelineTab({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(pageTexts)
  const { entities } = useWorkspace()
  const [kind, setKind] = useState<Kind>('all')
  const { data, isPending } = useQuery({
    queryKey: ['timeline', entity.key, record.id],
    queryFn: () => unwrap(client.records.timeline(entity.key, record.id)).then(readTimeline),
  })
  const entries = data ?? []
  const present = kinds.filter((each) => each === 'all' || entries.some((entry) => kindOf(entry) === each))
  const shown = entries.filter((entry) => kind === 'all' || kindOf(entry) === kind)
  const holder = [...entities.values()].find(
    (each) =>
      each.source.activity !== undefined &&
      each.may.has('create') &&
      each.source.fields.some(
        (field) => field.key === each.source.activity?.about && field.targets.includes(entity.key),
      ),
  )
  return (
    <div className="timeline">
      {holder ? <Composer holder={holder} about={{ entity: entity.key, id: record.id }} /> : null}
      {present.length > 2 ? (
        <div className="row timeline-kinds">
          {present.map((each) => (
            <Chip key={each} active={kind === each} onClick={() => setKind(each)}>
              {t(each)}
            </Chip>
          ))}
        </div>
      ) : null}
      {!isPending && shown.length === 0 ? (
        <EmptyState title={t('timelineEmpty')} text={t('timelineEmptyText')} />
      ) : null}
      <ol className="history">
        {shown.map((entry) => (
          <Entry key={`${entry.kind} ${entry.id}`} entry={entry} entity={entity} />
        ))}
      </ol>
    </div>
  )
}
