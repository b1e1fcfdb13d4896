import type { RecordJson } from '@atelier/api'
import { ActionIcon, Button, Menu, RecordSkeleton, showToast, useLabel, useMediaQuery, useTexts } from '@atelier/ui'
import { IconChevronRight, IconDots, IconLink, IconTrash } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { addresses, segmentEntity } from '../../app/addresses.ts'
import { refusalOf } from '../../app/client.ts'
import { FailedPage } from '../../app/FailedPage.tsx'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { recordTexts } from '../../records/record-texts.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useRecord } from '../../records/use-record.ts'
import { useWrite } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { NotFoundPage } from '../not-found/NotFoundPage.tsx'
import { RecordBody } from './RecordBody.tsx'
import { RecordKeys } from './RecordKeys.tsx'
import { RecordStages } from './RecordStages.tsx'
import { RecordTabs } from './RecordTabs.tsx'
import { pageTexts } from './record-page-texts.ts'
import './record.css'

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
  const { go } = usePage()
  const writer = useWrite(entity.key)
  const isPhone = useMediaQuery('(max-width: 700px)')
  const details = <RecordBody entity={entity} record={record} label={t('details')} />
  return (
    <article className="record-page">
      <header className="record-head">
        <nav className="row small quiet" aria-label={label(entity.label)}>
          <Link to={addresses.view(entity.key)}>{label(entity.label)}</Link>
          <IconChevronRight size={14} stroke={1.5} aria-hidden="true" />
          <span className="cut">{recordTitle(entity, record)}</span>
        </nav>
        <div className="row record-title">
          <h1 className="cut">{recordTitle(entity, record)}</h1>
          <span className="grow" />
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="default" aria-label={t('actions')}>
                <IconDots size={16} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconLink size={16} stroke={1.5} />}
                onClick={() =>
                  void navigator.clipboard.writeText(window.location.href).then(() => showToast(t('copied')))
                }
              >
                {t('copyLink')}
              </Menu.Item>
              {entity.may.has('delete') ? (
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={16} stroke={1.5} />}
                  onClick={() => void writer.remove([record.id]).then(() => go(addresses.view(entity.key)))}
                >
                  {t('delete')}
                </Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
          {entity.stage ? <MoveOn /> : null}
        </div>
        <RecordKeys entity={entity} record={record} />
        {entity.stage ? <RecordStages entity={entity} record={record} /> : null}
      </header>
      {isPhone ? (
        <RecordTabs entity={entity} record={record} details={details} timelineFirst />
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

/** The same as the key `]`: on to the next stage. */
function MoveOn() {
  const t = useTexts(recordTexts)
  return (
    <Button
      variant="filled"
      rightSection={<kbd className="kbd on-accent">]</kbd>}
      onClick={() => window.dispatchEvent(new KeyboardEvent('keydown', { key: ']' }))}
    >
      {t('moveOn')}
    </Button>
  )
}
