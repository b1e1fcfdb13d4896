import { RelativeTime } from '@atelier/ui'
import type { TablerIcon } from '@atelier/ui/icons'
import type { ReactNode } from 'react'

/** One thing that happened, or is to be done, around a record: a picture, what it was, when. */
export function HistoryLine({
  icon: Icon,
  at,
  isLate = false,
  when,
  action,
  children,
  more,
}: {
  readonly icon: TablerIcon
  readonly at: string
  /** It should have been done by then. */
  readonly isLate?: boolean
  /** Said in front of the time. */
  readonly when?: ReactNode
  readonly action?: ReactNode
  readonly children: ReactNode
  /** Below the line. */
  readonly more?: ReactNode
}) {
  return (
    <li className="history-item">
      <span className={`history-icon${isLate ? ' is-late' : ''}`}>
        <Icon size={14} stroke={1.5} aria-hidden="true" />
      </span>
      <div className="row">
        <span className="grow">{children}</span>
        {action}
        <span className={`${isLate ? 'bad' : 'faint'} small nowrap`}>
          {when}
          <RelativeTime value={at} />
        </span>
      </div>
      {more}
    </li>
  )
}
