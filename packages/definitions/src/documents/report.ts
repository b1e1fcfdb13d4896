import type { DocumentHead, Label, RuleJson } from './head.ts'

export type Aggregate = 'count' | 'countDistinct' | 'sum' | 'avg' | 'min' | 'max' | 'median' | 'p90' | 'first' | 'last'
export type PeriodUnit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'fiscalQuarter' | 'fiscalYear'

/** Where a value or dimension stands in the report. A definition sent ad hoc may leave the id out. */
type Part = { readonly id?: string; readonly key: string; readonly label?: Label }

export type ReportDimension = Part & {
  readonly field?: string
  readonly dimension?: string
  readonly bucket?: string
  readonly unit?: PeriodUnit
  readonly sort?: 'asc' | 'desc' | { readonly by: string; readonly order?: 'asc' | 'desc' }
  readonly top?: number
  /** What is not among the first `top` is one more group, instead of left out. */
  readonly others?: boolean
}

export type ReportValue = Part & {
  readonly aggregate?: Aggregate
  readonly field?: string
  readonly value?: RuleJson
  readonly filter?: RuleJson
  readonly fact?: string
  readonly formula?: RuleJson
  readonly window?: 'percentOf' | 'running' | 'rank' | 'delta'
  readonly of?: string
  readonly within?: 'row' | 'column' | 'all'
  readonly compare?: { readonly measure: string; readonly shift: readonly [number, PeriodUnit] }
  readonly currency?: unknown
  readonly scale?: number
  readonly format?: 'percent' | 'number' | 'money' | 'duration'
}

export type ReportBucket = Part &
  (
    | {
        readonly kind: 'ranges'
        readonly value: RuleJson
        readonly ranges: readonly (Part & { readonly from?: string | number; readonly to?: string | number })[]
      }
    | {
        readonly kind: 'cases'
        readonly cases: readonly (Part & { readonly when: RuleJson })[]
        readonly otherwise?: { readonly key: string; readonly label?: Label }
      }
    | {
        readonly kind: 'groups'
        readonly field: string
        readonly groups: readonly (Part & { readonly values: readonly string[] })[]
        readonly otherwise?: { readonly key: string; readonly label?: Label }
      }
  )

export type ReportParam = Part & { readonly type: string; readonly default?: unknown }

export type ReportDocument = Partial<Pick<DocumentHead<'report'>, 'id' | 'key' | 'label' | '$schema' | 'module'>> & {
  readonly kind: 'report'
  readonly specVersion: 1
  readonly type: 'list' | 'summary' | 'funnel' | 'forecast' | 'cohort'
  readonly entity?: string
  readonly params?: readonly ReportParam[]
  readonly filter?: RuleJson
  readonly facts?: readonly (Part & {
    readonly entity: string
    readonly filter?: RuleJson
    readonly dimensions?: Readonly<Record<string, string>>
  })[]
  readonly buckets?: readonly ReportBucket[]
  readonly rows?: readonly ReportDimension[]
  readonly columns?: readonly ReportDimension[]
  readonly values?: readonly ReportValue[]
  readonly totals?: boolean
  readonly sort?: readonly string[]
  readonly limit?: number
  // list
  readonly fields?: readonly string[]
  // funnel
  readonly pipeline?: string
  readonly steps?: readonly (Part & { readonly when?: RuleJson })[]
  readonly cohort?: { readonly field: string; readonly in: RuleJson }
  readonly mode?: 'reached' | 'visited'
  // forecast
  readonly amount?: string
  readonly date?: string
  readonly unit?: PeriodUnit
  readonly rates?: readonly (Part & {
    readonly method: 'stageToWon' | 'stageToNext' | 'chained'
    readonly from: 'history' | 'stage'
    readonly window?: RuleJson
    readonly minimum?: number
    readonly fallback?: 'probability' | 'baseline.toNext'
  })[]
  readonly target?: {
    readonly entity: string
    readonly amount: string
    readonly date: string
    readonly filter?: RuleJson
  }
  readonly chart?: { readonly type: string; readonly by?: string }
}

export type DashboardTile = {
  readonly id: string
  readonly tile: 'report' | 'view' | 'tasks' | 'approvals' | 'hints' | 'violations' | 'text' | 'links'
  readonly label?: Label
  readonly at: readonly [number, number, number, number]
  readonly report?: string
  readonly view?: string
  readonly entity?: string
  readonly invariant?: string
  readonly text?: Label
  readonly links?: readonly { readonly id: string; readonly label?: Label; readonly go: unknown }[]
  readonly bind?: Readonly<Record<string, string>>
  /** What a click filters other tiles by: a path of fields, and the key of the dimension whose value it is. All dimensions when left out. */
  readonly emits?: Readonly<Record<string, string>>
  /** `<tile>.<name>` of each emitted value that filters this tile. Everything that fits when left out. */
  readonly listens?: readonly string[]
}

export type DashboardDocument = DocumentHead<'dashboard'> & {
  readonly controls?: readonly {
    readonly id: string
    readonly key: string
    readonly label?: Label
    readonly type: string
    readonly default?: unknown
  }[]
  readonly tiles: readonly DashboardTile[]
}
