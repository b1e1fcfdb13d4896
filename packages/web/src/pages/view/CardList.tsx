import type { RecordJson } from '@atelier/api'
import { Button, useTexts } from '@atelier/ui'
import { RecordCard } from '../../records/RecordCard.tsx'
import type { EntityView, ViewColumn } from '../../workspace/model.ts'
import { viewTexts } from './view-texts.ts'

export type CardListProps = {
  readonly entity: EntityView
  readonly records: readonly RecordJson[]
  readonly columns: readonly ViewColumn[]
  readonly onOpen: (record: RecordJson) => void
  readonly hasMore: boolean
  readonly onMore: () => void
}

/** A list on a phone: one card a record. */
export function CardList({ entity, records, columns, onOpen, hasMore, onMore }: CardListProps) {
  const t = useTexts(viewTexts)
  const fields = columns.map((column) => column.field).filter((key) => key !== entity.title)
  return (
    <div className="card-list">
      {records.map((record) => (
        <button key={record.id} type="button" className="card" onClick={() => onOpen(record)}>
          <RecordCard entity={entity} record={record} fields={fields.slice(0, 5)} />
        </button>
      ))}
      {hasMore ? (
        <Button size="lg" onClick={onMore}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  )
}
