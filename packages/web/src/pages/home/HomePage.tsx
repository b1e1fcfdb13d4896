import { Avatar, Button, EmptyLanes, EmptyState, RelativeTime, useFormat, useLanguage, useTexts } from '@atelier/ui'
import { IconRubberStamp } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { client, unwrap } from '../../app/client.ts'
import { usePageTitle } from '../../app/use-page.ts'
import { isOfKind } from '../../fields/registry.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { Checklist } from './checklist/Checklist.tsx'
import { homeTexts } from './home-texts.ts'
import { Pipeline } from './Pipeline.tsx'
import { Recent } from './Recent.tsx'
import { byDue, type HomeApproval, readInbox } from './read-inbox.ts'
import { Tasks } from './Tasks.tsx'
import './home.css'

/** What people of this workspace work on all day; undefined where nothing is drawn. */
export const mainEntity = (entities: ReadonlyMap<string, EntityView>): EntityView | undefined =>
  [...entities.values()].filter((entity) => !entity.system).toSorted((a, b) => weight(b) - weight(a))[0]

/** How much an entity looks like what people work in all day: a process of many stages with an owner and money. */
const weight = (entity: EntityView): number =>
  (entity.pipelines[0]?.stages.length ?? 0) +
  (entity.stage ? 4 : 0) +
  (entity.fields.some((field) => isOfKind(field, 'money')) ? 3 : 0) +
  (entity.owner ? 1 : 0) -
  (entity.source.activity ? 20 : 0)

/** The main entity, what its records name, and the other processes: where changes are worth telling. */
function told(main: EntityView, drawn: readonly EntityView[]): readonly EntityView[] {
  const named = new Set(main.fields.flatMap((field) => (isOfKind(field, 'reference') ? (field.targets ?? []) : [])))
  return drawn.filter((each) => each === main || each.stage || named.has(each.key)).slice(0, 4)
}

const greetingAt = (hour: number) => (hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening')

/** Home for everybody whose role names no dashboard: what is due, what waits, the own pipeline, what has changed. */
export function HomePage() {
  const t = useTexts(homeTexts)
  const me = useMe()
  const language = useLanguage()
  const format = useFormat()
  const { entities } = useWorkspace()
  const { data: inbox } = useQuery({ queryKey: ['inbox'], queryFn: () => unwrap(client.inbox()), select: readInbox })
  usePageTitle(t('title'))
  const drawn = [...entities.values()].filter((entity) => !entity.system).toSorted((a, b) => weight(b) - weight(a))
  const [main] = drawn
  if (!main) return <NothingYet builds={me.may.has('build')} />
  const now = new Date()
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { timeZone: format.zone, hour: '2-digit', hourCycle: 'h23' }).format(now),
  )
  const day = new Intl.DateTimeFormat(language, {
    timeZone: format.zone,
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).format(now)
  const { overdue, today } = byDue(inbox?.tasks ?? [], format.zone, now)
  const due = overdue.length + today.length + (inbox?.approvals.length ?? 0)
  return (
    <div className="home">
      <div className="home-frame">
        <header className="row home-head">
          <div className="grow">
            <h1>{t(greetingAt(hour), { name: me.name })}</h1>
            <p className="quiet">
              {day} · {due > 0 ? t('waiting', { count: due }) : t('nothing')}
            </p>
          </div>
        </header>
        <Checklist main={main} />
        <div className="home-grid">
          <div className="home-column">
            <Tasks tasks={inbox?.tasks ?? []} />
            {inbox && inbox.approvals.length > 0 ? <Approvals approvals={inbox.approvals} /> : null}
          </div>
          <div className="home-column">
            {main.stage ? <Pipeline entity={main} /> : null}
            <Recent entities={told(main, drawn)} />
          </div>
        </div>
      </div>
    </div>
  )
}

function Approvals({ approvals }: { readonly approvals: readonly HomeApproval[] }) {
  const t = useTexts(homeTexts)
  return (
    <section className="home-block">
      <header className="row">
        <h2 className="grow">{t('approvals')}</h2>
        <Link className="link" to={addresses.inbox()}>
          {t('openInbox', { count: approvals.length })}
        </Link>
      </header>
      <ul className="home-card home-list">
        {approvals.slice(0, 4).map((approval) => (
          <li key={approval.id}>
            <Link className="row" to={addresses.inbox()}>
              {approval.starter ? (
                <Avatar name={approval.starter} size={24} />
              ) : (
                <IconRubberStamp size={16} stroke={1.5} aria-hidden="true" />
              )}
              <span className="grow cut">{approval.title}</span>
              <span className="quiet small">
                <RelativeTime value={approval.startedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function NothingYet({ builds }: { readonly builds: boolean }) {
  const t = useTexts(homeTexts)
  return (
    <div className="centred">
      <EmptyState
        icon={<EmptyLanes />}
        title={t('emptyTitle')}
        text={builds ? t('emptyText') : t('askAdmin')}
        actions={
          builds ? (
            <>
              <Link to={addresses.templates()}>
                <Button component="span" variant="filled">
                  {t('gallery')}
                </Button>
              </Link>
              <Link to={addresses.builder()}>
                <Button component="span">{t('build')}</Button>
              </Link>
            </>
          ) : undefined
        }
      />
    </div>
  )
}
