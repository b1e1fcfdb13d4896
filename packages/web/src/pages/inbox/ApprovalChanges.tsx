import type { HistoryEvent } from '@atelier/api'
import { useLabel, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import { FieldCell } from '../../fields/Field.tsx'
import { isEmpty } from '../../fields/values.ts'
import { fieldOf } from '../../workspace/model.ts'
import { useEntity } from '../../workspace/WorkspaceContext.tsx'
import { inboxTexts } from './inbox-texts.ts'

type Change = HistoryEvent['changes'][number]

/** The last change of each field before a moment, newest first; how a record was made is no change. */
export function lastChanges(events: readonly HistoryEvent[], before: string): readonly Change[] {
  const seen = new Map<string, Change>()
  for (const event of events) {
    if (event.kind.includes('created') || Date.parse(event.at) > Date.parse(before)) continue
    for (const change of event.changes) if (!seen.has(change.field)) seen.set(change.field, change)
  }
  return [...seen.values()].slice(0, 8)
}

/** What was changed on the record before the request, old beside new. */
export function ApprovalChanges({
  entity: key,
  id,
  before,
}: {
  readonly entity: string
  readonly id: string
  readonly before: string
}) {
  const t = useTexts(inboxTexts)
  const say = useLabel()
  const entity = useEntity(key)
  const { data } = useQuery({
    queryKey: ['records', key, 'history', id],
    queryFn: () => unwrap(client.records.history(key, id)),
    retry: false,
  })
  const changes = lastChanges(data?.events ?? [], before).filter(
    (change) => entity !== undefined && fieldOf(entity, change.field) !== undefined,
  )
  if (!entity || changes.length === 0) return null
  return (
    <section>
      <h3 className="approval-title">{t('changes')}</h3>
      <table className="result-table approval-changes">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('before')}</th>
            <th scope="col">{t('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field: name, from, to }) => {
            const field = fieldOf(entity, name)
            return field ? (
              <tr key={name}>
                <td className="quiet">{say(field.label, name)}</td>
                <td>
                  {isEmpty(from) ? (
                    '–'
                  ) : (
                    <s className="faint">
                      <FieldCell field={field} value={from} />
                    </s>
                  )}
                </td>
                <td className="strong">{isEmpty(to) ? '–' : <FieldCell field={field} value={to} />}</td>
              </tr>
            ) : null
          })}
        </tbody>
      </table>
    </section>
  )
}
