import {
  type CommandGroup,
  CommandPalette,
  setLanguage,
  useDebouncedValue,
  useLabel,
  useLanguage,
  useMantineColorScheme,
  useTexts,
} from '@atelier/ui'
import {
  IconHelpCircle,
  IconHome,
  IconInbox,
  IconLanguage,
  IconLayoutList,
  IconLogout,
  IconMoon,
  IconPlus,
  IconReportAnalytics,
  IconSun,
  IconTableImport,
  IconTools,
} from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useEntityWords } from '../workspace/use-entity-words.ts'
import { useMe, useWorkspace } from '../workspace/WorkspaceContext.tsx'
import { addresses, segmentEntity } from './addresses.ts'
import { client, unwrap } from './client.ts'
import { iconOf, navigationGroups } from './navigation.tsx'
import { shellTexts } from './shell-texts.ts'
import { signOut } from './sign-out.ts'
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
export function Palette({ onHelp }: { readonly onHelp: () => void }) {
  const t = useTexts(shellTexts)
  const label = useLabel()
  const { go, params } = usePage()
  const language = useLanguage()
  const words = useEntityWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const workspace = useWorkspace()
  const me = useMe()
  const [text, setText] = useState('')
  const found = useFound(text)
  const places = [
    { id: 'home', label: t('home'), icon: <IconHome size={16} stroke={1.5} />, run: () => go(addresses.home()) },
    { id: 'inbox', label: t('inbox'), icon: <IconInbox size={16} stroke={1.5} />, run: () => go(addresses.inbox()) },
    {
      id: 'reports',
      label: t('reports'),
      icon: <IconReportAnalytics size={16} stroke={1.5} />,
      run: () => go(addresses.reports()),
    },
    ...([...workspace.entities.values()].some((entity) => !entity.system && entity.may.has('import'))
      ? [
          {
            id: 'imports',
            label: t('imports'),
            words: 'excel csv',
            icon: <IconTableImport size={16} stroke={1.5} />,
            run: () => go(addresses.imports()),
          },
        ]
      : []),
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
      label: t('createOne', { label: words(entity).oneWithin }),
      words: entity.key,
      icon: <IconPlus size={16} stroke={1.5} />,
      run: () => go(addresses.view(entity.key, { panel: 'new' })),
    }))
  const here = workspace.entities.get(segmentEntity(params.entity ?? ''))
  const views = workspace.views
    .filter((view) => view.entity === here?.key)
    .map((view) => ({
      id: `view ${view.key}`,
      label: label(view.label, view.key),
      words: 'view 视图',
      icon: <IconLayoutList size={16} stroke={1.5} />,
      run: () => go(addresses.view(view.entity, { view: view.key })),
    }))
  const imports = [...workspace.entities.values()]
    .filter((entity) => !entity.system && entity.may.has('import'))
    .map((entity) => ({
      id: `import ${entity.key}`,
      label: t('importInto', { label: words(entity).manyWithin }),
      words: 'excel csv',
      icon: <IconTableImport size={16} stroke={1.5} />,
      run: () => go(addresses.importInto(entity.key)),
    }))
  const dark = colorScheme === 'dark'
  const other = language === 'zh-CN' ? 'en' : 'zh-CN'
  const actions = [
    ...imports,
    ...(me.may.has('build')
      ? [
          {
            id: 'builder',
            label: t('builder'),
            icon: <IconTools size={16} stroke={1.5} />,
            run: () => go(addresses.builder()),
          },
        ]
      : []),
    {
      id: 'theme',
      label: t(dark ? 'toLight' : 'toDark'),
      words: 'theme 外观',
      icon: dark ? <IconSun size={16} stroke={1.5} /> : <IconMoon size={16} stroke={1.5} />,
      run: () => setColorScheme(dark ? 'light' : 'dark'),
    },
    {
      id: 'language',
      label: other === 'en' ? 'English' : '中文',
      words: 'language 语言',
      icon: <IconLanguage size={16} stroke={1.5} />,
      run: () => setLanguage(other),
    },
    { id: 'help', label: t('help'), keys: '?', icon: <IconHelpCircle size={16} stroke={1.5} />, run: onHelp },
    { id: 'signOut', label: t('signOut'), icon: <IconLogout size={16} stroke={1.5} />, run: signOut },
  ]
  return (
    <CommandPalette
      groups={[
        { label: t('goTo'), commands: places },
        { label: t('viewsHere'), commands: views },
        { label: t('create'), commands: create },
        { label: t('actions'), commands: actions },
      ]}
      found={found}
      onQuery={setText}
    />
  )
}
