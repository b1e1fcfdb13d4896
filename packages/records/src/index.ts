export type * from './reader.ts'
export type * from './context.ts'
export type * from './physical/physical.ts'

import type { Model, Action, FieldAccess, Permit } from '@atelier/definitions'
import type { Canonical } from '@atelier/fields'
import type { Problem, RuleJson } from '@atelier/rules'
import type { QueryContext, Statement, Compiled } from './context.ts'
import type { DdlStep, PhysicalSchema } from './physical/physical.ts'
import type { Reader } from './reader.ts'

// SIGNATURES: bodies follow in files of their own; the forms below are what they will be.

// ── schema
/** Tables every workspace has besides its entities': run once when the workspace is made, in order. `if not exists` throughout. */
export declare function systemTables(schema: string): readonly string[]
export declare function planSchema(input: { schema: string; from: PhysicalSchema | undefined; model: Model; trigram?: boolean }): { physical: PhysicalSchema; steps: readonly DdlStep[] }
/** Which `unique` a violated index (23505, `constraint` of the pg error) belongs to: entity key, field keys. */
export declare function uniqueOf(model: Model, physical: PhysicalSchema, constraint: string): { entity: string; unique: string; fields: readonly string[] } | undefined

// ── reads: each answers ONE row, one text column "json"
export type ListQuery = {
  entity: string
  filter?: unknown
  /** `['-amount', 'account.name']` */
  sort?: readonly string[]
  /** Field paths; all visible own fields when left out. */
  fields?: readonly string[]
  limit: number
  after?: string
  count?: 'none' | 'capped' | 'exact'
  search?: string
}
/** json: `{records: [...], next: string|null, count?: {value, exact}}` in answer form. */
export declare function compileList(ctx: QueryContext, query: ListQuery): Compiled
/** json: the record in answer form, or null when unknown, binned or invisible. `binned`: only records in the bin. */
export declare function compileGet(ctx: QueryContext, query: { entity: string; id: string; fields?: readonly string[]; binned?: boolean }): Compiled
/** json: `{value, exact}` */
export declare function compileCount(ctx: QueryContext, query: { entity: string; filter?: unknown; cap?: number }): Compiled
/** json: `[{entity, records: [{id, label}]}]`, entities in document order. */
export declare function compileSearch(ctx: QueryContext, query: { q: string; entity?: string; limit: number }): Compiled
/** json: `{"<id>": "<label>"}` of the records among ids that the reader may see. */
export declare function compileLabels(ctx: QueryContext, query: { entity: string; ids: readonly string[] }): Statement
/** Find by the text of a (unique) field: exactly, else ignoring case. json: `[[id, …], …]`, one list per value, in order (at most 2 ids each). */
export declare function compileLookup(ctx: QueryContext, query: { entity: string; field: string; values: readonly string[] }): Compiled
/** Who changed what. json: `{events: [...], next}` with changes of fields hidden from the reader left out (field ids turned into keys). */
export declare function compileHistory(ctx: QueryContext, query: { entity: string; id: string; limit: number; after?: string }): Compiled
/**
 * Records as the system, as rules read them: nested canonical values. json: array in the order of `ids`, null for unknown ones.
 * Every own field is there (canonical; lines as arrays of rows, references fields as arrays of ids), `deletedAt` too (binned ones are loaded);
 * `paths` (from `rule dependencies`: `['account','owner']`, `['activities','done']`) add what is read through relations.
 * `lock` takes `for update` on the rows in id order.
 */
export declare function compileLoad(ctx: QueryContext, query: { entity: string; ids: readonly string[]; paths?: readonly (readonly string[])[]; lock?: boolean }): Statement

// ── permissions
/** Is the reader the system or an administrator (role key `admin`), who may do everything? */
export declare function isUnlimited(reader: Reader): boolean
/** json: `[id, …]`: which of these records (present database state, so run it after the write for in-row checks) the reader may do this to. */
export declare function compileMay(ctx: QueryContext, query: { entity: string; action: Action; ids: readonly string[]; binned?: boolean }): Statement
/** Does any grant allow this action on this entity at all (403 otherwise)? */
export declare function mayEver(reader: Reader, model: Model, entity: string, action: Action): boolean
/** `always`: in every row one may see; `byRow`: in rows of some grants only. */
export type FieldRight = { readonly access: FieldAccess; readonly byRow: boolean }
/** The reader's right to each field by key. For unsaved records and for UI; statements decide by row themselves. */
export declare function fieldAccess(reader: Reader, model: Model, entity: string): ReadonlyMap<string, FieldRight>
/** json: `{"<id>": ["<field key>", …]}`: fields the reader may not write in these rows (only rows that differ from the static answer matter). */
export declare function compileUnwritable(ctx: QueryContext, query: { entity: string; ids: readonly string[]; fields: readonly string[] }): Statement
export declare function may(reader: Reader, model: Model, permit: Permit): boolean

// ── writes: one statement for everything a transaction changes
export type RowInsert = { id: string; createdAt: string; createdBy: string | null; updatedAt?: string; updatedBy?: string | null; values: Readonly<Record<string, Canonical>>; parent?: string; position?: number; search?: SearchColumns }
export type RowUpdate = { id: string; /** the version loaded; the row gets version + 1 */ version: number; updatedAt: string; updatedBy: string | null; values: Readonly<Record<string, Canonical>>; position?: number; deletedAt?: string | null; search?: SearchColumns; lastActivityAt?: string }
export type SearchColumns = { readonly text: string; readonly pinyin: string; readonly initials: string }
export type EntityChanges = {
  entity: string
  insert?: readonly RowInsert[]
  update?: readonly RowUpdate[]
  /** Rows that go for good: lines. */
  remove?: readonly string[]
  /** New contents of references fields, whole. */
  links?: readonly { field: string; id: string; to: readonly { entity: string; id: string }[] }[]
}
export type LedgerEvent = { id: string; entity: string; record: string; version: number; kind: string; at: string; recordedAt: string; by: string | null; via: string; request: string; cause?: string; revision: number; changes: Canonical }
export type StageInterval = { entity: string; record: string; pipeline: string; stage: string; enteredAt: string; leftAt?: string | null; reason?: string | null; by: string | null }
export type Changes = {
  records: readonly EntityChanges[]
  events: readonly LedgerEvent[]
  /** Closes the open interval of a record at `leftAt`. */
  leave?: readonly { entity: string; record: string; leftAt: string }[]
  enter?: readonly StageInterval[]
}
/** json: `{"changed": [{entity, id, version}], "events": [{id, seq}]}`; a row of `update` missing in `changed` had another version. Entities by key in, keys out; the ledger stores ids. */
export declare function compileWrite(ctx: QueryContext, changes: Changes): Statement

// ── computed values
/** Stored formulas over own fields of the same record only, in the order in which to compute them (in JavaScript). */
export declare function localFormulas(model: Model, entity: string): readonly string[]
/**
 * What to bring up to date after these rows changed: set-based updates in dependency order. Run each with `bind(ids of changed rows per entity)`.
 * json of each: `[{id, version, from: <canonical>, to: <canonical>}]`: rows it changed (version + 1 each), whose ids count as changed for later steps.
 */
export type RecomputeStep = { readonly entity: string; readonly field: string; readonly compile: (changed: ReadonlyMap<string, readonly string[]>) => Statement }
export declare function planRecompute(ctx: QueryContext, changed: { entity: string; /** 'all' for created, deleted and restored rows */ fields: readonly string[] | 'all' }[]): readonly RecomputeStep[]
export type { Problem, RuleJson }
