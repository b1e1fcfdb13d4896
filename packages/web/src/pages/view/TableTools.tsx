import { ColumnsMenu } from './ColumnsMenu.tsx'
import { SortMenu } from './SortMenu.tsx'
import type { ViewKindProps } from './view-kind.ts'

/** What a table adds to the bar: its order and its columns. */
export function TableTools({ entity, state }: ViewKindProps) {
  return (
    <>
      <SortMenu entity={entity} sort={state.sort} onSort={state.setSort} />
      <ColumnsMenu entity={entity} columns={state.columns} onChange={state.setColumns} />
    </>
  )
}
