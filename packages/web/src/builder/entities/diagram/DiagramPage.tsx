import type { EntityDocument } from '@atelier/definitions'
import { SegmentedControl, showToast, useLabel, useLanguage, useTexts } from '@atelier/ui'
import type { ReactNode } from 'react'
import { usePage } from '../../../app/use-page.ts'
import { builderAddresses } from '../../builder-addresses.ts'
import { builderTexts } from '../../builder-texts.ts'
import { useDraft } from '../../draft/DraftContext.tsx'
import { entitiesOf } from '../../draft/document.ts'
import { addField } from '../../edits/entity.ts'
import { newRelation } from '../../edits/new-field.ts'
import { Frame } from '../../frame/Frame.tsx'
import { servedOf } from '../../parts/Change.tsx'
import { EntityProperties } from '../EntityProperties.tsx'
import { FieldProperties } from '../FieldProperties.tsx'
import { Diagram } from './Diagram.tsx'
import { diagramTexts } from './diagram-texts.ts'

/** Between the list of entities and their diagram. */
export function ShowAs() {
  const t = useTexts(diagramTexts)
  const { query, setQuery } = usePage()
  return (
    <SegmentedControl
      aria-label={t('showAs')}
      value={query.show === 'diagram' ? 'diagram' : 'list'}
      onChange={(value) => setQuery({ show: value === 'diagram' ? 'diagram' : undefined, part: undefined })}
      data={[
        { value: 'list', label: t('list') },
        { value: 'diagram', label: t('diagram') },
      ]}
    />
  )
}

/** All entities as a diagram; what is chosen in it shows its properties beside it. */
export function DiagramPage({ adding }: { readonly adding: ReactNode }) {
  const t = useTexts(diagramTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const { query, setQuery, go } = usePage()
  const { documents, inService, put, undo } = useDraft()
  const entities = entitiesOf(documents).toSorted((one, other) =>
    label(one.label, one.key).localeCompare(label(other.label, other.key), language),
  )
  const select = (id: string | undefined) => setQuery({ part: id }, { replace: true })
  const holder = entities.find((entity) => entity.fields.some((field) => field.id === query.part))
  const field = holder?.fields.find((each) => each.id === query.part)
  const chosen = entities.find((entity) => entity.id === query.part)
  const join = (from: EntityDocument, to: EntityDocument) => {
    const relation = newRelation(from, to, entities)
    if (!relation) return
    put(addField(from, {}, relation))
    select(relation.id)
    showToast(t('joined', { from: label(from.label, from.key), to: label(to.label, to.key) }), { onUndo: undo })
  }
  const openRule = (entity: EntityDocument) => (id: string) => go(builderAddresses.entity(entity.key, id))
  const properties = () => {
    if (holder && field) {
      const served = servedOf(inService, holder)
      return {
        title: <b>{label(field.label, field.key)}</b>,
        onClose: () => select(undefined),
        body: (
          <FieldProperties
            key={field.id}
            entity={holder}
            place={{}}
            field={field}
            served={served?.kind === 'entity' ? served.fields.find((each) => each.id === field.id) : undefined}
            onGone={() => select(undefined)}
            onOpenRule={openRule(holder)}
          />
        ),
      }
    }
    return chosen
      ? {
          title: <b>{label(chosen.label, chosen.key)}</b>,
          onClose: () => select(undefined),
          body: <EntityProperties key={chosen.id} entity={chosen} onOpenRule={openRule(chosen)} />,
        }
      : undefined
  }
  return (
    <Frame right={properties()}>
      <div className="diagram-page">
        <div className="row builder-page-head diagram-top">
          <h1>{b('entities')}</h1>
          <ShowAs />
          <span className="grow" />
          {adding}
        </div>
        <Diagram
          entities={entities}
          selected={query.part}
          onSelect={select}
          onOpen={(entity) => go(builderAddresses.entity(entity.key))}
          onJoin={join}
        />
      </div>
    </Frame>
  )
}
