import type { Call, Checker } from '../check/checker.ts'
import type { Run } from '../evaluate/run.ts'
import type { CallNode, CallOptions, Node } from '../node.ts'
import type { RuleType, Tier, Words } from '../types.ts'
import type { Value } from '../values.ts'

/** An operator of the rule language: everything but its SQL, which `sql/` holds under the same name. */
export type Operator = {
  readonly name: string
  /** The group under which builders offer it. */
  readonly group: 'compare' | 'logic' | 'number' | 'text' | 'list' | 'time' | 'records' | 'people'
  /** Checks the operands and settles the result's type; problems go to the checker. */
  readonly check: (call: Call, checker: Checker) => Node | undefined
  readonly evaluate: (node: CallNode, run: Run) => Value
  /** A sentence with `{0}`, `{1}` for the operands, `{all}` for all of them joined, `{unit}`, `{count}`, `{key}` for what is written out. */
  readonly words: Words
  /** Where it runs, when that is not everywhere. */
  readonly tier?: Tier
  /** It reads the clock. */
  readonly volatile?: true
}

/** Declares an operator. */
export const defineOperator = (operator: Operator): Operator => operator

/** The node of a checked call. */
export const callNode = (call: Call, type: RuleType, args: readonly Node[], options: CallOptions = {}): CallNode => ({
  op: 'call',
  name: call.name,
  type,
  at: call.place.at,
  args,
  options,
})
