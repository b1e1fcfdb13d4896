import { Button, Menu, useLabel, useTexts } from '@atelier/ui'
import { IconCheck, IconLayoutList } from '@atelier/ui/icons'
import { canGroup } from '../../records/use-groups.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'
import { viewTexts } from './view-texts.ts'

export type GroupProps = {
  readonly entity: EntityView
  readonly group: string
  readonly onGroup: (key: string) => void
}

/** What the records are put in groups by. */
export function GroupMenu({ entity, group, onGroup }: GroupProps) {
  const t = useTexts(viewTexts)
  const label = useLabel()
  const now = fieldOf(entity, group)
  const check = <IconCheck size={14} aria-hidden="true" />
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          className="only-wide"
          aria-label={now ? `${t('group')}: ${label(now.label, now.key)}` : t('group')}
          leftSection={<IconLayoutList size={16} stroke={1.5} />}
        >
          {now ? label(now.label, now.key) : t('group')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        <Menu.Item onClick={() => onGroup('')} rightSection={now ? null : check}>
          {t('groupNone')}
        </Menu.Item>
        <Menu.Divider />
        {entity.fields.filter(canGroup).map((field) => (
          <Menu.Item
            key={field.key}
            onClick={() => onGroup(field.key)}
            rightSection={field.key === group ? check : null}
          >
            {label(field.label, field.key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
