import { ColumnsMenu } from './ColumnsMenu.tsx'
import { GroupMenu } from './GroupMenu.tsx'
import { SortMenu } from './SortMenu.tsx'
import type { ViewKindProps } from './view-kind.ts'

/** What a table adds to the bar: its groups, its order and its columns. */
export function TableTools({ entity, state }: ViewKindProps) {
  return (
    <>
      <GroupMenu entity={entity} group={state.group} onGroup={state.setGroup} />
      <SortMenu entity={entity} sort={state.sort} onSort={state.setSort} />
      <ColumnsMenu
        entity={entity}
        columns={state.columns}
        onChange={state.setColumns}
        frozen={state.frozen}
        onFreeze={state.setFrozen}
      />
    </>
  )
}
