import { Button, Menu, useLabel, useTexts } from '@atelier/ui'
import { IconArrowsSort, IconCheck } from '@atelier/ui/icons'
import { isLong, isOfKind, isTemporal, valueKind } from '../../fields/registry.ts'
import { type EntityView, type FieldView, fieldOf } from '../../workspace/model.ts'
import { viewTexts } from './view-texts.ts'

export type SortProps = { readonly entity: EntityView; readonly sort: string; readonly onSort: (sort: string) => void }

/** The first field of a sort such as `-amount,name`. */
export const firstSort = (sort: string) => {
  const [first = ''] = sort.split(',')
  return first === '' ? undefined : { key: first.replace(/^-/, ''), descending: first.startsWith('-') }
}

/** Whether a list can be sorted by the field. */
export const canSort = (field: FieldView): boolean => !isLong(field) && !isOfKind(field, 'references', 'choices')

/** The words for the two directions, as they are said of a field. */
function directionKeys(
  field: FieldView | undefined,
): readonly ['sortUp' | 'sortOld' | 'sortAz', 'sortDown' | 'sortNew' | 'sortZa'] {
  if (field && isTemporal(field)) return ['sortOld', 'sortNew']
  return field && ['text', 'reference', 'people'].includes(valueKind(field))
    ? ['sortAz', 'sortZa']
    : ['sortUp', 'sortDown']
}

/** What the list is sorted by, in words, and the choice of another order. */
export function SortMenu({ entity, sort, onSort }: SortProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const now = firstSort(sort)
  const field = now ? fieldOf(entity, now.key) : undefined
  const [up, down] = directionKeys(field)
  const direction = t(now?.descending ? down : up)
  const words = field ? t('sorted', { label: label(field.label, field.key), direction }) : ''
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={field ? `${t('sort')}: ${words}` : t('sort')}
          leftSection={<IconArrowsSort size={16} stroke={1.5} />}
        >
          <span className="only-wide">{field ? words : t('sort')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => onSort('')} rightSection={now ? null : <IconCheck size={14} aria-hidden="true" />}>
          {t('sortNone')}
        </Menu.Item>
        <Menu.Divider />
        {now ? (
          <>
            <Menu.Item
              onClick={() => onSort(now.key)}
              rightSection={now.descending ? null : <IconCheck size={14} aria-hidden="true" />}
            >
              {t(up)}
            </Menu.Item>
            <Menu.Item
              onClick={() => onSort(`-${now.key}`)}
              rightSection={now.descending ? <IconCheck size={14} aria-hidden="true" /> : null}
            >
              {t(down)}
            </Menu.Item>
            <Menu.Divider />
          </>
        ) : null}
        {entity.fields.filter(canSort).map((each) => (
          <Menu.Item
            key={each.key}
            onClick={() => onSort(each.key)}
            rightSection={now?.key === each.key ? <IconCheck size={14} aria-hidden="true" /> : null}
          >
            {label(each.label, each.key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
