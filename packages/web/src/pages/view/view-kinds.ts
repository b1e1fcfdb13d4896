import { BoardSkeleton } from '@atelier/ui'
import { IconLayoutKanban, IconTable } from '@atelier/ui/icons'
import { lazy } from 'react'
import type { ViewView } from '../../workspace/model.ts'
import { TableView } from './TableView.tsx'
import type { ViewKind } from './view-kind.ts'

const TableTools = lazy(async () => ({ default: (await import('./TableTools.tsx')).TableTools }))
const BoardView = lazy(async () => ({ default: (await import('./BoardView.tsx')).BoardView }))

const table: ViewKind = { key: 'table', Icon: IconTable, Body: TableView, Tools: TableTools }

/** Every kind of view, one line each: what a document's `type` names. Only the table comes with the first load. */
export const viewKinds: readonly ViewKind[] = [
  table,
  { key: 'board', Icon: IconLayoutKanban, Body: BoardView, Loading: BoardSkeleton },
]

/** The kind that a view names; one that nothing here draws is shown as a table. */
export const kindOf = (type: ViewView['type']): ViewKind => viewKinds.find((kind) => kind.key === type) ?? table
