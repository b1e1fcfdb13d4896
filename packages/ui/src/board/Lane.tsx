import { useDroppable } from '@dnd-kit/core'
import { IconLock } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { CardActions } from './BoardCard.tsx'
import { type BoardLanesProps, type BoardPlace, type LaneView, placeId } from './board-types.ts'
import { LaneCardList, ManyCards } from './LaneCardList.tsx'

export type LaneProps<Card> = {
  readonly lane: LaneView<Card>
  readonly board: BoardLanesProps<Card>
  readonly actions: CardActions<Card>
  /** Where the cards being dragged come from. */
  readonly from: BoardPlace | null
}

/** From here on only the cards in sight are drawn. */
const many = 30

/** Why a lane does not take what is being dragged. */
export function ClosedLane({ reason }: { readonly reason: ReactNode }) {
  const t = useTexts(kitTexts)
  return (
    <p className="lane-why">
      <IconLock size={14} aria-hidden="true" />
      {reason ?? t('laneClosed')}
    </p>
  )
}

/** One lane; a thin line shows where the cards will land, a dimmed lane says why it does not take them. */
export function Lane<Card>({ lane, board, actions, from }: LaneProps<Card>) {
  const place = { lane: lane.key }
  const { setNodeRef, isOver } = useDroppable({ id: placeId(place) })
  const scroller = useRef<HTMLDivElement>(null)
  const answer = from === null || from.lane === lane.key ? undefined : board.answers?.[lane.key]
  const closed = answer?.accepts === false
  const landing = isOver && from !== null && from.lane !== lane.key
  return (
    <section
      ref={setNodeRef}
      aria-label={lane.label}
      data-lane={lane.key}
      className={`lane${closed ? ' is-closed' : ''}${landing ? ' is-over' : ''}`}
    >
      {lane.head ? <header className="lane-head">{lane.head}</header> : null}
      {closed ? <ClosedLane reason={answer.reason} /> : null}
      <div ref={scroller} className="lane-cards">
        {landing ? <div className="landing" /> : null}
        {lane.cards.length > many ? (
          <ManyCards place={place} cell={lane} board={board} actions={actions} scroller={scroller} />
        ) : (
          <LaneCardList place={place} cell={lane} board={board} actions={actions} />
        )}
      </div>
      {board.laneFoot ? <footer className="lane-foot">{board.laneFoot(place)}</footer> : null}
    </section>
  )
}
