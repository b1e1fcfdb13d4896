import { type CommandGroup, useDebouncedValue, useLabel, useTexts } from '@atelier/ui'
import { IconSearch } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { addresses } from '../addresses.ts'
import { client, unwrap } from '../client.ts'
import { iconOf } from '../navigation.tsx'
import { shellTexts } from '../shell-texts.ts'
import { usePage } from '../use-page.ts'
import { paletteTexts } from './palette-texts.ts'

/** Records whose words fit, or are like what is typed, across everything that one may see; last the way to all of them. */
export function useFound(text: string): readonly CommandGroup[] {
  const t = useTexts(shellTexts)
  const tp = useTexts(paletteTexts)
  const { go } = usePage()
  const label = useLabel()
  const { entities } = useWorkspace()
  const [q] = useDebouncedValue(text.trim(), 150)
  const { data } = useQuery({
    queryKey: ['search', q],
    enabled: q !== '',
    queryFn: ({ signal }) => unwrap(client.records.search(q, { limit: 6, signal })),
  })
  if (q === '') return []
  const groups = (data ?? []).map((group): CommandGroup => {
    const Icon = iconOf(group.entity)
    const name = label(entities.get(group.entity)?.label, group.entity)
    return {
      label: group.similar ? tp('similarIn', { label: name }) : name,
      commands: group.records.map((record) => ({
        id: `${group.entity}/${record.id}`,
        label: record.label,
        icon: <Icon size={16} stroke={1.5} aria-hidden="true" />,
        run: () => go(addresses.record(group.entity, record.id)),
      })),
    }
  })
  const all = {
    id: 'all results',
    label: tp('allResults', { q }),
    icon: <IconSearch size={16} stroke={1.5} aria-hidden="true" />,
    run: () => go(addresses.search(q)),
  }
  return [...groups, { label: t('search'), commands: [all] }]
}
