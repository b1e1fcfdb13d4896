/** The cards of a cell, as they are drawn. */
const cardsIn = (cell: Element | null | undefined): HTMLElement[] => [
  ...(cell?.querySelectorAll<HTMLElement>('.card[data-card]') ?? []),
]

/** The card that an arrow key goes to: above or below in its lane, or at the same height in the next lane that has any. */
export function neighbour(from: HTMLElement, key: string): HTMLElement | null {
  const cell = from.closest<HTMLElement>('[data-lane]')
  const cells = [...(from.closest('.board')?.querySelectorAll<HTMLElement>('[data-lane]') ?? [])]
  if (!cell) return null
  const own = cardsIn(cell)
  const at = own.indexOf(from)
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const by = key === 'ArrowDown' ? 1 : -1
    const next = own[at + by]
    if (next) return next
    const column = cells.filter((each) => each.dataset.lane === cell.dataset.lane)
    const rest = by > 0 ? column.slice(column.indexOf(cell) + 1) : column.slice(0, column.indexOf(cell)).reverse()
    const cards = cardsIn(rest.find((each) => cardsIn(each).length > 0))
    return (by > 0 ? cards[0] : cards.at(-1)) ?? null
  }
  const row = cells.filter((each) => each.dataset.row === cell.dataset.row)
  const place = row.indexOf(cell)
  const rest = key === 'ArrowRight' ? row.slice(place + 1) : row.slice(0, place).reverse()
  const cards = cardsIn(rest.find((each) => cardsIn(each).length > 0))
  const { top } = from.getBoundingClientRect()
  return cards.find((card) => card.getBoundingClientRect().bottom > top + 4) ?? cards.at(-1) ?? null
}

/** The card with an id, where it is drawn. */
export const drawnCard = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)
