import type { ReactNode } from 'react'

/** The place that a card has left while it waits elsewhere: after how many cards, and what to say there. */
export type LeftPlace = { readonly at: number; readonly title: string; readonly text: string }

/** The cards of a lane, or of a lane within a swimlane. */
export type LaneCards<Card> = {
  readonly cards: readonly Card[]
  readonly left?: LeftPlace | undefined
  readonly hasMore?: boolean | undefined
}

export type LaneView<Card> = LaneCards<Card> & {
  readonly key: string
  /** The lane's name in words, for menus and for people who listen. */
  readonly label: string
  readonly head: ReactNode
}

/** A swimlane: one row across all lanes. */
export type SwimlaneView<Card> = {
  readonly key: string
  readonly label: string
  readonly head: ReactNode
  /** Only its head is shown. */
  readonly folded: boolean
  readonly cells: Readonly<Record<string, LaneCards<Card>>>
}

/** A place on a board. */
export type BoardPlace = { readonly lane: string; readonly row?: string | undefined }

/** Whether a lane takes the card that is being moved; a reason dims it, a note stands beside its name in the menu. */
export type LaneAnswer = {
  readonly accepts: boolean
  readonly reason?: string | undefined
  readonly note?: string | undefined
}

export type BoardLanesProps<Card> = {
  readonly lanes: readonly LaneView<Card>[]
  /** With swimlanes the cards lie in their cells, not in the lanes. */
  readonly rows?: readonly SwimlaneView<Card>[] | undefined
  readonly cardId: (card: Card) => string
  readonly cardName: (card: Card) => string
  readonly renderCard: (card: Card) => ReactNode
  readonly onOpen: (card: Card) => void
  /** Cards go to another place: one, or all that are selected. Left out: nothing moves. */
  readonly onMove?: ((cards: readonly Card[], to: BoardPlace) => void) | undefined
  readonly selected?: ReadonlySet<string> | undefined
  readonly onSelect?: ((ids: ReadonlySet<string>) => void) | undefined
  /** Known answers for the cards being moved, by lane; what is unknown is accepted. */
  readonly answers?: Readonly<Record<string, LaneAnswer>> | undefined
  /** Cards are about to move: the time to ask for `answers`. */
  readonly onConsider?: ((cards: readonly Card[]) => void) | undefined
  readonly onMore?: ((place: BoardPlace) => void) | undefined
  readonly laneFoot?: ((place: BoardPlace) => ReactNode) | undefined
  /** On a phone one lane is shown at a time: its key. */
  readonly only?: string | undefined
  /** The card that waits in a lane for what is missing. */
  readonly waiting?: string | undefined
}

const between = '\n'

/** A place as one word, as drag and drop names it. */
export const placeId = ({ lane, row }: BoardPlace): string => (row === undefined ? lane : `${row}${between}${lane}`)

export function placeOf(id: string): BoardPlace {
  const at = id.indexOf(between)
  return at < 0 ? { lane: id } : { row: id.slice(0, at), lane: id.slice(at + 1) }
}

/** Every place of a board with its cards, in the order in which it is drawn. */
export function placesOf<Card>(
  board: Pick<BoardLanesProps<Card>, 'lanes' | 'rows'>,
): readonly (LaneCards<Card> & { readonly place: BoardPlace })[] {
  const { lanes, rows } = board
  if (!rows) return lanes.map((lane) => ({ ...lane, place: { lane: lane.key } }))
  return rows
    .filter((row) => !row.folded)
    .flatMap((row) =>
      lanes.map(({ key }) => ({ ...(row.cells[key] ?? { cards: [] }), place: { lane: key, row: row.key } })),
    )
}
