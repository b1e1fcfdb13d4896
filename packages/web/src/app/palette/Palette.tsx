import { type CommandGroup, CommandPalette, useLanguage, useMantineColorScheme, useTexts } from '@atelier/ui'
import {
  IconHelpCircle,
  IconLanguage,
  IconLayoutSidebar,
  IconLogout,
  IconMap,
  IconMoon,
  IconSun,
} from '@atelier/ui/icons'
import { useState } from 'react'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { segmentEntity } from '../addresses.ts'
import { shellTexts } from '../shell-texts.ts'
import { signOut } from '../sign-out.ts'
import { useMySettings } from '../use-my-settings.ts'
import { usePage } from '../use-page.ts'
import { paletteTexts } from './palette-texts.ts'
import { useFound } from './use-found.tsx'
import { usePlaces } from './use-places.tsx'
import { useRecordCommands } from './use-record-commands.tsx'

export type PaletteProps = {
  readonly onHelp: () => void
  readonly onFold: () => void
  readonly onTour: () => void
}

const icon = { size: 16, stroke: 1.5, 'aria-hidden': true } as const

/** The palette with what this workspace has: what to do with the record that is open, places, things to create, records, the person's settings. */
export function Palette(props: PaletteProps) {
  const { params } = usePage()
  const entity = useEntity(segmentEntity(params.entity ?? ''))
  return entity ? <OnEntity {...props} entity={entity} /> : <Commands {...props} record={[]} />
}

function OnEntity({ entity, ...props }: PaletteProps & { readonly entity: NonNullable<ReturnType<typeof useEntity>> }) {
  return <Commands {...props} record={useRecordCommands(entity)} />
}

function Commands({ onHelp, onFold, onTour, record }: PaletteProps & { readonly record: readonly CommandGroup[] }) {
  const t = useTexts(shellTexts)
  const tp = useTexts(paletteTexts)
  const language = useLanguage()
  const { colorScheme } = useMantineColorScheme()
  const { save } = useMySettings()
  const [text, setText] = useState('')
  const found = useFound(text)
  const places = usePlaces()
  const dark = colorScheme === 'dark'
  const other = language === 'zh-CN' ? 'en' : 'zh-CN'
  const own = [
    {
      id: 'theme',
      label: tp(dark ? 'toLight' : 'toDark'),
      words: 'theme 外观 settings 设置',
      icon: dark ? <IconSun {...icon} /> : <IconMoon {...icon} />,
      run: () => save({ theme: dark ? 'light' : 'dark' }),
    },
    {
      id: 'theme auto',
      label: tp('themeAuto'),
      words: 'theme 外观 settings 设置',
      icon: <IconSun {...icon} />,
      run: () => save({ theme: 'auto' }),
    },
    {
      id: 'language',
      label: other === 'en' ? 'English' : '中文',
      words: 'language 语言 settings 设置',
      icon: <IconLanguage {...icon} />,
      run: () => save({ language: other }),
    },
    { id: 'fold', label: tp('foldRail'), words: 'menu 菜单', icon: <IconLayoutSidebar {...icon} />, run: onFold },
    { id: 'help', label: t('help'), keys: '?', icon: <IconHelpCircle {...icon} />, run: onHelp },
    { id: 'tour', label: tp('tour'), words: 'help 帮助', icon: <IconMap {...icon} />, run: onTour },
    { id: 'signOut', label: t('signOut'), words: 'sign out log out', icon: <IconLogout {...icon} />, run: signOut },
  ]
  return (
    <CommandPalette
      groups={[...record, ...places, { label: tp('actions'), commands: own }]}
      found={found}
      onQuery={setText}
    />
  )
}
