import type { RecordJson } from '@atelier/api'
import {
  Button,
  EmptyLanes,
  EmptyState,
  formatNumber,
  Kbd,
  TableSkeleton,
  useFormat,
  useLabel,
  useMediaQuery,
  useTexts,
  VirtualTable,
} from '@atelier/ui'
import { IconFilterOff } from '@atelier/ui/icons'
import { useCallback, useState } from 'react'
import { FailedPage } from '../../app/FailedPage.tsx'
import { phoneQuery } from '../../app/Shell.tsx'
import { usePage } from '../../app/use-page.ts'
import { MissingPanel } from '../../moves/MissingPanel.tsx'
import { usePendingMove } from '../../moves/use-pending-move.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useRecords } from '../../records/use-records.ts'
import type { Writer } from '../../records/use-write.ts'
import type { EntityView } from '../../workspace/model.ts'
import { BulkBar } from './BulkBar.tsx'
import { CardList } from './CardList.tsx'
import { CellEditor } from './CellEditor.tsx'
import { canSort, firstSort } from './SortMenu.tsx'
import { tableColumns } from './table-columns.tsx'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

export type TableViewProps = {
  readonly entity: EntityView
  readonly state: ViewState
  readonly writer: Writer
  readonly opened: string | undefined
}

/** The records of a view as a table; as cards on a phone. */
export function TableView({ entity, state, writer, opened }: TableViewProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const format = useFormat()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const { setQuery } = usePage()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { pending, tryMove, clear } = usePendingMove(entity)
  const list = useRecords(entity.key, { filter: state.rule, sort: state.sort })
  const open = useCallback((record: RecordJson) => setQuery({ panel: record.id }), [setQuery])
  if (list.error && list.records.length === 0) return <FailedPage error={list.error} />
  const columns = tableColumns({ entity, columns: state.columns, label, open, format })
  if (list.loading) return <TableSkeleton widths={columns.map((column) => column.width)} />
  const name = label(entity.label)
  if (list.records.length === 0) {
    const filtered = state.filter.items.length > 0 || state.q !== ''
    return (
      <div className="centred">
        {filtered ? (
          <EmptyState
            icon={<IconFilterOff size={20} stroke={1.5} />}
            title={t('noMatch')}
            text={t('noMatchText')}
            actions={
              <>
                <Button onClick={() => state.setFilter({ ...state.filter, items: state.filter.items.slice(0, -1) })}>
                  {t('removeLast')}
                </Button>
                <Button
                  variant="subtle"
                  color="gray"
                  onClick={() => {
                    state.setSearch('')
                    state.setFilter({ ...state.filter, items: [] })
                  }}
                >
                  {t('clearFilter')}
                </Button>
              </>
            }
          />
        ) : (
          <EmptyState
            icon={<EmptyLanes />}
            title={t('none', { label: name })}
            text={t('noneText')}
            actions={
              entity.may.has('create') ? (
                <Button variant="filled" onClick={() => setQuery({ panel: 'new' })}>
                  {t('create', { label: name })}
                </Button>
              ) : undefined
            }
          />
        )}
      </div>
    )
  }
  const sort = firstSort(state.sort)
  const count = list.count
  const countText = count ? `${formatNumber(count.value)}${count.exact ? '' : '+'}` : '…'
  return (
    <>
      {phone ? (
        <CardList
          entity={entity}
          records={list.records}
          columns={state.columns}
          onOpen={open}
          hasMore={list.hasMore}
          onMore={list.more}
        />
      ) : (
        <VirtualTable
          label={name}
          rows={list.records}
          rowId={(record) => record.id}
          rowName={(record) => recordTitle(entity, record)}
          columns={columns}
          total={count?.value}
          onEnd={list.more}
          sort={sort}
          onSort={(key) => {
            const type = entity.fields.find((field) => field.key === key)?.type ?? ''
            if (!canSort(type)) return
            state.setSort(sort?.key === key && !sort.descending ? `-${key}` : key)
          }}
          onWidth={(key, width) =>
            state.setColumns(state.columns.map((column) => (column.field === key ? { ...column, width } : column)))
          }
          selected={selected}
          onSelect={setSelected}
          onOpen={open}
          opened={opened}
          editor={(record, column, close) => (
            <CellEditor
              entity={entity}
              record={record}
              fieldKey={column.key}
              writer={writer}
              onMove={tryMove}
              close={close}
            />
          )}
        />
      )}
      <BulkBar
        entity={entity}
        selected={list.records.filter((record) => selected.has(record.id))}
        writer={writer}
        onClear={() => setSelected(new Set())}
      />
      <footer className="summary-bar">
        <span>{t('count', { count: count?.value ?? 0, text: countText })}</span>
        <span className="grow" />
        <span className="only-wide faint">
          {t('keys')} <Kbd>?</Kbd>
        </span>
      </footer>
      {pending ? <MissingPanel entity={entity} pending={pending} onClose={clear} /> : null}
    </>
  )
}
