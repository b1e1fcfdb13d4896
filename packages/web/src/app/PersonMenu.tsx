import { Avatar, Menu, setLanguage, useLanguage, useMantineColorScheme, useTexts } from '@atelier/ui'
import { IconLogout } from '@atelier/ui/icons'
import { useMe } from '../workspace/WorkspaceContext.tsx'
import { useBigNumbers } from './DataProvider.tsx'
import { shellTexts } from './shell-texts.ts'
import { signOut } from './sign-out.ts'

/** Language, appearance, numbers, and the way out. */
export function PersonMenu() {
  const t = useTexts(shellTexts)
  const me = useMe()
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [big, setBig] = useBigNumbers()
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
        {item('中文', language === 'zh-CN', () => setLanguage('zh-CN'))}
        {item('English', language === 'en', () => setLanguage('en'))}
        <Menu.Label>{t('theme')}</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map((scheme) =>
          item(t(scheme), colorScheme === scheme, () => setColorScheme(scheme)),
        )}
        {language === 'zh-CN' ? (
          <>
            <Menu.Label>{t('bigNumbers')}</Menu.Label>
            {item(t('bigWan'), big === 'wan', () => setBig('wan'))}
            {item(t('bigPlain'), big === 'plain', () => setBig('plain'))}
          </>
        ) : null}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.5} />} onClick={signOut}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
