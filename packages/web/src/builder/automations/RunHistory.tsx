import type { AutomationDocument } from '@atelier/definitions'
import { Badge, Button, RelativeTime, useLabel, useTexts } from '@atelier/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client, refusalOf, unwrap } from '../../app/client.ts'
import { useReferenceNames } from '../../records/use-reference-names.ts'
import { useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { automationTexts } from './automation-texts.ts'
import { useTriggerWords } from './use-trigger-words.ts'

type Run = {
  readonly id: string
  readonly entity: string
  readonly record: string
  readonly revision: number
  readonly trigger: { readonly on: string }
  readonly at: string
  readonly state: 'done' | 'failed' | 'stopped'
  readonly effects: readonly {
    readonly effect: string
    readonly entity?: string
    readonly people?: readonly string[]
  }[]
  readonly problems: readonly { readonly code: string; readonly message: string }[]
}
type RunPage = { readonly runs: readonly Run[]; readonly next: string | null }

const states = {
  done: { tone: 'good', text: 'runDone' },
  failed: { tone: 'bad', text: 'runFailed' },
  stopped: { tone: 'warn', text: 'runStopped' },
} as const

/** What an automation did lately, newest first: for which record, and what came of it. */
export function RunHistory({
  automation,
  served,
}: {
  readonly automation: AutomationDocument
  readonly served: boolean
}) {
  const t = useTexts(automationTexts)
  const { id } = automation
  const query = useInfiniteQuery({
    queryKey: ['builder', 'runs', id],
    enabled: served && automation.enabled !== false,
    initialPageParam: '',
    queryFn: ({ pageParam }) => {
      const after = pageParam === '' ? '' : `&after=${pageParam}`
      return unwrap(client.send<RunPage>('GET', `/runs?automation=${encodeURIComponent(id)}&limit=20${after}`))
    },
    getNextPageParam: (page) => page.next,
    retry: false,
  })
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? []
  const status = refusalOf(query.error)?.status
  return (
    <section aria-labelledby="runs-title" aria-busy={query.isLoading}>
      <h2 id="runs-title">{t('runs')}</h2>
      {!served ? <p className="small quiet">{t('runsNew')}</p> : null}
      {served && runs.length === 0 && !query.isLoading ? (
        <p className="small quiet">{t(status === 403 ? 'runsDenied' : 'runsNone')}</p>
      ) : null}
      <Runs runs={runs} />
      {query.hasNextPage ? (
        <Button size="sm" variant="subtle" onClick={() => void query.fetchNextPage()}>
          {t('runsMore')}
        </Button>
      ) : null}
    </section>
  )
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  const t = useTexts(automationTexts)
  const label = useLabel()
  const { entities } = useWorkspace()
  const { kindName } = useTriggerWords(runs[0]?.entity ?? '')
  const nameOf = useReferenceNames(runs.map((run) => ({ entity: run.entity, id: run.record })))
  const did = (effect: Run['effects'][number]): string => {
    const entity = label(entities.get(effect.entity ?? '')?.label, effect.entity ?? '')
    switch (effect.effect) {
      case 'create':
        return t('didCreate', { entity })
      case 'update':
        return t('didUpdate', { entity })
      case 'notify':
        return t('didNotify', { count: effect.people?.length ?? 0 })
      case 'cancel':
        return t('didCancel')
      default:
        return t('didNobody')
    }
  }
  return (
    <div className="runs">
      {runs.map((run) => {
        const { tone, text } = states[run.state]
        return (
          <details key={run.id}>
            <summary>
              <span className="row">
                <span className="cut grow">{nameOf(run.record)}</span>
                <span className="quiet small">
                  <RelativeTime value={run.at} />
                </span>
              </span>
              <span>
                <Badge tone={tone}>{t(text)}</Badge>
              </span>
            </summary>
            <div className="run-more small">
              <span className="quiet">{kindName(run.trigger.on)}</span>
              {run.effects.map((effect, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what was done stands in its order
                <span key={index}>{did(effect)}</span>
              ))}
              {run.state === 'done' && run.effects.length === 0 ? <span>{t('runNothing')}</span> : null}
              {run.problems.map((problem) => (
                <span key={problem.message} className="bad">
                  {problem.message}
                </span>
              ))}
              <Link className="link" to={addresses.record(run.entity, run.record)}>
                {t('openRecord')}
              </Link>
            </div>
          </details>
        )
      })}
    </div>
  )
}
