// biome-ignore-all lint/correctness/noComponentHookFactories: called once, while the registry is made, so the components keep their identity
import {
  ActionIcon,
  Button,
  type CellProps,
  type FieldUi,
  type FieldView,
  Input,
  type InputProps,
  useLabel,
  useTexts,
} from '@atelier/ui'
import { IconArrowDown, IconArrowUp, IconPlus, IconTable, IconTrash } from '@atelier/ui/icons'
import { TextFilter } from '../../ui/TextParts.tsx'
import { fieldTexts } from '../../ui/texts.ts'
import { asList, asRow } from '../../ui/value.ts'

type UiOf = (field: FieldView) => FieldUi
type Row = Readonly<Record<string, unknown>>
type RowsProps = {
  readonly field: FieldView
  readonly rows: readonly Row[]
  readonly uiOf: UiOf
  readonly edit?: RowsEdit | undefined
}
type RowsEdit = { readonly disabled: boolean; readonly onChange: (rows: readonly Row[]) => void }

/** The rows as a table; with `edit`, each cell is its field's control and each row can be moved and removed. */
function Rows({ field, rows, uiOf, edit }: RowsProps) {
  const read = useLabel()
  const columns = field.fields ?? []
  return (
    <div className="field-rows-box">
      <table className="field-rows">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {read(column.label, column.key)}
              </th>
            ))}
            {edit ? <td /> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // Rows that are not saved yet have no id; their place is all they have.
            <tr key={typeof row.id === 'string' ? row.id : index}>
              {columns.map((column) => (
                <td key={column.key}>
                  <RowCell
                    column={column}
                    row={row}
                    uiOf={uiOf}
                    edit={edit}
                    onChange={(next) => edit?.onChange(rows.with(index, next))}
                  />
                </td>
              ))}
              {edit ? (
                <td className="nowrap">
                  <RowButtons rows={rows} index={index} edit={edit} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowCellProps = {
  readonly column: FieldView
  readonly row: Row
  readonly uiOf: UiOf
  readonly edit: RowsEdit | undefined
  readonly onChange: (row: Row) => void
}

function RowCell({ column, row, uiOf, edit, onChange }: RowCellProps) {
  const { Cell, Input: Control } = uiOf(column)
  const value = row[column.key]
  if (!edit || column.readonly) return <Cell field={column} value={value} />
  return (
    <Control
      field={column}
      value={value}
      variant="cell"
      disabled={edit.disabled}
      record={row}
      onChange={(next) => onChange({ ...row, [column.key]: next })}
    />
  )
}

function RowButtons({
  rows,
  index,
  edit,
}: {
  readonly rows: readonly Row[]
  readonly index: number
  readonly edit: RowsEdit
}) {
  const t = useTexts(fieldTexts)
  const move = (to: number) => {
    const rest = rows.filter((_, at) => at !== index)
    edit.onChange([...rest.slice(0, to), ...rows.slice(index, index + 1), ...rest.slice(to)])
  }
  const count = index + 1
  return (
    <>
      <ActionIcon
        variant="subtle"
        disabled={edit.disabled || index === 0}
        aria-label={t('rowUp', { count })}
        onClick={() => move(index - 1)}
      >
        <IconArrowUp size={14} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        disabled={edit.disabled || count === rows.length}
        aria-label={t('rowDown', { count })}
        onClick={() => move(index + 1)}
      >
        <IconArrowDown size={14} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        disabled={edit.disabled}
        aria-label={t('removeRow', { count })}
        onClick={() => edit.onChange(rows.filter((_, at) => at !== index))}
      >
        <IconTrash size={14} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </>
  )
}

/** How line items look; `uiOf` gives the look of the fields in a row. */
export function defineLinesUi(uiOf: UiOf): FieldUi {
  function LinesCell({ field, value, density }: CellProps) {
    const t = useTexts(fieldTexts)
    const rows = asList(value).map(asRow)
    if (rows.length === 0) return null
    if (density === 'full') return <Rows field={field} rows={rows} uiOf={uiOf} />
    return <span className="faint nowrap">{t('rows', { count: rows.length })}</span>
  }

  function LinesInput({ field, value, onChange, problem, required, disabled = false, variant = 'form' }: InputProps) {
    const t = useTexts(fieldTexts)
    const read = useLabel()
    const rows = asList(value).map(asRow)
    const label = read(field.label, field.key)
    const edit = { disabled, onChange: (next: readonly Row[]) => onChange(next) }
    const table = (
      <fieldset className="field-plain field-many" aria-label={label}>
        {rows.length > 0 ? <Rows field={field} rows={rows} uiOf={uiOf} edit={edit} /> : null}
        <Button
          size="xs"
          variant="default"
          disabled={disabled}
          aria-label={`${t('addRow')}: ${label}`}
          leftSection={<IconPlus size={14} stroke={1.5} aria-hidden="true" />}
          onClick={() => onChange([...rows, {}])}
        >
          {t('addRow')}
        </Button>
      </fieldset>
    )
    if (variant === 'cell') return table
    return (
      <Input.Wrapper
        label={label}
        labelElement="div"
        description={read(field.help) || null}
        error={problem ?? null}
        withAsterisk={required ?? field.required ?? false}
      >
        {table}
      </Input.Wrapper>
    )
  }

  return { kind: 'collection', Icon: IconTable, Cell: LinesCell, Input: LinesInput, FilterInput: TextFilter }
}
