import { useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { addresses } from '../../../app/addresses.ts'
import { client, unwrap } from '../../../app/client.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { checklistTexts } from './checklist-texts.ts'
import { hasImported, hasInvited, hasPublished, type Step } from './steps.ts'

/** What an admin does first, with what the workspace says has been done. */
export function useAdminSteps(enabled: boolean): readonly Step[] {
  const t = useTexts(checklistTexts)
  const { entities } = useWorkspace()
  const drawn = [...entities.values()].some((entity) => !entity.system)
  const options = { enabled, retry: false } as const
  const users = useQuery({ queryKey: ['users', 'invited'], ...options, queryFn: () => unwrap(client.users.list()) })
  const sample = useQuery({
    queryKey: ['sample-data'],
    ...options,
    queryFn: () => unwrap(client.send<unknown>('GET', '/sample-data')),
  })
  const revisions = useQuery({
    queryKey: ['revisions', 'own'],
    ...options,
    queryFn: () => unwrap(client.definitions.revisions()),
  })
  const imports = useQuery({
    queryKey: ['imports', 'any'],
    ...options,
    queryFn: () => unwrap(client.send('GET', '/imports?limit=100')),
  })
  return [
    { id: 'model', title: t('model'), text: t('modelText'), to: addresses.templates(), done: drawn },
    {
      id: 'own',
      title: t('own'),
      text: t('ownText'),
      to: addresses.builder(),
      done: revisions.data === undefined ? undefined : hasPublished(revisions.data),
    },
    {
      id: 'people',
      title: t('people'),
      text: t('peopleText'),
      to: `${addresses.builder()}/people`,
      done: users.data === undefined || sample.data === undefined ? undefined : hasInvited(users.data, sample.data),
    },
    {
      id: 'import',
      title: t('import'),
      text: t('importText'),
      to: addresses.imports(),
      done: imports.data === undefined ? undefined : hasImported(imports.data),
    },
  ]
}
