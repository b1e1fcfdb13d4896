import { Button, EmptyState, formatNumber, NativeSelect, useTexts } from '@atelier/ui'
import { IconCheck, IconCopy } from '@atelier/ui/icons'
import { useState } from 'react'
import type { EntityView } from '../../workspace/model.ts'
import { importTexts } from './import-texts.ts'
import { type Mapping, withColumn, withValue } from './mapping.ts'
import { ProblemCard } from './ProblemCard.tsx'
import type { Checked } from './use-import.ts'

export type CheckStepProps = {
  readonly entity: EntityView
  readonly mapping: Mapping
  readonly checked: Checked
  readonly busy: boolean
  readonly onRepair: (mapping: Mapping) => void
}

const figures = ['create', 'update', 'unchanged', 'refused'] as const
const tones = { create: 'good', update: 'accent', unchanged: 'faint', refused: 'bad' } as const
const page = 100

/** Step three: figures, problems by distinct value with one-click repair, and the rows behind them. */
export function CheckStep({ entity, mapping, checked, busy, onRepair }: CheckStepProps) {
  const t = useTexts(importTexts)
  const [shown, setShown] = useState(page)
  const groups = checked.values
  const affected = checked.refused
  // The server sends the first thousand; more rows than that are refused where it stopped.
  const all = `${formatNumber(checked.problems.length)}${checked.refused > checked.problems.length ? '+' : ''}`
  const same = checked.create + checked.update === 0
  return (
    <div className="check">
      <dl className="check-figures">
        {figures.map((figure) => (
          <div key={figure} className={figure === 'refused' && checked.refused > 0 ? 'is-bad' : ''}>
            <dt>
              <span className={`dot ${tones[figure]}`} aria-hidden="true" /> {t(figure)}
            </dt>
            <dd className="num">{formatNumber(checked[figure])}</dd>
          </div>
        ))}
      </dl>
      {checked.duplicates > 0 ? (
        <section
          className="note tone-warn check-duplicates"
          aria-label={t('duplicates', { count: checked.duplicates })}
        >
          <IconCopy size={16} aria-hidden="true" />
          <div className="grow">
            <b>{t('duplicates', { count: checked.duplicates })}</b>
            <ul>
              {checked.warnings.slice(0, 5).map((warning) => (
                <li key={warning.row}>
                  {t('row')} {formatNumber(warning.row)}: {warning.value} – {warning.message}
                </li>
              ))}
            </ul>
          </div>
          <NativeSelect
            aria-label={t('onDuplicate')}
            value={mapping.onDuplicate ?? 'create'}
            disabled={busy}
            data={[
              { value: 'create', label: t('duplicateCreate') },
              { value: 'skip', label: t('duplicateSkip') },
            ]}
            onChange={(event) =>
              onRepair({ ...mapping, onDuplicate: event.currentTarget.value === 'skip' ? 'skip' : 'create' })
            }
          />
        </section>
      ) : null}
      {checked.refused === 0 ? (
        <EmptyState
          icon={<IconCheck size={24} stroke={1.75} className="good" />}
          title={t(same ? 'allSame' : 'allGood')}
          text={t(same ? 'allSameText' : 'allGoodText')}
        />
      ) : (
        <div className="check-columns">
          <section className="check-groups" aria-label={t('byProblem')}>
            <header className="row">
              <h2 className="grow">{t('byProblem')}</h2>
              <span className="quiet">
                {t('kinds', { count: groups.length })} · {t('rows', { count: affected, text: formatNumber(affected) })}
              </span>
            </header>
            {groups.map((group, index) => (
              <ProblemCard
                key={`${group.column} ${group.value} ${group.code}`}
                entity={entity}
                group={group}
                mapping={mapping}
                open={index === 0}
                busy={busy}
                onReplace={(to) => onRepair(withValue(mapping, group.column, group.value, to))}
                onMissing={(missing) => onRepair(withColumn(mapping, group.column, { missing }))}
              />
            ))}
          </section>
          <section className="check-rows" aria-label={t('rowProblems')}>
            <header className="row">
              <h2 className="grow">{t('rowProblems')}</h2>
              {checked.problems.length > shown ? (
                <span className="quiet">{t('firstOf', { shown: formatNumber(shown), all })}</span>
              ) : null}
            </header>
            <table className="check-table">
              <thead>
                <tr>
                  <th scope="col" className="is-end">
                    {t('row')}
                  </th>
                  <th scope="col">{t('column')}</th>
                  <th scope="col">{t('cell')}</th>
                  <th scope="col">{t('problem')}</th>
                </tr>
              </thead>
              <tbody>
                {checked.problems.slice(0, shown).map((problem) => (
                  <tr key={`${problem.row} ${problem.column} ${problem.code}`}>
                    <td className="is-end num">{problem.row}</td>
                    <td>{problem.column}</td>
                    <td>
                      {problem.value ? (
                        <span className="bad-cell">{problem.value}</span>
                      ) : (
                        <span className="faint">–</span>
                      )}
                    </td>
                    <td>{problem.message}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {checked.problems.length > shown ? (
              <Button size="sm" variant="subtle" onClick={() => setShown(shown + page * 3)}>
                {t('showMore')}
              </Button>
            ) : null}
          </section>
        </div>
      )}
    </div>
  )
}
