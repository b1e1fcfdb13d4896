import { Button, Tooltip, useLabel, useTexts } from '@atelier/ui'
import { Fragment, useState } from 'react'
import {
  type CellView,
  dimensionsOf,
  dimensionText,
  levelOf,
  measureAt,
  measuresOf,
  type ResultView,
  type RowView,
} from '../result-view.ts'
import { CellButton, type Opening } from './CellButton.tsx'
import { PickButton } from './PickButton.tsx'
import { resultTexts } from './report-texts.ts'
import { useCellWords } from './use-cell-words.ts'

export type ResultTableProps = Opening & {
  readonly result: ResultView
  readonly label: string
  /** The name of a row was chosen, to filter by. */
  readonly onPick?: ((cell: CellView) => void) | undefined
  readonly picked?: CellView | undefined
}

const page = 200

/** Rows of dimensions and measures: repeated values are said once, totals stand out, every number opens its records. */
export function ResultTable({ result, label, onPick, picked, ...opening }: ResultTableProps) {
  const t = useTexts(resultTexts)
  const say = useLabel()
  const words = useCellWords()
  const [shown, setShown] = useState(page)
  const dimensions = dimensionsOf(result)
  const measures = measuresOf(result)
  const spread = measures.find((measure) => measure.values)?.values
  const rows = result.rows.slice(0, shown)
  const texts = (row: RowView) => dimensions.map((column) => dimensionText(column, row[column.id], words))
  const cellOf = (row: RowView, measure: string, col?: RowView): CellView => {
    const kept = dimensions.slice(0, dimensions.length - levelOf(row))
    return {
      row: Object.fromEntries(kept.map(({ id }) => [id, row[id] ?? null])),
      ...(col === undefined ? {} : { col }),
      value: measure,
    }
  }
  return (
    <div className="result-scroll">
      <table className="result-table" aria-label={label}>
        <thead>
          {spread ? (
            <tr>
              {dimensions.map((column) => (
                <th key={column.id} rowSpan={measures.length > 1 ? 2 : 1} scope="col">
                  {say(column.label)}
                </th>
              ))}
              {spread.map((value) => (
                <th key={value.value} scope="colgroup" colSpan={measures.length} className="is-end is-group">
                  {value.label || words.none}
                </th>
              ))}
            </tr>
          ) : null}
          {!spread || measures.length > 1 ? (
            <tr>
              {spread
                ? spread.map((value) => (
                    <Fragment key={value.value}>
                      {measures.map((measure) => (
                        <th key={measure.id} scope="col" className="is-end">
                          {say(measure.label)}
                        </th>
                      ))}
                    </Fragment>
                  ))
                : [...dimensions, ...measures].map((column) => (
                    <th key={column.id} scope="col" className={column.role === 'measure' ? 'is-end' : ''}>
                      {say(column.label)}
                      {column.notFiltered ? (
                        <Tooltip label={t('notFilteredWhy')}>
                          <span className="badge tone-warn">{t('notFiltered')}</span>
                        </Tooltip>
                      ) : null}
                    </th>
                  ))}
            </tr>
          ) : null}
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const level = levelOf(row)
            const names = texts(row)
            const before = index > 0 && levelOf(rows[index - 1] ?? {}) === 0 ? texts(rows[index - 1] ?? {}) : []
            const kept = dimensions.length - level
            const place = names.slice(0, kept).join(' · ') || t('total')
            return (
              <tr key={`${level} ${names.join('\u0000')}`} className={level > 0 ? `is-total is-level-${level}` : ''}>
                {dimensions.map((column, at) => {
                  const repeated = level === 0 && names.slice(0, at + 1).every((name, i) => name === before[i])
                  const text = at < kept ? names[at] : ''
                  const total = level > 0 && at === Math.max(0, kept - 1)
                  return (
                    <td key={column.id} className={repeated && at < dimensions.length - 1 ? 'is-repeat' : ''}>
                      {total ? (
                        kept === 0 ? (
                          t('total')
                        ) : (
                          t('subtotal', { name: text ?? '' })
                        )
                      ) : level > 0 ? (
                        ''
                      ) : onPick && at === dimensions.length - 1 ? (
                        <PickButton name={text ?? ''} cell={cellOf(row, '')} picked={picked} onPick={onPick} />
                      ) : (
                        text
                      )}
                    </td>
                  )
                })}
                {(spread ?? [undefined]).map((value) =>
                  measures.map((measure) => (
                    <td key={`${value?.value ?? ''} ${measure.id}`} className="is-end">
                      <CellButton
                        {...opening}
                        column={measure}
                        value={measureAt(row, measure.id, value?.value)}
                        cell={cellOf(row, measure.id, value?.cells)}
                        name={[place, value?.label, say(measure.label)].filter(Boolean).join(' · ')}
                      />
                    </td>
                  )),
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {result.rows.length > shown ? (
        <Button variant="subtle" size="sm" onClick={() => setShown(shown + page * 5)}>
          {t('more', { count: result.rows.length - shown })}
        </Button>
      ) : null}
      {result.truncated ? <p className="quiet small">{t('truncated', { count: result.rows.length })}</p> : null}
    </div>
  )
}
