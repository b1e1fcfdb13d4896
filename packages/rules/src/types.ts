/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type Language = 'en' | 'zh-CN'
/** Words for people, in both languages. */
export type Words = { readonly en: string; readonly 'zh-CN': string }
/** A label as documents write it: one string for every language, or one per language. */
export type Label = string | { readonly [language: string]: string }

export type Option = { readonly key: string; readonly label?: Label; readonly retired?: boolean }

/**
 * The type of a value in a rule. `user` and `owner` fields are `reference` to `'user'`; tags are `choices` without options;
 * a stage is a `choice` with parts; percent is `number`. `currency` of money says where the currency comes from: `'workspace'`, or
 * the path of a currency field from the record that holds the money (`'currency'`, `'parent.currency'`); left out: unknown.
 */
export type RuleType =
  | { readonly kind: 'boolean' | 'number' | 'text' | 'date' | 'datetime' | 'time' | 'duration' | 'currency' | 'period' }
  | { readonly kind: 'choice'; readonly options?: readonly Option[] }
  | { readonly kind: 'choices'; readonly options?: readonly Option[] }
  | { readonly kind: 'reference'; readonly entity: string }
  | { readonly kind: 'references'; readonly entities: readonly string[] }
  | { readonly kind: 'money'; readonly currency?: string }
  | { readonly kind: 'collection'; readonly entity: string }

export type TypeKind = RuleType['kind']

/** A part of a field that a dot reads (`stage.outcome`): its type, and how to get its canonical value out of the field's value. */
export type PartShape = {
  readonly type: RuleType
  readonly read: (value: unknown) => unknown
  readonly label?: Label
}

/** A field as rules see it. `key` is what people write, `id` never changes. */
export type FieldShape = {
  readonly key: string
  readonly id: string
  readonly type: RuleType
  readonly label: Label
  /** `read(value)` gives the part's canonical value; a part named `value` is not needed: the field itself is its own value. */
  readonly parts?: { readonly [name: string]: PartShape }
  /** The comparable value inside the stored one, where they differ (a score's number). A stage's `key` is found without it. */
  readonly read?: (value: unknown) => unknown
  /** Computed on read because it depends on the day or the moment. */
  readonly volatile?: boolean
  /** Never empty: lets SQL leave out null handling. */
  readonly required?: boolean
  /** A field that the reader may not see but the rule does: makes the rule `server` tier. */
  readonly hidden?: boolean
  /** Of a collection: the key of the to-one field on the other side that points back (`parent` for lines). */
  readonly inverse?: string
}

/** An entity as rules see it. `field` answers system fields (`id`, `createdAt`, …) too; `keys` feeds did-you-mean. */
export type Shape = {
  readonly key: string
  readonly label?: Label
  readonly field: (key: string) => FieldShape | undefined
  readonly keys?: () => readonly string[]
}

/**
 * A context name that rules may use. `type` is what the bare name is (a record for `$user`, `$old`); `keys` are what can be
 * read from it by a dot besides the fields of the entity it refers to (`$workspace.currency`, `$steps.mak_acc`).
 */
export type NameShape = {
  readonly type?: RuleType
  readonly keys?: { readonly [key: string]: RuleType }
  /** Never empty while the rule runs (`$user`). */
  readonly required?: boolean
}

/** The `$names`, and the `param`, `measure` and `dimension` operands of reports. */
export type RootName =
  | '$record'
  | '$old'
  | '$user'
  | '$workspace'
  | '$steps'
  | '$item'
  | '$vars'
  | '$event'
  | 'param'
  | 'measure'
  | 'dimension'

/** Where a rule stands: what a bare `var` reads, which names exist, and what the workspace knows. */
export type Scope = {
  /** The entity that a bare `var` reads; `undefined` where there is no record (navigation, report formulas). */
  readonly entity?: string
  readonly shape: (entity: string) => Shape | undefined
  /** `$record` is there by default as the entity itself; the others only when named here. */
  readonly names?: { readonly [name in RootName]?: NameShape }
  /** How many relations a path may pass: 2, and 4 in reports. */
  readonly relationSteps?: 2 | 4
  /** Keys of the approvals that `approvalState` may name, or those of an entity, undefined where it may not stand; left out: any key. */
  readonly approvals?: readonly string[] | ((entity: string) => readonly string[] | undefined)
  readonly calendars?: readonly string[]
  readonly roles?: readonly string[]
  readonly teams?: readonly string[]
  readonly currencies?: readonly string[]
  /** The workspace's currency: money literals in it are known to share it. */
  readonly workspaceCurrency?: string
  /** Whether `{"canRead":[]}` may stand here (scopes of grants). */
  readonly canRead?: boolean
  /** Whether a text can be a record's id; left out: a UUID. */
  readonly isId?: (text: string) => boolean
}

/**
 * A user's mistake, as data (contract.md, "Problems"); every package of the house speaks of mistakes in this one form. `path` is a JSON pointer
 * into the checked JSON, prefixed by the path given; `field` names the field it is about, `document` (`kind/key`) the document when several are
 * checked at once.
 */
export type Problem = {
  readonly code: string
  readonly path: string
  readonly field?: string
  readonly document?: string
  readonly message: Words
  readonly params?: { readonly [name: string]: Json }
  readonly fix?: Words
}

/** The codes that checking a rule gives. */
export type ProblemCode =
  | 'malformed_rule'
  | 'unknown_field'
  | 'unknown_part'
  | 'unknown_name'
  | 'unknown_operator'
  | 'unknown_option'
  | 'unknown_approval'
  | 'unknown_calendar'
  | 'unknown_role'
  | 'unknown_team'
  | 'unknown_currency'
  | 'wrong_type'
  | 'wrong_number_of_operands'
  | 'type_not_known'
  | 'not_allowed_here'
  | 'currency_needed'
  | 'money_in_base'
  | 'too_deep'
  | 'too_large'
  | 'rule_too_complex'

/** Plain reads empty as false; strict knows `undecided`. The place chooses, never the author. */
export type Mode = 'plain' | 'strict'

export const UNITS = ['day', 'week', 'month', 'quarter', 'year', 'fiscalQuarter', 'fiscalYear'] as const
export type Unit = (typeof UNITS)[number]
/** Units of `dateAdd` and `dateDiff`; hour and minute for datetimes only. */
export type ClockUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Where rules are shown to run: JavaScript and SQL · only on a loaded record · only where the server reads for the reader. */
export type Tier = 'everywhere' | 'record' | 'server'

/** Times of a working day, `'09:00'`-`'18:00'`, half-open. `'24:00'` ends a day. */
export type WorkingHours = { readonly from: string; readonly to: string }
/** A calendar policy: `week[0]` is Monday; `holidays` are off, `workdays` are worked (by default with the hours of Monday). */
export type Calendar = {
  readonly zone: string
  readonly week: readonly (readonly WorkingHours[])[]
  readonly holidays?: readonly string[]
  readonly workdays?: readonly (string | { readonly date: string; readonly hours: readonly WorkingHours[] })[]
}

/**
 * A record as loaded data: `{id, <field key>: canonical value}`. number, percent: decimal string (or safe integer) · money
 * `{amount, currency, base}` · date `YYYY-MM-DD` · datetime ISO instant · time `HH:MM[:SS]` · duration ISO (`PT5M`) or seconds ·
 * reference: a nested record or null · to-many: array of nested records · choices, tags: string[] · stage `{key, outcome, …}` ·
 * missing: null, `""` or `[]`. A path with a target (`about@opportunity.stage`) reads from the elements with `entity: 'opportunity'`.
 */
export type RecordData = { readonly id?: string | null; readonly [key: string]: unknown }

/** Everything a rule may read while it runs. */
export type Env = {
  readonly record: RecordData | null
  /** Values of the names that the scope declares: `{$user: {id, roles, …}, $old: {…}|null, param: {period: …}}`. */
  readonly names?: { readonly [name in RootName]?: unknown }
  /** One instant for the whole evaluation, ISO. */
  readonly now: string
  /** The workspace's zone (IANA). `today` is derived from `now` and `zone` when left out. */
  readonly zone: string
  readonly today?: string
  /** ISO weekday (1 Monday … 7 Sunday) on which weeks start; 1 when left out. */
  readonly weekStart?: number
  /** First day of the fiscal year, `'MM-DD'`; `'01-01'` when left out. */
  readonly fiscalYearStart?: string
  readonly calendars?: { readonly [key: string]: Calendar }
  /** Key of the calendar used when a rule names none. */
  readonly calendar?: string
  readonly workspaceCurrency?: string
  /** The amount in another currency on a day, or null when there is no rate. Amounts are decimal strings. */
  readonly convert?: (amount: string, from: string, to: string, on: string) => string | null
  /** State of an approval of a record; default: `record.$approvals[approval]`. */
  readonly approvalState?: (record: RecordData, approval: string) => string | null
  /** Whether the reader may read the record; asked by `canRead`. */
  readonly canRead?: (record: RecordData, entity: string) => boolean
}
