import type { Node, Rule, VarNode } from '../node.ts'
import type { Env, Label, Mode } from '../types.ts'
import { toCanonical } from '../values.ts'
import { evaluateNode, truthOf } from './evaluate-node.ts'
import type { Run } from './run.ts'
import { startRun } from './start.ts'

/** A field that was empty and kept a strict rule from deciding. */
export type EmptyField = {
  /** The path as written in the rule. */
  readonly path: string
  /** Key of the last field on it, and its label. */
  readonly field: string
  readonly label: Label
  /** JSON pointer of the place in the rule. */
  readonly at: string
}

export type Decision = { readonly answer: true | false | 'undecided'; readonly empty: readonly EmptyField[] }

/**
 * The value of a checked rule, in canonical form (numbers as decimal strings, dates as text, empty as null). Conditions in plain mode
 * are true or false; in strict mode null stands for undecided. Never throws on data; it does on an `env` without a valid clock.
 */
export function evaluate(rule: Rule, env: Env): unknown {
  const run = startRun(env, rule.mode)
  if (rule.root.type.kind === 'boolean' && rule.mode === 'plain' && rule.root.op !== 'var')
    return truthOf(rule.root, run)
  return toCanonical(evaluateNode(rule.root, run), rule.root.type)
}

/** Decides a condition. `mode` overrides the rule's own. Undecided answers name the fields that were empty. */
export function decide(rule: Rule, env: Env, mode: Mode = rule.mode): Decision {
  const empty = new Map<string, EmptyField>()
  const run = startRun(env, mode, (node, within) => {
    for (const field of emptyVars(node, within)) empty.set(`${field.at} ${field.path}`, field)
  })
  const truth = truthOf(rule.root, run)
  if (truth !== null) return { answer: truth, empty: [] }
  return { answer: 'undecided', empty: [...empty.values()] }
}

/** The paths below a node that are empty now. */
function emptyVars(node: Node, run: Run): EmptyField[] {
  const { onEmpty: _onEmpty, ...quiet } = run
  if (node.op === 'var') return evaluateNode(node, quiet) === null ? [fieldOf(node)] : []
  if (node.op !== 'call') return []
  // Elements of a list have no one record to point at: the list itself is named.
  if (node.options.entity !== undefined) return node.args.slice(0, 1).flatMap((arg) => emptyVars(arg, run))
  return node.args.flatMap((arg) => emptyVars(arg, run))
}

function fieldOf(node: VarNode): EmptyField {
  const field = node.steps.at(-1)?.field
  return { path: node.path, field: field?.key ?? node.path, label: field?.label ?? node.path, at: node.at }
}
