import type { RecordJson } from '@atelier/api'
import { useLabel, useTexts } from '@atelier/ui'
import type { KeyboardEvent, ReactNode } from 'react'
import { usePage } from '../../app/use-page.ts'
import { isOfKind } from '../../fields/registry.ts'
import { isEmpty } from '../../fields/values.ts'
import { recordTexts } from '../../records/record-texts.ts'
import type { EntityView } from '../../workspace/model.ts'
import { FilesTab } from './files/FilesTab.tsx'
import { filesOf } from './files/file-values.ts'
import { HistoryTab } from './HistoryTab.tsx'
import { RelatedTab, useRelatedLists } from './RelatedTab.tsx'
import { pageTexts } from './record-page-texts.ts'
import { TimelineTab } from './timeline/TimelineTab.tsx'

type Tab = {
  readonly key: string
  readonly label: string
  readonly count?: number | undefined
  readonly body: ReactNode
}

export type RecordTabsProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  /** The record's fields, where there is no room for them beside the tabs. */
  readonly details?: ReactNode
  /** On a phone what happened comes before the fields. */
  readonly timelineFirst?: boolean
}

/** What belongs to a record besides its fields: what happened, what is linked to it, its files, every change. */
export function RecordTabs({ entity, record, details, timelineFirst = false }: RecordTabsProps) {
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const lists = useRelatedLists(entity, record)
  const files = entity.fields.filter((field) => isOfKind(field, 'files'))
  const fields = details ? [{ key: 'details', label: t('details'), body: details }] : []
  const timeline = { key: 'timeline', label: tp('timeline'), body: <TimelineTab entity={entity} record={record} /> }
  const tabs: readonly Tab[] = [
    ...(timelineFirst ? [timeline, ...fields] : [...fields, timeline]),
    ...lists.map((list) => ({
      key: list.key,
      label: label(list.label, list.key),
      count: list.count,
      body: <RelatedTab key={list.key} list={list} />,
    })),
    ...(files.length > 0
      ? [
          {
            key: 'files',
            label: tp('files'),
            count: files.reduce(
              (sum, field) => sum + (isEmpty(record[field.key]) ? 0 : filesOf(record[field.key]).length),
              0,
            ),
            body: <FilesTab entity={entity} record={record} fields={files} />,
          },
        ]
      : []),
    { key: 'history', label: t('history'), body: <HistoryTab entity={entity} record={record} /> },
  ]
  const { query, setQuery } = usePage()
  const shown = tabs.find((tab) => tab.key === query.tab) ?? tabs[0]
  const setOpen = (key: string) => setQuery({ tab: key === tabs[0]?.key ? undefined : key, show: undefined })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[((shown ? tabs.indexOf(shown) : 0) + step + tabs.length) % tabs.length]
    if (step === 0 || !next) return
    event.preventDefault()
    setOpen(next.key)
    const list = event.currentTarget
    window.setTimeout(() => list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  return (
    <div className="record-tabs">
      <div className="tabs" role="tablist" aria-label={tp('timeline')} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`tab-${tab.key}`}
            aria-selected={tab === shown}
            aria-controls="record-tab"
            tabIndex={tab === shown ? 0 : -1}
            className={`tab${tab === shown ? ' is-on' : ''}`}
            onClick={() => setOpen(tab.key)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="tab-count">{tab.count}</span>}
          </button>
        ))}
      </div>
      <div className="record-tab" id="record-tab" role="tabpanel" aria-labelledby={`tab-${shown?.key ?? ''}`}>
        {shown?.body}
      </div>
    </div>
  )
}
