import type { EntityDocument } from '@atelier/definitions'
import { Badge, Button, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconDatabase } from '@atelier/ui/icons'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, ofKind } from '../draft/document.ts'
import { newEntity } from '../edits/entity.ts'
import { keyFor, newId } from '../edits/names.ts'
import { AddByName } from '../parts/AddByName.tsx'
import { servedOf } from '../parts/Change.tsx'
import { ListPage } from '../parts/ListPage.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { DiagramPage, ShowAs } from './diagram/DiagramPage.tsx'
import { entityTexts } from './entity-texts.ts'
import { useRecordCount } from './use-record-count.ts'

/** All entities, with their fields, records and relations; a new one is a name away. */
export function EntitiesPage() {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const language = useLanguage()
  const { go, query, setQuery } = usePage()
  const { documents, put } = useDraft()
  const entities = entitiesOf(documents)
  const add = (name: string) => {
    const key = keyFor(
      name,
      'entity',
      ofKind(documents, 'entity').map((each) => each.key),
    )
    const id = newId('ent')
    put(
      newEntity({
        id,
        key,
        label: labelFrom(name, language),
        titleId: newId('fld'),
        titleLabel: { en: 'Name', 'zh-CN': '名称' },
      }),
    )
    if (query.show === 'diagram') setQuery({ part: id })
    else go(builderAddresses.entity(key))
  }
  const adding = (
    <AddByName label={t('addEntityLabel')} placeholder={t('addEntity')} onAdd={add} autoFocus={entities.length === 0} />
  )
  if (query.show === 'diagram' && entities.length > 0) return <DiagramPage adding={adding} />
  return (
    <ListPage
      title={b('entities')}
      intro={t('intro')}
      items={entities}
      to={(entity) => builderAddresses.entity(entity.key)}
      about={(entity) => <Size entity={entity} />}
      more={(entity) => <Relations entity={entity} />}
      adding={adding}
      aside={<ShowAs />}
      empty={{
        icon: IconDatabase,
        title: t('emptyTitle'),
        text: t('emptyText'),
        more: (
          <Button variant="subtle" onClick={() => go(builderAddresses.templates())}>
            {t('fromTemplate')}
          </Button>
        ),
      }}
    />
  )
}

/** How many fields and records it has. */
function Size({ entity }: { readonly entity: EntityDocument }) {
  const t = useTexts(entityTexts)
  const { inService } = useDraft()
  const served = servedOf(inService, entity)
  const count = useRecordCount(served?.key)
  return [t('fields', { count: entity.fields.length }), served ? count : t('notLive')].filter(Boolean).join(' · ')
}

/** What it points to, what points to it, and its pipelines. */
function Relations({ entity }: { readonly entity: EntityDocument }) {
  const t = useTexts(entityTexts)
  const label = useLabel()
  const separator = useLanguage().startsWith('zh') ? '、' : ', '
  const { documents } = useDraft()
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
    <>
      {targets.length > 0 ? <Badge>{t('pointsTo', { labels: targets.map(nameOf).join(separator) })}</Badge> : null}
      {sources.length > 0 ? (
        <Badge>{t('pointedAt', { labels: sources.map((each) => label(each.label, each.key)).join(separator) })}</Badge>
      ) : null}
      {pipelines.map((each) => (
        <Badge key={each.id} tone="accent">
          {t('withPipeline', { label: label(each.label, each.key) })}
        </Badge>
      ))}
    </>
  )
}
