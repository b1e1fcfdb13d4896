import { checkLimits, LIMITS } from '../limits.ts'
import type { Node, Rule } from '../node.ts'
import { findOperator, operatorNames } from '../operators/registry.ts'
import type { Json, Mode, Problem, RuleType, Scope } from '../types.ts'
import { asMoney, type Value } from '../values.ts'
import { nearest, words } from '../words.ts'
import { type Checker, meant, type Place, pointer, report } from './checker.ts'
import { checkLiteral, isLiteral } from './literals.ts'
import { callOf, isOpen, wrongType } from './operands.ts'
import { checkPath, pathText } from './paths.ts'
import { checkNamed } from './report-roots.ts'
import { fits } from './type-names.ts'

export type CheckOptions = {
  readonly scope: Scope
  /** What the place asks for: `{kind: 'boolean'}` for conditions, a field's type for values; `'any'` when it takes what comes. */
  readonly expects: RuleType | 'any'
  readonly mode: Mode
  /** JSON pointer of the rule in its document; problems are placed under it. */
  readonly path?: string
}

/** A checked rule with what its author should know, or everything that is wrong with it. */
export type CheckResult =
  | { readonly rule: Rule; readonly notices: readonly Problem[]; readonly problems?: undefined }
  | { readonly rule?: undefined; readonly problems: readonly Problem[] }

/**
 * Parses and type-checks untrusted JSON as a rule. Reports every problem at once, each with its place and, where one is known, a fix.
 * Safe on hostile input: sizes are limited before anything recurses, only own properties are read, nothing is executed.
 */
export function checkRule(json: unknown, options: CheckOptions): CheckResult {
  const path = options.path ?? ''
  const tooMuch = checkLimits(json, path)
  if (tooMuch.length > 0) return { problems: tooMuch }
  const problems: Problem[] = []
  const notices: Problem[] = []
  let nodes = 0
  let homes = 0
  const checker: Checker = {
    scope: options.scope,
    mode: options.mode,
    problems,
    notices,
    nextHome: () => {
      homes += 1
      return `e${homes}`
    },
    check: (operand, place, expected) => {
      nodes += 1
      if (nodes === LIMITS.nodes + 1) {
        report(
          checker,
          'rule_too_complex',
          path,
          words(`The rule has more than ${LIMITS.nodes} parts`, `规则超过 ${LIMITS.nodes} 个部分`),
          {
            params: { limit: LIMITS.nodes },
          },
        )
      }
      if (nodes > LIMITS.nodes) return undefined
      return checkExpression(operand, place, checker, expected)
    },
  }
  const place: Place = { at: path, depth: 1, frame: { entity: options.scope.entity, home: 'r' }, manySteps: 0 }
  // `checkLimits` walked the value: it is made of plain JSON parts.
  const rule = json as Json
  const expected = options.expects === 'any' ? undefined : options.expects
  const root =
    expected === undefined && isOpen(rule) ? checkAlone(rule, place, checker) : checker.check(rule, place, expected)
  if (problems.length > 0 || root === undefined) return { problems: unique(problems) }
  return { rule: { root, mode: options.mode, scope: options.scope }, notices }
}

/** A literal where anything may stand: its JSON form says what it is. */
function checkAlone(json: Json, place: Place, checker: Checker): Node | undefined {
  if (typeof json === 'boolean') return checker.check(json, place, { kind: 'boolean' })
  if (typeof json === 'number') return checker.check(json, place, { kind: 'number' })
  return checker.check(json, place, { kind: 'text' })
}

function checkExpression(
  json: Json | undefined,
  place: Place,
  checker: Checker,
  expected: RuleType | undefined,
): Node | undefined {
  const { at } = place
  if (place.depth > LIMITS.depth) {
    return report(
      checker,
      'too_deep',
      at,
      words(`Nested deeper than ${LIMITS.depth} levels`, `嵌套超过 ${LIMITS.depth} 层`),
      {
        params: { limit: LIMITS.depth },
      },
    )
  }
  if (isLiteral(json)) {
    if (expected === undefined) {
      return report(
        checker,
        'type_not_known',
        at,
        words('It cannot be known of which type this is', '无法确定此值的类型'),
      )
    }
    const value = checkLiteral(json, expected, at, checker)
    return value === undefined ? undefined : { op: 'literal', type: expected, at, value: inCurrency(value, expected) }
  }
  if (Array.isArray(json)) return checkList(json, place, checker, expected)
  const node = checkCall(json, place, checker, expected)
  if (node === undefined || expected === undefined || fits(node.type, expected)) return node
  if (node.type.kind === 'collection' && expected.kind === 'references' && expected.entities.includes(node.type.entity))
    return node
  return wrongType(checker, at, node.type, expected)
}

/** A literal of another currency has no known amount in the workspace's. */
function inCurrency(value: Value, type: RuleType): Value {
  const money = asMoney(value)
  if (money === null || type.kind !== 'money') return value
  const isBase = type.currency === undefined || type.currency === 'workspace'
  return isBase ? money : { ...money, base: null }
}

/** A list of literals as a value of its own (a default of tags). */
function checkList(
  json: readonly Json[],
  place: Place,
  checker: Checker,
  expected: RuleType | undefined,
): Node | undefined {
  const { at } = place
  if (expected?.kind !== 'choices') {
    return report(checker, 'wrong_type', at, words('A list cannot stand here', '此处不能使用列表'))
  }
  const each: RuleType =
    expected.options === undefined ? { kind: 'choice' } : { kind: 'choice', options: expected.options }
  const values = json.map((item, index) => checkLiteral(item, each, `${at}/${index}`, checker))
  const keys = values.filter((value) => typeof value === 'string')
  return { op: 'literal', type: expected, at, value: keys.length === 0 ? null : keys }
}

function checkCall(
  json: Json | undefined,
  place: Place,
  checker: Checker,
  expected: RuleType | undefined,
): Node | undefined {
  const { at } = place
  const call = callOf(json)
  if (call === undefined) {
    return report(
      checker,
      'malformed_rule',
      at,
      words('An operator is an object with one key', '运算须是只有一个键的对象'),
      {
        fix: words('Such as {"==": [{"var": "name"}, "x"]}', '例如 {"==": [{"var": "name"}, "x"]}'),
      },
    )
  }
  const { name, operands } = call
  if (name === 'var') {
    const path = pathText(operands, `${at}/var`, checker)
    return path === undefined ? undefined : checkPath(path, place, checker)
  }
  if (name === 'param' || name === 'measure' || name === 'dimension') return checkNamed(name, operands, place, checker)
  const operator = findOperator(name)
  if (operator === undefined) {
    const near = nearest(name, operatorNames)
    return report(
      checker,
      'unknown_operator',
      `${at}/${pointer(name)}`,
      words(`There is no operator "${name}"`, `没有运算“${name}”`),
      meant(near, { operator: name }),
    )
  }
  return operator.check({ name, operands, place, expected }, checker)
}

/** The same problem is said once. */
function unique(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const name = `${problem.code} ${problem.path} ${problem.message.en}`
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}
