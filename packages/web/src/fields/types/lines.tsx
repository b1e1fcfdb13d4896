import { type CellProps, type FieldUi, type InputProps, useLabel, useTexts } from '@atelier/ui'
import { fieldTexts } from '../field-texts.ts'
import { asList } from '../values.ts'
import { TextCell, TextFilter } from './text.tsx'

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Line items: a count in a list, a table on a page. */
function LinesCell({ field, value, density }: CellProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const rows = asList(value).filter(isRow)
  if (density !== 'full')
    return <span className="faint">{rows.length === 0 ? '' : t('rows', { count: rows.length })}</span>
  if (rows.length === 0) return null
  return (
    <table className="lines">
      <thead>
        <tr>
          {field.fields?.map((column) => (
            <th key={column.key}>{read(column.label, column.key)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row.id)}>
            {field.fields?.map((column) => (
              <td key={column.key}>
                <TextCell field={column} value={row[column.key]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoInput({ field, value }: InputProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  return (
    <div>
      <div className="field-label">{read(field.label, field.key)}</div>
      <LinesCell field={field} value={value} density="full" />
      <span className="faint small">{t('cannotEdit')}</span>
    </div>
  )
}

export const linesUi: FieldUi = { Cell: LinesCell, Input: NoInput, FilterInput: TextFilter }
