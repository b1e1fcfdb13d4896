import { Menu, type Point, useTexts } from '@atelier/ui'
import {
  IconArrowLeft,
  IconArrowNarrowDown,
  IconArrowNarrowUp,
  IconArrowRight,
  IconEyeOff,
  IconFilter,
  IconLayoutList,
  IconPinned,
  IconPinnedOff,
  IconPlus,
} from '@atelier/ui/icons'
import { operatorsFor } from '../../filter/operators.ts'
import { canGroup } from '../../records/use-groups.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { PointMenu } from './PointMenu.tsx'
import { canSort, directionKeys, readSort, writeSort } from './sorts.ts'
import type { ViewState } from './use-view-state.ts'
import { viewTexts } from './view-texts.ts'

export type ColumnMenuProps = {
  readonly entity: EntityView
  readonly state: ViewState
  readonly column: string
  readonly at: Point
  readonly onMove: (key: string, to: number) => void
  readonly onClose: () => void
}

/** What can be done with one column: everything that a drag does, and its part in order, groups and filter. */
export function ColumnMenu({ entity, state, column, at, onMove, onClose }: ColumnMenuProps) {
  const t = useTexts(viewTexts)
  const field = fieldOf(entity, column)
  if (!field) return null
  const index = state.columns.findIndex((each) => each.field === column)
  const sorts = readSort(state.sort)
  const [up, down] = directionKeys(field)
  const isFrozen = index < state.frozen
  const [operator] = operatorsFor(field)
  const icon = { size: 16, stroke: 1.5 }
  const isIn = sorts.some(({ key }) => key === column)
  return (
    <PointMenu at={at} onClose={onClose}>
      {canSort(field) ? (
        <>
          <Menu.Item leftSection={<IconArrowNarrowUp {...icon} />} onClick={() => state.setSort(column)}>
            {t('sortWords', { direction: t(up) })}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowNarrowDown {...icon} />} onClick={() => state.setSort(`-${column}`)}>
            {t('sortWords', { direction: t(down) })}
          </Menu.Item>
          {sorts.length > 0 && !isIn ? (
            <Menu.Item
              leftSection={<IconPlus {...icon} />}
              onClick={() => state.setSort(writeSort([...sorts, { key: column, descending: false }]))}
            >
              {t('sortAlso')}
            </Menu.Item>
          ) : null}
        </>
      ) : null}
      {canGroup(field) ? (
        <Menu.Item
          leftSection={<IconLayoutList {...icon} />}
          onClick={() => state.setGroup(state.group === column ? '' : column)}
        >
          {state.group === column ? t('groupNone') : t('groupHere')}
        </Menu.Item>
      ) : null}
      {operator ? (
        <Menu.Item
          leftSection={<IconFilter {...icon} />}
          onClick={() =>
            state.setFilter({
              ...state.filter,
              items: [...state.filter.items, { kind: 'condition', field: column, operator }],
            })
          }
        >
          {t('filterHere')}
        </Menu.Item>
      ) : null}
      <Menu.Divider />
      <Menu.Item
        leftSection={isFrozen ? <IconPinnedOff {...icon} /> : <IconPinned {...icon} />}
        onClick={() => state.setFrozen(isFrozen ? index : index + 1)}
      >
        {isFrozen ? t('unfreeze') : t('freeze')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowLeft {...icon} />}
        disabled={index === 0}
        onClick={() => onMove(column, index - 1)}
      >
        {t('moveLeft')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowRight {...icon} />}
        disabled={index === state.columns.length - 1}
        onClick={() => onMove(column, index + 1)}
      >
        {t('moveRight')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconEyeOff {...icon} />}
        disabled={state.columns.length === 1}
        onClick={() => state.setColumns(state.columns.filter((each) => each.field !== column))}
      >
        {t('hideColumn')}
      </Menu.Item>
    </PointMenu>
  )
}
