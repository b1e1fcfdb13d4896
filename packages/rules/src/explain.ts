import { isOverElements } from './dependencies.ts'
import { describeNode } from './describe.ts'
import { evaluateNode, truthOf } from './evaluate/evaluate-node.ts'
import { type Run, within } from './evaluate/run.ts'
import { startRun } from './evaluate/start.ts'
import type { Node, Rule } from './node.ts'
import type { Env, RuleType, Words } from './types.ts'
import { asRecords, own, toCanonical } from './values.ts'

/** A rule's tree with the values it saw. */
export type Explanation = {
  /** JSON pointer of the place in the rule. */
  readonly at: string
  /** The operator, `var`, or `value` for what is written out. */
  readonly operator: string
  readonly type: RuleType
  readonly text: Words
  /** The canonical value; of conditions true, false, or `'undecided'`. */
  readonly value: unknown
  readonly children: readonly Explanation[]
  /** Of lists: what came out for the first elements, and how many elements there are. */
  readonly elements?: readonly { readonly id: string; readonly children: readonly Explanation[] }[]
  readonly count?: number
}

/** How many elements of a list are explained one by one. */
const SHOWN = 20

/** Why a rule answers as it does: every node with its value. */
export function explain(rule: Rule, env: Env): Explanation {
  return explainNode(rule.root, startRun(env, rule.mode))
}

function explainNode(node: Node, run: Run): Explanation {
  const base = {
    at: node.at,
    operator: node.op === 'call' ? node.name : node.op === 'var' ? 'var' : 'value',
    type: node.type,
    text: { en: describeNode(node, 'en'), 'zh-CN': describeNode(node, 'zh-CN') },
    value: seen(node, run),
  }
  if (node.op !== 'call') return { ...base, children: [] }
  const [first] = node.args
  if (!isOverElements(node) || first === undefined) {
    return { ...base, children: node.args.map((arg) => explainNode(arg, run)) }
  }
  const records = asRecords(evaluateNode(first, run))
  const elements = records.slice(0, SHOWN).map((record) => ({
    id: String(own(record, 'id') ?? ''),
    children: node.args.slice(1).map((arg) => explainNode(arg, within(run, record))),
  }))
  return { ...base, children: [explainNode(first, run)], elements, count: records.length }
}

function seen(node: Node, run: Run): unknown {
  if (node.op === 'list') return node.values.map((value) => toCanonical(value, node.type))
  if (node.type.kind !== 'boolean' || node.op === 'var' || node.op === 'literal')
    return toCanonical(evaluateNode(node, run), node.type)
  return truthOf(node, run) ?? 'undecided'
}
