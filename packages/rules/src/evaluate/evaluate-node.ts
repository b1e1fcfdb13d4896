import type { CallNode, Node, VarNode } from '../node.ts'
import type { RecordData } from '../types.ts'
import { asRecords, fromCanonical, isRecord, own, type Value } from '../values.ts'
import { RuleBudgetError, type Run } from './run.ts'

/** The value of a node. In plain mode conditions are true or false, never empty; in strict mode an empty one is undecided. */
export function evaluateNode(node: Node | undefined, run: Run): Value {
  if (node === undefined) return null
  run.budget.left -= 1
  if (run.budget.left < 0) throw new RuleBudgetError('The rule does too much work on one record')
  switch (node.op) {
    case 'literal':
      return node.value
    case 'list':
      return null
    case 'var':
      return readPath(node, run)
    case 'call':
      return run.call(node, run)
  }
}

/** A condition: true, false, or null where strict mode cannot decide. */
export function truthOf(node: Node | undefined, run: Run): boolean | null {
  const value = evaluateNode(node, run)
  if (typeof value === 'boolean') return value
  if (run.mode === 'plain') return false
  if (node?.op === 'var') run.onEmpty?.(node, run)
  return null
}

/** The operand `index` of a call. */
export const operand = (node: CallNode, index: number, run: Run): Value => evaluateNode(node.args[index], run)

function rootOf(node: VarNode, run: Run): unknown {
  if (node.root.kind === 'element') return run.element
  const { name, key } = node.root
  const names = run.env.names ?? {}
  const value = Object.hasOwn(names, name) ? names[name] : name === '$record' ? run.env.record : null
  return key === undefined ? value : own(value, key)
}

const asRecord = (value: unknown): RecordData | null => {
  if (typeof value === 'string' && value !== '') return { id: value }
  return isRecord(value) ? value : null
}

function readPath(node: VarNode, run: Run): Value {
  const root = rootOf(node, run)
  if (node.steps.length === 0) return fromCanonical(root, node.type)
  if (node.type.kind === 'collection' || node.type.kind === 'references') return readMany(node, root)
  let current: unknown = root
  for (const [index, step] of node.steps.entries()) {
    const record = asRecord(current)
    if (record === null) return null
    if (step.field.id === 'id') return fromCanonical(record, node.type)
    const raw = own(record, step.field.key)
    if (index < node.steps.length - 1) {
      current = raw
      continue
    }
    if (raw === null || raw === undefined) return null
    const part = node.part === undefined ? undefined : step.field.parts?.[node.part]
    const read = part?.read ?? step.field.read
    return fromCanonical(read === undefined ? raw : read(raw), node.type)
  }
  return null
}

function readMany(node: VarNode, root: unknown): Value {
  const start = asRecord(root)
  let records: RecordData[] = start === null ? [] : [start]
  for (const step of node.steps) {
    records = records.flatMap((record) => {
      const raw = own(record, step.field.key)
      if (!Array.isArray(raw)) return [asRecord(raw)].filter((item) => item !== null)
      return raw
        .map(asRecord)
        .filter((item) => item !== null)
        .filter(
          (item) => step.target === undefined || own(item, 'entity') === null || own(item, 'entity') === step.target,
        )
    })
  }
  return records.length === 0 ? null : records
}

/** The elements of a collection operand. */
export const elementsOf = (node: CallNode, run: Run): readonly RecordData[] =>
  asRecords(evaluateNode(node.args[0], run))
