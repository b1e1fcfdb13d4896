import { Button, Menu, useTexts } from '@atelier/ui'
import { IconCheck } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import type { EntityView, ViewView } from '../../workspace/model.ts'
import { kindOf, viewKinds } from './view-kinds.ts'
import { viewTexts } from './view-texts.ts'

export type KindMenuProps = {
  readonly entity: EntityView
  /** The view as its document has it. */
  readonly view: ViewView
  readonly shown: ViewView['type']
}

/** The same records shown another way: as a table, a board, a calendar, or one beside the list. */
export function KindMenu({ entity, view, shown }: KindMenuProps) {
  const t = useTexts(viewTexts)
  const { setQuery } = usePage()
  const now = kindOf(shown)
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`${t('showAs')}: ${t(now.name)}`}
          leftSection={<now.Icon size={16} stroke={1.5} />}
        >
          <span className="only-wide">{t(now.name)}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('showAs')}</Menu.Label>
        {viewKinds
          .filter((kind) => kind.suits(entity))
          .map((kind) => (
            <Menu.Item
              key={kind.key}
              leftSection={<kind.Icon size={16} stroke={1.5} />}
              rightSection={kind.key === now.key ? <IconCheck size={14} aria-hidden="true" /> : null}
              onClick={() => setQuery({ as: kind.key === kindOf(view.type).key ? undefined : kind.key })}
            >
              {t(kind.name)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
