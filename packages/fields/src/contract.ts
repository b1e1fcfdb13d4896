import type { PartShape, Problem, RuleType } from '@atelier/rules'

export type { Problem } from '@atelier/rules'

/**
 * The contract every field type meets. A type lives in one folder (`types/<name>/`): the pure half (`index.ts`), its SQL (`sql.ts`), the React half
 * (`ui.tsx`) and its example tests; it is listed once in `registry.ts`. Nothing outside its folder names a field type.
 *
 * Values have three forms:
 * - *input*: what a request carries (contract.md, "Values");
 * - *canonical*: what the engines compute with (rules read it, the ledger stores it): number and percent a decimal string with the field's
 *   scale, money `{amount, currency, base}`, date `YYYY-MM-DD`, datetime an ISO instant in UTC with milliseconds, choice its key, reference an id,
 *   references/choices/tags/files an array, boolean, text; empty is null, always;
 * - *answer*: what the API returns. It equals canonical where the type has no `answer`; the query compiler makes a reference
 *   `{id, label}`.
 */
export type Canonical = null | boolean | string | number | readonly Canonical[] | { readonly [key: string]: Canonical }

/** What a field type may know about the field it serves: its definition (structurally; the definitions package types it fully) and its surroundings. */
export type FieldSettings = {
  readonly key: string
  /** As written; of a rollup or lookup with what was worked out: `result` (the key of the field type of its values) and that type's properties. */
  readonly definition: { readonly [property: string]: unknown }
  /** Resolved options of choice types, own or of the option set; of a stage field the stages of its pipelines, of `roles` the roles. */
  readonly options: readonly {
    readonly key: string
    readonly label: Readonly<Record<string, string>>
    readonly aliases?: readonly string[]
    readonly retired?: boolean
    readonly color?: string
  }[]
  /** Target entities of reference types, as the type's `targets` gives them; of lines their own entity (`order.lines`). */
  readonly targets: readonly string[]
  readonly workspace: {
    readonly currency: string
    readonly currencies: readonly string[]
    readonly zone: string
    readonly languages: readonly string[]
    readonly region?: string
  }
}

/** A physical column: name = the field's own physical name + suffix. */
export type Column = {
  /** '' for the main column; 'currency', 'base', 'outcome' … for parts. */
  readonly part: string
  /** Postgres type as written in DDL, at the level of Postgres 15. */
  readonly type: string
  readonly collation?: string
}

/** Where the value is kept. */
export type Storage =
  /** in columns of the entity's table */
  | 'columns'
  /** in a link table `(from_id, to_id, to_entity, position)` */
  | 'links'
  /** rows of a table of their own (lines) */
  | 'rows'
  /** nowhere: computed on read (lookup; formulas that read the clock) */
  | 'none'

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** How a file's cell is read (contract.md, "Imports"). */
export type CellReading = {
  readonly format?: string
  readonly round?: boolean
  readonly values?: Readonly<Record<string, string>>
}

export type FieldType = {
  readonly key: string
  readonly label: { readonly en: string; readonly 'zh-CN': string }
  /** One sentence for the builder's picker. */
  readonly summary: { readonly en: string; readonly 'zh-CN': string }
  /** Group in the builder's palette. */
  readonly group: 'text' | 'number' | 'time' | 'choice' | 'people' | 'relation' | 'computed' | 'file' | 'process'
  /** JSON Schema (2020-12) of the properties this type adds to a field definition; `required` lists those it cannot do without. */
  readonly properties: { readonly [property: string]: unknown }
  readonly requiredProperties: readonly string[]
  /** What a field of this type is to its record: its stage, its owner, its place among the lines. An entity has at most one of each. */
  readonly servesAs?: 'stage' | 'owner' | 'place'
  /** Types of one family mean the same by the same columns: a field that changes among them keeps its values. Others begin on columns of their own. */
  readonly family?: 'text' | 'number' | 'record' | 'computed'
  /** Its options are documents of this kind, so a literal compared with it names one. */
  readonly optionsAre?: 'role'
  /** Its values run over several lines: forms give them their full width. */
  readonly multiline?: true
  /** Its values may name a record. */
  readonly namesRecords?: true
  /** Where the builder does not offer the type: among the columns of line items, or anywhere, because something else makes the field. */
  readonly notOffered?: 'inLines' | 'anywhere'
  /** What a new field has besides its names, so that it works as soon as it stands there; `newId` makes the ids of its parts. */
  readonly starter?: (newId: (prefix: string) => string) => { readonly [property: string]: unknown }
  /** Stands only in fields that we draw ourselves (`id`, a user's `roles`): documents cannot use it and the builder does not offer it. */
  readonly internal?: true
  /** Entities that a field points at, as its definition says; `entity` is the one it belongs to. Left out: none. Becomes `FieldSettings.targets`. */
  readonly targets?: (definition: { readonly [property: string]: unknown }, entity: string) => readonly string[]
  /** How the value comes about: written by people, given by the engine once (autonumber), or computed from others. */
  readonly source: 'input' | 'numbering' | 'computed'
  readonly storage: Storage
  /** Further checks of a definition that a schema cannot state. Paths are relative to the field. */
  readonly checkDefinition?: (field: FieldSettings) => readonly Problem[]
  /** Type in the rule language, and the parts a dot reads. */
  readonly ruleType: (field: FieldSettings) => RuleType
  readonly parts?: (field: FieldSettings) => Readonly<Record<string, PartShape>>
  /** Columns, main first; empty unless `storage` is 'columns'. */
  readonly columns: (field: FieldSettings) => readonly Column[]
  /** Input to canonical. Path of problems is relative to the value (''). Checks everything the definition states except required, unique and existence of what is referred to. */
  readonly parse: (input: unknown, field: FieldSettings) => Parsed<Canonical>
  /**
   * A rule's value (a formula's, a rollup's, a default's) to canonical: as `parse`, but decimals are rounded half away from zero to
   * the field's scale. Left out: as `parse`.
   */
  readonly fromRule?: (value: unknown, field: FieldSettings) => Parsed<Canonical>
  /** Canonical to answer, where they differ (money without `base`, a stage's key alone). */
  readonly answer?: (value: Canonical, field: FieldSettings) => Canonical
  /** Canonical to what each column stores, by part, as JSON that Postgres casts to the column type. */
  readonly toColumns: (value: Canonical, field: FieldSettings) => Readonly<Record<string, Canonical>>
  /** An index that every field of this type gets (`always`), gets when asked for (`onDemand`), or cannot have (`never`). */
  readonly index: 'always' | 'onDemand' | 'never'
  /** May stand in `unique`. */
  readonly uniqueable: boolean
  /** Text that search finds the record by; undefined when the type is not searched. */
  readonly searchText?: (value: Canonical, field: FieldSettings) => string
  /** A file's cell to canonical. References come back as the text to look up (the import resolves them). A problem may carry `params.suggestion`. */
  readonly parseCell: (cell: string, reading: CellReading, field: FieldSettings) => Parsed<Canonical>
  /** Plain text in the reader's language and settings (exports, titles, notifications). Answer form in. */
  readonly formatText: (
    value: Canonical,
    field: FieldSettings,
    reader: { readonly language: string; readonly zone: string },
  ) => string
  /** Example fields with canonical values and the inputs that give them; the conformance suite runs over them. */
  readonly examples: readonly {
    readonly definition: { readonly [property: string]: unknown }
    /** The options of a field that gets them from elsewhere (an option set, pipelines, roles). */
    readonly options?: FieldSettings['options']
    readonly values: readonly { readonly input: unknown; readonly canonical: Canonical; readonly cell?: string }[]
    readonly refused: readonly { readonly input: unknown; readonly code: string }[]
    /** Further canonical values that the engine makes and no input gives. */
    readonly stored?: readonly Canonical[]
  }[]
}

/** Declares a field type; the identity function, so that the registry keeps the literal key. */
export function defineFieldType<const T extends FieldType>(type: T): T {
  return type
}
