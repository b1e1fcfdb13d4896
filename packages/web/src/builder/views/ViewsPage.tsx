import type { EntityDocument, ViewDocument } from '@atelier/definitions'
import { EmptyState, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconArrowRight, IconTable } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { usePage } from '../../app/use-page.ts'
import { kindOf } from '../../pages/view/view-kinds.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { keyFor, newId } from '../edits/names.ts'
import { newView } from '../edits/view.ts'
import { Frame } from '../frame/Frame.tsx'
import { AddForEntity } from '../parts/AddForEntity.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { Help } from '../parts/Help.tsx'
import { NeedsEntity } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { viewDesignTexts } from './view-design-texts.ts'

/** All views, by what they are views of. */
export function ViewsPage() {
  const t = useTexts(viewDesignTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const views = ofKind(documents, 'view')
  const entities = entitiesOf(documents)
  if (entities.length === 0) return <NeedsEntity />
  const add = (name: string, entity: EntityDocument) => {
    const key = keyFor(
      name,
      'view',
      views.map((each) => each.key),
    )
    put(newView({ id: newId('viw'), key, label: labelFrom(name, language), entity: entity.key }))
    go(builderAddresses.view(key))
  }
  const adding = <AddForEntity label={t('addLabel')} placeholder={t('addPlaceholder')} onAdd={add} />
  const known = new Set(entities.map((each) => each.key))
  const groups = [
    ...entities.map((entity) => ({ key: entity.key, name: label(entity.label, entity.key) })),
    ...[...new Set(views.map((view) => view.entity))]
      .filter((key) => !known.has(key))
      .map((key) => ({ key, name: key })),
  ].toSorted((one, other) => one.name.localeCompare(other.name, language))
  return (
    <Frame>
      <div className="builder-page">
        {views.length === 0 ? (
          <EmptyState icon={<IconTable size={24} stroke={1.5} />} title={t('emptyTitle')} text={t('emptyText')}>
            {adding}
            <p className="small quiet">{t('emptyExample')}</p>
          </EmptyState>
        ) : (
          <>
            <div className="row">
              <h1>{b('views')}</h1>
              <Help about={t('help')} text={t('intro')} />
            </div>
            {adding}
            {groups.map(({ key, name }) => (
              <Group key={key} name={name} views={views.filter((view) => view.entity === key)} />
            ))}
          </>
        )}
      </div>
    </Frame>
  )
}

function Group({ name, views }: { readonly name: string; readonly views: readonly ViewDocument[] }) {
  const t = useTexts(viewDesignTexts)
  const label = useLabel()
  const { inService } = useDraft()
  if (views.length === 0) return null
  return (
    <section>
      <h2 className="view-group">{name}</h2>
      <ul className="entity-cards">
        {views.map((view) => {
          const { Icon } = kindOf(view.type)
          return (
            <li key={view.id}>
              <Link to={builderAddresses.view(view.key)} className="entity-card">
                <span className="row">
                  <Icon size={16} stroke={1.5} aria-hidden="true" className="faint" />
                  <b className="cut grow">{label(view.label, view.key)}</b>
                  <Change now={view} before={servedOf(inService, view)} />
                  <IconArrowRight size={14} stroke={1.5} className="faint" aria-hidden="true" />
                </span>
                <span className="quiet small">
                  {[
                    t(view.type),
                    t(view.filter === undefined ? 'everything' : 'filtered'),
                    view.columns ? t('columnsCount', { count: view.columns.length }) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
