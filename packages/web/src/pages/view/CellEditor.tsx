import type { RecordJson } from '@atelier/api'
import { type KeyboardEvent, useRef, useState } from 'react'
import { FieldInput } from '../../fields/Field.tsx'
import { StageMenu } from '../../moves/StageMenu.tsx'
import type { Writer } from '../../records/use-write.ts'
import { type EntityView, fieldOf } from '../../workspace/model.ts'

export type CellEditorProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  readonly fieldKey: string
  readonly writer: Writer
  readonly onMove: (record: RecordJson, to: string, anchor: HTMLElement) => Promise<void>
  readonly close: (next?: 'down' | 'right') => void
}

/** A cell's control: saves on Enter, Tab or when left, gives up on Escape; a stage cell moves. */
export function CellEditor({ entity, record, fieldKey, writer, onMove, close }: CellEditorProps) {
  const field = fieldOf(entity, fieldKey)
  const [value, setValue] = useState<unknown>(record[fieldKey])
  // The control may report and be left in one go: what counts is the last value, not the last drawn.
  const latest = useRef(value)
  const finished = useRef(false)
  if (!field) return null
  if (field === entity.stage) {
    return (
      <StageMenu
        entity={entity}
        record={record}
        onClose={() => close()}
        onChoose={(stage, anchor) => void onMove(record, stage, anchor)}
      />
    )
  }
  const finish = (save: boolean, next?: 'down' | 'right') => {
    if (finished.current) return
    finished.current = true
    if (save && JSON.stringify(latest.current ?? null) !== JSON.stringify(record[fieldKey] ?? null)) {
      void writer.save(record, fieldKey, latest.current)
    }
    close(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finish(false)
    else if (event.key === 'Tab') finish(true, 'right')
    else if (event.key === 'Enter' && !event.shiftKey && !event.defaultPrevented && !event.nativeEvent.isComposing)
      finish(true, 'down')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and blur of the control inside come by here
    <div
      className="cell-editor"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const to = event.relatedTarget
        if (event.currentTarget.contains(to) || to?.closest('[data-portal]')) return
        finish(true)
      }}
    >
      <FieldInput
        field={field}
        value={value}
        variant="cell"
        autoFocus
        record={record}
        onChange={(next) => {
          latest.current = next
          setValue(next)
        }}
        onDone={() => finish(true)}
      />
    </div>
  )
}
