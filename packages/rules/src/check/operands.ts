import type { Node } from '../node.ts'
import type { Json, RuleType, TypeKind } from '../types.ts'
import { words } from '../words.ts'
import { type Call, type Checker, placeOf, pointer, report } from './checker.ts'
import { isLiteral } from './literals.ts'
import { fits, together, typeName } from './type-names.ts'

/** Reports a call with too few or too many operands; true when the number is right. */
export function hasCount(call: Call, checker: Checker, min: number, max: number = min): boolean {
  const count = call.operands.length
  if (count >= min && count <= max) return true
  const many = max === Number.POSITIVE_INFINITY
  const en = min === max ? `${min}` : many ? `${min} or more` : `${min} to ${max}`
  const zh = min === max ? `${min} 个` : many ? `至少 ${min} 个` : `${min} 到 ${max} 个`
  report(
    checker,
    'wrong_number_of_operands',
    `${call.place.at}/${pointer(call.name)}`,
    words(`"${call.name}" takes ${en} operands, not ${count}`, `“${call.name}” 需要${zh}操作数,现有 ${count} 个`),
    {
      params: { min, count },
      ...(['<', '<=', '>', '>='].includes(call.name) && count === 3
        ? { fix: words('Use {"between": [x, low, high]}', '请使用 {"between": [x, 下限, 上限]}') }
        : {}),
    },
  )
  return false
}

const OPEN_CALLS: { readonly [name: string]: (operands: readonly Json[]) => readonly Json[] } = {
  coalesce: (operands) => operands,
  min: (operands) => operands,
  max: (operands) => operands,
  if: (operands) => operands.filter((_, index) => index % 2 === 1 || index === operands.length - 1),
}

/** The operator and operands of an expression, when it has the form of one. */
export function callOf(json: Json | undefined): { name: string; operands: readonly Json[] } | undefined {
  if (json === undefined || json === null || typeof json !== 'object' || Array.isArray(json)) return undefined
  const [name, ...rest] = Object.keys(json)
  if (name === undefined || rest.length > 0) return undefined
  const value = Object.getOwnPropertyDescriptor(json, name)?.value
  return { name, operands: Array.isArray(value) ? value : [value] }
}

/** Whether an expression has no type of its own but takes the one that its place asks for. */
export function isOpen(json: Json | undefined): boolean {
  if (isLiteral(json)) return true
  const call = callOf(json)
  if (call === undefined || !Object.hasOwn(OPEN_CALLS, call.name)) return false
  return OPEN_CALLS[call.name]?.(call.operands).every(isOpen) ?? false
}

/** `start` and `end` of a period are a date, or a moment where one is asked for. */
const isAdaptive = (json: Json | undefined): boolean => ['start', 'end'].includes(callOf(json)?.name ?? '')

/**
 * Checks operands that must share one type: the type the place asks for, else that of the first operand that has one of its own.
 * The checked nodes come in the order of the operands. `refuses` may report the first type and stop there.
 */
export function checkTogether(
  call: Call,
  indexes: readonly number[],
  checker: Checker,
  expected?: RuleType,
  refuses?: (type: RuleType) => boolean,
): { type: RuleType; nodes: Node[] } | undefined {
  const nodes = new Map<number, Node>()
  let failed = false
  let type = expected
  const order = [
    ...indexes.filter((index) => !isOpen(call.operands[index]) && !isAdaptive(call.operands[index])),
    ...indexes.filter((index) => isAdaptive(call.operands[index])),
    ...indexes.filter((index) => isOpen(call.operands[index])),
  ]
  for (const index of order) {
    const operand = call.operands[index]
    const place = placeOf(call, index)
    if (type === undefined && isOpen(operand)) {
      if (!failed) {
        report(
          checker,
          'type_not_known',
          place.at,
          words('It cannot be known of which type this is', '无法确定此值的类型'),
          {
            fix: words('Compare a field with a value', '请用字段与值比较'),
          },
        )
      }
      failed = true
      break
    }
    const node = checker.check(operand, place, isOpen(operand) || isAdaptive(operand) ? type : undefined)
    if (node === undefined) {
      failed = true
      continue
    }
    if (type === undefined && refuses?.(node.type) === true) return undefined
    if (type !== undefined && !fits(node.type, type) && !fits(type, node.type)) {
      wrongType(checker, place.at, node.type, type)
      failed = true
      continue
    }
    type = type === undefined ? node.type : together(type, node.type)
    nodes.set(index, node)
  }
  if (failed || type === undefined) return undefined
  return { type, nodes: indexes.map((index) => nodes.get(index)).filter((node) => node !== undefined) }
}

/** Reports a value of one type where another is asked for. */
export function wrongType(
  checker: Checker,
  at: string,
  actual: RuleType,
  expected: RuleType | readonly TypeKind[],
): undefined {
  const is = typeName(actual)
  const list: readonly RuleType[] = 'kind' in expected ? [expected] : expected.map(plainType)
  const en = list.map((type) => typeName(type).en).join(' or ')
  const zh = list.map((type) => typeName(type)['zh-CN']).join('或')
  const kinds = list.map((type) => type.kind)
  return report(
    checker,
    'wrong_type',
    at,
    words(`This is ${is.en}; expected: ${en}`, `这是${is['zh-CN']},此处需要${zh}`),
    {
      params: { actual: actual.kind, expected: kinds.join(' ') },
      ...fixFor(actual, kinds),
    },
  )
}

function fixFor(actual: RuleType, expected: readonly TypeKind[]): { fix?: ReturnType<typeof words> } {
  if (actual.kind === 'datetime' && expected.includes('date')) {
    return { fix: words('Use {"dateOf": [x]} for its day', '用 {"dateOf": [x]} 取日期') }
  }
  if (actual.kind === 'money' && expected.includes('number')) {
    return { fix: words('Use ".amount" or ".base" for the number', '用 “.amount” 或 “.base” 取数值') }
  }
  if (actual.kind === 'choices' && expected.includes('choice')) {
    return { fix: words('Use "hasAny", "hasAll" or "hasNone"', '请使用 “hasAny”、“hasAll” 或 “hasNone”') }
  }
  if (expected.length === 1 && expected[0] === 'boolean') {
    return { fix: words('Compare it, or ask whether it is "empty"', '请做比较,或用 “empty” 判断是否为空') }
  }
  return {}
}

const plainType = (kind: TypeKind): RuleType => {
  if (kind === 'reference' || kind === 'collection') return { kind, entity: '' }
  return kind === 'references' ? { kind, entities: [] } : { kind }
}

/** Checks one operand against the kinds it may have; an open one (a literal) takes the first kind. */
export function checkKind(
  call: Call,
  index: number,
  checker: Checker,
  kinds: readonly TypeKind[],
  preferred?: RuleType,
): Node | undefined {
  const operand = call.operands[index]
  const place = placeOf(call, index)
  const [first] = kinds
  const node = checker.check(
    operand,
    place,
    isOpen(operand) && first !== undefined ? (preferred ?? plainType(first)) : undefined,
  )
  if (node === undefined) return undefined
  if (kinds.includes(node.type.kind)) return node
  if (node.type.kind === 'currency' && kinds.includes('text')) return node
  return wrongType(checker, place.at, node.type, kinds)
}

/** Several operands, each of the kinds given: undefined when any fails. */
export function checkKinds(call: Call, checker: Checker, kinds: readonly (readonly TypeKind[])[]): Node[] | undefined {
  const nodes = kinds.slice(0, call.operands.length).map((each, index) => checkKind(call, index, checker, each))
  const good = nodes.filter((node) => node !== undefined)
  return good.length === nodes.length ? good : undefined
}

/** An operand that must be one of a few words, written out. */
export function checkWord<Word extends string>(
  call: Call,
  index: number,
  checker: Checker,
  known: readonly Word[],
): Word | undefined {
  const operand = call.operands[index]
  const found = known.find((word) => word === operand)
  if (found !== undefined) return found
  return report(
    checker,
    'wrong_type',
    placeOf(call, index).at,
    words(`Write one of: ${known.join(', ')}`, `请写以下之一:${known.join('、')}`),
  )
}

/** An operand that must be a whole number written out, between two bounds. */
export function checkWhole(call: Call, index: number, checker: Checker, min: number, max: number): number | undefined {
  const operand = call.operands[index]
  const value = typeof operand === 'string' && /^-?\d{1,9}$/.test(operand) ? Number(operand) : operand
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value
  return report(
    checker,
    'wrong_type',
    placeOf(call, index).at,
    words(`Write a whole number from ${min} to ${max}`, `请写 ${min} 到 ${max} 的整数`),
  )
}

/** Takes a last `{"ci": true}` off the operands. */
export function withoutCase(call: Call): { call: Call; ci: boolean } {
  const last = callOf(call.operands.at(-1))
  if (last?.name !== 'ci' || last.operands.length !== 1 || typeof last.operands[0] !== 'boolean')
    return { call, ci: false }
  return { call: { ...call, operands: call.operands.slice(0, -1) }, ci: last.operands[0] }
}
