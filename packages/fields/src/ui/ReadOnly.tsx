import { Input, type InputProps, useLabel, useTexts } from '@atelier/ui'
import type { ReactNode } from 'react'
import { fieldTexts } from './texts.ts'

type ReadOnlyProps = {
  readonly props: InputProps
  readonly note: 'givenLater' | 'computed'
  readonly children: ReactNode
}

/** Stands in a form for what nobody writes: the label, the value, and why it cannot be written. */
export function ReadOnly({ props: { field, value, variant = 'form' }, note, children }: ReadOnlyProps) {
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const isEmpty = value === null || value === undefined || value === ''
  const shown = isEmpty ? <span className="faint">{t(note)}</span> : children
  if (variant === 'cell') return <output aria-label={read(field.label, field.key)}>{shown}</output>
  return (
    <Input.Wrapper label={read(field.label, field.key)} description={read(field.help) || null} labelElement="div">
      <output className="field-output" aria-label={read(field.label, field.key)}>
        {shown}
      </output>
    </Input.Wrapper>
  )
}
