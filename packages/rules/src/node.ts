import type { ClockUnit, FieldShape, Mode, RootName, RuleType, Scope, Unit } from './types.ts'
import type { Value } from './values.ts'

/** One step of a path: a field, read from a record of `entity`. `target` picks one entity out of a to-many link to several. */
export type Step = { readonly field: FieldShape; readonly entity: string; readonly target?: string }

/**
 * Where a path begins: the record in scope `depth` quantifiers out (0 is the innermost), or a context name. `entity` is the
 * entity of the record read there, when it is one.
 */
export type Root =
  | { readonly kind: 'element'; readonly entity: string }
  | { readonly kind: 'name'; readonly name: RootName; readonly key?: string; readonly required: boolean }

export type LiteralNode = {
  readonly op: 'literal'
  readonly type: RuleType
  readonly at: string
  readonly value: Value
}
export type ListNode = {
  readonly op: 'list'
  /** The type of each value. */
  readonly type: RuleType
  readonly at: string
  readonly values: readonly Value[]
}
export type VarNode = {
  readonly op: 'var'
  readonly type: RuleType
  readonly at: string
  /** As written, for people and for dependencies. */
  readonly path: string
  readonly root: Root
  readonly steps: readonly Step[]
  /** A part of the last step's field. */
  readonly part?: string
}
export type CallNode = {
  readonly op: 'call'
  readonly name: string
  readonly type: RuleType
  readonly at: string
  readonly args: readonly Node[]
  readonly options: CallOptions
}
export type Node = LiteralNode | ListNode | VarNode | CallNode

/** What an operator's check settled besides its operands. */
export type CallOptions = {
  readonly ci?: boolean
  readonly unit?: Unit | ClockUnit
  /** Digits after the point. */
  readonly scale?: number
  readonly zone?: string
  /** How money on both sides is compared. */
  readonly by?: 'amount' | 'base'
  /** An approval, role, team, calendar or currency. */
  readonly key?: string
  /** Of a period: which form it has. */
  readonly period?: 'this' | 'last' | 'next' | 'rolling' | 'toDate' | 'between'
  readonly count?: number
  /** Whole working days of a duration written out (`P3D`), on a business clock. */
  readonly workdays?: number
  /** Of `first`: the field that orders the elements, its direction. */
  readonly order?: { readonly field: FieldShape; readonly entity: string; readonly descending: boolean }
  /** Of collection operators: which operand is the condition on elements (after the collection), and which the value. */
  readonly value?: number
  readonly where?: number
  /** The entity of the elements, or of the record that `canRead` and `approvalState` ask about. */
  readonly entity?: string
  /** What `hasRole` and `inTeam` read. */
  readonly quantifier?: true
}

/** A checked rule. Only `checkRule` makes one. `notices` say what the author should know though nothing is wrong. */
export type Rule = {
  readonly root: Node
  readonly mode: Mode
  readonly scope: Scope
}

/** The nodes directly below. */
export const childrenOf = (node: Node): readonly Node[] => (node.op === 'call' ? node.args : [])

export const BOOLEAN: RuleType = { kind: 'boolean' }
export const NUMBER: RuleType = { kind: 'number' }
export const TEXT: RuleType = { kind: 'text' }
export const DATE: RuleType = { kind: 'date' }
export const DATETIME: RuleType = { kind: 'datetime' }
export const DURATION: RuleType = { kind: 'duration' }
export const PERIOD: RuleType = { kind: 'period' }
