import { useDraggable } from '@dnd-kit/core'
import { ActionIcon, Checkbox } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { type KeyboardEvent, type MouseEvent, useMemo } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { BoardLanesProps, BoardPlace } from './board-types.ts'
import { neighbour } from './focus-cards.ts'

/** What a card asks of its board. */
export type CardActions<Card> = {
  readonly openMenu: (card: Card, place: BoardPlace, anchor: HTMLElement) => void
  /** Goes some lanes further; the focus goes along. */
  readonly step: (card: Card, place: BoardPlace, by: number) => void
  /** Selects the card or lets go of it; `range` selects from the last one on. */
  readonly toggle: (card: Card, place: BoardPlace, range: boolean) => void
}

export type BoardCardProps<Card> = {
  readonly card: Card
  readonly place: BoardPlace
  readonly board: BoardLanesProps<Card>
  readonly actions: CardActions<Card>
}

const onControl = (event: { readonly target: EventTarget | null }) =>
  event.target instanceof Element && event.target.closest('button, input, label, a') !== null

/** One card of a board: it opens, moves, and can be selected, by pointer and by keys. */
export function BoardCard<Card>({ card, place, board, actions }: BoardCardProps<Card>) {
  const t = useTexts(kitTexts)
  const id = board.cardId(card)
  const name = board.cardName(card)
  const { renderCard } = board
  const drawn = useMemo(() => renderCard(card), [renderCard, card])
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id,
    disabled: board.onMove === undefined,
    attributes: { roleDescription: t('sortable') },
  })
  const on = board.selected?.has(id) === true
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === ']') actions.step(card, place, 1)
    else if (event.key === '[') actions.step(card, place, -1)
    else if (event.key === 'x' && board.onSelect) actions.toggle(card, place, event.shiftKey)
    else if (event.key === 'm') actions.openMenu(card, place, event.currentTarget)
    else if (event.key === 'Enter' && !isDragging) board.onOpen(card)
    else if ((event.key.startsWith('Arrow') || event.key === 'j' || event.key === 'k') && !isDragging) {
      const arrow = event.key === 'j' ? 'ArrowDown' : event.key === 'k' ? 'ArrowUp' : event.key
      const next = neighbour(event.currentTarget, arrow)
      if (!next) return
      next.focus()
    } else {
      listeners?.onKeyDown?.(event)
      return
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (onControl(event)) return
    if (board.onSelect && (event.ctrlKey || event.metaKey || event.shiftKey))
      actions.toggle(card, place, event.shiftKey)
    else board.onOpen(card)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a button may not hold the menu's button
    <div
      ref={setNodeRef}
      {...listeners}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: cards are moved and opened by keys
      tabIndex={0}
      aria-label={on ? t('selectedCard', { title: name }) : name}
      aria-roledescription={attributes['aria-roledescription']}
      aria-describedby={attributes['aria-describedby']}
      data-card={id}
      className={`card is-draggable${isDragging ? ' is-ghost' : ''}${on ? ' is-selected' : ''}${board.waiting === id ? ' is-waiting' : ''}`}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {drawn}
      <span className="card-tools">
        {board.onSelect ? (
          <Checkbox
            size="xs"
            className="card-check"
            aria-label={t('selectCard', { title: name })}
            checked={on}
            onChange={() => undefined}
            onClick={(event) => actions.toggle(card, place, event.shiftKey)}
            onPointerDown={(event) => event.stopPropagation()}
          />
        ) : null}
        <ActionIcon
          size="xs"
          className="card-menu"
          aria-haspopup="menu"
          aria-label={t('cardMenu', { title: name })}
          onClick={(event) => actions.openMenu(card, place, event.currentTarget)}
          onPointerDown={(event) => event.stopPropagation()}
        >
          <IconDots size={14} stroke={1.5} />
        </ActionIcon>
      </span>
    </div>
  )
}
