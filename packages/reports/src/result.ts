import type { Compiled, Statement } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import type { Words } from './problem.ts'

/** A cell as it is answered (contract.md, "Reports"). */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { readonly id: string; readonly label: string }
  | { readonly [column: string]: null | string | number }

export type ReportColumn = {
  readonly id: string
  readonly label: string
  readonly type: string
  readonly role: 'dimension' | 'measure'
  /** For choices and stages: how their keys are called and coloured. */
  readonly options?: readonly { readonly key: string; readonly label: string; readonly color?: string }[]
  /** For a pivoted measure: its columns, in order. */
  readonly values?: readonly {
    readonly value: string
    readonly label: string
    /** The column's value of each column dimension, as a drill takes them. */
    readonly cells: Readonly<Record<string, Cell>>
  }[]
  readonly format?: string
  /** A fact that the report's filter could not be applied to. */
  readonly notFiltered?: boolean
}

export type ReportRow = Readonly<Record<string, Cell>>

export type ReportResult = {
  readonly columns: readonly ReportColumn[]
  readonly rows: readonly ReportRow[]
  readonly truncated: boolean
  readonly explain: Readonly<Record<string, unknown>>
}

/** A report that can be run: one statement, and what makes its answer of the one JSON text that the statement gives. */
export type CompiledReport =
  | { readonly ok: true; readonly statement: Statement; readonly finish: (json: string) => ReportResult }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The cell of the group that holds what is not among the first so many of a dimension. */
export const others = '~others'

export const rowLimit = 5_000
/** Groups that a statement may give: rows times pivoted columns, subtotals included. */
export const groupLimit = 60_000

export const refused = (...problems: readonly Problem[]): CompiledReport => ({ ok: false, problems })

export function fromStatement(compiled: Compiled, finish: (json: string) => ReportResult): CompiledReport {
  return compiled.ok ? { ok: true, statement: compiled.statement, finish } : compiled
}

/** A label of a definition in a language, with a fallback. */
export function labelIn(
  language: string,
  label: string | Readonly<Record<string, string>> | undefined,
  fallback: string,
): string {
  if (label === undefined) return fallback
  return typeof label === 'string' ? label : (label[language] ?? label['en'] ?? Object.values(label)[0] ?? fallback)
}

export const wordsIn = (language: string, words: Words): string => (language === 'en' ? words.en : words['zh-CN'])
