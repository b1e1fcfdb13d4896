import { SortMenu } from '../SortMenu.tsx'
import type { ViewKindProps } from '../view-kind.ts'

/** What a list with the open record adds to the bar: its order. */
export const SplitTools = ({ entity, state }: ViewKindProps) => (
  <SortMenu entity={entity} sort={state.sort} onSort={state.setSort} />
)
