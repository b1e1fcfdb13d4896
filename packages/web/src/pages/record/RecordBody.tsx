import type { RecordJson } from '@atelier/api'
import { RecordSkeleton } from '@atelier/ui'
import { lazy, Suspense } from 'react'
import type { EntityView } from '../../workspace/model.ts'
import { FollowButton } from './FollowButton.tsx'
import { RecordKeys } from './RecordKeys.tsx'
import { RecordMenu } from './RecordMenu.tsx'
import { RecordStages } from './RecordStages.tsx'
import { RecordTabs } from './RecordTabs.tsx'
import './record.css'

// The form engine brings the field types along: lists do without until a record is opened.
const RecordFields = lazy(async () => ({ default: (await import('./RecordFields.tsx')).RecordFields }))

export type RecordBodyProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  /** In the side panel: stages and key fields on top, the form as the first tab. */
  readonly narrow?: boolean
  readonly label: string
}

/** A record below its title: its fields, and in the side panel everything else too. */
export function RecordBody({ entity, record, narrow = false, label: name }: RecordBodyProps) {
  const fields = (
    <Suspense fallback={<RecordSkeleton />}>
      <RecordFields entity={entity} record={record} />
    </Suspense>
  )
  if (!narrow) {
    return (
      <section className="record-body" aria-label={name}>
        {fields}
      </section>
    )
  }
  return (
    <section className="record-body is-narrow" aria-label={name}>
      <div className="row record-panel-head">
        <RecordKeys entity={entity} record={record} />
        <span className="grow" />
        <FollowButton entity={entity} record={record} />
        <RecordMenu entity={entity} record={record} />
      </div>
      {entity.stage ? <RecordStages entity={entity} record={record} /> : null}
      <RecordTabs entity={entity} record={record} details={fields} />
    </section>
  )
}
