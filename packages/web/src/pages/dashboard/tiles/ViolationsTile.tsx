import { Badge, RecordSkeleton, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../../app/addresses.ts'
import { client, unwrap } from '../../../app/client.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

/** Records that break one of the entity's invariants. */
export function ViolationsTile({ tile }: TileProps) {
  const t = useTexts(dashboardTexts)
  const workspace = useWorkspace()
  const entity = workspace.entities.get(tile.entity ?? '')
  const { data, error, isPending } = useQuery({
    queryKey: ['records', tile.entity, 'violations', tile.invariant],
    queryFn: () => unwrap(client.violations(tile.entity ?? '', tile.invariant ?? '')),
    enabled: entity !== undefined,
  })
  const title = useTileTitle(tile, t('violations'))
  const records = data?.records ?? []
  return (
    <TileFrame title={title} aside={records.length > 0 ? <Badge tone="warn">{records.length}</Badge> : undefined}>
      {!entity || error ? (
        <p className="quiet">{t('denied')}</p>
      ) : isPending ? (
        <RecordSkeleton />
      ) : records.length === 0 ? (
        <p className="quiet">{t('noViolations')}</p>
      ) : (
        <ul className="tile-list">
          {records.slice(0, 12).map((record) => (
            <li key={record.id}>
              <Link to={addresses.record(entity.key, record.id)} className="row">
                <span className="grow cut">{recordTitle(entity, record)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </TileFrame>
  )
}
