import type { Problem } from '@atelier/api'
import { Button, formatNumber, Loader, ProblemList, Progress, useTexts } from '@atelier/ui'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../app/client.ts'
import type { EntityView } from '../../workspace/model.ts'
import { CheckStep } from './CheckStep.tsx'
import { importTexts } from './import-texts.ts'
import { MatchStep } from './MatchStep.tsx'
import { type Mapping, type StoredImport, tidy } from './mapping.ts'
import { type Checked, checkImport, useChecked } from './use-import.ts'

export type MappingStepsProps = {
  readonly entity: EntityView
  readonly stored: StoredImport
  readonly checking: boolean
  readonly onStep: (step: 'check' | undefined) => void
  readonly onCommitted: () => void
}

/** Steps two and three: the mapping, and what would become of every row under it. A repair changes the mapping and checks again. */
export function MappingSteps({ entity, stored, checking, onStep, onCommitted }: MappingStepsProps) {
  const t = useTexts(importTexts)
  const [mapping, setMapping] = useState<Mapping>({ onMatch: 'update', ...stored.mapping })
  const [checked, setChecked] = useState<Checked | null>(null)
  const [busy, setBusy] = useState(false)
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const check = async (next: Mapping) => {
    setMapping(next)
    setProblems([])
    setBusy(true)
    onStep('check')
    const answer = await checkImport(stored.id, tidy(next))
    setBusy(false)
    if (answer.ok) setChecked(answer.value)
    else {
      setProblems(answer.problems)
      onStep(undefined)
    }
  }
  const started = useRef(false)
  // After a reload in the third step the check is made again: the mapping was kept, its answer was not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step is opened
  useEffect(() => {
    if (started.current || !checking || checked !== null) return
    started.current = true
    void check(mapping)
  }, [])
  const commit = async () => {
    setBusy(true)
    const answer = await client.imports.commit(stored.id)
    setBusy(false)
    if (answer.ok) onCommitted()
    else setProblems(answer.problems)
  }
  if (!checking)
    return (
      <>
        <div className="import-body">
          <ProblemList problems={problems} />
          <MatchStep entity={entity} stored={stored} mapping={mapping} onChange={setMapping} />
        </div>
        <footer className="import-foot">
          <span className="grow" />
          <Button variant="filled" onClick={() => void check(mapping)}>
            {t('check')}
          </Button>
        </footer>
      </>
    )
  const ready = checked ? checked.create + checked.update : 0
  const rows = t('rows', { count: ready, text: formatNumber(ready) })
  return (
    <>
      <div className="import-body is-check" aria-busy={busy}>
        <ProblemList problems={problems} />
        {busy ? <Checking id={stored.id} rows={stored.rows} /> : null}
        {checked ? (
          <CheckStep
            entity={entity}
            mapping={mapping}
            checked={checked}
            busy={busy}
            onRepair={(next) => void check(next)}
          />
        ) : null}
      </div>
      <footer className="import-foot">
        <Button onClick={() => onStep(undefined)}>{t('back')}</Button>
        <span className="grow" />
        <Button disabled={busy} onClick={() => void check(mapping)} className="only-wide">
          {t('checkAgain')}
        </Button>
        <Button variant="filled" disabled={busy || ready === 0} onClick={() => void commit()}>
          {ready === 0
            ? t('nothingToDo')
            : checked && checked.refused > 0
              ? t('commitSome', { count: ready, rows })
              : t('commitAll', { rows })}
        </Button>
      </footer>
    </>
  )
}

/** The dry run under way: how far it is, where it takes long enough to ask. */
function Checking({ id, rows }: { readonly id: string; readonly rows: number }) {
  const t = useTexts(importTexts)
  const done = useChecked(id)
  const shown = { done: formatNumber(done), rows: formatNumber(rows) }
  return (
    <div className="import-checking">
      <p className="row" role="status">
        <Loader size="sm" />
        <span className="num">
          {done > 0 ? t('checkedOf', shown) : t('checking', { rows: t('rows', { count: rows, text: shown.rows }) })}
        </span>
      </p>
      <Progress value={rows === 0 ? 0 : (100 * done) / rows} aria-label={t('stepCheck')} />
    </div>
  )
}
