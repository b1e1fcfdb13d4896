import { RecordSkeleton, useTexts } from '@atelier/ui'
import { Link } from '@tanstack/react-router'
import { addresses } from '../../../app/addresses.ts'
import { FieldCell } from '../../../fields/Field.tsx'
import { isNumeric } from '../../../fields/registry.ts'
import { isEmpty } from '../../../fields/values.ts'
import { bothRules } from '../../../filter/condition.ts'
import { recordTitle } from '../../../records/record-title.ts'
import { useRecords } from '../../../records/use-records.ts'
import type { EntityView, ViewView } from '../../../workspace/model.ts'
import { fieldOf } from '../../../workspace/model.ts'
import { useWorkspace } from '../../../workspace/WorkspaceContext.tsx'
import { ruleOver } from '../dashboard-filter.ts'
import { dashboardTexts } from '../dashboard-texts.ts'
import { TileFrame, type TileProps, useTileTitle } from '../TileFrame.tsx'

/** The first records of a saved view. */
export function ViewTile({ tile, conditions = [] }: TileProps) {
  const t = useTexts(dashboardTexts)
  const workspace = useWorkspace()
  const view = workspace.views.find((each) => each.key === tile.view)
  const entity = workspace.entities.get(view?.entity ?? '')
  const title = useTileTitle(tile, tile.view ?? '')
  if (!view || !entity)
    return (
      <TileFrame title={title}>
        <p className="quiet">{t('denied')}</p>
      </TileFrame>
    )
  const { rule, missed } = ruleOver(conditions, entity.key, workspace)
  return (
    <TileFrame title={title} to={addresses.view(entity.key, { view: view.key })} unfiltered={missed}>
      <ViewRecords view={{ ...view, filter: bothRules(view.filter, rule) }} entity={entity} />
    </TileFrame>
  )
}

function ViewRecords({ view, entity }: { readonly view: ViewView; readonly entity: EntityView }) {
  const t = useTexts(dashboardTexts)
  const { records, loading } = useRecords(entity.key, {
    filter: view.filter,
    sort: view.sort.join(',') || undefined,
    limit: 12,
  })
  const named = view.columns.length > 0 ? view.columns.map((column) => column.field) : (view.board.fields ?? [])
  const fields = named
    .flatMap((key) => fieldOf(entity, key) ?? [])
    .filter((field) => field.key !== entity.title)
    .slice(0, 3)
  if (loading) return <RecordSkeleton />
  if (records.length === 0) return <p className="quiet">{t('noRecords')}</p>
  return (
    <ul className="tile-list">
      {records.map((record) => (
        <li key={record.id}>
          <Link to={addresses.record(entity.key, record.id)} className="row">
            <span className="grow cut">{recordTitle(entity, record)}</span>
            {fields.map((field) =>
              isEmpty(record[field.key]) ? null : (
                <span key={field.key} className={isNumeric(field) ? 'num' : 'quiet small cut'}>
                  <FieldCell field={field} value={record[field.key]} />
                </span>
              ),
            )}
          </Link>
        </li>
      ))}
    </ul>
  )
}
