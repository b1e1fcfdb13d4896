import { EmptyState, TableSkeleton, useLabel, useTexts } from '@atelier/ui'
import { IconLock, IconTable } from '@atelier/ui/icons'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { FieldCell } from '../../fields/Field.tsx'
import { useMe, useWorkspace } from '../../workspace/WorkspaceContext.tsx'
import { useDraft } from '../draft/DraftContext.tsx'
import { entityByKey, ofKind } from '../draft/document.ts'
import { servedOf } from '../parts/Change.tsx'
import { usePreview } from './PreviewContext.tsx'
import { previewTexts } from './preview-texts.ts'
import { rowsSeen } from './seen-by.ts'
import { useAccess } from './use-access.ts'
import { useDirectory, useTeams } from './use-directory.ts'

const rows = 12
const columnsAtMost = 7

/** The list of an entity as the person of the preview would have it: their columns, and the records of those whose records they see. */
export function DrawnList({ entity: key }: { readonly entity: string }) {
  const t = useTexts(previewTexts)
  const label = useLabel()
  const me = useMe()
  const { entities } = useWorkspace()
  const { documents, inService } = useDraft()
  const { preview } = usePreview()
  const people = useDirectory()
  const teams = useTeams()
  const person = people.find((each) => each.id === preview.person) ?? people[0]
  const access = useAccess(person?.id ?? me.id)
  const entity = entityByKey(documents, key)
  const served = entities.get((entity && servedOf(inService, entity)?.key) ?? '')
  const rights = access?.entities.find((each) => each.entity === key)
  const seen =
    access?.unlimited || !person
      ? { owners: 'all' as const, more: false }
      : rowsSeen(
          (rights?.grants ?? []).filter((grant) => grant.action === 'read').map((grant) => grant.scope),
          person,
          people,
          teams,
        )
  const owner = served?.owner?.key ?? 'createdBy'
  const filter = seen.owners === 'all' ? undefined : { in: [{ var: owner }, [...seen.owners]] }
  const nobody = seen.owners !== 'all' && seen.owners.length === 0
  const { data } = useQuery({
    queryKey: ['builder', 'drawn-list', served?.key, filter],
    enabled: served !== undefined && access !== undefined && !nobody,
    queryFn: () => unwrap(client.records.list(served?.key ?? '', { limit: rows, ...(filter ? { filter } : {}) })),
  })
  if (!entity) return null
  if (!served)
    return <EmptyState icon={<IconTable size={24} stroke={1.5} />} title={t('notLive')} text={t('notLiveText')} />
  if (!access || (!nobody && !data)) return <TableSkeleton widths={[200, 120, 120, 120]} rows={6} />
  if (nobody || data?.records.length === 0)
    return (
      <EmptyState
        icon={<IconLock size={24} stroke={1.5} />}
        title={t('noneSeen', { name: person?.name ?? me.name })}
        text={t('noneSeenText')}
      />
    )
  const less = new Map(rights?.fields.map((each) => [each.field, each.access]))
  const view = ofKind(documents, 'view').find((each) => each.entity === key && each.type === 'table')
  const wanted = view?.columns?.map((column) => column.field) ?? entity.fields.map((field) => field.key)
  const columns = wanted
    .flatMap((field) => entity.fields.find((each) => each.key === field) ?? [])
    .filter((field) => access.unlimited || less.get(field.key) !== 'hidden')
    .slice(0, columnsAtMost)
  const viewOf = (id: string) => {
    const there = served.source.fields.find((field) => field.id === id)?.key
    return served.fields.find((field) => field.key === there)
  }
  return (
    <>
      <p className="small quiet">
        {t('firstRows', { count: data?.records.length ?? 0 })} {seen.more ? t('moreByRule') : ''}
      </p>
      <div className="matrix-scroll">
        <table className="drawn-list">
          <thead>
            <tr>
              {columns.map((field) => (
                <th key={field.id} scope="col">
                  {label(field.label, field.key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data?.records.map((record) => (
              <tr key={record.id}>
                {columns.map((field) => {
                  const shown = viewOf(field.id)
                  return (
                    <td key={field.id}>
                      {less.get(field.key) === 'masked' && !access.unlimited ? (
                        '•••'
                      ) : shown ? (
                        <FieldCell field={shown} value={record[shown.key]} />
                      ) : null}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
