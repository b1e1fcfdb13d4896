import { Button, EmptyLanes, EmptyState, RelativeTime, StageGlyph, stageColor, useLabel, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../app/addresses.ts'
import { useInboxCount } from '../../app/use-inbox-count.ts'
import { usePageTitle } from '../../app/use-page.ts'
import { asText } from '../../fields/values.ts'
import { recordTitle } from '../../records/record-title.ts'
import { useRecords } from '../../records/use-records.ts'
import { useStageCounts } from '../../records/use-stage-summary.ts'
import type { EntityView } from '../../workspace/model.ts'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { homeTexts } from './home-texts.ts'
import './home.css'

/** Mine by stage: one bar in the ramp's colours, and a number for each stage. */
function MineByStage({ entity }: { readonly entity: EntityView }) {
  const t = useTexts(homeTexts)
  const label = useLabel()
  const pipeline = entity.pipelines[0]
  const mine = entity.owner ? { '==': [{ var: entity.owner.key }, { var: '$user' }] } : undefined
  const counts = useStageCounts(entity, pipeline, mine)
  const stages = pipeline?.stages.filter((stage) => stage.outcome === 'open') ?? []
  if (stages.length === 0) return null
  return (
    <section className="home-block">
      <header className="row">
        <h2 className="grow">{t('mine', { label: label(entity.label) })}</h2>
        <Link className="link" to={addresses.view(entity.key)}>
          {t('all')}
        </Link>
      </header>
      <div className="home-card">
        <div className="ramp" aria-hidden="true">
          {stages.map((stage) => (
            <i key={stage.key} style={{ flexGrow: counts.get(stage.key)?.count ?? 0, background: stageColor(stage) }} />
          ))}
        </div>
        <ul className="home-stages">
          {stages.map((stage) => (
            <li key={stage.key} className="row">
              <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} />
              <span className="grow cut">{label(stage.label, stage.key)}</span>
              <b className="num">{counts.get(stage.key)?.count ?? 0}</b>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** The newest changes of one entity. */
function Recent({ entity }: { readonly entity: EntityView }) {
  const t = useTexts(homeTexts)
  const label = useLabel()
  const { records } = useRecords(entity.key, { sort: '-updatedAt', limit: 6 })
  if (records.length === 0) return null
  return (
    <section className="home-block">
      <h2>
        {t('recent')} · {label(entity.label)}
      </h2>
      <ul className="home-card home-list">
        {records.map((record) => (
          <li key={record.id}>
            <Link className="row" to={addresses.record(entity.key, record.id)}>
              <span className="grow cut">{recordTitle(entity, record)}</span>
              <span className="faint small">
                <RelativeTime value={asText(record.updatedAt)} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Home in its first form: what waits, mine by stage, what changed. */
export function HomePage() {
  const t = useTexts(homeTexts)
  const me = useMe()
  const { entities } = useWorkspace()
  const waiting = useInboxCount()
  usePageTitle(t('title'))
  const drawn = [...entities.values()].filter((entity) => !entity.system)
  const hour = new Date().getHours()
  const greeting = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  // The first process with an owner is the one that people work in all day.
  const main = drawn.find((entity) => entity.stage && entity.owner) ?? drawn.find((entity) => entity.stage) ?? drawn[0]
  if (drawn.length === 0) {
    const builds = me.may.has('build')
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
  return (
    <div className="home">
      <header>
        <h1>{t(greeting, { name: me.name })}</h1>
        <p className="quiet">
          {waiting > 0 ? t('waiting', { count: waiting }) : t('nothing')}{' '}
          {waiting > 0 ? (
            <Link className="link" to={addresses.inbox()}>
              {t('openInbox')}
            </Link>
          ) : null}
        </p>
      </header>
      <div className="home-grid">
        {main ? <MineByStage entity={main} /> : null}
        {main ? <Recent entity={main} /> : null}
      </div>
    </div>
  )
}
