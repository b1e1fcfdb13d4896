import type { TriggerDefinition } from '@atelier/definitions'
import type { Words } from '@atelier/rules'

/** Something that happened to a record, as the ledger tells it, with field keys. */
export type WorkflowEvent = {
  /** Id of the ledger event. */
  readonly id: string
  readonly kind: 'created' | 'updated' | 'deleted' | 'restored'
  readonly entity: string
  readonly record: string
  /** Canonical values; a created record lists every field that is not empty, `from` null. */
  readonly changes: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[]
  /** ISO instant. */
  readonly at: string
  /** User id; null is the system. */
  readonly by: string | null
  readonly via: string
}

type Narrowed<T, K> = T extends { readonly on: infer On }
  ? K extends On
    ? Omit<T, 'on'> & { readonly on: K }
    : never
  : never
/** A trigger of one kind, where a definition's type covers several. */
export type TriggerOf<K extends TriggerDefinition['on']> = Narrowed<TriggerDefinition, K>

/** A kind of trigger. `stageField` is the key of the entity's stage field, where it has one. */
export type TriggerKind<K extends TriggerDefinition['on'] = TriggerDefinition['on']> = {
  readonly key: K
  readonly label: Words
  /** Whether an event sets it off, filter aside. Triggers of time never are: timers set them off. */
  readonly matches: (trigger: TriggerOf<K>, event: WorkflowEvent, stageField: string | undefined) => boolean
}

/** Declares a kind of trigger. */
export function defineTrigger<const K extends TriggerDefinition['on']>(kind: TriggerKind<K>): TriggerKind<K> {
  return kind
}

/** What two values are compared by: a reference is its id, a stage its key; empty is null. */
export function comparable(value: unknown): unknown {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('key' in value) return value.key
  return 'id' in value ? value.id : value
}

/** Whether two canonical values are the same. */
export const equal = (a: unknown, b: unknown): boolean =>
  JSON.stringify(comparable(a)) === JSON.stringify(comparable(b))
