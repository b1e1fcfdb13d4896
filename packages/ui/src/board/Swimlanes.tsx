import { useDroppable } from '@dnd-kit/core'
import { kitTexts } from '../i18n/kit-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { CardActions } from './BoardCard.tsx'
import { type BoardLanesProps, type BoardPlace, type LaneView, placeId, type SwimlaneView } from './board-types.ts'
import { ClosedLane } from './Lane.tsx'
import { LaneCardList } from './LaneCardList.tsx'

export type SwimlanesProps<Card> = {
  readonly rows: readonly SwimlaneView<Card>[]
  readonly board: BoardLanesProps<Card>
  readonly actions: CardActions<Card>
  readonly from: BoardPlace | null
}

/** Lanes cut into rows: the heads of the lanes stay in sight, a folded row shows only its own. */
export function Swimlanes<Card>({ rows, board, actions, from }: SwimlanesProps<Card>) {
  const lanes = board.only === undefined ? board.lanes : board.lanes.filter((lane) => lane.key === board.only)
  const columns = { gridTemplateColumns: `repeat(${lanes.length}, minmax(var(--lane, 160px), 1fr))` }
  return (
    <div className="board is-rows">
      <div className="swim-heads" style={columns}>
        {lanes.map((lane) => {
          const answer = from === null || from.lane === lane.key ? undefined : board.answers?.[lane.key]
          const closed = answer?.accepts === false
          return (
            <header key={lane.key} className={`lane-head${closed ? ' is-closed' : ''}`}>
              {lane.head}
              {closed ? <ClosedLane reason={answer.reason} /> : null}
            </header>
          )
        })}
      </div>
      {rows.map((row) => (
        <section key={row.key} className="swimlane" aria-label={row.label}>
          <header className="swim-head">{row.head}</header>
          {row.folded ? null : (
            <div className="swim-cells" style={columns}>
              {lanes.map((lane) => (
                <Cell key={lane.key} lane={lane} row={row} board={board} actions={actions} from={from} />
              ))}
            </div>
          )}
        </section>
      ))}
    </div>
  )
}

type CellProps<Card> = Omit<SwimlanesProps<Card>, 'rows'> & {
  readonly lane: LaneView<Card>
  readonly row: SwimlaneView<Card>
}

function Cell<Card>({ lane, row, board, actions, from }: CellProps<Card>) {
  const t = useTexts(kitTexts)
  const place = { lane: lane.key, row: row.key }
  const { setNodeRef, isOver } = useDroppable({ id: placeId(place) })
  const own = from !== null && placeId(from) === placeId(place)
  const closed = from !== null && from.lane !== lane.key && board.answers?.[lane.key]?.accepts === false
  const landing = isOver && from !== null && !own
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a board is no field set
    <div
      ref={setNodeRef}
      role="group"
      aria-label={t('laneInRow', { lane: lane.label, row: row.label })}
      data-lane={lane.key}
      data-row={row.key}
      className={`swim-cell${closed ? ' is-closed' : ''}${landing ? ' is-over' : ''}`}
    >
      {landing ? <div className="landing" /> : null}
      <LaneCardList place={place} cell={row.cells[lane.key] ?? { cards: [] }} board={board} actions={actions} />
      {board.laneFoot?.(place)}
    </div>
  )
}
