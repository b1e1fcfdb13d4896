import type { EntityDocument, FormDocument } from '@atelier/definitions'
import { Button, SegmentedControl, useDragSensors, useDragWords, useLabel, useTexts } from '@atelier/ui'
import { IconPlus } from '@atelier/ui/icons'
import { DndContext, DragOverlay } from '@dnd-kit/core'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { addPage, findItem, insertItem, placedFields } from '../edits/form.ts'
import { newId } from '../edits/names.ts'
import { entityTexts } from '../entities/entity-texts.ts'
import { Frame } from '../frame/Frame.tsx'
import { Outline } from '../frame/Outline.tsx'
import { NotFound } from '../parts/NotFound.tsx'
import { FormCanvas } from './FormCanvas.tsx'
import { FormPalette } from './FormPalette.tsx'
import { FormPreview } from './FormPreview.tsx'
import { FormProperties } from './FormProperties.tsx'
import { formDesignTexts } from './form-texts.ts'
import { ItemProperties } from './ItemProperties.tsx'
import { type NewPart, partOf } from './new-part.ts'
import { PageProperties } from './PageProperties.tsx'
import { smallestUnderPointer } from './smallest-under-pointer.ts'
import { useFormDrag } from './use-form-drag.ts'
import { useItemWords } from './use-item-words.ts'

/** One form: what can be added on the left, the form in the middle, properties on the right; or the real form to try. */
export function FormPage({ form: key }: { readonly form: string }) {
  const { documents } = useDraft()
  const form = ofKind(documents, 'form').find((each) => each.key === key)
  const entity = form && entityByKey(documents, form.entity)
  return form && entity ? <OneForm form={form} entity={entity} /> : <NotFound />
}

function OneForm({ form, entity }: { readonly form: FormDocument; readonly entity: EntityDocument }) {
  const t = useTexts(formDesignTexts)
  const te = useTexts(entityTexts)
  const label = useLabel()
  const words = useItemWords(entity)
  const sensors = useDragSensors()
  const { query, setQuery } = usePage()
  const { put } = useDraft()
  const [side, setSide] = useState<'add' | 'outline'>('add')
  const [shows, setShows] = useState<'arrange' | 'preview'>('arrange')
  const selected = query.part === undefined ? undefined : findItem(form, query.part)
  const page = form.pages.find((each) => each.id === query.part)
  const select = (id: string | undefined) => setQuery({ part: id }, { replace: true })
  const set = (next: FormDocument, about?: string) => put(next, about && `${form.id}/${about}`)
  const add = (part: NewPart, container: string, index?: number) => {
    const item = partOf(part, newId('itm'), {
      section: { en: 'New section', 'zh-CN': '新分区' },
      text: { en: 'A note to people who fill this in.', 'zh-CN': '给填写者的说明。' },
    })
    put(insertItem(form, container, item, index))
    select(item.id)
  }
  const { dragged, landing, handlers } = useFormDrag(form, set, add)
  const accessibility = useDragWords({
    nameOf: (id) => {
      const item = findItem(form, id)?.item
      return item ? words(item).name : dragged ? words(dragged).name : ''
    },
  })
  /** The section selected, or the one that holds what is selected; sections and what has no place in them go to the page. */
  const home = (part: NewPart): string => {
    const inside = selected?.item.type === 'section' ? selected.item.id : selected?.container
    const pageId = page?.id ?? form.pages.at(-1)?.id ?? ''
    if (part.type !== 'field' && part.type !== 'text') return pageId
    const lastSection = form.pages.at(-1)?.items.findLast((item) => item.type === 'section')?.id
    return inside ?? page?.id ?? lastSection ?? pageId
  }
  const properties = () => {
    if (selected)
      return {
        title: <b>{words(selected.item).name}</b>,
        onClose: () => select(undefined),
        body: (
          <ItemProperties
            key={selected.item.id}
            form={form}
            entity={entity}
            place={selected}
            onChange={set}
            onGone={() => select(undefined)}
          />
        ),
      }
    if (page)
      return {
        title: <b>{label(page.label, t('page'))}</b>,
        onClose: () => select(undefined),
        body: <PageProperties key={page.id} form={form} page={page} onChange={set} onGone={() => select(undefined)} />,
      }
    return { title: <b>{t('form')}</b>, body: <FormProperties form={form} entity={entity} /> }
  }
  return (
    <DndContext sensors={sensors} collisionDetection={smallestUnderPointer} accessibility={accessibility} {...handlers}>
      <Frame
        about={form.entity}
        left={
          <>
            <SegmentedControl
              fullWidth
              value={side}
              onChange={(value) => setSide(value === 'outline' ? 'outline' : 'add')}
              data={[
                { value: 'add', label: te('addFields') },
                { value: 'outline', label: te('structure') },
              ]}
            />
            {side === 'outline' ? (
              <Outline />
            ) : (
              <FormPalette form={form} entity={entity} onAdd={(part) => add(part, home(part))} />
            )}
          </>
        }
        right={properties()}
      >
        <div className="builder-page">
          <div className="row builder-page-head">
            <h1>{label(form.label, form.key)}</h1>
            <span className="quiet small grow">
              {label(entity.label, entity.key)} · {t('placed', { count: placedFields(form).size })}
            </span>
            <SegmentedControl
              value={shows}
              onChange={(value) => setShows(value === 'preview' ? 'preview' : 'arrange')}
              data={[
                { value: 'arrange', label: t('arrange') },
                { value: 'preview', label: t('preview') },
              ]}
            />
          </div>
          {shows === 'preview' ? (
            <FormPreview form={form} />
          ) : (
            <>
              <FormCanvas
                form={form}
                entity={entity}
                selected={query.part}
                landing={landing}
                onSelect={select}
                onChange={set}
              />
              <Button
                variant="subtle"
                className="builder-up"
                leftSection={<IconPlus size={14} stroke={1.5} />}
                onClick={() => {
                  const id = newId('pag')
                  put(addPage(form, { id, label: { en: 'New page', 'zh-CN': '新页' }, items: [] }))
                  select(id)
                }}
              >
                {t('addPage')}
              </Button>
            </>
          )}
        </div>
      </Frame>
      <DragOverlay dropAnimation={null}>{dragged ? <Lifted name={words(dragged).name} /> : null}</DragOverlay>
    </DndContext>
  )
}

/** What is under the pointer while it is dragged. */
function Lifted({ name }: { readonly name: string }) {
  return (
    <div className="palette-type is-lifted">
      <span>{name}</span>
    </div>
  )
}
