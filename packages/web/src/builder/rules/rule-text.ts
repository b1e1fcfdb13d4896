import { readTokens, type TextRange, type Token, type Unreadable } from './rule-tokens.ts'

export type { TextRange, Unreadable } from './rule-tokens.ts'

/** What a text stands for: the rule, and where in the text each of its parts is, by JSON pointer. */
export type ReadText =
  | { readonly ok: true; readonly rule: unknown; readonly ranges: ReadonlyMap<string, TextRange> }
  | ({ readonly ok: false } & Unreadable)

type Tree = { readonly range: TextRange } & (
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] }
)

const words = new Set(['and', 'or', 'not', 'in', 'true', 'false', 'null'])
const constants: Readonly<Record<string, unknown>> = { true: true, false: false, null: null }
/** Signs between two operands, the loosest first. */
const levels: readonly Readonly<Record<string, string>>[] = [
  { or: 'or' },
  { and: 'and' },
  { '=': '==', '!=': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=', in: 'in' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/' },
]
const [LOGIC, COMPARE, TIMES, ATOM] = [2, 2, 4, 6]
/** Operators that take any number of operands, so that `a + b + c` is one. */
const chained = new Set(['or', 'and', '+', '-', '*'])

/**
 * Reads `amount * (1 - discount)`, `stage = "won" and sum(items, price) > 100`, `if(a, b, c)`: field keys, numbers, "texts", signs,
 * and operators of the rule language called by name. A piece of JSON counts as the rule it is, so nothing is out of reach.
 */
export function readRuleText(source: string): ReadText {
  const tokens = readTokens(source)
  if ('reason' in tokens) return { ok: false, ...tokens }
  let at = 0
  const now = (): Token => tokens[at] ?? { kind: 'end', text: '', range: [source.length, source.length] }
  // The first thing that cannot stand where it stands; what is read after it does not count.
  let wrong: Unreadable | undefined
  const stop = (token: Token = now()): Tree => {
    wrong ??= { at: token.range[0], reason: token.kind === 'end' ? 'unfinished' : 'unexpected' }
    return { kind: 'literal', value: null, range: token.range }
  }
  const take = (): Token => {
    const token = now()
    at++
    return token
  }
  const isSign = (text: string): boolean => now().kind === 'sign' && now().text === text
  const expect = (text: string): TextRange => (isSign(text) ? take().range : stop().range)
  const listUntil = (closing: string): readonly Tree[] => {
    const items: Tree[] = []
    while (!isSign(closing) && !wrong) {
      if (items.length > 0) expect(',')
      items.push(level(0))
    }
    return items
  }
  const level = (depth: number): Tree => {
    if (depth === LOGIC && now().kind === 'name' && now().text === 'not') {
      const [start] = take().range
      const inner = level(LOGIC)
      return { kind: 'call', name: '!', args: [inner], range: [start, inner.range[1]] }
    }
    const signs = levels[depth]
    if (!signs) return unary()
    let left = level(depth + 1)
    let open = false
    for (;;) {
      const token = now()
      const name = token.kind === 'sign' || token.kind === 'name' ? signs[token.text] : undefined
      if (name === undefined || wrong || (depth === COMPARE && open)) return left
      take()
      const right = level(depth + 1)
      const range: TextRange = [left.range[0], right.range[1]]
      const joins = open && chained.has(name) && left.kind === 'call' && left.name === name
      left = { kind: 'call', name, args: joins && left.kind === 'call' ? [...left.args, right] : [left, right], range }
      open = true
    }
  }
  const unary = (): Tree => {
    if (!isSign('-')) return atom()
    const [start] = take().range
    if (now().kind === 'number') {
      const { text, range } = take()
      return { kind: 'literal', value: negative(text), range: [start, range[1]] }
    }
    const inner = unary()
    return { kind: 'call', name: '-', args: [inner], range: [start, inner.range[1]] }
  }
  const atom = (): Tree => {
    const token = now()
    if (token.kind === 'number' || token.kind === 'text' || token.kind === 'json') {
      take()
      return { kind: 'literal', value: token.value, range: token.range }
    }
    if (isSign('(')) {
      take()
      const inner = level(0)
      expect(')')
      return inner
    }
    if (isSign('[')) {
      take()
      const items = listUntil(']')
      return { kind: 'list', items, range: [token.range[0], expect(']')[1]] }
    }
    if (token.kind !== 'name') return stop()
    take()
    if (isSign('(') && !words.has(token.text)) {
      take()
      const args = listUntil(')')
      return { kind: 'call', name: token.text, args, range: [token.range[0], expect(')')[1]] }
    }
    if (Object.hasOwn(constants, token.text))
      return { kind: 'literal', value: constants[token.text], range: token.range }
    if (words.has(token.text)) return stop(token)
    return { kind: 'path', path: token.text, range: token.range }
  }
  const tree = level(0)
  if (now().kind !== 'end') stop()
  if (wrong) return { ok: false, ...wrong }
  const ranges = new Map<string, TextRange>()
  return { ok: true, rule: ruleOf(tree, '', ranges), ranges }
}

const negative = (digits: string): number | string => {
  const value = `-${digits}`
  return /^-\d{1,15}$/.test(value) ? Number(value) : value
}

const pointerStep = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

function ruleOf(tree: Tree, at: string, ranges: Map<string, TextRange>): unknown {
  ranges.set(at, tree.range)
  switch (tree.kind) {
    case 'literal':
      return tree.value
    case 'list':
      return tree.items.map((item, index) => ruleOf(item, `${at}/${index}`, ranges))
    case 'path':
      return { var: tree.path }
    case 'call':
      return {
        [tree.name]: tree.args.map((arg, index) => ruleOf(arg, `${at}/${pointerStep(tree.name)}/${index}`, ranges)),
      }
  }
}

const printed: Readonly<Record<string, readonly [sign: string, level: number]>> = Object.fromEntries(
  levels.flatMap((signs, level) => Object.entries(signs).map(([sign, name]) => [name, [sign, level] as const])),
)
const wholePath = /^[$A-Za-z_][\w$]*(?:@\w+)?(?:\.[A-Za-z_]\w*(?:@\w+)?)*$/

/** A rule as text. Reading the text gives the same rule: what has no words of its own stands in it as JSON. */
export const ruleToText = (rule: unknown): string => print(rule, 0)

function print(rule: unknown, outer: number): string {
  if (typeof rule === 'string') return /^-?\d+\.\d+$/.test(rule) ? rule : JSON.stringify(rule)
  if (Array.isArray(rule)) return `[${rule.map((item) => print(item, 0)).join(', ')}]`
  if (typeof rule !== 'object' || rule === null) return JSON.stringify(rule ?? null)
  const [entry, ...more] = Object.entries(rule)
  if (!entry || more.length > 0) return JSON.stringify(rule)
  const [name, args] = entry
  if (name === 'var' && typeof args === 'string' && wholePath.test(args) && !words.has(args)) return args
  if (!Array.isArray(args)) return JSON.stringify(rule)
  const within = (text: string, level: number) => (level < outer ? `(${text})` : text)
  if (name === '!' && args.length === 1) return within(`not ${print(args[0], LOGIC)}`, LOGIC)
  if (name === '-' && args.length === 1) {
    const inner = print(args[0], ATOM)
    return within(/^\d/.test(inner) ? `-(${inner})` : `-${inner}`, TIMES + 1)
  }
  const sign = printed[name]
  if (sign && (args.length === 2 || (args.length > 2 && chained.has(name)))) {
    const [text, level] = sign
    // The first operand may be of the same level when it is another operator's: `a + b - c`.
    const first = args[0]
    const isSame = typeof first === 'object' && first !== null && Object.keys(first)[0] === name
    const operands = args.map((arg: unknown, index) =>
      print(arg, index === 0 && !isSame && level > COMPARE ? level : level + 1),
    )
    return within(operands.join(` ${text} `), level)
  }
  if (!/^[A-Za-z]\w*$/.test(name) || words.has(name) || name === 'var') return JSON.stringify(rule)
  return `${name}(${args.map((arg: unknown) => print(arg, 0)).join(', ')})`
}
