import { type CommandGroup, CommandPalette, useDebouncedValue, useLabel, useTexts } from '@atelier/ui'
import { IconHome, IconInbox, IconPlus } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe, useWorkspace } from '../workspace/WorkspaceContext.tsx'
import { addresses } from './addresses.ts'
import { client, unwrap } from './client.ts'
import { iconOf, navigationGroups } from './navigation.tsx'
import { shellTexts } from './shell-texts.ts'
import { usePage } from './use-page.ts'

/** Records whose names or words fit, across everything that one may see. */
function useFound(text: string): readonly CommandGroup[] {
  const { go } = usePage()
  const label = useLabel()
  const { entities } = useWorkspace()
  const [q] = useDebouncedValue(text.trim(), 150)
  const { data } = useQuery({
    queryKey: ['search', q],
    enabled: q !== '',
    queryFn: ({ signal }) => unwrap(client.records.search(q, { limit: 6, signal })),
  })
  return (data ?? []).map((group) => {
    const Icon = iconOf(group.entity)
    return {
      label: label(entities.get(group.entity)?.label, group.entity),
      commands: group.records.map((record) => ({
        id: `${group.entity}/${record.id}`,
        label: record.label,
        icon: <Icon size={16} stroke={1.5} aria-hidden="true" />,
        run: () => go(addresses.record(group.entity, record.id)),
      })),
    }
  })
}

/** The palette with what this workspace has: places, things to create, records. */
export function Palette() {
  const t = useTexts(shellTexts)
  const label = useLabel()
  const { go } = usePage()
  const workspace = useWorkspace()
  const me = useMe()
  const [text, setText] = useState('')
  const found = useFound(text)
  const places = [
    { id: 'home', label: t('home'), icon: <IconHome size={16} stroke={1.5} />, run: () => go(addresses.home()) },
    { id: 'inbox', label: t('inbox'), icon: <IconInbox size={16} stroke={1.5} />, run: () => go(addresses.inbox()) },
    ...navigationGroups(workspace, me).flatMap((group) =>
      group.links.map(({ id, label: name, to, icon: Icon }) => ({
        id: `go ${id}`,
        label: label(name),
        words: to,
        icon: <Icon size={16} stroke={1.5} />,
        run: () => go(to),
      })),
    ),
  ]
  const create = [...workspace.entities.values()]
    .filter((entity) => !entity.system && entity.may.has('create'))
    .map((entity) => ({
      id: `create ${entity.key}`,
      label: t('createOne', { label: label(entity.label) }),
      words: entity.key,
      icon: <IconPlus size={16} stroke={1.5} />,
      run: () => go(addresses.view(entity.key, { panel: 'new' })),
    }))
  return (
    <CommandPalette
      groups={[
        { label: t('goTo'), commands: places },
        { label: t('create'), commands: create },
      ]}
      found={found}
      onQuery={setText}
    />
  )
}
