import { StageGlyph, stageColor, useLabel, useTexts } from '@atelier/ui'
import { Fragment } from 'react'
import {
  asNumber,
  type CellView,
  type ColumnView,
  dimensionsOf,
  dimensionText,
  measuresOf,
  type ResultView,
  type RowView,
} from '../result-view.ts'
import { CellButton, type Opening } from './CellButton.tsx'
import { PickButton } from './PickButton.tsx'
import { resultTexts } from './report-texts.ts'
import { useCellWords } from './use-cell-words.ts'

export type FunnelTableProps = Opening & {
  readonly result: ResultView
  readonly label: string
  /** Only bar, number and the share that went on: for tiles. */
  readonly compact?: boolean | undefined
  /** A stage was chosen, to filter by. */
  readonly onPick?: ((cell: CellView) => void) | undefined
  readonly picked?: CellView | undefined
}

const fixed = ['count', 'openHere', 'toNext', 'toWon', 'lostHere']
const outcomeOf = (row: RowView): 'open' | 'won' | 'lost' =>
  row.outcome === 'won' ? 'won' : row.outcome === 'lost' ? 'lost' : 'open'

/** A funnel: a bar for each stage in the stages' ramp, with what entered, is there now, went on, was won and lost. */
export function FunnelTable({ result, label, compact = false, onPick, picked, ...opening }: FunnelTableProps) {
  const t = useTexts(resultTexts)
  const say = useLabel()
  const words = useCellWords()
  const groups = dimensionsOf(result).filter((column) => column.id !== 'stage')
  const own = measuresOf(result).filter((column) => !fixed.includes(column.id))
  const named = (id: string): ColumnView =>
    result.columns.find((column) => column.id === id) ?? { id, label: id, type: 'count', role: 'measure' }
  const columns: readonly (readonly [ColumnView, string])[] = compact
    ? [
        [named('count'), t('entered')],
        [named('toNext'), t('toNext')],
      ]
    : [
        [named('count'), t('entered')],
        [named('openHere'), t('openHere')],
        [named('toNext'), t('toNext')],
        [named('toWon'), t('toWon')],
        [named('lostHere'), t('lostHere')],
        ...own.map((column) => [column, say(column.label)] as const),
      ]
  const parts = new Map<string, RowView[]>()
  for (const row of result.rows) {
    const name = groups.map((column) => dimensionText(column, row[column.id], words)).join(' · ')
    parts.set(name, [...(parts.get(name) ?? []), row])
  }
  const widest = Math.max(1, ...result.rows.map((row) => asNumber(row.count) ?? 0))
  return (
    <div className="result-scroll">
      <table className={`result-table funnel${compact ? ' is-compact' : ''}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('stage')}</th>
            <th className="funnel-bars" />
            {columns.map(([column, name]) => (
              <th key={column.id} scope="col" className="is-end">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...parts].map(([name, rows]) => {
            const open = rows.filter((row) => outcomeOf(row) === 'open')
            return (
              <Fragment key={name}>
                {groups.length > 0 ? (
                  <tr className="is-total">
                    <td colSpan={columns.length + 2}>{name}</td>
                  </tr>
                ) : null}
                {rows.map((row) => {
                  const outcome = outcomeOf(row)
                  const stage = { outcome, position: open.indexOf(row) + 1 || open.length, total: open.length }
                  const count = asNumber(row.count) ?? 0
                  const cell = (value: string): CellView => ({
                    row: {
                      ...Object.fromEntries(groups.map((column) => [column.id, row[column.id] ?? null])),
                      stage: row.stage,
                    },
                    value,
                  })
                  const bar = <i style={{ width: `${(100 * count) / widest}%`, background: stageColor(stage) }} />
                  return (
                    <tr key={String(row.stage)} className={outcome === 'lost' ? 'is-lost' : ''}>
                      <td className="funnel-stage">
                        <span className="stage-name">
                          <StageGlyph {...stage} />
                          {onPick ? (
                            <PickButton
                              name={String(row.label ?? row.stage)}
                              cell={cell('')}
                              picked={picked}
                              onPick={onPick}
                            />
                          ) : (
                            <span className="cut">{String(row.label ?? row.stage)}</span>
                          )}
                        </span>
                      </td>
                      <td className="funnel-bars">
                        {onPick ? (
                          // The keyboard has the stage's name beside it.
                          <button type="button" tabIndex={-1} aria-hidden="true" onClick={() => onPick(cell(''))}>
                            {bar}
                          </button>
                        ) : (
                          bar
                        )}
                      </td>
                      {columns.map(([column, title]) => (
                        <td key={column.id} className={`is-end${column.id === 'count' ? ' strong' : ''}`}>
                          {outcome === 'lost' && column.id === 'lostHere' ? null : (
                            <CellButton
                              {...opening}
                              column={column}
                              value={row[column.id]}
                              cell={cell(column.id)}
                              name={[name, String(row.label ?? row.stage), title].filter(Boolean).join(' · ')}
                            />
                          )}
                        </td>
                      ))}
                    </tr>
                  )
                })}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
