import { type ReactNode, type RefObject, useEffect } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { BoardCard, type CardActions } from './BoardCard.tsx'
import type { BoardLanesProps, BoardPlace, LaneCards } from './board-types.ts'
import { useVirtualList } from './use-virtual-list.ts'

export type LaneCardListProps<Card> = {
  readonly place: BoardPlace
  readonly cell: LaneCards<Card>
  readonly board: BoardLanesProps<Card>
  readonly actions: CardActions<Card>
}

/** All cards of a short lane, and the place that one of them has left. */
export function LaneCardList<Card>({ place, cell, board, actions }: LaneCardListProps<Card>) {
  const t = useTexts(kitTexts)
  const at = cell.left ? Math.min(cell.left.at, cell.cards.length) : 0
  const draw = (card: Card): ReactNode => (
    <BoardCard key={board.cardId(card)} card={card} place={place} board={board} actions={actions} />
  )
  return (
    <>
      {cell.cards.slice(0, at).map(draw)}
      {cell.left ? (
        <div className="card is-left">
          <b>{cell.left.title}</b>
          <div>{cell.left.text}</div>
        </div>
      ) : null}
      {cell.cards.slice(at).map(draw)}
      {cell.hasMore ? (
        <button type="button" className="lane-more" onClick={() => board.onMore?.(place)}>
          {t('loadMore')}
        </button>
      ) : null}
    </>
  )
}

/** The cards of a long lane: those in sight and a few around them; the next ones are asked for when the end comes near. */
export function ManyCards<Card>({
  scroller,
  ...rest
}: LaneCardListProps<Card> & { readonly scroller: RefObject<HTMLDivElement | null> }) {
  const { place, cell, board, actions } = rest
  const { cards, hasMore } = cell
  const list = useVirtualList({
    count: cards.length,
    scroller,
    height: 112,
    gap: 6,
    keyOf: (index) => {
      const card = cards[index]
      return card === undefined ? String(index) : board.cardId(card)
    },
  })
  const last = list.items.at(-1)?.index ?? 0
  const { onMore } = board
  const { lane, row } = place
  useEffect(() => {
    if (hasMore && last >= cards.length - 10) onMore?.({ lane, row })
  }, [hasMore, last, cards.length, onMore, lane, row])
  return (
    <div className="lane-many" style={{ height: list.height }}>
      {list.items.map((item) => {
        const card = cards[item.index]
        return card === undefined ? null : (
          <div
            key={board.cardId(card)}
            ref={list.measure}
            data-index={item.index}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <BoardCard card={card} place={place} board={board} actions={actions} />
          </div>
        )
      })}
    </div>
  )
}
