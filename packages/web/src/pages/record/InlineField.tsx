import type { RecordJson } from '@atelier/api'
import type { Model } from '@atelier/definitions'
import { type FieldPlace, type FormEnv, type ItemState, inputOf, isEmptyValue, valueProblems } from '@atelier/forms'
import { fieldViewOf, LinesGrid, withPicked } from '@atelier/forms/ui'
import { Button, SaveState, type SaveStatus, useLabel, useTexts } from '@atelier/ui'
import { IconAlertTriangle, IconPencil, IconPlus } from '@atelier/ui/icons'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { FieldCell, FieldInput } from '../../fields/Field.tsx'
import { recordTexts } from '../../records/record-texts.ts'
import { pageTexts } from './record-page-texts.ts'
import { loadRelated } from './use-form-model.ts'
import type { SaveFields } from './use-save-field.ts'

export type InlineFieldProps = {
  readonly model: Model
  readonly place: FieldPlace
  readonly state: ItemState
  readonly record: RecordJson
  readonly env: FormEnv
  readonly save: SaveFields
  readonly mayEdit: boolean
  /** The field is what a title says already, or has one above it. */
  readonly bare?: boolean
  /** What the next stage still asks of this field. */
  readonly wanted?: string | undefined
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * A field of a record: its value, and at a click its control. It is saved when left, and says what became of it. What is refused stays
 * open with the reason; what somebody else has changed meanwhile is shown beside one's own.
 */
export function InlineField(props: InlineFieldProps) {
  const { model, place, state, record, env, save, mayEdit, wanted, bare = false } = props
  const t = useTexts(recordTexts)
  const tp = useTexts(pageTexts)
  const label = useLabel()
  const [editing, setEditing] = useState(false)
  const [value, setValue] = useState<unknown>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const [status, setStatus] = useState<SaveStatus>('idle')
  const [theirs, setTheirs] = useState<RecordJson | null>(null)
  const latest = useRef<unknown>(null)
  const base = useRef(record)
  const box = useRef<HTMLDivElement>(null)
  // What went well need not be said for long.
  useEffect(() => {
    if (status !== 'saved') return
    const timer = window.setTimeout(() => setStatus('idle'), 4_000)
    return () => window.clearTimeout(timer)
  }, [status])
  const { field } = place.item
  const view = useMemo(() => {
    const own = fieldViewOf(model, field)
    return { ...own, label: place.item.label ?? own.label, help: place.item.help ?? own.help }
  }, [model, field, place])
  const name = label(view.label, field.key)
  const isRows = field.type.storage === 'rows'
  const stored = record[field.key] ?? null
  const writable = mayEdit && state.readonly === undefined
  const start = () => {
    latest.current = stored
    base.current = record
    setValue(stored)
    setProblem(undefined)
    setTheirs(null)
    setEditing(true)
  }
  const stop = () => {
    setEditing(false)
    setTheirs(null)
    window.setTimeout(() => box.current?.querySelector<HTMLElement>('.inline-edit')?.focus())
  }
  const send = async (on: RecordJson) => {
    const mine = latest.current ?? null
    if (same(mine, on[field.key])) return setEditing(false)
    const [wrong] = valueProblems(model, field, mine)
    if (wrong) return setProblem(label(wrong.message))
    setEditing(false)
    setStatus('saving')
    const answer = await save(on, { [field.key]: inputOf(field, mine, model) })
    if (answer.kind === 'saved') return setStatus('saved')
    // The entry is not lost: it stays open with what is in its way.
    setValue(mine)
    setEditing(true)
    setStatus(answer.kind)
    if (answer.kind === 'conflict') setTheirs(answer.theirs)
    else setProblem(answer.problems.map((each) => each.message).join(' '))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      setProblem(undefined)
      setStatus('idle')
      stop()
    } else if (event.key === 'Enter' && !event.defaultPrevented && !event.nativeEvent.isComposing) {
      const isLong = field.type.multiline === true || isRows
      if (isLong && !event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      void send(base.current)
    }
  }
  const wide = field.type.multiline || isRows || place.item.width > 1 ? ' is-wide' : ''
  const head = bare ? null : (
    <div className="field-label row">
      <span className="cut">
        {name}
        {state.required ? <span className="bad"> *</span> : null}
      </span>
      <span className="grow" />
      {status === 'idle' ? null : <SaveState status={status} />}
    </div>
  )
  if (editing) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: keys and blur of the control inside come by here
      <div
        ref={box}
        className={`inline-field is-editing${wide}`}
        data-field={field.key}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          const to = event.relatedTarget
          // Files are chosen in a window of the system, which takes the focus along.
          if (isRows || field.type.group === 'file' || theirs) return
          if (event.currentTarget.contains(to) || to?.closest('[data-portal]')) return
          void send(base.current)
        }}
      >
        {isRows ? (
          <>
            {head}
            <LinesGrid
              model={model}
              field={field}
              value={value}
              header={record}
              env={env}
              onPick={(column, picked) => {
                const lines = model.entities.get(column.entity)
                return lines ? withPicked(model, env, lines, column, picked, loadRelated) : Promise.resolve(env)
              }}
              onChange={(rows) => {
                latest.current = rows
                setValue(rows)
              }}
            />
            {problem ? <p className="bad small">{problem}</p> : null}
          </>
        ) : (
          <FieldInput
            field={view}
            value={value}
            autoFocus
            record={record}
            required={state.required !== undefined}
            problem={problem}
            onChange={(next) => {
              latest.current = next
              setValue(next)
              setProblem(undefined)
            }}
          />
        )}
        {theirs ? (
          <div className="note tone-warn inline-conflict" role="alert">
            <span className="grow">
              {tp('theirs')}{' '}
              {isEmptyValue(theirs[field.key]) ? (
                tp('emptyNow')
              ) : (
                <FieldCell field={view} value={theirs[field.key]} density="full" />
              )}
            </span>
            <Button size="compact-xs" onClick={stop}>
              {tp('takeTheirs')}
            </Button>
            <Button size="compact-xs" variant="filled" onClick={() => void send(theirs)}>
              {tp('keepMine')}
            </Button>
          </div>
        ) : null}
        {isRows || field.type.group === 'file' ? (
          <div className="row inline-acts">
            <Button size="compact-sm" variant="filled" onClick={() => void send(base.current)}>
              {tp('save')}
            </Button>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={stop}>
              {t('cancel')}
            </Button>
          </div>
        ) : null}
      </div>
    )
  }
  const empty = isEmptyValue(stored)
  const content = empty ? (
    wanted && writable ? (
      <span className="warn row inline-wanted">
        <IconPlus size={14} stroke={1.5} aria-hidden="true" />
        {wanted}
      </span>
    ) : (
      <span className="faint">{writable ? t('empty') : '—'}</span>
    )
  ) : isRows ? (
    <LinesGrid
      model={model}
      field={field}
      value={stored}
      header={record}
      env={env}
      disabled
      onChange={() => undefined}
    />
  ) : (
    <FieldCell field={view} value={stored} density="full" />
  )
  return (
    <div ref={box} className={`inline-field${wide}`} data-field={field.key}>
      {head}
      {writable ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keys
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same by keys
        <div
          className="inline-value"
          onClick={(event) => {
            // A link inside goes where it leads; a selection of text is for copying.
            if (event.target instanceof HTMLElement && event.target.closest('a')) return
            if (window.getSelection()?.isCollapsed === false) return
            start()
          }}
        >
          <span className="inline-content">{content}</span>
          <button type="button" className="inline-edit" aria-label={t('edit', { label: name })} onClick={start}>
            <IconPencil size={14} stroke={1.5} aria-hidden="true" />
          </button>
        </div>
      ) : (
        <div className="inline-value is-fixed" title={state.readonly?.words ? label(state.readonly.words) : undefined}>
          <span className="inline-content">{content}</span>
        </div>
      )}
      {state.warnings.map((words) => (
        <p key={words.en} className="warn small row">
          <IconAlertTriangle size={13} stroke={1.5} aria-hidden="true" />
          {label(words)}
        </p>
      ))}
    </div>
  )
}
