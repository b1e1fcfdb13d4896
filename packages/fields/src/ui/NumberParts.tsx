import { type CellProps, type FilterInputProps, type InputProps, NumberText, TextInput } from '@atelier/ui'
import { type ReactNode, useState } from 'react'
import { readDecimal, shiftPoint } from '../decimal.ts'
import { Bounds } from './Bounds.tsx'
import { useControl } from './control.ts'
import { asText } from './value.ts'

/**
 * What was typed as the decimal text that is sent: separators left out, full-width digits read, `percent` moved two places. What is no
 * number is sent as it is, so that it is refused where the person sees it, not lost.
 */
export function typedDecimal(typed: string, places = 0): string {
  const text = typed.normalize('NFKC').replace(/[,\s]/g, '').replace(/。/g, '.')
  const decimal = readDecimal(text)
  return decimal === undefined || places === 0 ? text : shiftPoint(decimal, -places)
}

/** The sent text as people type it. */
export function shownDecimal(value: unknown, places = 0): string {
  const text = asText(value)
  const decimal = readDecimal(text)
  if (decimal === undefined || places === 0) return text
  const shifted = shiftPoint(decimal, places)
  return shifted.includes('.') ? shifted.replace(/\.?0+$/, '') : shifted
}

/** A number, grouped by thousands, with the decimals of its field. */
export function NumberCell({ value }: CellProps) {
  const text = asText(value)
  return text === '' ? null : <NumberText value={text} />
}

type DecimalProps = { readonly props: InputProps; readonly places?: number; readonly unit?: ReactNode }

/** A control for an exact decimal: a text control, for a number control would pass it through a float. */
export function DecimalInput({ props, places = 0, unit }: DecimalProps) {
  const control = useControl(props)
  const typing = useTyping(props.value, places)
  return (
    <TextInput
      {...control}
      inputMode="decimal"
      className="field-number"
      rightSection={unit}
      value={typing.text}
      onChange={(event) => props.onChange(typing.read(event.currentTarget.value))}
    />
  )
}

/** Half-typed numbers (`-`, `12.`) stay as typed as long as they mean what is kept. */
export function useTyping(
  value: unknown,
  places: number,
): { readonly text: string; readonly read: (typed: string) => string } {
  const [typed, setTyped] = useState('')
  const text = typedDecimal(typed, places) === asText(value) && typed !== '' ? typed : shownDecimal(value, places)
  return {
    text,
    read: (next) => {
      setTyped(next)
      return typedDecimal(next, places)
    },
  }
}

/** The value of a filter as a number. */
export function DecimalFilter({ props, places = 0 }: { readonly props: FilterInputProps; readonly places?: number }) {
  return (
    <Bounds
      props={props}
      box={(label, value, onChange, autoFocus) => (
        <DecimalBox label={label} value={value} onChange={onChange} autoFocus={autoFocus} places={places} />
      )}
    />
  )
}

type BoxProps = {
  readonly label: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly autoFocus: boolean
  readonly places: number
}

function DecimalBox({ label, value, onChange, autoFocus, places }: BoxProps) {
  const typing = useTyping(value, places)
  return (
    <TextInput
      aria-label={label}
      autoFocus={autoFocus}
      inputMode="decimal"
      className="field-number"
      rightSection={places === 2 ? '%' : undefined}
      value={typing.text}
      onChange={(event) => onChange(typing.read(event.currentTarget.value))}
    />
  )
}
