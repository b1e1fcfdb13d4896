import { useTexts } from '@atelier/ui'
import { useQueries, useQuery } from '@tanstack/react-query'
import { addresses } from '../../../app/addresses.ts'
import { client, unwrap } from '../../../app/client.ts'
import type { EntityView } from '../../../workspace/model.ts'
import { useEntityWords } from '../../../workspace/use-entity-words.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { checklistTexts } from './checklist-texts.ts'
import { hasViews, type Step } from './steps.ts'

const byMe = (...others: readonly unknown[]): unknown => ({
  and: [{ '==': [{ var: 'createdBy' }, { var: '$user' }] }, ...others],
})

/** What everybody else does first, with what their own records say has been done. */
export function useOwnSteps(main: EntityView | undefined, enabled: boolean): readonly Step[] {
  const t = useTexts(checklistTexts)
  const words = useEntityWords()
  const { entities } = useWorkspace()
  const activity = [...entities.values()].find((entity) => entity.source.activity)
  const done = activity?.source.activity?.done
  const asked = [
    { entity: main?.may.has('create') ? main.key : undefined, filter: byMe() },
    { entity: activity?.key, filter: byMe() },
    {
      entity: activity?.key,
      filter: {
        and: [
          { '==': [{ var: activity?.owner?.key ?? 'createdBy' }, { var: '$user' }] },
          { '==': [{ var: done ?? 'done' }, true] },
        ],
      },
    },
  ]
  const answers = useQueries({
    queries: asked.map(({ entity, filter }, at) => ({
      queryKey: ['records', entity, { checklist: at }],
      enabled: enabled && entity !== undefined,
      retry: false,
      queryFn: async () =>
        (await unwrap(client.records.list(entity ?? '', { filter, limit: 1, fields: 'id' }))).records.length > 0,
    })),
  })
  const views = useQuery({
    queryKey: ['mine', 'views'],
    enabled,
    retry: false,
    queryFn: () => unwrap(client.definitions.mine('views')),
  })
  const step = (at: number, id: string, title: string, text: string, to: string): readonly Step[] =>
    asked[at]?.entity === undefined ? [] : [{ id, title, text, to, done: answers[at]?.data }]
  return [
    ...(main
      ? step(
          0,
          'first',
          t('first', { label: words(main).oneWithin }),
          t('firstText'),
          addresses.view(main.key, { panel: 'new' }),
        )
      : []),
    ...step(1, 'activity', t('activity'), t('activityText'), main ? addresses.view(main.key) : addresses.home()),
    ...step(2, 'task', t('task'), t('taskText'), `${addresses.inbox()}?tab=tasks`),
    ...(main
      ? [
          {
            id: 'view',
            title: t('view'),
            text: t('viewText'),
            to: addresses.view(main.key),
            done: views.data === undefined ? undefined : hasViews(views.data),
          },
        ]
      : []),
  ]
}
