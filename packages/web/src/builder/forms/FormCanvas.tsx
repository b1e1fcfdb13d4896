import type { EntityDocument, FormDocument, FormItem } from '@atelier/definitions'
import { Badge, useLabel, useTexts } from '@atelier/ui'
import { useDroppable } from '@dnd-kit/core'
import { SortableContext } from '@dnd-kit/sortable'
import { Fragment } from 'react'
import { moveItem, movePage } from '../edits/form.ts'
import { Movable } from '../parts/Movable.tsx'
import { formDesignTexts } from './form-texts.ts'
import { endOf, type Landing } from './use-form-drag.ts'
import { useItemWords } from './use-item-words.ts'

export type FormCanvasProps = {
  readonly form: FormDocument
  readonly entity: EntityDocument
  readonly selected: string | undefined
  /** Where what is dragged would land. */
  readonly landing: Landing | undefined
  readonly onSelect: (id: string) => void
  readonly onChange: (form: FormDocument) => void
}

const noShift = () => null

/** The form as it is arranged: pages, sections with their columns, fields; each is chosen by a click and moved by its grip. */
export function FormCanvas(props: FormCanvasProps) {
  const t = useTexts(formDesignTexts)
  const label = useLabel()
  const { form, selected, onSelect, onChange } = props
  return (
    <SortableContext items={form.pages.map((page) => page.id)} strategy={noShift}>
      {form.pages.map((page, index) => (
        <Movable
          key={page.id}
          id={page.id}
          name={label(page.label, t('page'))}
          index={index}
          count={form.pages.length}
          axis="y"
          onMove={(to) => onChange(movePage(form, page.id, to))}
          className={`builder-sheet canvas-page${page.id === selected ? ' is-on' : ''}`}
        >
          {(grip) => (
            <>
              <div className="row canvas-head">
                {form.pages.length > 1 ? grip : null}
                <button
                  type="button"
                  className="canvas-title grow"
                  aria-pressed={page.id === selected}
                  onClick={() => onSelect(page.id)}
                >
                  <b>{label(page.label, t('page'))}</b>
                  {page.visible === undefined ? null : <Badge tone="accent">{t('tagVisible')}</Badge>}
                </button>
              </div>
              <Items {...props} container={page.id} items={page.items} columns={1} />
            </>
          )}
        </Movable>
      ))}
    </SortableContext>
  )
}

function Items({
  container,
  items,
  columns,
  ...props
}: FormCanvasProps & { readonly container: string; readonly items: readonly FormItem[]; readonly columns: number }) {
  const t = useTexts(formDesignTexts)
  const { setNodeRef } = useDroppable({ id: endOf(container) })
  const { landing } = props
  const line = landing?.container === container ? Math.min(landing.index, items.length) : undefined
  return (
    <SortableContext items={items.map((item) => item.id)} strategy={noShift}>
      <div className={`canvas-items columns-${columns}`}>
        {items.map((item, index) => (
          <Fragment key={item.id}>
            {line === index ? <LandingLine /> : null}
            <OneItem {...props} container={container} item={item} index={index} count={items.length} />
          </Fragment>
        ))}
        {line === items.length ? <LandingLine /> : null}
        <div ref={setNodeRef} className={items.length === 0 ? 'canvas-end is-empty' : 'canvas-end'}>
          {items.length === 0 && line === undefined ? t('emptyHere') : null}
        </div>
      </div>
    </SortableContext>
  )
}

function OneItem({
  container,
  item,
  index,
  count,
  ...props
}: FormCanvasProps & {
  readonly container: string
  readonly item: FormItem
  readonly index: number
  readonly count: number
}) {
  const t = useTexts(formDesignTexts)
  const words = useItemWords(props.entity)
  const { form, entity, selected, onSelect, onChange } = props
  const { name, icon: Icon } = words(item)
  const field = item.type === 'field' ? entity.fields.find((each) => each.key === item.field) : undefined
  const isWide = item.type !== 'field' || (item.width ?? 1) > 1
  const required = field?.required === true || item.required === true
  const tags = [
    item.visible === undefined ? undefined : t('tagVisible'),
    !required && item.required !== undefined && item.required !== false ? t('tagRequiredWhen') : undefined,
    item.readonly === undefined || item.readonly === false ? undefined : t('tagReadonly'),
  ].filter((tag) => tag !== undefined)
  const state = `${item.id === selected ? ' is-on' : ''}${isWide ? ' is-wide' : ''}`
  return (
    <Movable
      id={item.id}
      name={name}
      index={index}
      count={count}
      axis="y"
      onMove={(to) => onChange(moveItem(form, item.id, container, to))}
      className={item.type === 'section' ? `canvas-section${state}` : `canvas-item${state}`}
    >
      {(grip) => (
        <>
          <div className="row canvas-head">
            {grip}
            <button
              type="button"
              className="canvas-title grow"
              aria-pressed={item.id === selected}
              onClick={() => onSelect(item.id)}
            >
              <Icon size={14} stroke={1.5} aria-hidden="true" className="quiet" />
              <span className={`cut${item.type === 'section' ? ' strong' : ''}`}>
                {name}
                {required ? <span className="bad"> *</span> : null}
              </span>
              {tags.map((tag) => (
                <Badge key={tag} tone="accent">
                  {tag}
                </Badge>
              ))}
              {item.type === 'field' && !field ? <Badge tone="bad">{t('unknownField')}</Badge> : null}
            </button>
          </div>
          {item.type === 'section' ? (
            <Items {...props} container={item.id} items={item.items} columns={item.columns ?? 2} />
          ) : item.type === 'field' ? (
            <span className="canvas-control" aria-hidden="true" />
          ) : null}
        </>
      )}
    </Movable>
  )
}

/** The line where what is dragged will stand. */
function LandingLine() {
  const t = useTexts(formDesignTexts)
  return (
    <div className="field-landing is-wide">
      <span>{t('dropHere')}</span>
    </div>
  )
}
