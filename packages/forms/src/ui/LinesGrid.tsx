import type { Field, Model } from '@atelier/definitions'
import { fieldUi, valueUi } from '@atelier/fields/ui'
import { ActionIcon, Button, type FieldView, moved, Sortable, useLabel, useTexts } from '@atelier/ui'
import { IconPlus, IconTrash } from '@atelier/ui/icons'
import { type CSSProperties, type KeyboardEvent, useRef } from 'react'
import { computedRow, fillsOf } from '../computed-values.ts'
import type { FormEnv, FormValues } from '../env.ts'
import { fieldViewOf } from './field-view.ts'
import { formTexts } from './texts.ts'

export type LinesGridProps = {
  readonly model: Model
  readonly field: Field
  readonly value: unknown
  readonly onChange: (rows: readonly FormValues[]) => void
  /** The record that the rows belong to. */
  readonly header: FormValues
  readonly env: FormEnv
  readonly disabled?: boolean | undefined
  /** Problems of cells by their place: `0/quantity`. */
  readonly problems?: ReadonlyMap<string, string> | undefined
  /** Asks for what rules read of a picked record; the answer comes back in `env.related`. */
  readonly onPick?: ((field: Field, value: unknown) => Promise<FormEnv>) | undefined
}

/** A row while it is edited: its key is for React and never sent. */
type Row = FormValues & { readonly $row: string }

const isValues = (value: unknown): value is FormValues =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wide = (column: FieldView) => ['reference', 'references', 'prose', 'text'].includes(fieldUi(column).kind)
const isNumber = (column: FieldView) => ['number', 'money'].includes(valueUi(column).kind)

/**
 * Line items as a grid: every cell its field's control, computed cells worked out while one types. Rows are added by the button or by
 * Enter in the last one, moved by the grip, its menu or Alt and the arrow keys, and removed by their button.
 */
export function LinesGrid(props: LinesGridProps) {
  const { model, field, value, onChange, header, env, disabled = false, problems } = props
  const t = useTexts(formTexts)
  const read = useLabel()
  const box = useRef<HTMLFieldSetElement>(null)
  const made = useRef(0)
  const keys = useRef(new WeakMap<object, string>())
  const lines = model.entities.get(`${field.entity}.${field.key}`)
  if (!lines) return null
  const label = read(field.label, field.key)
  const columns = [...lines.fields.values()]
    .filter((each) => !each.system)
    .map((each) => ({ own: each, view: fieldViewOf(model, each) }))
  const keyOf = (row: FormValues): string => {
    if (typeof row.id === 'string') return row.id
    if (typeof row.$row === 'string') return row.$row
    const known = keys.current.get(row)
    if (known !== undefined) return known
    made.current += 1
    const key = `row-${made.current}`
    keys.current.set(row, key)
    return key
  }
  const rows: readonly Row[] = (Array.isArray(value) ? value : [])
    .filter(isValues)
    .map((row) => ({ ...row, $row: keyOf(row) }))
  const complete = (row: Row, within: FormEnv = env): Row => ({
    ...row,
    ...computedRow(model, lines, row, header, within),
  })
  const focusCell = (row: number, column: string) =>
    window.setTimeout(() =>
      box.current?.querySelector<HTMLElement>(`[data-cell="${row}/${column}"] :is(input, textarea, button)`)?.focus(),
    )
  const add = () => {
    made.current += 1
    onChange([...rows, complete({ $row: `row-${made.current}` })])
    const first = columns.find(({ view }) => !view.readonly)
    if (first) focusCell(rows.length, first.own.key)
  }
  const write = (index: number, own: Field, next: unknown) => {
    const row = rows[index]
    if (!row) return
    const changed: Row = { ...row, [own.key]: next }
    const put = (within: FormEnv, all: readonly Row[]) =>
      onChange(all.with(index, complete({ ...changed, ...fillsOf(model, lines, own, changed, within) }, within)))
    put(env, rows)
    if (props.onPick && own.targets.length > 0 && next)
      void props.onPick(own, next).then((known) => put(known, rows.with(index, changed)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const cell = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-cell]') : null
    const [at = '', key = ''] = cell?.dataset.cell?.split('/') ?? []
    const row = rows[Number(at)]
    if (!cell || !row || event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.altKey && step !== 0) {
      event.preventDefault()
      event.stopPropagation()
      const to = Math.max(0, Math.min(rows.length - 1, Number(at) + step))
      onChange(moved(rows, (each) => each.$row, row.$row, to))
      focusCell(to, key)
    } else if (
      event.key === 'Enter' &&
      !event.defaultPrevented &&
      !event.ctrlKey &&
      !event.metaKey &&
      !isOpenList(event.target)
    ) {
      event.preventDefault()
      event.stopPropagation()
      if (Number(at) === rows.length - 1) add()
      else focusCell(Number(at) + 1, key)
    }
  }
  const template: CSSProperties & { readonly '--lines-columns': string } = {
    '--lines-columns': `${disabled ? '' : '24px '}${columns.map(({ view }) => (wide(view) ? 'minmax(104px, 2fr)' : 'minmax(70px, 1fr)')).join(' ')}${disabled ? '' : ' 28px'}`,
  }
  return (
    <fieldset
      ref={box}
      className={disabled ? 'lines-grid is-fixed' : 'lines-grid'}
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {rows.length > 0 ? (
        <div className="lines-scroll">
          <div className="lines-row lines-head" style={template} aria-hidden="true">
            {disabled ? null : <span />}
            {columns.map(({ own, view }) => (
              <span key={own.key} className={isNumber(view) ? 'is-number' : ''}>
                {read(own.label, own.key)}
                {view.required ? <span className="bad"> *</span> : null}
              </span>
            ))}
            {disabled ? null : <span />}
          </div>
          <Sortable
            items={rows}
            id={(row) => row.$row}
            name={(row) => t('row', { count: rows.indexOf(row) + 1 })}
            onMove={(id, to) => onChange(moved(rows, (each) => each.$row, id, to))}
            render={(row, handle) => {
              const index = rows.findIndex((each) => each.$row === row.$row)
              return (
                <div className="lines-row" style={template}>
                  {disabled ? null : handle}
                  {columns.map(({ own, view }) => {
                    const { Cell, Input } = fieldUi(view)
                    const problem = problems?.get(`${index}/${own.key}`)
                    return (
                      <div
                        key={own.key}
                        data-cell={`${index}/${own.key}`}
                        data-label={read(own.label, own.key)}
                        className={isNumber(view) ? 'lines-cell is-number' : 'lines-cell'}
                      >
                        {view.readonly || disabled ? (
                          <span className="lines-fixed">
                            <Cell field={view} value={row[own.key]} />
                          </span>
                        ) : (
                          <Input
                            field={view}
                            value={row[own.key] ?? null}
                            variant="cell"
                            record={row}
                            problem={problem}
                            onChange={(next) => write(index, own, next)}
                          />
                        )}
                      </div>
                    )
                  })}
                  {disabled ? null : (
                    <ActionIcon
                      variant="subtle"
                      size="sm"
                      aria-label={t('removeRow', { count: index + 1 })}
                      onClick={() => onChange(rows.filter((each) => each.$row !== row.$row))}
                    >
                      <IconTrash size={14} stroke={1.5} aria-hidden="true" />
                    </ActionIcon>
                  )}
                </div>
              )
            }}
          />
        </div>
      ) : (
        <p className="faint small">{t('noRows')}</p>
      )}
      {disabled ? null : (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('addRowTo', { label })}
          leftSection={<IconPlus size={14} stroke={1.5} aria-hidden="true" />}
          onClick={add}
        >
          {t('addRow')}
        </Button>
      )}
    </fieldset>
  )
}

const isOpenList = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.getAttribute('aria-expanded') === 'true' ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLButtonElement)
