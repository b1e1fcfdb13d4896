import { type FilterInputProps, useLabel, useTexts } from '@atelier/ui'
import type { ReactNode } from 'react'
import { fieldTexts } from './texts.ts'
import { asBounds } from './value.ts'

type Box = (label: string, value: unknown, onChange: (value: unknown) => void, autoFocus: boolean) => ReactNode

/** One box for a filter's value, or two of them for `between`; each has a name of its own. */
export function Bounds({ props, box }: { readonly props: FilterInputProps; readonly box: Box }) {
  const { field, operator, value, onChange, autoFocus = false } = props
  const t = useTexts(fieldTexts)
  const read = useLabel()
  const label = read(field.label, field.key)
  if (operator !== 'between') return box(label, value, onChange, autoFocus)
  const [low, high] = asBounds(value)
  return (
    <div className="row">
      {box(t('from', { label }), low, (next) => onChange([next ?? '', high]), autoFocus)}
      <span aria-hidden="true">–</span>
      {box(t('to', { label }), high, (next) => onChange([low, next ?? '']), false)}
    </div>
  )
}
