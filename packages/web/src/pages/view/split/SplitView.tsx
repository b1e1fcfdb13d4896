import type { RecordJson } from '@atelier/api'
import { RecordSkeleton, TableSkeleton, useMediaQuery } from '@atelier/ui'
import { useDeferredValue, useEffect } from 'react'
import { FailedPage } from '../../../app/FailedPage.tsx'
import { phoneQuery } from '../../../app/Shell.tsx'
import { usePage } from '../../../app/use-page.ts'
import { listFields } from '../../../records/list-fields.ts'
import { useRecords } from '../../../records/use-records.ts'
import { CardList } from '../CardList.tsx'
import { NoRecords } from '../NoRecords.tsx'
import { SummaryBar } from '../SummaryBar.tsx'
import type { ViewKindProps } from '../view-kind.ts'
import { OpenRecord } from './OpenRecord.tsx'
import { SplitList } from './SplitList.tsx'
import './split.css'

/** The records of a view as a list, and the one that is open beside it; `j` and `k` go through. A phone opens it as a page. */
export function SplitView({ entity, view, state, opened }: ViewKindProps) {
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const { setQuery } = usePage()
  const shown = state.columns.map((column) => column.field)
  const list = useRecords(entity.key, {
    filter: state.rule,
    q: state.words,
    sort: state.sort,
    fields: listFields(entity, shown),
  })
  const { records } = list
  const chosen = opened === undefined || opened === 'new' ? records[0]?.id : opened
  const at = records.findIndex((record) => record.id === chosen)
  const step = (by: number) => {
    const next = at < 0 ? records[0] : records[at + by]
    if (next) setQuery({ panel: next.id }, { replace: true })
    if (at + by >= records.length - 5) list.more()
  }
  useSteps(phone ? undefined : step)
  // Whoever goes through quickly sees the list keep up; the record follows when there is time.
  const drawn = useDeferredValue(chosen)
  if (list.error && records.length === 0) return <FailedPage error={list.error} />
  if (list.loading) return phone ? <TableSkeleton widths={[300]} /> : <RecordSkeleton />
  if (records.length === 0) return <NoRecords entity={entity} state={state} />
  const open = (record: RecordJson) => setQuery({ panel: record.id })
  return (
    <>
      {phone ? (
        <CardList
          entity={entity}
          records={records}
          columns={state.columns}
          onOpen={open}
          hasMore={list.hasMore}
          onMore={list.more}
        />
      ) : (
        <div className="split">
          <SplitList
            entity={entity}
            records={records}
            fields={shown}
            chosen={chosen}
            onChoose={open}
            onStep={step}
            onEnd={list.more}
          />
          {drawn === undefined ? null : (
            <OpenRecord
              key={drawn}
              entity={entity}
              id={drawn}
              at={at}
              count={list.count}
              hasNext={at < records.length - 1}
              onStep={step}
            />
          )}
        </div>
      )}
      <SummaryBar entity={entity} view={view} state={state} count={list.count} />
    </>
  )
}

/** `j` and `k` from wherever nobody is typing; before the page takes them for going into a list. */
function useSteps(step: ((by: number) => void) | undefined): void {
  useEffect(() => {
    if (!step) return
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"], [role="menu"]')
      if (typing || event.ctrlKey || event.metaKey || event.altKey || (event.key !== 'j' && event.key !== 'k')) return
      event.preventDefault()
      step(event.key === 'j' ? 1 : -1)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [step])
}
