import { Button, Menu, useLabel, useTexts } from '@atelier/ui'
import { IconCheck, IconLayoutRows } from '@atelier/ui/icons'
import { usePage } from '../../../app/use-page.ts'
import { SortMenu } from '../SortMenu.tsx'
import { noLanes } from '../use-view-look.ts'
import type { ViewKindProps } from '../view-kind.ts'
import { boardShape, rowFields } from './board-shape.ts'
import { boardTexts } from './board-texts.ts'
import { CardFieldsMenu } from './CardFieldsMenu.tsx'

/** What a board adds to the bar: what its swimlanes are, and the order of its cards. */
export function BoardTools({ entity, view, state }: ViewKindProps) {
  const t = useTexts(boardTexts)
  const label = useLabel()
  const { setQuery } = usePage()
  const shape = boardShape(entity, view)
  const fields = rowFields(entity, shape?.by)
  const now = shape?.rows
  const name = now ? label(now.label, now.key) : t('noRows')
  return (
    <>
      {fields.length > 0 ? (
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <Button
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('rows', { label: name })}
              leftSection={<IconLayoutRows size={16} stroke={1.5} />}
            >
              <span className="only-wide">{t('rows', { label: name })}</span>
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
            <Menu.Item
              rightSection={now ? null : <IconCheck size={14} aria-hidden="true" />}
              onClick={() => setQuery({ lanes: noLanes })}
            >
              {t('noRows')}
            </Menu.Item>
            <Menu.Divider />
            {fields.map((field) => (
              <Menu.Item
                key={field.key}
                rightSection={field === now ? <IconCheck size={14} aria-hidden="true" /> : null}
                onClick={() => setQuery({ lanes: field.key })}
              >
                {label(field.label, field.key)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {shape ? <CardFieldsMenu entity={entity} shape={shape} /> : null}
      <SortMenu entity={entity} sort={state.sort} onSort={state.setSort} />
    </>
  )
}
