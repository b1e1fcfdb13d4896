import type { Option } from './entity.ts'
import type { DocumentHead, Label, RuleJson } from './head.ts'

export type WorkspaceDocument = DocumentHead<'workspace'> & {
  readonly currency: string
  readonly currencies?: readonly string[]
  readonly zone: string
  readonly language?: string
  readonly languages?: readonly string[]
  readonly weekStart?: 'mon' | 'sun' | 'sat'
  readonly fiscalYearStart?: string
  /** How numbers and dates are written for whoever has not chosen otherwise: 1,234.5 · 1.234,5 · 1 234,5 · 1234.5. */
  readonly numbers?: 'comma' | 'point' | 'space' | 'plain'
  readonly dates?: 'ymd' | 'dmy' | 'mdy'
  /** `required`: whoever signs in with a password needs a second factor too. */
  readonly twoFactor?: 'optional' | 'required'
  readonly calendar?: string
  readonly rates?: { readonly entity: string; readonly from: string; readonly on: string; readonly rate: string }
}

export type NavigationItem = {
  readonly id: string
  readonly label?: Label
  readonly icon?: string
  readonly when?: RuleJson
  readonly go?: Readonly<Record<string, unknown>>
  readonly items?: readonly NavigationItem[]
}
export type NavigationDocument = DocumentHead<'navigation'> & { readonly items: readonly NavigationItem[] }
export type OptionSetDocument = DocumentHead<'optionset'> & { readonly options: readonly Option[] }
export type TeamDocument = DocumentHead<'team'> & { readonly parent?: string }

export type CalendarDocument = DocumentHead<'policy'> & {
  readonly policy: 'calendar'
  readonly zone?: string
  readonly week: Readonly<
    Partial<Record<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun', readonly (readonly [string, string])[]>>
  >
  readonly holidays?: readonly string[]
  readonly workdays?: readonly string[]
}
/** Policies of other kinds are built later; until then only calendars are known. */
export type PolicyDocument = CalendarDocument

export type MessageDocument = DocumentHead<'message'> & {
  readonly entity?: string
  readonly channels: readonly ('inApp' | 'mail')[]
  readonly subject?: Label
  readonly body?: unknown
  readonly group?: string
}
export type TranslationDocument = DocumentHead<'translation'> & {
  readonly language: string
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>
}
export type TemplateDocument = DocumentHead<'template'> & {
  readonly version: string
  readonly description?: Label
  readonly languages: readonly string[]
  readonly requires?: Readonly<Record<string, string>>
  readonly modules?: readonly {
    readonly id: string
    readonly key: string
    readonly label?: Label
    readonly requires?: readonly string[]
  }[]
}
export type SampleDataDocument = DocumentHead<'sampleData'> & {
  readonly entity: string
  readonly records: readonly {
    readonly key: string
    /** The record's past: when it was made and when it entered its stages. */
    readonly createdAt?: unknown
    readonly enteredAt?: Readonly<Record<string, unknown>>
    readonly values: Readonly<Record<string, unknown>>
  }[]
}

/** What a test finds done already: a record made (`times` alike, told in the past by `createdAt` and `enteredAt`), changed or moved. */
export type GivenWrite = {
  readonly by?: string
  readonly as?: string
  readonly create?: string
  readonly update?: string
  readonly move?: string
  readonly to?: string
  readonly values?: Readonly<Record<string, unknown>>
  readonly reason?: string
  readonly times?: number
  readonly createdAt?: string
  readonly enteredAt?: Readonly<Record<string, string>>
}

/** One act of a person (or of time) and what must be true after it. */
export type TestStep = {
  readonly by?: string
  readonly when: Readonly<Record<string, unknown>>
  readonly then: readonly Readonly<Record<string, unknown>>[]
}

export type TestDocument = DocumentHead<'test'> & {
  readonly clock: string
  readonly people?: readonly {
    readonly as: string
    readonly roles: readonly string[]
    readonly team?: string
    readonly manager?: string
  }[]
  readonly given?: readonly GivenWrite[]
  readonly steps: readonly TestStep[]
}
