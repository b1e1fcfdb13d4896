import type { EntityDocument } from '@atelier/definitions'
import { Badge, Button, EmptyState, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconArrowRight, IconDatabase } from '@atelier/ui/icons'
import { Link } from '@tanstack/react-router'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { newEntity } from '../edits/entity.ts'
import { keyFor, newId } from '../edits/names.ts'
import { Frame } from '../frame/Frame.tsx'
import { AddByName } from '../parts/AddByName.tsx'
import { Change, servedOf } from '../parts/Change.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { entityTexts } from './entity-texts.ts'
import { useRecordCount } from './use-record-count.ts'

/** All entities, with their fields, records and relations; a new one is a name away. */
export function EntitiesPage() {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const language = useLanguage()
  const label = useLabel()
  const { go } = usePage()
  const { documents, put } = useDraft()
  const entities = entitiesOf(documents)
  const add = (name: string) => {
    const key = keyFor(
      name,
      'entity',
      ofKind(documents, 'entity').map((each) => each.key),
    )
    put(
      newEntity({
        id: newId('ent'),
        key,
        label: labelFrom(name, language),
        titleId: newId('fld'),
        titleLabel: { en: 'Name', 'zh-CN': '名称' },
      }),
    )
    go(builderAddresses.entity(key))
  }
  const adding = (
    <AddByName label={t('addEntityLabel')} placeholder={t('addEntity')} onAdd={add} autoFocus={entities.length === 0} />
  )
  return (
    <Frame>
      <div className="builder-page">
        {entities.length === 0 ? (
          <EmptyState icon={<IconDatabase size={24} stroke={1.5} />} title={t('emptyTitle')} text={t('emptyText')}>
            {adding}
            <Button variant="subtle" onClick={() => go(builderAddresses.templates())}>
              {t('fromTemplate')}
            </Button>
          </EmptyState>
        ) : (
          <>
            <h1>{b('entities')}</h1>
            <p className="quiet">{t('intro')}</p>
            {adding}
            <ul className="entity-cards">
              {entities
                .toSorted((one, other) =>
                  label(one.label, one.key).localeCompare(label(other.label, other.key), language),
                )
                .map((entity) => (
                  <EntityCard key={entity.id} entity={entity} />
                ))}
            </ul>
          </>
        )}
      </div>
    </Frame>
  )
}

function EntityCard({ entity }: { readonly entity: EntityDocument }) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const separator = useLanguage().startsWith('zh') ? '、' : ', '
  const { documents, inService } = useDraft()
  const served = servedOf(inService, entity)
  const count = useRecordCount(served?.key)
  const entities = entitiesOf(documents)
  const nameOf = (key: string) => label(entities.find((each) => each.key === key)?.label, key)
  const targets = [
    ...new Set(entity.fields.flatMap((field) => (field.target ? [field.target] : (field.targets ?? [])))),
  ]
  const sources = entities.filter(
    (each) =>
      each.id !== entity.id &&
      each.fields.some((field) => field.target === entity.key || field.targets?.includes(entity.key)),
  )
  const pipelines = ofKind(documents, 'pipeline').filter((each) => each.entity === entity.key)
  return (
    <li>
      <Link to={builderAddresses.entity(entity.key)} className="entity-card">
        <span className="row">
          <b className="cut grow">{label(entity.label, entity.key)}</b>
          <Change now={entity} before={served} />
          <IconArrowRight size={14} stroke={1.5} className="faint" aria-hidden="true" />
        </span>
        <span className="quiet small">
          {[t('fields', { count: entity.fields.length }), served ? count : t('notLive')].filter(Boolean).join(' · ')}
        </span>
        <span className="entity-card-links">
          {targets.length > 0 ? <Badge>{t('pointsTo', { labels: targets.map(nameOf).join(separator) })}</Badge> : null}
          {sources.length > 0 ? (
            <Badge>
              {t('pointedAt', { labels: sources.map((each) => label(each.label, each.key)).join(separator) })}
            </Badge>
          ) : null}
          {pipelines.map((each) => (
            <Badge key={each.id} tone="accent">
              {t('withPipeline', { label: label(each.label, each.key) })}
            </Badge>
          ))}
        </span>
      </Link>
    </li>
  )
}
