import type { Count, RecordJson } from '@atelier/api'
import { TableSkeleton, useMediaQuery } from '@atelier/ui'
import { useMemo } from 'react'
import { FailedPage } from '../../app/FailedPage.tsx'
import { phoneQuery } from '../../app/Shell.tsx'
import { usePage } from '../../app/use-page.ts'
import { listFields } from '../../records/list-fields.ts'
import { useRecords } from '../../records/use-records.ts'
import { CardList } from './CardList.tsx'
import { NoRecords } from './NoRecords.tsx'
import { SummaryBar } from './SummaryBar.tsx'
import { TableGrid } from './TableGrid.tsx'
import type { ViewKindProps } from './view-kind.ts'

/** The records of a view as a table; as cards on a phone. */
export function TableView(props: ViewKindProps) {
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  return phone ? <Cards {...props} /> : <TableGrid {...props} />
}

function Cards({ entity, view, state }: ViewKindProps) {
  const { setQuery } = usePage()
  const shown = useMemo(() => state.columns.map((column) => column.field), [state.columns])
  const list = useRecords(entity.key, {
    filter: state.rule,
    q: state.words,
    sort: state.sort,
    fields: listFields(entity, shown),
  })
  if (list.error && list.records.length === 0) return <FailedPage error={list.error} />
  if (list.loading) return <TableSkeleton widths={[300]} />
  if (list.records.length === 0) return <NoRecords entity={entity} state={state} />
  const count: Count | null = list.count
  return (
    <>
      <CardList
        entity={entity}
        records={list.records}
        columns={state.columns}
        onOpen={(record: RecordJson) => setQuery({ panel: record.id })}
        hasMore={list.hasMore}
        onMore={list.more}
      />
      <SummaryBar entity={entity} view={view} state={state} count={count} />
    </>
  )
}
