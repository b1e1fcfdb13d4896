import type { Count } from '@atelier/api'
import { ActionIcon, EmptyState, formatNumber, RecordSkeleton, useLabel, useTexts } from '@atelier/ui'
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp } from '@atelier/ui/icons'
import { addresses } from '../../../app/addresses.ts'
import { shellTexts } from '../../../app/shell-texts.ts'
import { usePage } from '../../../app/use-page.ts'
import { recordTexts } from '../../../records/record-texts.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { useRecord } from '../../../records/use-record.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { RecordBody } from '../../record/RecordBody.tsx'
import { viewTexts } from '../view-texts.ts'

export type OpenRecordProps = {
  readonly entity: EntityView
  readonly id: string
  /** Its place in the list; negative where the list does not hold it. */
  readonly at: number
  readonly count: Count | null
  readonly hasNext: boolean
  readonly onStep: (by: number) => void
}

/** The record at the right: the same as in the side panel, with ways to the one before and after. */
export function OpenRecord({ entity, id, at, count, hasNext, onStep }: OpenRecordProps) {
  const t = useTexts(viewTexts)
  const ts = useTexts(shellTexts)
  const tr = useTexts(recordTexts)
  const label = useLabel()
  const { go } = usePage()
  const { record, error } = useRecord(entity.key, id)
  const title = record ? recordTitle(entity, record) : label(entity.label)
  const all = count ? `${formatNumber(count.value)}${count.exact ? '' : '+'}` : ''
  return (
    <section className="split-record" aria-label={title}>
      <header className="split-head">
        <h2 className="cut grow">{title}</h2>
        {at < 0 || !count ? null : (
          <span className="quiet small num nowrap">{t('placeOf', { at: formatNumber(at + 1), all })}</span>
        )}
        <ActionIcon size="sm" aria-label={tr('previous')} disabled={at === 0} onClick={() => onStep(-1)}>
          <IconChevronUp size={16} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size="sm" aria-label={tr('next')} disabled={!hasNext} onClick={() => onStep(1)}>
          <IconChevronDown size={16} stroke={1.5} />
        </ActionIcon>
        <ActionIcon size="sm" aria-label={t('openPage')} onClick={() => go(addresses.record(entity.key, id))}>
          <IconArrowsDiagonal size={16} stroke={1.5} />
        </ActionIcon>
      </header>
      <div className="split-body">
        {record ? (
          <RecordBody entity={entity} record={record} narrow label={tr('details')} />
        ) : error ? (
          <EmptyState title={ts('notFoundTitle')} text={ts('notFoundText')} />
        ) : (
          <RecordSkeleton />
        )}
      </div>
    </section>
  )
}
