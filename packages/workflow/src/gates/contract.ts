import type { GateDefinition, Model, StageDefinition } from '@atelier/definitions'
import type { Env, Words } from '@atelier/rules'
import type { PastRequest } from '../approvals/state.ts'
import type { Directory } from '../directory.ts'
import type { Refusal } from '../refusal.ts'

/** What a gate is judged against. */
export type GateQuestion = {
  readonly model: Model
  readonly entity: string
  /** `env.record` is the record after the write, with every path that `requiredPaths` names; `env.names` holds `$old` and `$user`. */
  readonly env: Env
  /** The user who moves; undefined is the system. */
  readonly user: string | undefined
  readonly directory: Directory
  /** The way in: form, api, import, automation, approval, conversion … */
  readonly via: string
  /** Every approval request this record ever had. */
  readonly requests: readonly PastRequest[]
  /** The stage that would be entered. */
  readonly to: StageDefinition
  /** Whether the record is being made: then there is nothing yet that an approval could be asked for. */
  readonly creating: boolean
}

/** Refusals, none when the gate lets pass; `waitsFor` names the approval that has to be started instead. */
export type GateVerdict = { readonly refusals: readonly Refusal[]; readonly waitsFor?: string }

export type GateOf<K extends GateDefinition['gate']> = Extract<GateDefinition, { gate: K }>

/** A kind of gate. A new one is a folder and a line in the registry. */
export type GateKind<K extends GateDefinition['gate'] = GateDefinition['gate']> = {
  readonly key: K
  readonly label: Words
  /** Paths from the record that must be loaded before it can be judged, as rules write them. */
  readonly paths: (gate: GateOf<K>, model: Model, entity: string) => readonly string[]
  readonly judge: (gate: GateOf<K>, question: GateQuestion) => GateVerdict
}

/** Declares a kind of gate. */
export function defineGate<const K extends GateDefinition['gate']>(kind: GateKind<K>): GateKind<K> {
  return kind
}

export const passes: GateVerdict = { refusals: [] }
