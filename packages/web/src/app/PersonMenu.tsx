import { Avatar, Menu, useLanguage, useMantineColorScheme, useTexts } from '@atelier/ui'
import { IconLogout, IconSettings } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { useMe } from '../workspace/WorkspaceContext.tsx'
import { addresses } from './addresses.ts'
import { shellTexts } from './shell-texts.ts'
import { signOut } from './sign-out.ts'
import { useMySettings } from './use-my-settings.ts'

/** Language and appearance at hand, the way to all settings, and the way out. */
export function PersonMenu({ onGo }: { readonly onGo: () => void }) {
  const t = useTexts(shellTexts)
  const me = useMe()
  const language = useLanguage()
  const { colorScheme } = useMantineColorScheme()
  const { save } = useMySettings()
  const item = (text: string, on: boolean, choose: () => void) => (
    <Menu.RadioItem key={text} value={text} checked={on} onChange={choose}>
      {text}
    </Menu.RadioItem>
  )
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className="nav-link" title={t('person', { name: me.name })}>
          <Avatar name={me.name} />
          <span className="nav-text cut">{me.name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email || me.name}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {item('中文', language === 'zh-CN', () => save({ language: 'zh-CN' }))}
        {item('English', language === 'en', () => save({ language: 'en' }))}
        <Menu.Label>{t('theme')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) =>
          item(t(scheme), colorScheme === scheme, () => save({ theme: scheme })),
        )}
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to={addresses.settings()}
          leftSection={<IconSettings size={16} stroke={1.5} />}
          onClick={onGo}
        >
          {t('settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={signOut}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
