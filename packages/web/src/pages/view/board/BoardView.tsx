import type { RecordJson } from '@atelier/api'
import {
  BoardLanes,
  type BoardPlace,
  BoardSkeleton,
  Button,
  EmptyState,
  type LaneCards,
  useFormat,
  useLabel,
  useMediaQuery,
  useTexts,
} from '@atelier/ui'
import { IconLayoutKanban } from '@atelier/ui/icons'
import { useCallback, useMemo, useState } from 'react'
import { FailedPage } from '../../../app/FailedPage.tsx'
import { phoneQuery } from '../../../app/Shell.tsx'
import { usePage } from '../../../app/use-page.ts'
import { asReference } from '../../../fields/values.ts'
import { bothRules } from '../../../filter/condition.ts'
import { listFields } from '../../../records/list-fields.ts'
import { RecordCard } from '../../../records/RecordCard.tsx'
import { recordTitle } from '../../../records/record-title.ts'
import { BulkBar } from '../BulkBar.tsx'
import { NoRecords } from '../NoRecords.tsx'
import type { ViewKindProps } from '../view-kind.ts'
import './board-view.css'
import { type BoardShape, boardRule, boardShape, keyOfValue, valueRule } from './board-shape.ts'
import { boardTexts } from './board-texts.ts'
import { ColumnHead, shortSum, useColumnName, useSums } from './ColumnHead.tsx'
import { PhoneColumns } from './PhoneColumns.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import { RefusedMoves } from './RefusedMoves.tsx'
import { RowHead } from './RowHead.tsx'
import { type CellQuery, useBoardCards } from './use-board-cards.ts'
import { useBoardMoves } from './use-board-moves.ts'
import { type BoardTotals, type RowTotal, useBoardTotals } from './use-board-totals.ts'
import { WaitingPanel } from './WaitingPanel.tsx'

/** So many cards of a column, and of a cell of a swimlane, are loaded at first. */
const first = { column: 50, cell: 10 }
/** So many swimlanes are open at first. */
const openRows = 8

/** The records of a view as cards in columns: stages, or the options of a choice. */
export function BoardView(props: ViewKindProps) {
  const t = useTexts(boardTexts)
  const { setQuery } = usePage()
  const { entity, view } = props
  const shape = useMemo(() => boardShape(entity, view), [entity, view])
  if (shape) return <Board key={`${shape.by.key} ${shape.rows?.key ?? ''}`} {...props} shape={shape} />
  return (
    <div className="centred">
      <EmptyState
        icon={<IconLayoutKanban size={20} stroke={1.5} />}
        title={t('noColumnsTitle')}
        text={t('noColumnsText')}
        actions={<Button onClick={() => setQuery({ as: 'table' })}>{t('asTable')}</Button>}
      />
    </div>
  )
}

const cellId = (column: string, row?: string) => (row === undefined ? column : `${row}\n${column}`)

/** Which cards are asked for: those of every column, or of every cell of the swimlanes that are open. */
function useCellQueries(shape: BoardShape, rule: unknown, totals: BoardTotals, folded: (row: RowTotal) => boolean) {
  const open = shape.rows && totals.rows?.filter((row) => !folded(row))
  const openKey = open && JSON.stringify(open.map((row) => [row.key, [...row.counts]]))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are the same as long as their key is
  return useMemo((): readonly CellQuery[] => {
    const { by, rows, columns } = shape
    if (!rows)
      return columns.map(({ key }) => ({ id: key, rule: bothRules(rule, valueRule(by, key)), first: first.column }))
    return (open ?? []).flatMap((row) =>
      columns
        .filter(({ key }) => (row.counts.get(key) ?? 0) > 0)
        .map(({ key }) => ({
          id: cellId(key, row.key),
          rule: bothRules(rule, valueRule(rows, row.key), valueRule(by, key)),
          first: first.cell,
        })),
    )
  }, [shape, rule, openKey])
}

function Board({ entity, state, writer, shape }: ViewKindProps & { readonly shape: BoardShape }) {
  const t = useTexts(boardTexts)
  const label = useLabel()
  const format = useFormat()
  const phone = useMediaQuery(phoneQuery, window.matchMedia(phoneQuery).matches)
  const { query, setQuery } = usePage()
  const nameOf = useColumnName(shape.by)
  const sumsOf = useSums(shape.sum)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())

  const rule = useMemo(() => boardRule(entity, shape, state.rule), [entity, shape, state.rule])
  const summed = useMemo(() => boardRule(entity, shape, state.summed.rule), [entity, shape, state.summed.rule])
  const totals = useBoardTotals(entity, shape, {
    filter: state.summed.known ? summed : rule,
    known: state.summed.known,
  })
  const foldedOf = (row: RowTotal) => {
    const late = (totals.rows?.indexOf(row) ?? 0) >= openRows
    return turned.has(row.key) ? !late : late
  }
  const queries = useCellQueries(shape, rule, totals, foldedOf)
  const placeOf = useCallback(
    (record: RecordJson) => cellId(keyOfValue(record[shape.by.key]), shape.rows && keyOfValue(record[shape.rows.key])),
    [shape],
  )
  const { cells, loading, error, more } = useBoardCards(
    entity.key,
    queries,
    { words: state.words, sort: state.sort, fields: listFields(entity, shape.cardFields) },
    placeOf,
  )
  const moves = useBoardMoves(entity, shape)
  const { pending, placing } = moves
  const renderCard = useCallback(
    (record: RecordJson) => (
      <RecordCard entity={entity} record={record} fields={shape.cardFields} withoutStage={shape.by === entity.stage} />
    ),
    [entity, shape],
  )
  const onMore = useCallback(
    (place: BoardPlace) => more(cellId(place.lane, place.row), place.row === undefined ? first.column : first.cell),
    [more],
  )
  if (error) return <FailedPage error={error} />
  if (loading && cells.size === 0 && !shape.rows) return <BoardSkeleton lanes={Math.max(3, shape.columns.length)} />
  if (shape.rows && !totals.rows) return <BoardSkeleton lanes={Math.max(3, shape.columns.length)} />

  const all = [...cells.values()].flatMap((cell) => cell.records)
  const asksForLess = state.filter.items.length > 0 || state.q !== ''
  if (!loading && all.length === 0 && asksForLess) return <NoRecords entity={entity} state={state} />
  const byId = (id: string) => all.find((record) => record.id === id)
  /** The cards of a place, with those that wait or are on their way in it, and a ghost where one of them was. */
  const cardsAt = (column: string, row?: string): LaneCards<RecordJson> => {
    const cell = cells.get(cellId(column, row))
    const own = cell?.records ?? []
    const held = pending ? new Set([pending.id]) : placing?.ids
    const to = pending ? { lane: pending.to, row: undefined } : placing?.to
    if (!held || !to) return { cards: own, hasMore: cell?.hasMore }
    const isTarget = (record: RecordJson) =>
      to.lane === column && (row === undefined || row === (to.row ?? keyOfValue(record[shape.rows?.key ?? ''])))
    const arriving = [...held].flatMap((id) => byId(id) ?? []).filter(isTarget)
    const staying = own.filter((record) => !held.has(record.id) || isTarget(record))
    const at = own.findIndex((record) => record.id === pending?.id)
    const left =
      pending && at >= 0 && pending.to !== column ? { at, title: pending.title, text: t('stays') } : undefined
    return {
      cards: [...arriving, ...staying.filter((record) => !held.has(record.id))],
      left,
      hasMore: cell?.hasMore,
    }
  }
  const countOf = (column: string) => totals.columns.get(column)?.count ?? cells.get(column)?.count ?? null
  const columns = shape.columns.filter((column) => column.key !== '' || (countOf('') ?? 0) > 0)
  const active =
    columns.find((column) => column.key === query.column) ??
    columns.find((column) => (countOf(column.key) ?? 0) > 0) ??
    columns[0]
  const rowName = (row: RowTotal) => {
    if (!shape.rows) return ''
    const option = shape.rows.options?.find((each) => each.key === row.key)
    if (option) return label(option.label, option.key)
    if (row.name !== undefined) return row.name
    return row.key === 'true' ? t('yes') : t('without', { label: label(shape.rows.label, shape.rows.key) })
  }
  const nameOfPlace = (place: BoardPlace) => {
    const column = columns.find((each) => each.key === place.lane)
    return column ? nameOf(column) : place.lane
  }
  /** What a record made in a place has by itself. */
  const valuesAt = (place: BoardPlace) => {
    const sample = shape.rows && all.find((record) => keyOfValue(record[shape.rows?.key ?? '']) === place.row)
    const row = shape.rows && sample ? sample[shape.rows.key] : undefined
    return {
      ...(place.lane === '' ? {} : { [shape.by.key]: place.lane }),
      ...(shape.rows && row ? { [shape.rows.key]: asReference(row) ?? row } : {}),
    }
  }
  const mayMove = entity.may.has('update') && shape.by.readonly !== true
  const onMove = (records: readonly RecordJson[], to: BoardPlace) =>
    void moves.move(records, to).then((stayed) => {
      if (records.length > 1) setSelected(new Set(stayed))
    })
  const board = (
    <BoardLanes
      lanes={columns.map((column) => ({
        key: column.key,
        label: nameOf(column),
        ...(shape.rows ? { cards: [] } : cardsAt(column.key)),
        head: phone ? null : (
          <ColumnHead
            column={column}
            name={nameOf(column)}
            count={countOf(column.key)}
            limit={shape.limit[column.key]}
            sums={sumsOf(column, totals.columns.get(column.key))}
          />
        ),
      }))}
      rows={
        shape.rows &&
        totals.rows?.map((row) => ({
          key: row.key,
          label: rowName(row),
          folded: foldedOf(row),
          head: shape.rows ? (
            <RowHead
              field={shape.rows}
              name={rowName(row)}
              isEmpty={row.key === ''}
              count={row.count}
              sum={shortSum(shape.sum, row.sum, format)}
              folded={foldedOf(row)}
              onFold={() => setTurned((now) => (now.has(row.key) ? without(now, row.key) : new Set([...now, row.key])))}
            />
          ) : null,
          cells: Object.fromEntries(columns.map((column) => [column.key, cardsAt(column.key, row.key)])),
        }))
      }
      only={phone ? active?.key : undefined}
      cardId={idOf}
      cardName={(record) => recordTitle(entity, record)}
      renderCard={renderCard}
      onOpen={(record) => setQuery({ panel: record.id })}
      selected={selected}
      onSelect={entity.may.has('update') ? setSelected : undefined}
      answers={moves.answers}
      waiting={pending?.id}
      onConsider={moves.consider}
      onMove={mayMove ? onMove : undefined}
      onMore={onMore}
      laneFoot={
        entity.may.has('create')
          ? (place) => (
              <QuickAdd
                entity={entity}
                place={nameOfPlace(place)}
                writer={writer}
                values={valuesAt(place)}
                onForm={(values) => setQuery({ panel: 'new', with: JSON.stringify(values) })}
              />
            )
          : undefined
      }
    />
  )
  return (
    <>
      {phone && active ? (
        <PhoneColumns
          columns={columns}
          active={active}
          nameOf={nameOf}
          countOf={(column) => countOf(column.key) ?? 0}
          sums={sumsOf(active, totals.columns.get(active.key))}
          onChoose={(column) => setQuery({ column: column.key }, { replace: true })}
        >
          {board}
        </PhoneColumns>
      ) : (
        <div className="board-area">{board}</div>
      )}
      <RefusedMoves
        entity={entity}
        refused={moves.refused}
        nameOf={moves.stageName}
        onRetry={moves.retry}
        onClose={moves.forget}
      />
      <BulkBar
        entity={entity}
        selected={all.filter((record) => selected.has(record.id))}
        writer={writer}
        onClear={() => setSelected(new Set())}
        onKeep={setSelected}
        onMove={(stage) => onMove(chosen(all, selected), { lane: stage })}
      />
      {pending ? (
        <WaitingPanel entity={entity} pending={pending} anchorOf={moves.anchorOf} onClose={moves.clear} />
      ) : null}
    </>
  )
}

const idOf = (record: RecordJson) => record.id
const without = (keys: ReadonlySet<string>, key: string): ReadonlySet<string> =>
  new Set([...keys].filter((each) => each !== key))
const chosen = (records: readonly RecordJson[], ids: ReadonlySet<string>) =>
  records.filter((record) => ids.has(record.id))
