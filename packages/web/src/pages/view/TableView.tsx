import type { RecordJson } from '@atelier/api'
import {
  Button,
  EmptyLanes,
  EmptyState,
  type PastedCell,
  showToast,
  TableSkeleton,
  useLabel,
  useMediaQuery,
  useTexts,
  VirtualTable,
} from '@atelier/ui'
import { IconFilterOff } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { FailedPage } from '../../app/FailedPage.tsx'
import { phoneQuery } from '../../app/Shell.tsx'
import { usePage } from '../../app/use-page.ts'
import { asText } from '../../fields/values.ts'
import { MissingPanel } from '../../moves/MissingPanel.tsx'
import { usePendingMove } from '../../moves/use-pending-move.ts'
import { listFields } from '../../records/list-fields.ts'
import { readPasted } from '../../records/read-pasted.ts'
import { recordTitle } from '../../records/record-title.ts'
import { sameFor, useBulk } from '../../records/use-bulk.ts'
import { useRecords } from '../../records/use-records.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { BulkBar } from './BulkBar.tsx'
import { CardList } from './CardList.tsx'
import { CellEditor } from './CellEditor.tsx'
import { canSort, firstSort } from './SortMenu.tsx'
import { SummaryBar } from './SummaryBar.tsx'
import { tableColumns } from './table-columns.tsx'
import { rowHeights, useDensity } from './use-density.ts'
import type { ViewState } from './use-view-state.ts'
import type { ViewKindProps } from './view-kind.ts'
import { viewTexts } from './view-texts.ts'

const rowId = (record: RecordJson) => record.id

/** The records of a view as a table; as cards on a phone. */
export function TableView({ entity, view, state, writer, opened }: ViewKindProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const words = useEntityWords()(entity)
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const [density] = useDensity()
  const { setQuery, go } = usePage()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const { pending, tryMove, clear } = usePendingMove(entity)
  const write = useBulk(entity.key)
  const shown = useMemo(() => state.columns.map((column) => column.field), [state.columns])
  const list = useRecords(entity.key, {
    filter: state.rule,
    q: state.words,
    sort: state.sort,
    fields: listFields(entity, shown),
    limit: 200,
  })
  const open = useCallback((record: RecordJson) => setQuery({ panel: record.id }), [setQuery])
  const openPage = useCallback((record: RecordJson) => go(addresses.record(entity.key, record.id)), [go, entity.key])
  const columns = useMemo(
    () =>
      tableColumns({
        entity,
        columns: state.columns,
        label,
        open,
        openPage,
        words: { preview: t('preview'), openPage: t('openPage') },
      }),
    [entity, state.columns, label, open, openPage, t],
  )
  if (list.error && list.records.length === 0) return <FailedPage error={list.error} />
  if (list.loading) return <TableSkeleton widths={columns.map((column) => column.width)} />
  if (list.records.length === 0) return <NoRecords entity={entity} state={state} />
  const sort = firstSort(state.sort)
  const onPaste = async (cells: readonly PastedCell<RecordJson>[]) => {
    const read = await readPasted(
      cells.flatMap(({ row, column, text }) => {
        const field = fieldOf(entity, column.key)
        return field ? [{ id: row.id, field, text, before: row[column.key] }] : []
      }),
    )
    if (read.unknown.length > 0) {
      const [first] = read.unknown
      showToast(t('pasteUnknown', { count: read.unknown.length, text: first ?? '' }), { tone: 'bad' })
    }
    if (read.changes.length > 0) await write(read.changes)
  }
  const onRowKey = (record: RecordJson, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || !entity.stage || (event.key !== '[' && event.key !== ']')) return
    const here = asText(record[entity.stage.key])
    const stages =
      entity.pipelines.find((each) => each.stages.some(({ key }) => key === here))?.stages ?? entity.stage.stages ?? []
    const at = stages.findIndex((stage) => stage.key === here)
    const next = stages[at + (event.key === ']' ? 1 : -1)]
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(record.id)}"]`)
    if (!next || at < 0 || !row) return
    event.preventDefault()
    void tryMove(record, next.key, row.querySelector<HTMLElement>('.is-cursor') ?? row)
  }
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
          key={density}
          label={words.many}
          rows={list.records}
          rowId={rowId}
          rowName={(record) => recordTitle(entity, record)}
          rowHeight={rowHeights[density]}
          columns={columns}
          total={list.count?.exact ? list.count.value : undefined}
          onEnd={list.more}
          sort={sort}
          onSort={(key) => {
            const sorted = fieldOf(entity, key)
            if (!sorted || !canSort(sorted)) return
            state.setSort(sort?.key === key && !sort.descending ? `-${key}` : key)
          }}
          onWidth={(key, width) =>
            state.setColumns(state.columns.map((column) => (column.field === key ? { ...column, width } : column)))
          }
          selected={selected}
          onSelect={setSelected}
          onOpen={open}
          opened={opened}
          onRowKey={onRowKey}
          onPaste={(cells) => void onPaste(cells)}
          onFill={(from, column, to) => void write(sameFor(to, { [column.key]: from[column.key] }))}
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
        onKeep={setSelected}
      />
      <SummaryBar entity={entity} view={view} state={state} count={list.count} />
      {pending ? <MissingPanel entity={entity} pending={pending} onClose={clear} /> : null}
    </>
  )
}

/** Nothing to show: nothing fits, or nothing is there yet. Says what to do next. */
export function NoRecords({ entity, state }: { readonly entity: EntityView; readonly state: ViewState }) {
  const t = useTexts(viewTexts)
  const words = useEntityWords()(entity)
  const { setQuery } = usePage()
  const conditions = state.filter.items.length
  if (conditions > 0 || state.q !== '') {
    return (
      <div className="centred">
        <EmptyState
          icon={<IconFilterOff size={20} stroke={1.5} />}
          title={
            state.q === ''
              ? t('noMatch', { label: words.manyWithin })
              : t('noFound', { label: words.manyWithin, text: state.q })
          }
          text={conditions > 0 ? t('noMatchText') : undefined}
          actions={
            <>
              {conditions > 0 ? (
                <Button onClick={() => state.setFilter({ ...state.filter, items: state.filter.items.slice(0, -1) })}>
                  {t('removeLast')}
                </Button>
              ) : null}
              <Button
                variant="subtle"
                color="gray"
                onClick={() => {
                  if (state.q !== '') state.setSearch('')
                  if (conditions > 0) state.setFilter({ ...state.filter, items: [] })
                }}
              >
                {conditions > 0 ? t('clearFilter') : t('clearSearch')}
              </Button>
            </>
          }
        />
      </div>
    )
  }
  const [mayCreate, mayImport] = [entity.may.has('create'), entity.may.has('import')]
  return (
    <div className="centred">
      <EmptyState
        icon={<EmptyLanes />}
        title={t('none', { label: words.manyWithin })}
        text={mayCreate ? t('noneText') : t('noneSeen')}
        actions={
          <>
            {mayCreate ? (
              <Button variant="filled" onClick={() => setQuery({ panel: 'new' })}>
                {t('create', { label: words.oneWithin })}
              </Button>
            ) : null}
            {mayImport ? (
              <Link to={addresses.importInto(entity.key)}>
                <Button component="span">{t('importSheet')}</Button>
              </Link>
            ) : null}
          </>
        }
      />
    </div>
  )
}
