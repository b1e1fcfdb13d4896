import { type Call, type Checker, placeOf, report } from '../check/checker.ts'
import { checkLiteral } from '../check/literals.ts'
import { hasCount, isOpen, withoutCase, wrongType } from '../check/operands.ts'
import { compareValues } from '../evaluate/compare.ts'
import { evaluateNode, operand } from '../evaluate/evaluate-node.ts'
import { LIMITS } from '../limits.ts'
import { BOOLEAN, type ListNode, type Node } from '../node.ts'
import type { Json, RuleType } from '../types.ts'
import { asRef, namesIn } from '../values.ts'
import { words } from '../words.ts'
import { COMPARED, refuseKind, sharedType, undecided } from './comparison.ts'
import { callNode, defineOperator } from './operator.ts'

/** A list of literals of one type, empties left out. */
export function checkLiterals(call: Call, index: number, type: RuleType, checker: Checker): ListNode | undefined {
  const list = call.operands[index]
  const { at } = placeOf(call, index)
  if (!Array.isArray(list)) return report(checker, 'wrong_type', at, words('Write a list of values', '请写取值列表'))
  if (list.length > LIMITS.literals) {
    return report(
      checker,
      'rule_too_complex',
      at,
      words(`The list has more than ${LIMITS.literals} values`, `列表超过 ${LIMITS.literals} 个值`),
      {
        params: { limit: LIMITS.literals },
      },
    )
  }
  const values = list.map((item: Json, position: number) => {
    if (typeof item === 'object' && item !== null) {
      return report(
        checker,
        'wrong_type',
        `${at}/${position}`,
        words('Only written-out values can stand in this list', '列表中只能写具体的值'),
      )
    }
    return checkLiteral(item, type, `${at}/${position}`, checker)
  })
  if (values.some((value) => value === undefined)) return undefined
  return { op: 'list', type, at, values: values.filter((value) => value !== undefined && value !== null) }
}

/** What an element of a many-valued type is. */
export function elementType(type: RuleType): RuleType | undefined {
  switch (type.kind) {
    case 'choices':
      return type.options === undefined ? { kind: 'choice' } : { kind: 'choice', options: type.options }
    case 'references':
      return type.entities.length === 1 ? { kind: 'reference', entity: type.entities[0] ?? '' } : undefined
    case 'collection':
      return { kind: 'reference', entity: type.entity }
    default:
      return undefined
  }
}

const inList = defineOperator({
  name: 'in',
  group: 'compare',
  words: words('{0} is one of {1}', '{0} 属于 {1}'),
  check: (original, checker) => {
    const { call, ci } = withoutCase(original)
    if (!hasCount(call, checker, 2)) return undefined
    const second = call.operands[1]
    if (Array.isArray(second)) return checkInLiterals(call, ci, checker)
    if (typeof second !== 'object' || second === null) {
      return report(checker, 'wrong_type', placeOf(call, 1).at, words('"in" asks for a list', '“in” 需要列表'), {
        fix: words('For a part of a text use "contains"', '判断文本包含请使用 “contains”'),
      })
    }
    return checkInMany(call, checker)
  },
  evaluate: (node, run) => {
    const value = operand(node, 0, run)
    const list = node.args[1]
    if (list?.op === 'list') {
      if (value === null || list.values.length === 0) return undecided(node, run, [value])
      return list.values.some(
        (item) => compareValues(value, item, sharedType(node), node.options.by, node.options.ci) === 0,
      )
    }
    const many = evaluateNode(list, run)
    if (value === null || many === null) return undecided(node, run, [value, many])
    const name = typeof value === 'string' ? value : (asRef(value)?.id ?? '')
    return namesIn(many).includes(name)
  },
})

function checkInLiterals(call: Call, ci: boolean, checker: Checker): Node | undefined {
  if (isOpen(call.operands[0])) {
    return report(
      checker,
      'type_not_known',
      placeOf(call, 0).at,
      words('It cannot be known of which type this is', '无法确定此值的类型'),
    )
  }
  const value = checker.check(call.operands[0], placeOf(call, 0))
  if (value === undefined) return undefined
  if (!COMPARED.includes(value.type.kind)) return refuseKind(call, value.type, COMPARED, checker)
  const list = checkLiterals(call, 1, value.type, checker)
  if (list === undefined) return undefined
  return callNode(call, BOOLEAN, [value, list], {
    ...(ci && value.type.kind === 'text' ? { ci } : {}),
    ...(value.type.kind === 'money' ? { by: 'amount' as const } : {}),
  })
}

function checkInMany(call: Call, checker: Checker): Node | undefined {
  const many = checker.check(call.operands[1], placeOf(call, 1))
  if (many === undefined) return undefined
  const each = elementType(many.type)
  if (each === undefined || many.op !== 'var') {
    return wrongType(checker, placeOf(call, 1).at, many.type, ['choices', 'references'])
  }
  const value = checker.check(
    call.operands[0],
    placeOf(call, 0),
    each.kind === 'choice' && !isOpen(call.operands[0]) ? undefined : each,
  )
  if (value === undefined) return undefined
  if (value.type.kind !== each.kind && !(each.kind === 'choice' && value.type.kind === 'text')) {
    return wrongType(checker, placeOf(call, 0).at, value.type, each)
  }
  return callNode(call, BOOLEAN, [value, many])
}

export const membershipOperators = [inList] as const
