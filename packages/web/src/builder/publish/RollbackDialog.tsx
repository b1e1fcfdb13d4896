import { Button, Modal, ProblemList, useLabel, useTexts } from '@atelier/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client, RefusedError, refusalOf, unwrap } from '../../app/client.ts'
import type { Plan } from '../draft/plan.ts'
import { Figures } from './Figures.tsx'
import { PlanSentences } from './PlanSentences.tsx'
import { publishTexts } from './publish-texts.ts'

/** What going back to an earlier version would change, to be read before it is done. */
export function RollbackDialog({
  to,
  current,
  onClose,
  onDone,
}: {
  readonly to: number
  readonly current: number
  readonly onClose: () => void
  readonly onDone: (revision: number) => Promise<void>
}) {
  const t = useTexts(publishTexts)
  const label = useLabel()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const { data: plan, error: unread } = useQuery({
    queryKey: ['builder', 'rollback-plan', to, current],
    queryFn: () => unwrap(client.send<Plan>('GET', `/revisions/${to}/plan`)),
  })
  const rollback = async () => {
    setBusy(true)
    const answer = await client.send<{ readonly revision: number }>('POST', `/revisions/${to}/rollback`)
    setBusy(false)
    if (!answer.ok) return setError(new RefusedError(answer))
    await onDone(answer.value.revision)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={800}
      classNames={{ content: 'publish', body: 'publish-body', header: 'publish-header' }}
      title={
        <>
          <h2 className="publish-title">{t('rollbackTitle', { n: to })}</h2>
          <p className="quiet small">{t('rollbackText', { next: current + 1 })}</p>
        </>
      }
    >
      <div className="publish-scroll" aria-busy={!plan}>
        <ProblemList problems={refusalOf(error ?? unread)?.problems ?? plan?.problems ?? []} />
        {plan ? <Figures plan={plan} /> : null}
        {plan?.sentences.length === 0 ? <p className="quiet">{t('rollbackSame')}</p> : null}
        {plan ? <PlanSentences plan={plan} /> : null}
        {plan && plan.impact.length > 0 ? (
          <section className="publish-group">
            <h3>{t('impact')}</h3>
            <ul>
              {plan.impact.map((impact) => (
                <li key={label(impact.sentence)} className="publish-line warn">
                  {label(impact.sentence)}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <footer className="publish-foot">
        <div className="publish-actions">
          <span className="small quiet grow">{t('rollbackWithDraft')}</span>
          <Button onClick={onClose}>{t('later')}</Button>
          <Button
            variant="filled"
            loading={busy}
            disabled={(plan?.problems.length ?? 0) > 0}
            onClick={() => void rollback()}
          >
            {t('rollback')}
          </Button>
        </div>
      </footer>
    </Modal>
  )
}
