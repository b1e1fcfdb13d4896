import type { Node } from '../node.ts'
import type { Json, Mode, Problem, RuleType, Scope, Words } from '../types.ts'
import { words } from '../words.ts'

/**
 * A record that paths may begin at. `home` names it among all records of the rule (`r`, then `e1`, `e2` for elements); an element
 * also knows which of its fields leads back (`inverse`) and to which record (`owner`).
 */
export type Frame = {
  readonly entity: string | undefined
  readonly home: string
  readonly inverse?: string
  readonly owner?: string
}

/** Where in the rule the checker is. */
export type Place = {
  readonly at: string
  readonly depth: number
  readonly frame: Frame
  /** To-many steps passed on the way here. */
  readonly manySteps: number
}

/** One operator with its operands, as written. */
export type Call = {
  readonly name: string
  readonly operands: readonly Json[]
  readonly place: Place
  /** What the place asks for, if it does. */
  readonly expected: RuleType | undefined
}

/** What an operator's check works with. Problems are collected; `undefined` for a node means that one was reported. */
export type Checker = {
  readonly scope: Scope
  readonly mode: Mode
  readonly problems: Problem[]
  readonly notices: Problem[]
  /** Checks any expression; with `expected` the result has that type. */
  readonly check: (json: Json | undefined, place: Place, expected?: RuleType) => Node | undefined
  /** Names for elements of collections, one after another. */
  readonly nextHome: () => string
}

/** The place of the operand `index` of a call. */
export const placeOf = (call: Call, index: number): Place => ({
  ...call.place,
  at: `${call.place.at}/${pointer(call.name)}/${index}`,
  depth: call.place.depth + 1,
})

/** A JSON pointer's part. */
export const pointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/**
 * What a word that nobody knows was most likely meant to be: in words for people, and as `params.suggestion` for whoever offers to
 * write it there.
 */
export const meant = (near: string | undefined, params: { readonly [name: string]: Json } = {}) =>
  near === undefined
    ? { params }
    : { params: { ...params, suggestion: near }, fix: words(`Did you mean "${near}"?`, `是否指“${near}”?`) }

/** Reports a problem; always undefined, so that checks can return it. */
export function report(
  checker: Checker,
  code: Problem['code'],
  at: string,
  message: Words,
  more: { readonly params?: { readonly [name: string]: Json }; readonly fix?: Words } = {},
): undefined {
  checker.problems.push({ code, path: at, message, ...more })
  return undefined
}
