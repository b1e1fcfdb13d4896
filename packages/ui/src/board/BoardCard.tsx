import { useDraggable } from '@dnd-kit/core'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconLock } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { BoardLanesProps } from './BoardLanes.tsx'

/** The card beside or in the next lane that an arrow key goes to. */
function neighbour(from: HTMLElement, key: string): HTMLElement | null {
  const lane = from.closest('.lane')
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const cards = [...(lane?.querySelectorAll<HTMLElement>('.card') ?? [])]
    return cards[cards.indexOf(from) + (key === 'ArrowDown' ? 1 : -1)] ?? null
  }
  let next = key === 'ArrowRight' ? lane?.nextElementSibling : lane?.previousElementSibling
  while (next && !next.querySelector('.card')) {
    next = key === 'ArrowRight' ? next.nextElementSibling : next.previousElementSibling
  }
  return next?.querySelector<HTMLElement>('.card') ?? null
}

/** One card of a board with its menu. */
export function BoardCard<Card>({ card, lane, board }: { card: Card; lane: string; board: BoardLanesProps<Card> }) {
  const t = useTexts(kitTexts)
  const id = board.cardId(card)
  const name = board.cardName(card)
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id,
    attributes: { roleDescription: t('sortable') },
  })
  const at = board.lanes.findIndex((each) => each.key === lane)
  const step = (by: number) => {
    const to = board.lanes[at + by]
    if (to) board.onMove(card, to.key)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === ']') step(1)
    else if (event.key === '[') step(-1)
    else if (event.key === 'Enter' && !isDragging) board.onOpen(card)
    else if (event.key.startsWith('Arrow') && !isDragging) {
      const next = neighbour(event.currentTarget, event.key)
      if (!next) return
      next.focus()
    } else {
      listeners?.onKeyDown?.(event)
      return
    }
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and a button may not hold the menu's button
    <div
      ref={setNodeRef}
      {...listeners}
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: cards are moved and opened by keys
      tabIndex={0}
      aria-label={name}
      aria-roledescription={attributes['aria-roledescription']}
      aria-describedby={attributes['aria-describedby']}
      data-card={id}
      className={`card is-draggable${isDragging ? ' is-ghost' : ''}${board.waiting === id ? ' is-waiting' : ''}`}
      onKeyDown={onKeyDown}
      onClick={() => board.onOpen(card)}
    >
      {board.renderCard(card)}
      <Menu onOpen={() => board.onConsider?.(card)} width={240}>
        <Menu.Target>
          <ActionIcon
            size="xs"
            className="card-menu"
            aria-label={t('cardMenu', { title: name })}
            onClick={(event) => event.stopPropagation()}
            onPointerDown={(event) => event.stopPropagation()}
          >
            <IconDots size={14} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
          <Menu.Label>{t('moveTo')}</Menu.Label>
          {board.lanes.map((each) => {
            const answer = board.answers?.[each.key]
            return (
              <Menu.Item
                key={each.key}
                disabled={each.key === lane}
                rightSection={answer?.accepts === false ? <IconLock size={13} aria-hidden="true" /> : null}
                onClick={() => board.onMove(card, each.key)}
              >
                {each.label}
                {answer?.accepts === false && answer.reason ? <span className="menu-why">{answer.reason}</span> : null}
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
