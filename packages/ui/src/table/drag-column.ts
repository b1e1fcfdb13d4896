/** Follows the pointer from a column's head; a line shows where the column will stand. `onDrop` gets its new place, counted among all columns. */
export function dragColumn(
  head: HTMLElement,
  start: { readonly clientX: number; readonly pointerId: number },
  onDrop: (to: number) => void,
): void {
  const row = head.parentElement
  const frame = head.closest<HTMLElement>('.vt-frame')
  if (!row || !frame) return
  const heads = [...row.querySelectorAll<HTMLElement>('.vt-head-cell')]
  const from = heads.indexOf(head)
  let line: HTMLElement | undefined
  let to = from
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return
    // It was let go before anybody listened.
    if (event.buttons === 0) return end(false)
    if (!line && Math.abs(event.clientX - start.clientX) < 5) return
    if (!line) {
      line = document.createElement('div')
      line.className = 'vt-drop-line'
      frame.append(line)
      head.classList.add('is-dragged')
    }
    const boxes = heads.map((each) => each.getBoundingClientRect())
    const passed = boxes.filter((box) => event.clientX > box.left + box.width / 2).length
    to = passed > from ? passed - 1 : passed
    const edge = passed === 0 ? boxes[0]?.left : boxes[passed - 1]?.right
    line.style.left = `${(edge ?? 0) - frame.getBoundingClientRect().left}px`
  }
  const end = (isDrop: boolean) => {
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('keydown', onKey, true)
    head.classList.remove('is-dragged')
    if (line && isDrop) onDrop(to)
    line?.remove()
  }
  const onUp = () => end(true)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end(false)
  }
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('keydown', onKey, true)
}
