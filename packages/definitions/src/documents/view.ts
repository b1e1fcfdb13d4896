import type { DocumentHead, Label, RuleJson } from './head.ts'

export type ViewColumn = { readonly field: string; readonly width?: number; readonly label?: Label }

export type ViewDocument = DocumentHead<'view'> & {
  readonly entity: string
  /** `split` is a list with the open record beside it; it needs nothing but what every view has. */
  readonly type: 'table' | 'board' | 'calendar' | 'timeline' | 'split'
  readonly filter?: RuleJson
  readonly sort?: readonly string[]
  readonly columns?: readonly ViewColumn[]
  /** How many of the columns stay while the others scroll. */
  readonly freeze?: number
  readonly group?: string
  readonly summary?: readonly { readonly field: string; readonly aggregate: 'sum' | 'avg' | 'min' | 'max' | 'count' }[]
  readonly board?: {
    readonly by?: string
    readonly pipeline?: string
    readonly title?: string
    readonly fields?: readonly string[]
    readonly sum?: string
    readonly lanes?: string
    readonly limit?: Readonly<Record<string, number>>
  }
  /** Records lie on the day of `start`, or on all days up to `end`; the first date of the entity when nothing is said. */
  readonly calendar?: {
    readonly start?: string
    readonly end?: string
    readonly title?: string
    readonly fields?: readonly string[]
    readonly color?: string
    readonly span?: 'month' | 'week'
  }
}

/** One place on a form page. `visible`, `required` and `readonly` are rules over the record being filled. */
export type FormItem = {
  readonly id: string
  readonly visible?: RuleJson
  readonly required?: RuleJson | boolean
  readonly readonly?: RuleJson | boolean
  readonly whenHidden?: 'keep' | 'clear'
  readonly width?: 1 | 2 | 3 | 4
} & (
  | {
      readonly type: 'field'
      readonly field: string
      readonly label?: Label
      readonly help?: Label
      readonly default?: RuleJson
    }
  | {
      readonly type: 'section'
      readonly label?: Label
      readonly columns?: 1 | 2 | 3
      readonly items: readonly FormItem[]
      readonly collapsed?: boolean
    }
  | { readonly type: 'text'; readonly text: Label }
  | { readonly type: 'stagePath' | 'timeline' }
  | { readonly type: 'relatedList'; readonly relation: string; readonly columns?: readonly string[] }
)

export type FormPage = {
  readonly id: string
  readonly label?: Label
  readonly visible?: RuleJson
  readonly items: readonly FormItem[]
}

export type FormDocument = DocumentHead<'form'> & {
  readonly entity: string
  readonly modes?: readonly ('create' | 'edit' | 'quick' | 'view')[]
  readonly when?: RuleJson
  readonly pages: readonly FormPage[]
}
