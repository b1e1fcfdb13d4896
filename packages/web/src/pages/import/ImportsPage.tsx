import { Button, EmptyState, Menu, useTexts } from '@atelier/ui'
import { IconFileSpreadsheet, IconTableImport } from '@atelier/ui/icons'
import { addresses } from '../../app/addresses.ts'
import { usePage, usePageTitle } from '../../app/use-page.ts'
import { useEntityWords } from '../../workspace/use-entity-words.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { importTexts } from './import-texts.ts'
import { RecentImports, useRecentImports } from './RecentImports.tsx'
import './import.css'

/** Everything that one has imported, and the way to import more. */
export function ImportsPage() {
  const t = useTexts(importTexts)
  const words = useEntityWords()
  const { go } = usePage()
  const { entities } = useWorkspace()
  const { data } = useRecentImports()
  usePageTitle(t('listTitle'))
  const targets = [...entities.values()]
    .filter((entity) => !entity.system && entity.may.has('import'))
    .map((entity) => ({ key: entity.key, name: words(entity).many }))
    .toSorted((one, other) => one.name.localeCompare(other.name))
  const start =
    targets.length === 0 ? null : (
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="filled" leftSection={<IconTableImport size={16} stroke={1.5} />}>
            {t('importMore')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {targets.map((entity) => (
            <Menu.Item key={entity.key} onClick={() => go(addresses.importInto(entity.key))}>
              {entity.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    )
  return (
    <div className="import">
      <header className="page-head">
        <h1 className="cut">{t('listTitle')}</h1>
        <span className="grow" />
        {start}
      </header>
      <div className="import-body">
        {data?.imports.length === 0 ? (
          <EmptyState
            icon={<IconFileSpreadsheet size={24} stroke={1.5} />}
            title={t('noneYet')}
            text={t('noneYetText')}
          />
        ) : (
          <RecentImports />
        )}
      </div>
    </div>
  )
}
