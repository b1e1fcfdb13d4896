import { cellOf } from './cell-of.ts'
import type { Cursor } from './column.ts'

/** The pointer goes over cells until it is let go; near the edge of the table its content scrolls along. */
export function dragCells(
  grid: HTMLElement,
  pointerId: number,
  onCell: (cell: Cursor) => void,
  onEnd: () => void,
): void {
  const head = 32
  let point: { readonly x: number; readonly y: number } | null = null
  let frame = 0
  let last = ''
  const look = () => {
    if (!point) return
    const box = grid.getBoundingClientRect()
    const y = Math.max(box.top + head + 2, Math.min(point.y, box.bottom - 4))
    const x = Math.max(box.left + 46, Math.min(point.x, box.right - 4))
    const cell = cellOf(document.elementFromPoint(x, y))
    if (!cell || `${cell.row} ${cell.column}` === last) return
    last = `${cell.row} ${cell.column}`
    onCell({ row: cell.row, column: Math.max(0, cell.column) })
  }
  const scroll = () => {
    frame = requestAnimationFrame(scroll)
    if (!point) return
    const box = grid.getBoundingClientRect()
    const beyond = (value: number, low: number, high: number) =>
      value < low ? value - low : value > high ? value - high : 0
    const down = beyond(point.y, box.top + head + 12, box.bottom - 24)
    const right = beyond(point.x, box.left + 46, box.right - 24)
    if (down === 0 && right === 0) return
    grid.scrollBy(Math.max(-24, Math.min(24, right)), Math.max(-24, Math.min(24, down)))
    look()
  }
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== pointerId) return
    // It was let go before anybody listened.
    if (event.buttons === 0) return end()
    point = { x: event.clientX, y: event.clientY }
    look()
  }
  const end = () => {
    cancelAnimationFrame(frame)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', end)
    window.removeEventListener('pointercancel', end)
    onEnd()
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', end)
  window.addEventListener('pointercancel', end)
  frame = requestAnimationFrame(scroll)
}
