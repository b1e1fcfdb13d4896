import type { RecordJson } from '@atelier/api'
import { Checkbox, type Label, showToast, useLabel, useTexts } from '@atelier/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { client, unwrap } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { pageTexts } from './record-page-texts.ts'

type Action = {
  readonly id: string
  readonly label: Label
  readonly required: boolean
  readonly done: boolean
  readonly byHand: boolean
}
type Actions = { readonly stage: string; readonly actions: readonly Action[] }

/** What is to be done in the present stage: ticked by hand, or by itself when its rule holds. */
export function KeyActions({ entity, record }: { readonly entity: EntityView; readonly record: RecordJson }) {
  const t = useTexts(pageTexts)
  const label = useLabel()
  const queries = useQueryClient()
  const path = `/records/${encodeURIComponent(entity.key)}/${record.id}/actions`
  const { data } = useQuery({
    queryKey: ['actions', entity.key, record.id],
    queryFn: () => unwrap(client.send<Actions>('GET', path)),
  })
  const tick = async (action: Action) => {
    const answer = await client.send<Actions>('POST', path, { body: { action: action.id, done: !action.done } })
    if (!answer.ok) return showToast(answer.problems.map((each) => each.message).join(' '), { tone: 'bad' })
    for (const key of ['actions', 'moves']) void queries.invalidateQueries({ queryKey: [key, entity.key] })
  }
  if (!data || data.actions.length === 0) return null
  return (
    <div className="key-actions">
      <h3>{t('keyActions')}</h3>
      <ul>
        {data.actions.map((action) => (
          <li key={action.id}>
            <Checkbox
              checked={action.done}
              disabled={!action.byHand || !entity.may.has('update')}
              label={label(action.label, action.id)}
              onChange={() => void tick(action)}
            />
            {action.required && !action.done ? <span className="warn small">{t('required')}</span> : null}
            {!action.byHand && !action.done ? <span className="faint small">{t('byItself')}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
