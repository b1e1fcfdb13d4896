import type { ReactNode } from 'react'

/** A key on the keyboard. */
export function Kbd({ children }: { readonly children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>
}

/** `⌘K` on a Mac, `Ctrl K` elsewhere. */
export function shortcut(key: string): string {
  const mac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
  return mac ? `⌘${key}` : `Ctrl ${key}`
}
