import type { ComponentType } from 'react'
import type { FormatSettings } from '../format/settings.ts'
import type { Label } from '../i18n/label.ts'
import type { TablerIcon } from '../icons.ts'

/** One option of a choice, resolved: option sets are already inlined. */
export type OptionView = {
  readonly key: string
  readonly label?: Label | undefined
  readonly color?: string | undefined
  readonly retired?: boolean | undefined
}

/** One stage of a pipeline as a field control needs it. */
export type StageView = {
  readonly key: string
  readonly label?: Label | undefined
  readonly outcome: 'open' | 'won' | 'lost'
  /** 1-based place among the open stages. */
  readonly position: number
  /** How many open stages there are. */
  readonly total: number
}

/** A field as controls see it: its definition, with options, stages and line fields resolved. */
export type FieldView = {
  readonly key: string
  readonly type: string
  readonly label?: Label | undefined
  readonly help?: Label | undefined
  readonly required?: boolean | undefined
  readonly readonly?: boolean | undefined
  readonly scale?: number | undefined
  readonly maxLength?: number | undefined
  readonly target?: string | undefined
  readonly targets?: readonly string[] | undefined
  readonly options?: readonly OptionView[] | undefined
  readonly stages?: readonly StageView[] | undefined
  readonly fields?: readonly FieldView[] | undefined
  /** The type of a formula's, rollup's or lookup's answer. */
  readonly result?: string | undefined
  readonly multiple?: boolean | undefined
  readonly accept?: readonly string[] | undefined
  /** Key of the field of the same record that gives a money field its currency. */
  readonly currency?: string | undefined
  /** Currencies to choose from, where the value brings its own. */
  readonly currencies?: readonly string[] | undefined
}

export type CellProps = {
  readonly field: FieldView
  readonly value: unknown
  /** `row` is one line high; `full` may wrap. */
  readonly density?: 'row' | 'full' | undefined
}

export type InputProps = {
  readonly field: FieldView
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  /** `cell` has no label of its own and fills its box; `form` draws label, help and problem. */
  readonly variant?: 'form' | 'cell' | undefined
  readonly problem?: string | undefined
  readonly required?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly autoFocus?: boolean | undefined
  /** Called when the person has finished here, for example by choosing an option. */
  readonly onDone?: (() => void) | undefined
  /** The record being written, by field key. */
  readonly record?: Readonly<Record<string, unknown>> | undefined
}

export type FilterInputProps = {
  readonly field: FieldView
  readonly operator: string
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly autoFocus?: boolean | undefined
}

/**
 * What a value is to a page, whatever the type of its field is called: the rule language's kinds, and apart from them what pages draw
 * in a way of its own (text of several lines, people, files).
 */
export type ValueKind =
  | 'text'
  | 'prose'
  | 'number'
  | 'money'
  | 'currency'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'date'
  | 'datetime'
  | 'duration'
  | 'people'
  | 'reference'
  | 'references'
  | 'files'
  | 'collection'

/** How one field type looks: in a list, in a form, in a filter. */
export type FieldUi = {
  readonly kind: ValueKind
  readonly Icon: TablerIcon
  /** Width of a column in px that fits most values; left out: the usual one. */
  readonly width?: number
  /** How much a value tells about its record at a glance: whom it is about (1), how much, how likely, when, whose (5), and what fills up. Left out: little. */
  readonly telling?: number
  /** A sum of its values means something. */
  readonly adds?: true
  /** A number as people read it, rounded to `decimals` where they are given. */
  readonly figure?: (value: string, settings: FormatSettings, decimals?: number) => string
  /** A pasted text as a write takes it, undefined when it is no value of the field. Left out: the text as it is. */
  readonly fromPaste?: (text: string, field: FieldView, before: unknown) => unknown
  readonly Cell: ComponentType<CellProps>
  readonly Input: ComponentType<InputProps>
  readonly FilterInput: ComponentType<FilterInputProps>
}
