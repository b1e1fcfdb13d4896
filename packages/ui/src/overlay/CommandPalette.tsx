import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'

export type Command = {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly icon?: ReactNode
  /** More words by which it is found. */
  readonly words?: string | undefined
  readonly keys?: string | undefined
  readonly run: () => void
}
export type CommandGroup = { readonly label: string; readonly commands: readonly Command[] }

export type CommandPaletteProps = {
  /** What can be done here; filtered by what is typed. */
  readonly groups: readonly CommandGroup[]
  /** What a search found; shown as it comes. */
  readonly found?: readonly CommandGroup[] | undefined
  readonly onQuery?: ((text: string) => void) | undefined
}

/** Opens the palette from a button. */
export const openPalette = (): void => spotlight.open()

const matches = (command: Command, text: string) =>
  `${command.label} ${command.hint ?? ''} ${command.words ?? ''}`.toLowerCase().includes(text)

/** Everything one can go to, create or do, by typing. Opens with ⌘K or Ctrl+K. */
export function CommandPalette({ groups, found = [], onQuery }: CommandPaletteProps) {
  const t = useTexts(kitTexts)
  const [query, setQuery] = useState('')
  const text = query.trim().toLowerCase()
  const shown = [
    ...groups
      .map((group) => ({
        ...group,
        commands: group.commands.filter((command) => text === '' || matches(command, text)),
      }))
      .map((group) => (text === '' ? group : { ...group, commands: group.commands.slice(0, 6) })),
    ...(text === '' ? [] : found),
  ].filter((group) => group.commands.length > 0)
  return (
    <Spotlight.Root
      shortcut={['mod + K']}
      query={query}
      onQueryChange={(value) => {
        setQuery(value)
        onQuery?.(value)
      }}
      size={560}
      scrollable
      maxHeight={480}
      radius="md"
      centered={false}
      yOffset="14vh"
      overlayProps={{ blur: 0 }}
      attributes={{ content: { 'aria-label': t('search') } }}
    >
      <Spotlight.Search
        placeholder={t('search')}
        aria-label={t('search')}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden="true" />}
      />
      <Spotlight.ActionsList>
        {shown.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.commands.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                {...(command.hint === undefined ? {} : { description: command.hint })}
                leftSection={command.icon}
                rightSection={command.keys ? <kbd className="kbd">{command.keys}</kbd> : undefined}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {shown.length === 0 ? <Spotlight.Empty>{t('nothingFound')}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
