import { ActionIcon, Popover } from '@atelier/ui'
import { IconHelp } from '@atelier/ui/icons'

/** What something is, one click away from where it is named. */
export function Help({ about, text }: { readonly about: string; readonly text: string }) {
  return (
    <Popover width={280} position="bottom-start" withArrow>
      <Popover.Target>
        <ActionIcon size="xs" aria-label={about} className="builder-help">
          <IconHelp size={14} stroke={1.5} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="small">{text}</p>
      </Popover.Dropdown>
    </Popover>
  )
}
