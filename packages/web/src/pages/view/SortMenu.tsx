import { ActionIcon, Button, NativeSelect, Popover, Select, useLabel, useTexts } from '@atelier/ui'
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconX } from '@atelier/ui/icons'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { canSort, directionKeys, readSort, writeSort } from './sorts.ts'
import { viewTexts } from './view-texts.ts'

export type SortProps = { readonly entity: EntityView; readonly sort: string; readonly onSort: (sort: string) => void }

/** What the list is sorted by, in words, and the choice of another order: by one field, then by the next. */
export function SortMenu({ entity, sort, onSort }: SortProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const sorts = readSort(sort)
  const [first] = sorts
  const name = (key: string) => label(fieldOf(entity, key)?.label, key)
  const direction = (key: string, descending: boolean) => t(directionKeys(fieldOf(entity, key))[descending ? 1 : 0])
  const words = first ? t('sorted', { label: name(first.key), direction: direction(first.key, first.descending) }) : ''
  const more = sorts.length > 1 ? ` +${sorts.length - 1}` : ''
  const fields = entity.fields.filter(canSort)
  const set = (at: number, next: (typeof sorts)[number]) => onSort(writeSort(sorts.with(at, next)))
  const swap = (at: number, to: number) => {
    const [one, other] = [sorts[at], sorts[to]]
    if (one && other) onSort(writeSort(sorts.with(at, other).with(to, one)))
  }
  return (
    <Popover position="bottom-end" width={380} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={first ? `${t('sort')}: ${words}${more}` : t('sort')}
          leftSection={<IconArrowsSort size={16} stroke={1.5} />}
        >
          <span className="only-wide">{first ? `${words}${more}` : t('sort')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="sort-panel">
        {sorts.map(({ key, descending }, at) => (
          <div key={key} className="row sort-row">
            <span className="faint small num">{at + 1}</span>
            <span className="grow cut">{name(key)}</span>
            <NativeSelect
              size="xs"
              aria-label={t('sortDirection', { label: name(key) })}
              value={descending ? 'down' : 'up'}
              data={[
                { value: 'up', label: direction(key, false) },
                { value: 'down', label: direction(key, true) },
              ]}
              onChange={(event) => set(at, { key, descending: event.currentTarget.value === 'down' })}
            />
            <ActionIcon
              size="sm"
              disabled={at === 0}
              aria-label={t('sortEarlier', { label: name(key) })}
              onClick={() => swap(at, at - 1)}
            >
              <IconArrowUp size={14} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              disabled={at === sorts.length - 1}
              aria-label={t('sortLater', { label: name(key) })}
              onClick={() => swap(at, at + 1)}
            >
              <IconArrowDown size={14} stroke={1.5} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              aria-label={t('sortRemove', { label: name(key) })}
              onClick={() => onSort(writeSort(sorts.filter((_, each) => each !== at)))}
            >
              <IconX size={14} stroke={1.5} />
            </ActionIcon>
          </div>
        ))}
        {sorts.length === 0 ? <p className="quiet small">{t('sortNone')}</p> : null}
        {sorts.length < 5 ? (
          <Select
            key={sort}
            aria-label={sorts.length === 0 ? t('sortBy') : t('sortThen')}
            placeholder={sorts.length === 0 ? t('sortBy') : t('sortThen')}
            searchable
            comboboxProps={{ withinPortal: false }}
            value={null}
            data={fields
              .filter(({ key }) => !sorts.some((each) => each.key === key))
              .map((each) => ({ value: each.key, label: label(each.label, each.key) }))}
            onChange={(key) => {
              if (key) onSort(writeSort([...sorts, { key, descending: false }]))
            }}
          />
        ) : null}
      </Popover.Dropdown>
    </Popover>
  )
}
