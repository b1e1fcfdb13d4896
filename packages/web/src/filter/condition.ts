/** A filter as people build it: conditions and groups. It is written to and read from a rule without loss. */
export type FilterNode = Condition | Group | Opaque
export type Operator =
  | 'is' | 'isNot' | 'contains' | 'startsWith'
  | 'greater' | 'atLeast' | 'less' | 'atMost' | 'between'
  | 'anyOf' | 'noneOf' | 'hasAny' | 'hasNone'
  | 'inPeriod' | 'isMe' | 'yes' | 'no' | 'empty' | 'notEmpty' // biome-ignore format: a list
export type Condition = {
  readonly kind: 'condition'
  readonly field: string
  readonly operator: Operator
  readonly value?: unknown
}
export type Group = { readonly kind: 'group'; readonly match: 'all' | 'any'; readonly items: readonly FilterNode[] }
/** A rule that the builder cannot show in parts; it is kept as it is. */
export type Opaque = { readonly kind: 'opaque'; readonly rule: unknown }

export const noFilter: Group = { kind: 'group', match: 'all', items: [] }

const me = { var: '$user' }
const compare: Readonly<Record<string, Operator>> = { '>': 'greater', '>=': 'atLeast', '<': 'less', '<=': 'atMost' }
const compareBack: Readonly<Partial<Record<Operator, string>>> = {
  greater: '>',
  atLeast: '>=',
  less: '<',
  atMost: '<=',
}

/** The rule that a condition stands for; undefined while its value is missing. */
function conditionRule({ field, operator, value }: Condition): unknown {
  const path = { var: field }
  const filled = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== ''
  const comparison = compareBack[operator]
  if (comparison) return filled ? { [comparison]: [path, value] } : undefined
  switch (operator) {
    case 'is':
      return filled ? { '==': [path, value] } : undefined
    case 'isNot':
      return filled ? { '!=': [path, value] } : undefined
    case 'contains':
    case 'startsWith':
      return filled ? { [operator]: [path, value, { ci: true }] } : undefined
    case 'between': {
      const [low, high] = Array.isArray(value) ? value : []
      return low && high ? { between: [path, low, high] } : undefined
    }
    case 'anyOf':
      return filled ? { in: [path, value] } : undefined
    case 'noneOf':
      return filled ? { '!': [{ in: [path, value] }] } : undefined
    case 'hasAny':
    case 'hasNone':
      return filled ? { [operator]: [path, value] } : undefined
    case 'inPeriod':
      return filled ? { inPeriod: [path, { period: value }] } : undefined
    case 'isMe':
      return { '==': [path, me] }
    case 'yes':
      return { '==': [path, true] }
    case 'no':
      return { '!=': [path, true] }
    case 'empty':
    case 'notEmpty':
      return { [operator]: [path] }
    default:
      return undefined
  }
}

/** The rule of a filter; undefined when it asks for nothing. Unfinished conditions are left out. */
export function filterRule(node: FilterNode): unknown {
  if (node.kind === 'opaque') return node.rule
  if (node.kind === 'condition') return conditionRule(node)
  const rules = node.items.map(filterRule).filter((rule) => rule !== undefined)
  if (rules.length === 0) return undefined
  return rules.length === 1 ? rules[0] : { [node.match === 'all' ? 'and' : 'or']: rules }
}

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const pathOf = (value: unknown): string | undefined =>
  isJson(value) && Object.keys(value).length === 1 && typeof value.var === 'string' ? value.var : undefined
const isLiteral = (value: unknown): boolean => !isJson(value)

function readCondition(operator: string, args: readonly unknown[]): Condition | undefined {
  const [first, second, third] = args
  const field = pathOf(first)
  if (field === undefined) return undefined
  const condition = (name: Operator, value?: unknown): Condition =>
    value === undefined
      ? { kind: 'condition', field, operator: name }
      : { kind: 'condition', field, operator: name, value }
  const comparison = compare[operator]
  if (comparison) return args.length === 2 && isLiteral(second) ? condition(comparison, second) : undefined
  switch (operator) {
    case '==':
      if (second === true) return condition('yes')
      if (pathOf(second) === '$user') return condition('isMe')
      return isLiteral(second) ? condition('is', second) : undefined
    case '!=':
      if (second === true) return condition('no')
      return isLiteral(second) ? condition('isNot', second) : undefined
    case 'contains':
    case 'startsWith':
      return isLiteral(second) && isJson(third) && third.ci === true ? condition(operator, second) : undefined
    case 'between':
      return isLiteral(second) && isLiteral(third) ? condition('between', [second, third]) : undefined
    case 'in':
      return Array.isArray(second) ? condition('anyOf', second) : undefined
    case 'hasAny':
    case 'hasNone':
      return Array.isArray(second) ? condition(operator, second) : undefined
    case 'inPeriod':
      return isJson(second) && Array.isArray(second.period) ? condition('inPeriod', second.period) : undefined
    case 'empty':
    case 'notEmpty':
      return args.length === 1 ? condition(operator) : undefined
    default:
      return undefined
  }
}

function readNode(rule: unknown): FilterNode {
  const opaque: Opaque = { kind: 'opaque', rule }
  if (!isJson(rule)) return opaque
  const [entry, ...more] = Object.entries(rule)
  if (!entry || more.length > 0) return opaque
  const [operator, given] = entry
  const args = Array.isArray(given) ? given : [given]
  if (operator === 'and' || operator === 'or') {
    return { kind: 'group', match: operator === 'and' ? 'all' : 'any', items: args.map(readNode) }
  }
  if (operator === '!' && isJson(args[0]) && Array.isArray(args[0].in)) {
    const inner = readCondition('in', args[0].in)
    return inner ? { ...inner, operator: 'noneOf' } : opaque
  }
  return readCondition(operator, args) ?? opaque
}

/** Reads a rule for the builder: always a group that asks for all of its items. */
export function readFilter(rule: unknown): Group {
  if (rule === undefined || rule === null) return noFilter
  const node = readNode(rule)
  return node.kind === 'group' && node.match === 'all' ? node : { kind: 'group', match: 'all', items: [node] }
}

/** Both rules at once; undefined when neither asks for anything. */
export function bothRules(...rules: readonly unknown[]): unknown {
  const present = rules.filter((rule) => rule !== undefined && rule !== null)
  return present.length === 0 ? undefined : present.length === 1 ? present[0] : { and: present }
}
