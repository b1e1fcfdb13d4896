import type { EntityDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { fieldUi } from '@atelier/fields/ui'
import { Button, SegmentedControl, useDragSensors, useDragWords, useLabel, useLanguage, useTexts } from '@atelier/ui'
import { IconArrowLeft, IconPlus } from '@atelier/ui/icons'
import { closestCenter, DndContext, type DragEndEvent, type DragOverEvent, DragOverlay } from '@dnd-kit/core'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { builderAddresses } from '../builder-addresses.ts'
import { builderTexts } from '../builder-texts.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entitiesOf, entityByKey, ofKind } from '../draft/document.ts'
import { addField, fieldsAt, followPipeline, moveField, newPipeline } from '../edits/entity.ts'
import { rulesAt } from '../edits/entity-rules.ts'
import { keyFor, newId } from '../edits/names.ts'
import { likelyTarget, newField, pointsAtRecords } from '../edits/new-field.ts'
import { Frame } from '../frame/Frame.tsx'
import { Outline } from '../frame/Outline.tsx'
import { servedOf } from '../parts/Change.tsx'
import { labelFrom } from '../parts/label-text.ts'
import { NotFound } from '../parts/NotFound.tsx'
import { ConstraintsSection } from './ConstraintsSection.tsx'
import { EntityProperties } from './EntityProperties.tsx'
import { entityTexts } from './entity-texts.ts'
import { FieldList, listEnd } from './FieldList.tsx'
import { FieldPalette, typeOfPaletteId } from './FieldPalette.tsx'
import { FieldProperties } from './FieldProperties.tsx'
import { RuleProperties } from './RuleProperties.tsx'
import { RulesSection } from './RulesSection.tsx'
import { useRecordCount } from './use-record-count.ts'

/** One entity: its fields in the middle, types to add on the left, properties on the right. */
export function EntityPage({ entity: key }: { readonly entity: string }) {
  const { documents } = useDraft()
  const entity = entityByKey(documents, key)
  return entity ? <OneEntity entity={entity} /> : <NotFound />
}

function OneEntity({ entity }: { readonly entity: EntityDocument }) {
  const t = useTexts(entityTexts)
  const b = useTexts(builderTexts)
  const label = useLabel()
  const language = useLanguage()
  const sensors = useDragSensors()
  const { query, setQuery, go } = usePage()
  const { documents, inService, put } = useDraft()
  const [side, setSide] = useState<'add' | 'outline'>('add')
  const [dragged, setDragged] = useState<{ readonly type: string; readonly landing: number | undefined }>()
  const lines = entity.fields.find((field) => field.id === query.lines && fieldType(field.type)?.storage === 'rows')
  const place = lines ? { lines: lines.id } : {}
  const fields = fieldsAt(entity, place)
  const selected = fields.find((field) => field.id === query.part)
  const rule = rulesAt(entity, place).find((each) => each.id === query.part)
  const served = servedOf(inService, entity)
  const servedFields = served?.kind === 'entity' ? fieldsAt(served, place) : undefined
  const count = useRecordCount(served?.key)
  const select = (id: string | undefined) => setQuery({ part: id }, { replace: true })

  const add = (type: string, name: string, index?: number) => {
    const found = fieldType(type)
    if (!found) return
    // A reference without a name of its own is called like what it points to.
    const target = pointsAtRecords(found) ? likelyTarget(entity, entitiesOf(documents)) : undefined
    const field = newField({
      type,
      name: name || (target?.key ?? found.label.en),
      label: name ? labelFrom(name, language) : (target?.label ?? found.label),
      fields,
      entities: entitiesOf(documents),
      entity,
    })
    put(addField(entity, place, field, index))
    select(field.id)
  }
  const addStage = () => {
    const pipeline = newPipeline({
      id: newId('pip'),
      key: keyFor(
        entity.key,
        'pipeline',
        ofKind(documents, 'pipeline').map((each) => each.key),
      ),
      label: entity.label ?? entity.key,
      entity: entity.key,
      stageIds: [newId('stg'), newId('stg'), newId('stg'), newId('stg')],
    })
    put([pipeline, followPipeline(entity, pipeline.key, newId('fld'))])
    go(builderAddresses.pipeline(pipeline.key))
  }
  const accessibility = useDragWords({
    nameOf: (id) => {
      const field = fields.find((each) => each.id === id)
      return label(field?.label ?? fieldType(typeOfPaletteId(id) ?? '')?.label, field?.key ?? id)
    },
  })
  const landingOf = (over: DragOverEvent['over']): number | undefined => {
    if (!over) return undefined
    const index = fields.findIndex((field) => field.id === over.id)
    return over.id === listEnd || index < 0 ? fields.length : index
  }
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setDragged(undefined)
    const type = typeOfPaletteId(String(active.id))
    const landing = landingOf(over)
    if (type !== undefined) {
      if (landing !== undefined) add(type, '', landing)
    } else if (over && landing !== undefined && active.id !== over.id && over.id !== listEnd) {
      put(moveField(entity, place, String(active.id), landing))
    }
  }
  const hasOwner = entity.fields.some((field) => fieldType(field.type)?.servesAs === 'owner')
  const hasStage = entity.fields.some((field) => fieldType(field.type)?.servesAs === 'stage')
  const title = label(entity.label, entity.key)
  const { Icon: DraggedIcon } = fieldUi({ type: dragged?.type ?? '' })
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      accessibility={accessibility}
      onDragStart={({ active }) => {
        const type = typeOfPaletteId(String(active.id))
        if (type !== undefined) setDragged({ type, landing: undefined })
      }}
      onDragOver={({ over }) => setDragged((now) => now && { ...now, landing: landingOf(over) })}
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={onDragEnd}
    >
      <Frame
        about={entity.key}
        left={
          <>
            <SegmentedControl
              fullWidth
              value={side}
              onChange={(value) => setSide(value === 'outline' ? 'outline' : 'add')}
              data={[
                { value: 'add', label: t('addFields') },
                { value: 'outline', label: t('structure') },
              ]}
            />
            {side === 'outline' ? (
              <Outline />
            ) : (
              <FieldPalette
                inLines={lines !== undefined}
                onAdd={add}
                onOwner={hasOwner ? undefined : () => add('owner', '')}
                onStage={hasStage ? undefined : addStage}
              />
            )}
          </>
        }
        right={
          selected
            ? {
                title: <b>{label(selected.label, selected.key)}</b>,
                onClose: () => select(undefined),
                body: (
                  <FieldProperties
                    key={selected.id}
                    entity={entity}
                    place={place}
                    field={selected}
                    served={servedFields?.find((field) => field.id === selected.id)}
                    onGone={() => select(undefined)}
                    onOpenRule={select}
                  />
                ),
              }
            : rule
              ? {
                  title: <b>{t('rule')}</b>,
                  onClose: () => select(undefined),
                  body: (
                    <RuleProperties
                      key={rule.id}
                      entity={entity}
                      place={place}
                      rule={rule}
                      onGone={() => select(undefined)}
                    />
                  ),
                }
              : lines
                ? {
                    title: <b>{title}</b>,
                    body: (
                      <>
                        <RulesSection entity={entity} place={place} onOpen={select} />
                        <ConstraintsSection entity={entity} place={place} />
                      </>
                    ),
                  }
                : {
                    title: <b>{t('entity')}</b>,
                    body: <EntityProperties entity={entity} onOpenRule={select} />,
                  }
        }
      >
        <div className="builder-page">
          {lines ? (
            <Button
              variant="subtle"
              className="builder-up"
              leftSection={<IconArrowLeft size={14} stroke={1.5} />}
              onClick={() => go(builderAddresses.entity(entity.key, lines.id))}
            >
              {t('backTo', { label: title })}
            </Button>
          ) : null}
          <div className="row builder-page-head">
            <h1>{lines ? t('columns', { label: label(lines.label, lines.key) }) : title}</h1>
            <span className="quiet small">
              {[t('fields', { count: fields.length }), lines ? '' : served ? count : t('notLive')]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </div>
          <div className="builder-sheet">
            <FieldList
              entity={entity}
              fields={fields}
              served={served ? (servedFields ?? []) : undefined}
              selected={selected?.id}
              onSelect={select}
              onMove={(id, index) => put(moveField(entity, place, id, index))}
              landing={dragged?.landing}
              inLines={lines !== undefined}
            />
            <Button
              variant="subtle"
              className="field-add"
              leftSection={<IconPlus size={14} stroke={1.5} />}
              onClick={() => add('text', '')}
            >
              {label(fieldType('text')?.label)}
            </Button>
          </div>
        </div>
        <span className="sr-only" aria-live="polite">
          {selected ? `${b('properties')}: ${label(selected.label, selected.key)}` : ''}
        </span>
      </Frame>
      <DragOverlay dropAnimation={null}>
        {dragged ? (
          <div className="palette-type is-lifted">
            <DraggedIcon size={16} stroke={1.5} aria-hidden="true" />
            <span>{label(fieldType(dragged.type)?.label)}</span>
          </div>
        ) : null}
      </DragOverlay>
    </DndContext>
  )
}
