import type { ReactNode } from 'react'

/** One group of properties, with a line above it. */
export function Section({
  title,
  aside,
  children,
}: {
  readonly title?: string
  readonly aside?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="builder-section">
      {title ? (
        <div className="row">
          <h2 className="grow">{title}</h2>
          {aside}
        </div>
      ) : null}
      {children}
    </section>
  )
}
