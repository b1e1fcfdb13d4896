import { type Command, type CommandGroup, type Label, useLabel, useTexts } from '@atelier/ui'
import {
  IconHome,
  IconInbox,
  IconLayoutList,
  IconPlus,
  IconReportAnalytics,
  IconSettings,
  IconTableImport,
  IconTemplate,
  IconTools,
} from '@atelier/ui/icons'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { addresses, segmentEntity } from '../addresses.ts'
import { navigationGroups } from '../navigation.tsx'
import { shellTexts } from '../shell-texts.ts'
import { usePage } from '../use-page.ts'
import { paletteTexts } from './palette-texts.ts'

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const

/** A label in every language: things are found by any of their names. */
const everyName = (label: Label | undefined): string =>
  typeof label === 'string' ? label : Object.values(label ?? {}).join(' ')

/** Where one can go, the views of the list that is open, what can be created and imported. */
export function usePlaces(): readonly CommandGroup[] {
  const t = useTexts(shellTexts)
  const tp = useTexts(paletteTexts)
  const label = useLabel()
  const { go, params } = usePage()
  const words = useEntityWords()
  const workspace = useWorkspace()
  const me = useMe()
  const drawn = [...workspace.entities.values()].filter((entity) => !entity.system)
  const imports = drawn.filter((entity) => entity.may.has('import'))
  const here = workspace.entities.get(segmentEntity(params.entity ?? ''))
  const place = (id: string, name: string, Icon: typeof IconHome, to: string, more = ''): Command => ({
    id,
    label: name,
    words: `${id} ${more}`,
    icon: <Icon {...icon} />,
    run: () => go(to),
  })
  const places = [
    place('home', t('home'), IconHome, addresses.home(), '首页'),
    place('inbox', t('inbox'), IconInbox, addresses.inbox(), '待办 tasks approvals notifications'),
    place('reports', t('reports'), IconReportAnalytics, addresses.reports(), '报表'),
    ...(imports.length > 0 ? [place('imports', t('imports'), IconTableImport, addresses.imports(), 'excel csv')] : []),
    ...navigationGroups(workspace, me).flatMap((group) =>
      group.links.map((link) =>
        place(`go ${link.id}`, label(link.label), link.icon, link.to, `${link.to} ${everyName(link.label)}`),
      ),
    ),
    place('settings', t('settings'), IconSettings, addresses.settings(), '设置 密码 password people 人员'),
    ...(me.may.has('build')
      ? [
          place('builder', t('builder'), IconTools, addresses.builder(), '搭建'),
          place('templates', t('templates'), IconTemplate, addresses.templates(), '模板'),
        ]
      : []),
  ]
  const create = drawn
    .filter((entity) => entity.may.has('create'))
    .map((entity) =>
      place(
        `create ${entity.key}`,
        t('createOne', { label: words(entity).oneWithin }),
        IconPlus,
        addresses.view(entity.key, { panel: 'new' }),
        `new 新建 ${everyName(entity.label)}`,
      ),
    )
  const views = workspace.views
    .filter((view) => view.entity === here?.key)
    .map((view) =>
      place(
        `view ${view.key}`,
        label(view.label, view.key),
        IconLayoutList,
        addresses.view(view.entity, { view: view.key }),
        `视图 ${everyName(view.label)}`,
      ),
    )
  return [
    { label: tp('viewsHere'), commands: views },
    { label: tp('goTo'), commands: places },
    { label: t('create'), commands: create },
    {
      label: t('imports'),
      commands: imports.map((entity) =>
        place(
          `import ${entity.key}`,
          tp('importInto', { label: words(entity).manyWithin }),
          IconTableImport,
          addresses.importInto(entity.key),
          'excel csv',
        ),
      ),
    },
  ]
}
