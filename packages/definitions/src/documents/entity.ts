import type { DocumentHead, Label, RuleJson } from './head.ts'

/** A choice in a choice or choices field, or in an option set. Retired options stay readable and are never offered again. */
export type Option = {
  readonly id: string
  readonly key: string
  readonly label?: Label
  readonly color?: string
  readonly aliases?: readonly string[]
  readonly retired?: boolean
  readonly replacedBy?: string
}

/** Where a money field takes its currency from. */
export type CurrencySource = 'workspace' | 'own' | { readonly from: string }

/**
 * A field as written in an entity document. Properties that only some types know are optional here; which type allows which
 * is stated by the field type itself (its JSON Schema fragment) and checked when the document is parsed.
 */
export type FieldDefinition = {
  readonly id: string
  readonly key: string
  readonly type: string
  readonly label?: Label
  readonly help?: Label
  readonly required?: boolean
  readonly unique?: boolean
  readonly readonly?: boolean
  readonly default?: RuleJson
  readonly recompute?: 'untilTouched'
  readonly index?: boolean
  readonly sensitive?: boolean
  readonly reveal?: boolean
  readonly searchable?: boolean
  readonly retired?: boolean
  readonly replacedBy?: string
  // text, longText
  readonly maxLength?: number
  readonly pattern?: string
  // number, percent, formula
  readonly precision?: number
  readonly scale?: number
  readonly min?: string | number
  readonly max?: string | number
  // choice, choices, formula of choice
  readonly optionset?: string
  readonly options?: readonly Option[]
  // autonumber
  readonly reset?: 'never' | 'year' | 'month' | 'day'
  // file
  readonly multiple?: boolean
  readonly maxSize?: number
  readonly accept?: readonly string[]
  readonly tags?: string
  // money
  readonly currency?: CurrencySource
  readonly rateDate?: RuleJson
  // reference, references
  readonly target?: string
  readonly targets?: readonly string[]
  readonly onDelete?: 'restrict' | 'clear' | 'cascade'
  readonly reverse?: { readonly key: string; readonly label?: Label }
  readonly choices?: RuleJson
  readonly fill?: readonly FillDefinition[]
  readonly createInline?: boolean
  // lines
  readonly fields?: readonly FieldDefinition[]
  readonly rules?: readonly RuleDefinition[]
  readonly invariants?: readonly InvariantDefinition[]
  readonly maxRows?: number
  // `unique` of lines is a list of constraints, of other fields a flag: lines keep theirs under `uniques` once parsed
  readonly uniques?: readonly UniqueDefinition[]
  // formula
  readonly result?: string
  readonly formula?: RuleJson
  // rollup
  readonly over?: string
  readonly aggregate?: 'count' | 'sum' | 'min' | 'max' | 'avg' | 'first'
  readonly field?: string
  readonly value?: RuleJson
  readonly filter?: RuleJson
  // lookup
  readonly path?: string
  // stage
  readonly pipelines?: readonly { readonly pipeline: string; readonly when?: RuleJson }[]
  // score
  readonly policy?: string
}

/** What picking a reference copies into other fields of the same record. */
export type FillDefinition = {
  readonly id: string
  readonly to: string
  readonly mode: 'ifEmpty' | 'always'
  readonly value: RuleJson
}

/** One thing that must hold, or is noticed, about a record after (readonly: before) a write. */
export type RuleDefinition = {
  readonly id: string
  readonly when?: RuleJson
  readonly unless?: RuleJson
  readonly require?: readonly string[]
  readonly readonly?: readonly string[]
  readonly refuse?: Label | true
  readonly warn?: Label
  readonly fields?: readonly string[]
  readonly message?: Label
}

/** Judged over the database at the end of the transaction, with the stating record locked. */
export type InvariantDefinition = {
  readonly id: string
  readonly always: RuleJson
  readonly filter?: RuleJson
  readonly mode: 'refuse' | 'watch'
  readonly message?: Label
}

/** A partial unique index over stored values; records in the bin do not count. */
export type UniqueDefinition = {
  readonly id: string
  readonly fields: readonly string[]
  readonly filter?: RuleJson
  readonly empty?: 'ignore' | 'same'
}

/** How likely duplicates are found, and what then happens on each way in. */
export type DuplicateDefinition = {
  readonly id: string
  readonly match: readonly { readonly field: string; readonly by: 'exact' | 'similar'; readonly min?: string }[]
  readonly onFound?: Readonly<Partial<Record<'person' | 'public' | 'import' | 'api', string>>>
}

/** Names the fields of the one entity that holds activities; `createTask` writes it and timelines read it. */
export type ActivityDefinition = {
  readonly about: string
  readonly type: string
  readonly due: string
  readonly done: string
  readonly doneAt: string
  readonly counts?: RuleJson
}

export type EntityDocument = DocumentHead<'entity'> & {
  readonly extends?: string
  readonly titleField?: string
  readonly fields: readonly FieldDefinition[]
  readonly rules?: readonly RuleDefinition[]
  readonly invariants?: readonly InvariantDefinition[]
  readonly unique?: readonly UniqueDefinition[]
  readonly duplicates?: readonly DuplicateDefinition[]
  readonly revisions?: { readonly copy: readonly string[] }
  readonly activity?: ActivityDefinition
  readonly timeline?: { readonly from: readonly string[] }
  readonly forms?: readonly string[]
  readonly pools?: readonly string[]
  readonly recycleBin?: boolean
}
