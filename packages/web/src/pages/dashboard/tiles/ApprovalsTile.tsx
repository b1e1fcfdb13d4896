import { Avatar, Badge, RecordSkeleton, RelativeTime, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../../app/addresses.ts'
import { useInbox } from '../../inbox/use-inbox.ts'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

/** What waits for the reader's decision. */
export function ApprovalsTile({ tile }: TileProps) {
  const t = useTexts(dashboardTexts)
  const { inbox, loading } = useInbox()
  const waiting = inbox.approvals.length
  return (
    <TileFrame
      title={useTileTitle(tile, t('approvals'))}
      to={addresses.inbox()}
      aside={waiting > 0 ? <Badge tone="accent">{waiting}</Badge> : undefined}
    >
      {loading ? <RecordSkeleton /> : null}
      {!loading && waiting === 0 ? <p className="quiet">{t('noApprovals')}</p> : null}
      <ul className="tile-list">
        {inbox.approvals.slice(0, 12).map((approval) => (
          <li key={approval.id}>
            <Link to={addresses.inbox()} search={{ id: approval.id }} className="row">
              <Avatar name={approval.starter?.label ?? ''} size={24} />
              <span className="grow cut">{approval.title}</span>
              <span className="faint small">
                <RelativeTime value={approval.startedAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </TileFrame>
  )
}
