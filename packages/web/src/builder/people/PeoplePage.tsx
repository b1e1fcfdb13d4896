import { EmptyState, Tabs, useTexts } from '@atelier/ui'
import { IconLock } from '@atelier/ui/icons'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { useMe } from '../../workspace/WorkspaceContext.tsx'
import { KeysTab } from './KeysTab.tsx'
import { PersonsTab } from './PersonsTab.tsx'
import { peopleTexts } from './people-texts.ts'
import { TeamsTab } from './TeamsTab.tsx'
import { usePeople } from './use-people.ts'
import '../builder.css'

/** People, teams and API keys: data of the workspace, changed at once. */
export function PeoplePage() {
  const t = useTexts(peopleTexts)
  const me = useMe()
  usePageTitle(t('title'))
  if (!me.may.has('manageUsers')) {
    return <EmptyState icon={<IconLock size={24} stroke={1.5} />} title={t('notAllowed')} text={t('notAllowedText')} />
  }
  return <AllPeople />
}

function AllPeople() {
  const t = useTexts(peopleTexts)
  const { query, setQuery } = usePage()
  const people = usePeople()
  return (
    <div className="builder-page">
      <h1>{t('title')}</h1>
      <p className="quiet">{t('text')}</p>
      <Tabs value={query.tab ?? 'people'} onChange={(tab) => setQuery({ tab: tab ?? undefined }, { replace: true })}>
        <Tabs.List>
          <Tabs.Tab value="people">{t('people')}</Tabs.Tab>
          <Tabs.Tab value="teams">{t('teams')}</Tabs.Tab>
          <Tabs.Tab value="keys">{t('keys')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <PersonsTab people={people} />
        </Tabs.Panel>
        <Tabs.Panel value="teams">
          <TeamsTab people={people} />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeysTab people={people} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}
