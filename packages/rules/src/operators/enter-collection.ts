import { type Call, type Checker, type Frame, type Place, placeOf, report } from '../check/checker.ts'
import { isOpen, wrongType } from '../check/operands.ts'
import { elementsOf, truthOf } from '../evaluate/evaluate-node.ts'
import { type Run, within } from '../evaluate/run.ts'
import { LIMITS } from '../limits.ts'
import type { CallNode, VarNode } from '../node.ts'
import type { RecordData, TypeKind } from '../types.ts'
import { words } from '../words.ts'

/** Kinds of values that add up. */
export const ADDED: readonly TypeKind[] = ['number', 'money', 'duration']
/** Kinds of values that have an order. */
export const ORDERED: readonly TypeKind[] = [...ADDED, 'text', 'date', 'datetime', 'time']

/** The collection operand and the place inside it, where `var` is the element. */
export function enter(
  call: Call,
  checker: Checker,
): { collection: VarNode; entity: string; inside: Place } | undefined {
  const place = placeOf(call, 0)
  const node = isOpen(call.operands[0]) ? undefined : checker.check(call.operands[0], place)
  if (node === undefined) {
    if (!isOpen(call.operands[0])) return undefined
    return report(checker, 'wrong_type', place.at, words('Name a list of records here', '此处请写记录列表'))
  }
  const { type } = node
  const entity =
    type.kind === 'collection'
      ? type.entity
      : type.kind === 'references' && type.entities.length === 1
        ? type.entities[0]
        : undefined
  if (node.op !== 'var' || entity === undefined) return wrongType(checker, place.at, type, ['collection'])
  const isMany = (each: VarNode['steps'][number]): boolean =>
    ['collection', 'references'].includes(each.field.type.kind)
  const manySteps = call.place.manySteps + Math.max(1, node.steps.filter(isMany).length)
  if (manySteps > LIMITS.collections) {
    return report(
      checker,
      'rule_too_complex',
      place.at,
      words('More than two lists are passed', '经过的列表超过两层'),
      {
        params: { limit: LIMITS.collections },
      },
    )
  }
  const { at: _at, ...outer } = call.place
  const inside = { ...outer, at: '', manySteps, frame: frameOf(node, entity, call, checker) }
  return { collection: node, entity, inside }
}

function frameOf(node: VarNode, entity: string, call: Call, checker: Checker): Frame {
  const last = node.steps.at(-1)?.field
  const inverse = last?.inverse
  const home = checker.nextHome()
  if (inverse === undefined || node.steps.slice(0, -1).some((each) => each.field.type.kind !== 'reference'))
    return { entity, home }
  const start =
    node.root.kind === 'element' ? call.place.frame.home : node.root.name === '$record' ? 'r' : node.root.name
  const owner = [start, ...node.steps.slice(0, -1).map((each) => each.field.key)].join('.')
  return { entity, home, inverse, owner }
}

/** The place of an operand that is worked out for each element. */
export const inner = (call: Call, index: number, inside: Place): Place => ({
  ...inside,
  at: placeOf(call, index).at,
  depth: call.place.depth + 1,
})

/** The elements for which the condition holds. */
export function selected(node: CallNode, run: Run): readonly RecordData[] {
  const { where } = node.options
  const elements = elementsOf(node, run)
  return where === undefined
    ? elements
    : elements.filter((element) => truthOf(node.args[where], within(run, element)) === true)
}
