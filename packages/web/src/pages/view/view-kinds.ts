import { BoardSkeleton, RecordSkeleton } from '@atelier/ui'
import { IconCalendar, IconLayoutKanban, IconLayoutSidebar, IconTable } from '@atelier/ui/icons'
import { lazy } from 'react'
import { isOfKind, isTemporal } from '../../fields/registry.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import { TableView } from './TableView.tsx'
import type { ViewKind } from './view-kind.ts'

const TableTools = lazy(async () => ({ default: (await import('./TableTools.tsx')).TableTools }))
const BoardView = lazy(async () => ({ default: (await import('./board/BoardView.tsx')).BoardView }))
const BoardTools = lazy(async () => ({ default: (await import('./board/BoardTools.tsx')).BoardTools }))
const CalendarView = lazy(async () => ({ default: (await import('./calendar/CalendarView.tsx')).CalendarView }))
const SplitTools = lazy(async () => ({ default: (await import('./split/SplitTools.tsx')).SplitTools }))
const SplitView = lazy(async () => ({ default: (await import('./split/SplitView.tsx')).SplitView }))

const always = () => true
const hasColumns = (entity: EntityView) =>
  entity.stage !== undefined || entity.fields.some((field) => isOfKind(field, 'choice'))

const hasDates = (entity: EntityView) => entity.fields.some(isTemporal)

const table: ViewKind = {
  key: 'table',
  name: 'table',
  Icon: IconTable,
  Body: TableView,
  Tools: TableTools,
  suits: always,
}

/** Every kind of view, one line each: what a document's `type` names. Only the table comes with the first load. */
export const viewKinds: readonly ViewKind[] = [
  table,
  {
    key: 'board',
    name: 'board',
    Icon: IconLayoutKanban,
    Body: BoardView,
    Tools: BoardTools,
    Loading: BoardSkeleton,
    suits: hasColumns,
  },
  { key: 'calendar', name: 'calendar', Icon: IconCalendar, Body: CalendarView, suits: hasDates },
  {
    key: 'split',
    name: 'split',
    Icon: IconLayoutSidebar,
    Body: SplitView,
    Tools: SplitTools,
    Loading: RecordSkeleton,
    suits: always,
    opensWithin: true,
  },
]

/** The kind that a view names; one that nothing here draws is shown as a table. */
export const kindOf = (type: ViewView['type']): ViewKind => viewKinds.find((kind) => kind.key === type) ?? table
