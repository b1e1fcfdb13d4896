import type { RecordJson } from '@atelier/api'
import { Checkbox, type Label, showToast, useLabel, useTexts } from '@atelier/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
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
  // A tick shows at once and is taken back when it is refused.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({})
  const tick = async (action: Action, done: boolean) => {
    setTicked((now) => ({ ...now, [action.id]: done }))
    const answer = await client.send<Actions>('POST', path, { body: { action: action.id, done } })
    if (!answer.ok) {
      setTicked(({ [action.id]: _, ...rest }) => rest)
      return showToast(answer.problems.map((each) => each.message).join(' '), { tone: 'bad' })
    }
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
              checked={ticked[action.id] ?? action.done}
              disabled={!action.byHand || !entity.may.has('update')}
              label={label(action.label, action.id)}
              onChange={(event) => void tick(action, event.currentTarget.checked)}
            />
            {action.required && !action.done ? <span className="warn small">{t('required')}</span> : null}
            {!action.byHand && !action.done ? <span className="faint small">{t('byItself')}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
