import { useData } from '@atelier/ui'
import type { ReactNode } from 'react'

type LinkProps = { readonly entity: string; readonly id: string; readonly children: ReactNode }

/** A link to a record that costs little where there are thousands: it listens to nothing. */
export function RecordLink({ entity, id, children }: LinkProps) {
  const { recordHref, navigate } = useData()
  const href = recordHref(entity, id)
  return (
    <a
      className="plain-link"
      href={href}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        navigate(href)
      }}
    >
      {children}
    </a>
  )
}
