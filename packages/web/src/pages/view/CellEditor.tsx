import type { RecordJson } from '@atelier/api'
import { AnchoredPanel, Button, type CellEditing, useTexts } from '@atelier/ui'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { FieldInput } from '../../fields/Field.tsx'
import { editsInPlace, isOfKind } from '../../fields/registry.ts'
import { StageMenu } from '../../moves/StageMenu.tsx'
import { recordTexts } from '../../records/record-texts.ts'
import { type EntityView, type FieldView, fieldOf } from '../../workspace/model.ts'
import { typeInto } from './type-into.ts'
import { viewTexts } from './view-texts.ts'

export type CellEditorProps = {
  readonly entity: EntityView
  readonly record: RecordJson
  readonly fieldKey: string
  readonly editing: CellEditing
  readonly onSave: (value: unknown) => void
  readonly onMove: (record: RecordJson, to: string, anchor: HTMLElement) => Promise<void>
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** A cell's control, with what was typed to open it; a stage cell moves, rows and files open beside the cell. */
export function CellEditor(props: CellEditorProps) {
  const { entity, record, fieldKey, editing, onMove } = props
  const field = fieldOf(entity, fieldKey)
  if (!field) return null
  if (field === entity.stage) {
    return (
      <StageMenu
        entity={entity}
        record={record}
        onClose={() => editing.close('stay')}
        onChoose={(stage, anchor) => void onMove(record, stage, anchor)}
      />
    )
  }
  return editsInPlace(field) ? <InCell {...props} field={field} /> : <BesideCell {...props} field={field} />
}

type FieldProps = CellEditorProps & { readonly field: FieldView }

/** Saves on Enter, Tab or when left, gives up on Escape. */
function InCell({ record, field, editing, onSave }: FieldProps) {
  const before = record[field.key]
  const [value, setValue] = useState<unknown>(before)
  // The control may report and be left in one go: what counts is the last value, not the last drawn.
  const latest = useRef(value)
  const finished = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const typed = useRef(editing.typed)
  const finish = (save: boolean, next: Parameters<CellEditing['close']>[0]) => {
    if (finished.current) return
    finished.current = true
    if (save && !isSame(latest.current, before)) onSave(latest.current)
    editing.close(next)
  }
  const end = useRef(finish)
  end.current = finish
  // The control has reported what was typed by the time that it is left.
  useEffect(() => typeInto(box.current, typed.current, (next) => end.current(true, next)), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const { isComposing } = event.nativeEvent
    if (event.key === 'Escape') finish(false, 'stay')
    else if (event.key === 'Tab') finish(true, event.shiftKey ? 'left' : 'right')
    else if (event.key === 'Enter' && !event.shiftKey && !event.defaultPrevented && !isComposing) finish(true, 'down')
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and blur of the control inside come by here
    <div
      ref={box}
      className={`cell-editor${isOfKind(field, 'prose') ? ' is-tall' : ''}`}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        const to = event.relatedTarget
        if (event.currentTarget.contains(to) || to?.closest('[data-portal]')) return
        finish(true, 'gone')
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
        onDone={() => finish(true, 'stay')}
      />
    </div>
  )
}

/** What does not fit a cell, in a panel at the cell. */
function BesideCell({ entity, record, field, editing, onSave }: FieldProps) {
  const t = useTexts(viewTexts)
  const tr = useTexts(recordTexts)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [value, setValue] = useState<unknown>(record[field.key])
  const close = () => editing.close('stay')
  return (
    <>
      <span hidden ref={(node) => (node && !anchor ? setAnchor(node.parentElement) : undefined)} />
      {anchor ? (
        <AnchoredPanel
          anchor={anchor}
          label={field.key}
          width={isOfKind(field, 'collection') ? 720 : 360}
          onClose={close}
        >
          <div className="cell-panel">
            <FieldInput field={field} value={value} autoFocus record={record} onChange={setValue} />
            <div className="row">
              <span className="grow" />
              <Button variant="subtle" color="gray" onClick={close}>
                {tr('cancel')}
              </Button>
              <Button
                variant="filled"
                disabled={!entity.may.has('update')}
                onClick={() => {
                  if (!isSame(value, record[field.key])) onSave(value)
                  close()
                }}
              >
                {t('save')}
              </Button>
            </div>
          </div>
        </AnchoredPanel>
      ) : null}
    </>
  )
}
