import { type RefObject, useEffect } from 'react'

/** `c` creates, `/` searches, `j` goes into the list, wherever on the page nobody is typing. */
export function useViewKeys(search: RefObject<HTMLInputElement | null>, onCreate: (() => void) | undefined): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, [contenteditable], [role="dialog"], [role="menu"]')
      if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'c' && onCreate) onCreate()
      else if (event.key === '/') search.current?.focus()
      else if (event.key === 'j' && !(event.target instanceof Element && event.target.closest('[role="grid"], .card')))
        document.querySelector<HTMLElement>('.view-main [role="grid"], .view-main .card')?.focus()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [search, onCreate])
}
