import type { Problem } from '@atelier/api'
import { ActionIcon, AnchoredPanel, Badge, Button, StageGlyph, Textarea, useLabel, useTexts } from '@atelier/ui'
import { IconArrowRight, IconCheck, IconLock, IconX } from '@atelier/ui/icons'
import { useState } from 'react'
import { FieldInput } from '../fields/Field.tsx'
import { isEmpty, writeValue } from '../fields/values.ts'
import { recordTexts } from '../records/record-texts.ts'
import { useMove } from '../records/use-move.ts'
import { type EntityView, fieldOf } from '../workspace/model.ts'
import './moves.css'

export type PendingMove = {
  readonly id: string
  readonly title: string
  readonly from: string | undefined
  readonly to: string
  readonly problems: readonly Problem[]
  readonly record: Readonly<Record<string, unknown>>
  /** What the move changes besides the stage. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly anchor: HTMLElement
}

const wantsReason = (problem: Problem) => problem.code === 'reason_required' || problem.field === 'reason'

/**
 * What is missing for a move, at the place where it was tried: fields to fill right here, the rest in words. Filling them
 * completes the move; nothing has to be dragged again.
 */
export function MissingPanel({
  entity,
  pending,
  onClose,
}: {
  entity: EntityView
  pending: PendingMove
  onClose: () => void
}) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const move = useMove(entity)
  const [problems, setProblems] = useState(pending.problems)
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({})
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  // What was refused before anything was filled is known already; only a value that was tried is marked.
  const [tried, setTried] = useState<Readonly<Record<string, unknown>>>({})
  const stage = (key: string | undefined) => entity.stage?.stages?.find((each) => each.key === key)
  const [from, to] = [stage(pending.from), stage(pending.to)]
  const named = [
    ...new Set(problems.flatMap((problem) => (problem.field && !wantsReason(problem) ? [problem.field] : []))),
  ]
  const inputs = named.flatMap((key) => fieldOf(entity, key) ?? [])
  const needsReason = problems.some(wantsReason)
  const words = problems.filter(
    (problem) => !wantsReason(problem) && !inputs.some((field) => field.key === problem.field),
  )
  const total = inputs.length + (needsReason ? 1 : 0)
  const entered = (key: string) => (key in values ? values[key] : pending.record[key])
  const done =
    inputs.filter((field) => !isEmpty(values[field.key])).length + (needsReason && reason.trim() !== '' ? 1 : 0)
  const submit = async () => {
    setBusy(true)
    const written = {
      ...pending.values,
      ...Object.fromEntries(Object.entries(values).map(([key, value]) => [key, writeValue(value)])),
    }
    const refusal = await move(pending.id, pending.to, { values: written, ...(reason.trim() === '' ? {} : { reason }) })
    setBusy(false)
    if (refusal) {
      setProblems(refusal.problems)
      setTried(values)
    } else onClose()
  }
  const toName = label(to?.label, pending.to)
  return (
    <AnchoredPanel anchor={pending.anchor} label={pending.title} side="beside" width={356} onClose={onClose}>
      <form
        className="missing"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <header>
          <div className="row">
            <h2 className="grow cut">{pending.title}</h2>
            <ActionIcon size="sm" aria-label={t('stay')} onClick={onClose}>
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </div>
          <div className="row">
            {from ? <StageGlyph position={from.position} total={from.total} outcome={from.outcome} /> : null}
            <span>{label(from?.label, pending.from ?? '')}</span>
            <IconArrowRight size={14} stroke={1.5} aria-hidden="true" />
            {to ? <StageGlyph position={to.position} total={to.total} outcome={to.outcome} /> : null}
            <span className="grow">{toName}</span>
            <Badge tone="warn">{t('toDo', { count: problems.length })}</Badge>
          </div>
        </header>
        <div className="missing-body">
          {words.length > 0 ? (
            <div>
              <p className="quiet">{t('notHere', { count: words.length })}</p>
              <ul className="missing-words">
                {words.map((problem) => (
                  <li key={`${problem.code} ${problem.message}`}>
                    <IconLock size={14} stroke={1.5} aria-hidden="true" />
                    {problem.message}
                  </li>
                ))}
              </ul>
            </div>
          ) : (
            <p className="quiet">{t('fillIn', { count: total })}</p>
          )}
          {inputs.map((field, index) => (
            <div key={field.key} className="missing-field">
              {isEmpty(values[field.key]) ? null : (
                <span className="missing-done good small">
                  <IconCheck size={12} aria-hidden="true" /> {t('filled')}
                </span>
              )}
              <FieldInput
                field={field}
                required
                autoFocus={index === 0}
                value={entered(field.key)}
                record={{ ...pending.record, ...values }}
                problem={
                  field.key in tried && tried[field.key] === values[field.key]
                    ? problems.find((problem) => problem.field === field.key)?.message
                    : undefined
                }
                onChange={(value) => setValues({ ...values, [field.key]: value })}
              />
            </div>
          ))}
          {needsReason ? (
            <Textarea
              label={t('reason')}
              withAsterisk
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          ) : null}
        </div>
        <footer>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t('stay')}
          </Button>
          <span className="grow" />
          {total > 0 ? (
            <>
              <span className="small faint">{t('filledOf', { done, total })}</span>
              <Button type="submit" variant="filled" loading={busy} disabled={done < total}>
                {t('moveTo', { stage: toName })}
              </Button>
            </>
          ) : null}
        </footer>
      </form>
    </AnchoredPanel>
  )
}
