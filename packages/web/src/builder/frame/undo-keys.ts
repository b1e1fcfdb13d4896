const wordless = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']
const takingLetters = `input:not([readonly], ${wordless.map((type) => `[type="${type}"]`).join(', ')})`

/** Whether what has the focus takes letters: it undoes them by itself. A switch, a tick or a closed choice does not. */
export function takesLetters(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return target.matches(takingLetters)
}

/** What a key asks for: Ctrl or ⌘ with Z goes back, with Shift and Z, or with Y, forward again. */
export function undoKey(
  event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'shiftKey'>,
): 'undo' | 'redo' | undefined {
  if (!event.metaKey && !event.ctrlKey) return undefined
  const key = event.key.toLowerCase()
  if (key === 'y') return 'redo'
  return key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : undefined
}
