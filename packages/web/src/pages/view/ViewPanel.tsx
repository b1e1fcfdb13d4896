import { EmptyState, RecordSkeleton, SidePanel, useLabel, useTexts } from '@atelier/ui'
import { addresses } from '../../app/addresses.ts'
import { shellTexts } from '../../app/shell-texts.ts'
import { usePage } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useRecord } from '../../records/use-record.ts'
import type { EntityView } from '../../workspace/model.ts'
import { CreatePanel } from '../record/CreatePanel.tsx'
import { RecordBody } from '../record/RecordBody.tsx'

export type ViewPanelProps = {
  readonly entity: EntityView
  readonly panel: string | undefined
  readonly onClose: () => void
}

/** The panel at the right of a list: a new record, or the one that was opened. */
export function ViewPanel({ entity, panel, onClose }: ViewPanelProps) {
  if (panel === undefined) return null
  if (panel === 'new') return <CreatePanel entity={entity} onClose={onClose} />
  return <OpenRecord key={panel} entity={entity} id={panel} onClose={onClose} />
}

function OpenRecord({
  entity,
  id,
  onClose,
}: {
  readonly entity: EntityView
  readonly id: string
  readonly onClose: () => void
}) {
  const t = useTexts(shellTexts)
  const tr = useTexts(recordTexts)
  const label = useLabel()
  const { go } = usePage()
  const { record, error } = useRecord(entity.key, id)
  const title = record ? recordTitle(entity, record) : label(entity.label)
  return (
    <SidePanel open title={title} onClose={onClose} onExpand={() => go(addresses.record(entity.key, id))}>
      {record ? (
        <RecordBody entity={entity} record={record} narrow label={tr('details')} />
      ) : error ? (
        <EmptyState title={t('notFoundTitle')} text={t('notFoundText')} />
      ) : (
        <RecordSkeleton />
      )}
    </SidePanel>
  )
}
