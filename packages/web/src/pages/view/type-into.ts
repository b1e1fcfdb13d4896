import type { CellEditing } from '@atelier/ui'

/** Sets the text of a control as if it had been typed, so that the control hears of it. */
function setText(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const owner = control instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Object.getOwnPropertyDescriptor(owner.prototype, 'value')?.set?.call(control, text)
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * Types into the text control of a cell's editor what was typed to open it; waits for a control whose code is still under way.
 * `onEnd` is called when the typing was ended already.
 */
export function typeInto(
  box: HTMLElement | null,
  typed: CellEditing['typed'],
  onEnd: (next: 'down' | 'right') => void,
): (() => void) | undefined {
  if (!box) return undefined
  const take = (): boolean => {
    const control = box.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      // What stands for a control under way takes no text.
      'textarea, input:not([type="hidden"], [type="radio"], [type="checkbox"], [disabled], [readonly])',
    )
    if (!control) return false
    const { text, next } = typed()
    if (document.activeElement !== control) control.focus()
    if (text !== '') setText(control, text)
    // Some controls, of addresses for one, have no places to put the caret at.
    if (control.selectionStart !== null) control.setSelectionRange(control.value.length, control.value.length)
    if (next) onEnd(next)
    return true
  }
  if (take()) return undefined
  const observer = new MutationObserver(() => {
    if (take()) observer.disconnect()
  })
  observer.observe(box, { childList: true, subtree: true })
  return () => observer.disconnect()
}
