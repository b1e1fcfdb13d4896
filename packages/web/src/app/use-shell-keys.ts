import { openPalette } from '@atelier/ui'
import { useEffect, useRef } from 'react'
import { addresses } from './addresses.ts'
import { usePage } from './use-page.ts'

/** Where somebody types, or chooses from something that is open. */
const busy = 'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]'

/** The second key of `g …` comes within this time. */
const patience = 1_200

const places: Readonly<Record<string, string>> = {
  h: addresses.home(),
  i: addresses.inbox(),
  r: addresses.reports(),
  b: addresses.builder(),
}

/** The keys that work everywhere; a page that knows better takes a key first. */
export function useShellKeys({
  onHelp,
  createAt,
}: {
  readonly onHelp: () => void
  readonly createAt?: string | undefined
}) {
  const { go } = usePage()
  const leader = useRef(0)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null
      if (event.defaultPrevented) return
      // The palette hears its key itself; this is for whoever is quicker than its code.
      if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
        openPalette()
        return event.preventDefault()
      }
      if (target?.closest(busy)) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const place = Date.now() - leader.current < patience ? places[event.key] : undefined
      leader.current = 0
      if (place !== undefined) go(place)
      else if (event.key === 'g') leader.current = Date.now()
      else if (event.key === '?') onHelp()
      else if (event.key === '/') openPalette()
      else if (event.key === 'c' && createAt !== undefined) go(createAt)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go, onHelp, createAt])
}
