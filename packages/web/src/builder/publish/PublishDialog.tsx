import type { Problem } from '@atelier/api'
import { Badge, Button, Modal, ProblemList, showToast, TextInput, useLabel, useTexts } from '@atelier/ui'
import { IconArrowBackUp, IconCode } from '@atelier/ui/icons'
import { useState } from 'react'
import { usePage } from '../../app/use-page.ts'
import { addressOfProblem } from '../builder-addresses.ts'
import { useDraft } from '../draft/DraftContext.tsx'
import { countChanges } from '../draft/plan.ts'
import { Conflicts } from './Conflicts.tsx'
import { Figures } from './Figures.tsx'
import { PlanSentences } from './PlanSentences.tsx'
import { publishTexts } from './publish-texts.ts'

/** The plan, to be read before it takes effect: what changes, for whom, what stands in the way, and the way back. */
export function PublishDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(publishTexts)
  const label = useLabel()
  const { go } = usePage()
  const { plan, problems, settled, documents, revision, publish, discard } = useDraft()
  const [note, setNote] = useState('')
  const [sql, setSql] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<readonly Problem[]>([])
  const counts = countChanges(plan)
  const conflicts = plan?.conflicts ?? []
  const blocked = problems.length > 0 || conflicts.length > 0 || counts.changes === 0
  const onto = plan?.onto ?? revision
  const send = async () => {
    setBusy(true)
    const answer = await publish(note)
    setBusy(false)
    if (!answer.ok) return setRefusal(answer.problems)
    showToast(t('published', { revision: answer.value.revision }))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={800}
      classNames={{ content: 'publish', body: 'publish-body', header: 'publish-header' }}
      title={
        <>
          <h2 className="publish-title">{t('title', { count: counts.changes })}</h2>
          <p className="quiet small">{counts.changes > 0 ? t('about', { count: counts.documents }) : t('nothing')}</p>
        </>
      }
    >
      <div className="publish-scroll">
        {plan ? <Figures plan={plan} /> : null}
        {conflicts.length > 0 ? <Conflicts conflicts={conflicts} onto={onto} /> : null}
        {problems.length > 0 ? (
          <div className="note tone-bad publish-problems" role="alert">
            <div className="grow">
              <p className="strong">{t('problems')}</p>
              <ul>
                {problems.map((problem) => {
                  const to = addressOfProblem(problem, documents)
                  return (
                    <li key={`${problem.document} ${problem.path} ${problem.code}`} className="row">
                      <span className="grow">
                        {problem.message} <span className="faint small">{problem.document}</span>
                      </span>
                      {to ? (
                        <Button
                          size="xs"
                          variant="subtle"
                          onClick={() => {
                            onClose()
                            go(to)
                          }}
                        >
                          {t('show')}
                        </Button>
                      ) : null}
                    </li>
                  )
                })}
              </ul>
            </div>
          </div>
        ) : null}
        <ProblemList problems={refusal} />
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
        {sql && plan ? (
          <section className="publish-group">
            {plan.effects.map((effect) => (
              <div key={effect.sql} className="publish-sql">
                <p className="small">
                  <Badge>{effect.kind}</Badge> {label(effect.describe)}
                </p>
                <pre className="rule-source">{effect.sql}</pre>
              </div>
            ))}
          </section>
        ) : null}
      </div>
      <footer className="publish-foot">
        <TextInput
          aria-label={t('note')}
          placeholder={t('notePlaceholder')}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className="publish-actions">
          {plan && plan.effects.length > 0 ? (
            <Button
              variant="subtle"
              color="gray"
              leftSection={<IconCode size={14} stroke={1.5} />}
              onClick={() => setSql(!sql)}
            >
              {sql ? t('hideSql') : t('sql', { count: plan.effects.length })}
            </Button>
          ) : null}
          <Button
            variant="subtle"
            color="gray"
            title={t('discardText')}
            onClick={() => {
              void discard().then((back) => showToast(t('discarded'), { onUndo: () => void back() }))
              onClose()
            }}
          >
            {t('discard')}
          </Button>
          <span className="small quiet grow publish-way-back">
            <IconArrowBackUp size={14} stroke={1.5} aria-hidden="true" />{' '}
            {onto > 0 ? t('wayBack', { revision: onto }) : t('wayBackFirst')}
          </span>
          <Button onClick={onClose}>{t('later')}</Button>
          <Button variant="filled" disabled={blocked || !settled} loading={busy} onClick={() => void send()}>
            {t('publish', { revision: onto + 1 })}
          </Button>
        </div>
        {busy ? (
          <p className="small" role="status">
            {t('publishing', { count: plan?.effects.length ?? 0 })}
          </p>
        ) : null}
        {!settled && problems.length === 0 ? <p className="small faint">{t('working')}</p> : null}
      </footer>
    </Modal>
  )
}
