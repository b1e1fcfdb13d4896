import type { ReactNode } from 'react'

export type EmptyStateProps = {
  readonly icon?: ReactNode
  readonly title: string
  /** Why it is empty or what one can do, in one sentence. */
  readonly text?: string | undefined
  /** What to do next: at most one filled button and one quiet one. */
  readonly actions?: ReactNode
  readonly children?: ReactNode
}

/** Says what happened, why, and where to click next. */
export function EmptyState({ icon, title, text, actions, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {icon ? <div className="empty-state-icon">{icon}</div> : null}
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {actions ? <div className="empty-state-actions">{actions}</div> : null}
      {children}
    </div>
  )
}

/** Three dashed lanes: the picture for "no records yet". */
export function EmptyLanes() {
  return (
    <div className="empty-lanes" aria-hidden="true">
      {[3, 2, 1].map((cards, lane) => (
        <div key={cards}>
          <i style={{ background: `var(--s${lane * 2 + 1})` }} />
          {Array.from({ length: cards }, (_, card) => `${cards}.${card}`).map((card) => (
            <b key={card} />
          ))}
        </div>
      ))}
    </div>
  )
}
