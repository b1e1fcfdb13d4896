import type { RecordJson } from '@atelier/api'
import { loadControls } from '@atelier/fields/ui'
import { type CellEditing, type Point, TableSkeleton, useLabel, useTexts, VirtualTable } from '@atelier/ui'
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { addresses } from '../../app/addresses.ts'
import { FailedPage } from '../../app/FailedPage.tsx'
import { usePage } from '../../app/use-page.ts'
import { asText } from '../../fields/values.ts'
import { usePendingMove } from '../../moves/use-pending-move.ts'
import { listFields } from '../../records/list-fields.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useChanges } from '../../records/use-changes.ts'
import { fieldOf } from '../../workspace/model.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { NoRecords } from './NoRecords.tsx'
import { SummaryBar } from './SummaryBar.tsx'
import { canSort, readSort, sortedBy } from './sorts.ts'
import { tableColumns } from './table-columns.tsx'
import { rowHeights, useDensity } from './use-density.ts'
import { useGridWrites } from './use-grid-writes.ts'
import { useSections } from './use-sections.tsx'
import { useTableLines } from './use-table-lines.ts'
import type { ViewKindProps } from './view-kind.ts'
import { viewTexts } from './view-texts.ts'

// A table is read before anything is done with it.
const BulkBar = lazy(async () => ({ default: (await import('./BulkBar.tsx')).BulkBar }))
const cellEditor = () => import('./CellEditor.tsx')
const CellEditor = lazy(async () => ({ default: (await cellEditor()).CellEditor }))
const ColumnMenu = lazy(async () => ({ default: (await import('./ColumnMenu.tsx')).ColumnMenu }))
const MissingPanel = lazy(async () => ({ default: (await import('../../moves/MissingPanel.tsx')).MissingPanel }))
const ProposalPanel = lazy(async () => ({ default: (await import('./ProposalPanel.tsx')).ProposalPanel }))
const RowMenu = lazy(async () => ({ default: (await import('./RowMenu.tsx')).RowMenu }))

const rowId = (record: RecordJson) => record.id
const nobody: ReadonlyMap<string, RecordJson> = new Map()
const allOpen: ReadonlySet<string> = new Set()

type OpenMenu =
  | { readonly kind: 'row'; readonly record: RecordJson; readonly at: Point }
  | { readonly kind: 'column'; readonly column: string; readonly at: Point }

/** The records of a view as a table. */
export function TableGrid(props: ViewKindProps) {
  const { entity, view, state, writer, opened } = props
  const t = useTexts(viewTexts)
  const label = useLabel()
  const words = useEntityWords()(entity)
  const [density] = useDensity()
  const { setQuery, go } = usePage()
  const [selected, setSelected] = useState(nobody)
  const [folded, setFolded] = useState(allOpen)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const { pending, tryMove, clear } = usePendingMove(entity)
  const changes = useChanges(entity)
  const { save, paste, fill, saved } = useGridWrites(entity, writer, changes.propose)
  const { sections, ...grouped } = useSections(props, folded)
  const shown = useMemo(() => state.columns.map((column) => column.field), [state.columns])
  const fields = useMemo(() => listFields(entity, shown), [entity, shown])
  const list = useTableLines({ entity: entity.key, q: state.words, sort: state.sort, fields }, sections)
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
  const isShown = !list.loading
  useEffect(() => {
    if (!isShown) return
    // When the rows are there and nobody waits for anything: what editing takes.
    const idle = window.setTimeout(() => void Promise.all([cellEditor(), loadControls()]), 300)
    return () => window.clearTimeout(idle)
  }, [isShown])
  const error = list.error ?? grouped.error
  if (error && list.lines.count === 0) return <FailedPage error={error} />
  if (list.loading || grouped.loading) return <TableSkeleton widths={columns.map((column) => column.width)} />
  if (list.lines.count === 0) return <NoRecords entity={entity} state={state} />
  const move = (record: RecordJson, to: string) => {
    const row = document.querySelector<HTMLElement>(`[data-row="${CSS.escape(record.id)}"]`)
    if (row) void tryMove(record, to, row.querySelector<HTMLElement>('.is-cursor') ?? row)
  }
  const onRowKey = (record: RecordJson, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || !entity.stage || (event.key !== '[' && event.key !== ']')) return
    const here = asText(record[entity.stage.key])
    const stages =
      entity.pipelines.find((each) => each.stages.some(({ key }) => key === here))?.stages ?? entity.stage.stages ?? []
    const at = stages.findIndex((stage) => stage.key === here)
    const next = stages[at + (event.key === ']' ? 1 : -1)]
    if (!next || at < 0) return
    event.preventDefault()
    move(record, next.key)
  }
  const moveColumn = (key: string, to: number) => {
    const column = state.columns.find((each) => each.field === key)
    if (column && to >= 0 && to < state.columns.length)
      state.setColumns(state.columns.filter((each) => each !== column).toSpliced(to, 0, column))
  }
  const fold = (key: string) => {
    const next = new Set(folded)
    if (!next.delete(key)) next.add(key)
    setFolded(next)
  }
  const cellOrTable = () =>
    document.querySelector<HTMLElement>('.view-main .vt-cell.is-cursor') ??
    document.querySelector<HTMLElement>('.view-main .bulk-bar') ??
    document.body
  return (
    <>
      <VirtualTable
        key={density}
        label={words.many}
        lines={list.lines}
        rowId={rowId}
        rowName={(record) => recordTitle(entity, record)}
        rowHeight={rowHeights[density]}
        columns={columns}
        frozen={state.frozen}
        total={list.count?.exact ? list.count.value : undefined}
        sort={readSort(state.sort)}
        onSort={(key, add) => {
          const field = fieldOf(entity, key)
          if (field && canSort(field)) state.setSort(sortedBy(state.sort, key, add))
        }}
        onWidth={(key, width) =>
          state.setColumns(state.columns.map((column) => (column.field === key ? { ...column, width } : column)))
        }
        onMove={moveColumn}
        onHeadMenu={(column, anchor) => {
          const box = anchor.getBoundingClientRect()
          setMenu({ kind: 'column', column, at: { x: box.left, y: box.bottom } })
        }}
        selected={selected}
        onSelect={setSelected}
        onOpen={open}
        onFold={fold}
        opened={opened}
        saved={saved}
        onRowKey={onRowKey}
        onMenu={(record, at) => setMenu({ kind: 'row', record, at })}
        onPaste={(cells, locked) => void paste(cells, locked)}
        onFill={(cells) => void fill(cells)}
        editor={(record, column, editing: CellEditing) => (
          <Suspense>
            <CellEditor
              key={`${record.id} ${column.key}`}
              entity={entity}
              record={record}
              fieldKey={column.key}
              editing={editing}
              onSave={(value) => void save(record, column.key, value)}
              onMove={tryMove}
            />
          </Suspense>
        )}
      />
      <Suspense>
        {selected.size > 0 ? (
          <BulkBar
            entity={entity}
            selected={[...selected.values()]}
            writer={writer}
            onClear={() => setSelected(nobody)}
            onKeep={(ids) => setSelected(new Map([...selected].filter(([id]) => ids.has(id))))}
            list={{
              columns: shown,
              total: list.count,
              query: { entity: entity.key, filter: state.rule, q: state.words, sort: state.sort, fields },
              onSelect: (records) => setSelected(new Map(records.map((record) => [record.id, record]))),
              propose: changes.propose,
            }}
          />
        ) : null}
        {menu?.kind === 'row' ? (
          <RowMenu
            entity={entity}
            record={menu.record}
            at={menu.at}
            writer={writer}
            isSelected={selected.has(menu.record.id)}
            onSelect={() => {
              const next = new Map(selected)
              if (!next.delete(menu.record.id)) next.set(menu.record.id, menu.record)
              setSelected(next)
            }}
            onMove={(to) => move(menu.record, to)}
            onClose={() => setMenu(null)}
          />
        ) : null}
        {menu?.kind === 'column' ? (
          <ColumnMenu
            entity={entity}
            state={state}
            column={menu.column}
            at={menu.at}
            onMove={moveColumn}
            onClose={() => setMenu(null)}
          />
        ) : null}
        {changes.proposal ? (
          <ProposalPanel
            proposal={changes.proposal}
            anchor={cellOrTable()}
            onAccept={() => void changes.accept()}
            onDismiss={changes.dismiss}
          />
        ) : null}
        {pending ? <MissingPanel entity={entity} pending={pending} onClose={clear} /> : null}
      </Suspense>
      <SummaryBar
        entity={entity}
        view={view}
        state={state}
        count={list.count}
        note={grouped.partly ? t('groupsPartly') : undefined}
      />
    </>
  )
}
