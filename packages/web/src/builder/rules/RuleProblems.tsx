import type { Problem } from '@atelier/rules'
import { Button, useLabel, useTexts } from '@atelier/ui'
import { IconAlertTriangle } from '@atelier/ui/icons'
import { ruleTexts } from './rule-texts.ts'

/** What is wrong with a rule, each with its place and the repair on offer. */
export function RuleProblems({
  problems,
  excerpt,
  onShow,
  onRepair,
}: {
  readonly problems: readonly Problem[]
  /** The words of the text that a problem is about. */
  readonly excerpt?: (problem: Problem) => string | undefined
  readonly onShow?: (problem: Problem) => void
  /** Repairs it; undefined where nothing is offered. */
  readonly onRepair?: (problem: Problem) => (() => void) | undefined
}) {
  const t = useTexts(ruleTexts)
  const label = useLabel()
  return (
    <ul className="rule-problems" aria-live="polite">
      {problems.map((problem) => {
        const words = excerpt?.(problem)
        const repair = onRepair?.(problem)
        const { suggestion } = problem.params ?? {}
        return (
          <li key={`${problem.path} ${problem.code} ${problem.message.en}`}>
            <IconAlertTriangle size={14} stroke={1.5} aria-hidden="true" className="bad" />
            <span>
              {words === undefined || !onShow ? null : (
                <button
                  type="button"
                  className="rule-place"
                  aria-label={t('showPlace', { text: words })}
                  onClick={() => onShow(problem)}
                >
                  {words}
                </button>
              )}{' '}
              {label(problem.message)}{' '}
              {repair && typeof suggestion === 'string' ? (
                <Button size="compact-xs" onClick={repair}>
                  {t('repair', { text: suggestion })}
                </Button>
              ) : (
                <span className="quiet">{label(problem.fix)}</span>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
