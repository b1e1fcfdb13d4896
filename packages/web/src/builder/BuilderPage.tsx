import { EmptyState, useTexts } from '@atelier/ui'
import { IconLock } from '@atelier/ui/icons'
import { Navigate } from '@tanstack/react-router'
import { addresses } from '../app/addresses.ts'
import { FailedPage } from '../app/FailedPage.tsx'
import { usePage, usePageTitle } from '../app/use-page.ts'
import { TemplatesPage } from '../pages/setup/TemplatesPage.tsx'
import { useMe } from '../workspace/WorkspaceContext.tsx'
import { ApprovalPage } from './approvals/ApprovalPage.tsx'
import { ApprovalsPage } from './approvals/ApprovalsPage.tsx'
import { AutomationPage } from './automations/AutomationPage.tsx'
import { AutomationsPage } from './automations/AutomationsPage.tsx'
import { builderTexts } from './builder-texts.ts'
import { DraftProvider } from './draft/DraftContext.tsx'
import { EntitiesPage } from './entities/EntitiesPage.tsx'
import { EntityPage } from './entities/EntityPage.tsx'
import { FormPage } from './forms/FormPage.tsx'
import { FormsPage } from './forms/FormsPage.tsx'
import { Frame } from './frame/Frame.tsx'
import { InsightPage } from './insight/InsightPage.tsx'
import { NavigationPage } from './navigation/NavigationPage.tsx'
import { OptionSetPage } from './options/OptionSetPage.tsx'
import { OptionSetsPage } from './options/OptionSetsPage.tsx'
import { PipelinePage } from './pipelines/PipelinePage.tsx'
import { PipelinesPage } from './pipelines/PipelinesPage.tsx'
import { PreviewProvider } from './preview/PreviewContext.tsx'
import { PreviewPage } from './preview/PreviewPage.tsx'
import { RevisionsPage } from './publish/RevisionsPage.tsx'
import { RolePage } from './roles/RolePage.tsx'
import { RolesPage } from './roles/RolesPage.tsx'
import { TranslationsPage } from './translations/TranslationsPage.tsx'
import { UpkeepPage } from './upkeep/UpkeepPage.tsx'
import { ViewDesignPage } from './views/ViewPage.tsx'
import { ViewsPage } from './views/ViewsPage.tsx'
import { CalendarPage } from './workspace/CalendarPage.tsx'
import { WorkspacePage } from './workspace/WorkspacePage.tsx'
import './builder.css'

/** Where the admin shapes the workspace: `/builder/<area>/<key>`. */
export function BuilderPage() {
  const t = useTexts(builderTexts)
  const me = useMe()
  const { params } = usePage()
  usePageTitle(t('title'))
  const [area = 'entities', key] = (params._splat ?? '').split('/').filter((each) => each !== '')
  // Where it stood before; links to it go on working.
  if (area === 'people') return <Navigate to={addresses.settings('people')} replace />
  if (!me.may.has('build')) return <EmptyState icon={<IconLock size={24} stroke={1.5} />} title={t('notAllowed')} />
  return (
    <DraftProvider waiting={(error) => (error ? <FailedPage error={error} /> : <div aria-busy="true" />)}>
      <PreviewProvider>
        <Area area={area} item={key} />
      </PreviewProvider>
    </DraftProvider>
  )
}

function Area({ area, item }: { readonly area: string; readonly item: string | undefined }) {
  switch (area) {
    case 'pipelines':
      return item ? <PipelinePage key={item} pipeline={item} /> : <PipelinesPage />
    case 'approvals':
      return item ? <ApprovalPage key={item} approval={item} /> : <ApprovalsPage />
    case 'automations':
      return item ? <AutomationPage key={item} automation={item} /> : <AutomationsPage />
    case 'views':
      return item ? <ViewDesignPage key={item} view={item} /> : <ViewsPage />
    case 'navigation':
      return <NavigationPage />
    case 'insight':
      return <InsightPage />
    case 'workspace':
      return item ? <CalendarPage key={item} calendar={item} /> : <WorkspacePage />
    case 'translations':
      return <TranslationsPage />
    case 'forms':
      return item ? <FormPage key={item} form={item} /> : <FormsPage />
    case 'option-sets':
      return item ? <OptionSetPage key={item} set={item} /> : <OptionSetsPage />
    case 'roles':
      return item ? <RolePage key={item} role={item} /> : <RolesPage />
    case 'templates':
      return (
        <Frame>
          <TemplatesPage />
        </Frame>
      )
    case 'upkeep':
      return <UpkeepPage />
    case 'preview':
      return <PreviewPage key={item} entity={item ?? ''} />
    case 'revisions':
      return <RevisionsPage />
    default:
      return item ? <EntityPage key={item} entity={item} /> : <EntitiesPage />
  }
}
