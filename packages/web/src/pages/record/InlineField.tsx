import type { Problem, RecordJson } from '@atelier/api'
import { type FieldView, useLabel, useTexts } from '@atelier/ui'
import { IconPencil } from '@atelier/ui/icons'
import { type KeyboardEvent, useRef, useState } from 'react'
import { FieldCell, FieldInput } from '../../fields/Field.tsx'
import { editsInPlace } from '../../fields/registry.ts'
import { isEmpty } from '../../fields/values.ts'
import { recordTexts } from '../../records/record-texts.ts'
import type { Writer } from '../../records/use-write.ts'
import { isSystemField, isWritable } from '../../workspace/model.ts'

export type InlineFieldProps = {
  readonly field: FieldView
  readonly record: RecordJson
  readonly writer: Writer
  readonly mayEdit: boolean
  /** What the next stage still asks of this field. */
  readonly wanted?: string | undefined
}

/** A field of a record: its value, and at a click its control. Saves when left. */
export function InlineField({ field, record, writer, mayEdit, wanted }: InlineFieldProps) {
  const t = useTexts(recordTexts)
  const label = useLabel()
  const [editing, setEditing] = useState(false)
  const [value, setValue] = useState<unknown>(null)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  const latest = useRef<unknown>(null)
  const box = useRef<HTMLDivElement>(null)
  const name = label(field.label, field.key)
  const writable = mayEdit && isWritable(field) && !isSystemField(field.key) && editsInPlace(field)
  const start = () => {
    latest.current = record[field.key] ?? null
    setValue(latest.current)
    setProblem(undefined)
    setEditing(true)
  }
  const stop = () => {
    setEditing(false)
    window.setTimeout(() => box.current?.querySelector<HTMLElement>('.inline-edit')?.focus())
  }
  const save = async () => {
    if (JSON.stringify(latest.current ?? null) === JSON.stringify(record[field.key] ?? null)) return setEditing(false)
    setEditing(false)
    const problems: readonly Problem[] = await writer.save(record, field.key, latest.current)
    const [first] = problems
    if (!first) return setProblem(undefined)
    // The entry is not lost: it stays open with what is wrong about it.
    setValue(latest.current)
    setProblem(first.message)
    setEditing(true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      setProblem(undefined)
      stop()
    } else if (
      event.key === 'Enter' &&
      field.type !== 'longText' &&
      !event.defaultPrevented &&
      !event.nativeEvent.isComposing
    ) {
      event.preventDefault()
      void save()
    }
  }
  const wide = field.type === 'longText' || field.type === 'lines' ? ' is-wide' : ''
  if (editing) {
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: keys and blur of the control inside come by here
      <div
        ref={box}
        className={`inline-field is-editing${wide}`}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          const to = event.relatedTarget
          if (event.currentTarget.contains(to) || to?.closest('[data-portal]')) return
          void save()
        }}
      >
        <FieldInput
          field={field}
          value={value}
          autoFocus
          record={record}
          problem={problem}
          onChange={(next) => {
            latest.current = next
            setValue(next)
            setProblem(undefined)
          }}
        />
      </div>
    )
  }
  const empty = isEmpty(record[field.key])
  const content = empty ? (
    <span className={wanted ? 'warn' : 'faint'}>{wanted ?? (writable ? t('empty') : '—')}</span>
  ) : (
    <FieldCell field={field} value={record[field.key]} density="full" />
  )
  return (
    <div ref={box} className={`inline-field${wide}`}>
      <div className="field-label">
        {name}
        {field.required ? <span className="bad"> *</span> : null}
      </div>
      {writable ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keys
        // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside does the same by keys
        <div className="inline-value" onClick={start}>
          {content}
          <button type="button" className="inline-edit" aria-label={t('edit', { label: name })} onClick={start}>
            <IconPencil size={14} stroke={1.5} aria-hidden="true" />
          </button>
        </div>
      ) : (
        <div className="inline-value is-fixed">{content}</div>
      )}
    </div>
  )
}
