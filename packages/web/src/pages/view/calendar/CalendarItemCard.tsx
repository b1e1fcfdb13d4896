import { optionColor } from '@atelier/fields/ui'
import { ActionIcon, StageGlyph, useTexts } from '@atelier/ui'
import { IconDots } from '@atelier/ui/icons'
import { useDraggable } from '@dnd-kit/core'
import type { KeyboardEvent, MouseEvent } from 'react'
import { FieldCell } from '../../../fields/Field.tsx'
import { isOfKind } from '../../../fields/registry.ts'
import { asText, isEmpty } from '../../../fields/values.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { type EntityView, fieldOf } from '../../../workspace/model.ts'
import type { CalendarItem, CalendarShape } from './calendar-shape.ts'
import { calendarTexts } from './calendar-texts.ts'
import { addDays, type Day } from './days.ts'

/** What an item asks of its calendar. */
export type CalendarActions = {
  readonly open: (id: string) => void
  readonly openMenu: (item: Pick<CalendarItem, 'record'>, anchor: HTMLElement) => void
  readonly move: (item: CalendarItem, day: Day) => void
}

export type ItemCardProps = {
  readonly entity: EntityView
  readonly shape: CalendarShape
  readonly item: CalendarItem
  readonly actions: CalendarActions
  /** With the fields below the title. */
  readonly detailed: boolean
  /** Says it goes on before or after what is shown. */
  readonly isCut?: boolean
}

const steps: Readonly<Record<string, number>> = { '[': -1, ']': 1, '{': -7, '}': 7 }

/** What marks an item: its stage, or the colour of its option. */
function ItemMark({ shape, item }: Pick<ItemCardProps, 'shape' | 'item'>) {
  const key = asText(item.record[shape.color?.key ?? ''])
  const stage = shape.color?.stages?.find((each) => each.key === key)
  if (stage) return <StageGlyph position={stage.position} total={stage.total} outcome={stage.outcome} size={12} />
  const color = optionColor(shape.color?.options?.find((each) => each.key === key)?.color)
  return color ? <span className="cal-dot" style={{ background: color.background }} aria-hidden="true" /> : null
}

/** One record on the calendar: it opens, and goes to another day by drag, by keys, or by its menu. */
export function CalendarItemCard({ entity, shape, item, actions, detailed, isCut = false }: ItemCardProps) {
  const t = useTexts(calendarTexts)
  const { record } = item
  const title = asText(record[shape.title]) || recordTitle(entity, record)
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({ id: record.id, disabled: !shape.movable })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const by = steps[event.key]
    if (by !== undefined && shape.movable) actions.move(item, addDays(item.from, by))
    else if (event.key === 'Enter' && !isDragging) actions.open(record.id)
    else if (event.key === 'm') actions.openMenu(item, event.currentTarget)
    else if ((event.key.startsWith('Arrow') || event.key === 'j' || event.key === 'k') && !isDragging) {
      const next = neighbour(event.currentTarget, ['ArrowRight', 'ArrowDown', 'j'].includes(event.key) ? 1 : -1)
      if (!next) return
      next.focus()
    } else return listeners?.onKeyDown?.(event)
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('button')) return
    actions.open(record.id)
  }
  const below = detailed ? shape.fields.flatMap((key) => fieldOf(entity, key) ?? []) : []
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a button may not hold the menu's button
    <div
      ref={setNodeRef}
      {...listeners}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: items are moved and opened by keys
      tabIndex={0}
      aria-label={item.time === '' ? title : `${item.time} ${title}`}
      aria-describedby={attributes['aria-describedby']}
      data-item={record.id}
      className={`cal-item${isDragging ? ' is-ghost' : ''}${isCut ? ' is-cut' : ''}${detailed ? ' is-detailed' : ''}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <span className="cal-item-line">
        <ItemMark shape={shape} item={item} />
        {item.time === '' ? null : <span className="num faint">{item.time}</span>}
        <span className={detailed ? 'cal-item-title' : 'cut'} title={title}>
          {title}
        </span>
      </span>
      {below
        .filter((field) => !isEmpty(record[field.key]) && !isOfKind(field, 'boolean'))
        .slice(0, 3)
        .map((field) => (
          <span key={field.key} className="quiet cut cal-item-field">
            <FieldCell field={field} value={record[field.key]} />
          </span>
        ))}
      <ActionIcon
        size="xs"
        className="cal-item-menu"
        aria-haspopup="dialog"
        aria-label={t('itemMenu', { title })}
        onClick={(event) => actions.openMenu(item, event.currentTarget)}
        onPointerDown={(event) => event.stopPropagation()}
        onMouseDown={(event) => event.stopPropagation()}
      >
        <IconDots size={14} stroke={1.5} />
      </ActionIcon>
    </div>
  )
}

/** The item before or after one, in the order in which they are drawn. */
function neighbour(from: HTMLElement, by: number): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('[data-item]')]
  return all[all.indexOf(from) + by]
}
