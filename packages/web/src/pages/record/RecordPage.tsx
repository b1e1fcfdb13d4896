import type { RecordJson } from '@atelier/api'
import { Button, RecordSkeleton, useLabel, useMediaQuery, useTexts } from '@atelier/ui'
import { IconChevronRight } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses, segmentEntity } from '../../app/addresses.ts'
import { refusalOf } from '../../app/client.ts'
import { FailedPage } from '../../app/FailedPage.tsx'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useRecord } from '../../records/use-record.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { FollowButton } from './FollowButton.tsx'
import { fromKeyboard } from './move-key.ts'
import { Neighbours } from './Neighbours.tsx'
import { PhoneActions } from './PhoneActions.tsx'
import { RecordBody } from './RecordBody.tsx'
import { RecordKeys } from './RecordKeys.tsx'
import { RecordMenu } from './RecordMenu.tsx'
import { RecordStages } from './RecordStages.tsx'
import { RecordTabs } from './RecordTabs.tsx'
import { pageTexts } from './record-page-texts.ts'
import './record.css'
import './print.css'

/** One record as a page: header, stages, its fields at the left, what happened at the right. */
export function RecordPage() {
  const { params } = usePage()
  const entity = useEntity(segmentEntity(params.entity ?? ''))
  if (!entity || !params.id) return <NotFoundPage />
  return <LoadedRecord key={`${entity.key} ${params.id}`} entity={entity} id={params.id} />
}

function LoadedRecord({ entity, id }: { readonly entity: EntityView; readonly id: string }) {
  const label = useLabel()
  const { record, error } = useRecord(entity.key, id)
  usePageTitle(record ? recordTitle(entity, record) : label(entity.label))
  if (error) {
    const status = refusalOf(error)?.status
    return status === 404 || status === 400 ? <NotFoundPage /> : <FailedPage error={error} />
  }
  return record ? <RecordFrame entity={entity} record={record} /> : <RecordSkeleton />
}

function RecordFrame({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const isPhone = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const details = <RecordBody entity={entity} record={record} label={t('details')} />
  return (
    <article className="record-page">
      <header className="record-head">
        <nav className="row small quiet" aria-label={label(entity.label)}>
          <Link to={addresses.view(entity.key)}>{label(entity.label)}</Link>
          <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          <span className="cut">{recordTitle(entity, record)}</span>
          <span className="grow" />
          <Neighbours entity={entity} record={record} />
        </nav>
        <div className="row record-title">
          <h1 className="cut">{recordTitle(entity, record)}</h1>
          <FollowButton entity={entity} record={record} />
          <span className="grow" />
          <RecordMenu entity={entity} record={record} />
          {entity.stage ? <MoveOn /> : null}
        </div>
        <RecordKeys entity={entity} record={record} />
        {entity.stage ? <RecordStages entity={entity} record={record} /> : null}
      </header>
      {isPhone ? (
        <>
          <RecordTabs entity={entity} record={record} details={details} timelineFirst />
          <PhoneActions entity={entity} />
        </>
      ) : (
        <div className="record-columns">
          <div className="record-left">{details}</div>
          <aside className="record-right" aria-label={tp('timeline')}>
            <RecordTabs entity={entity} record={record} />
          </aside>
        </div>
      )}
    </article>
  )
}

/** On to the next stage, by a click. */
function MoveOn() {
  const t = useTexts(recordTexts)
  return (
    <Button
      variant="filled"
      className="no-print record-move"
      rightSection={<kbd className="kbd on-accent">]</kbd>}
      onClick={fromKeyboard}
    >
      {t('moveOn')}
    </Button>
  )
}
