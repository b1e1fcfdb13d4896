import { parseSync } from 'vite'

/** Names that code must not branch on, and how an expression is known to hold one of them. */
export type Naming = {
  readonly names: ReadonlySet<string>
  /** Whether the value at the end of a path of properties (`field`, `type`, `key`) is such a name. */
  readonly holds: (path: readonly string[]) => boolean
  /** Whether what stands at the end of a path is kept by such names, so that `get` and `has` of a literal branch on it. */
  readonly isKeyed: (path: readonly string[]) => boolean
}

/** A place in a text where the code does something else for one of the names. */
export type Branch = { readonly line: number; readonly code: string }

type Node = { readonly type: string; readonly start: number; readonly end: number; readonly [part: string]: unknown }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value

const nodesIn = (value: unknown): readonly Node[] => (Array.isArray(value) ? value : [value]).filter(isNode)

function everyNode(node: Node): readonly Node[] {
  return [node, ...Object.values(node).flatMap(nodesIn).flatMap(everyNode)]
}

const wrappers = [
  'ChainExpression',
  'ParenthesizedExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'AwaitExpression',
]
const choices = ['LogicalExpression', 'ConditionalExpression']
const comparisons: readonly unknown[] = ['===', '!==', '==', '!=']
const questions: readonly unknown[] = ['includes', 'has', 'get', 'indexOf', 'startsWith']

/** The expression without what only says how it is typed or waited for. */
function bare(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined
  return wrappers.includes(value.type) ? bare(value.expression ?? value.argument) : value
}

const nameOf = (node: Node | undefined): string => (typeof node?.name === 'string' ? node.name : '')

/** `field.type.key` as its words; what a call gives has no word of its own. */
function pathOf(value: unknown): readonly string[] {
  const node = bare(value)
  if (node?.type === 'Identifier') return [nameOf(node)]
  if (node?.type !== 'MemberExpression' || node.computed === true) return []
  return [...pathOf(node.object), nameOf(bare(node.property))]
}

/** Every place in a source that compares, switches, looks up or chooses from a table by one of the names, as `naming` understands them. */
export function branchesOn(file: string, text: string, naming: Naming): readonly Branch[] {
  const nodes = everyNode(rootOf(file, text))
  const aliases = new Set<string>()
  const tables = new Map<string, unknown>()
  const elements = new Set<string>()

  const holds = (value: unknown): boolean => {
    const node = bare(value)
    if (node === undefined) return false
    if (choices.includes(node.type)) return [node.left, node.right, node.consequent, node.alternate].some(holds)
    const path = pathOf(node)
    return naming.holds(path) || (path.length === 1 && aliases.has(path[0] ?? ''))
  }
  const isLiteral = (value: unknown): boolean => {
    const node = bare(value)
    return node?.type === 'Literal' && typeof node.value === 'string' && naming.names.has(node.value)
  }
  const isName = (value: unknown): boolean => isLiteral(value) || elements.has(nameOf(bare(value)))
  const isKeyedByName = (property: Node): boolean =>
    isLiteral(property.key) || (property.computed !== true && naming.names.has(nameOf(bare(property.key))))
  /** Whether a list, set or record written in this file has one of the names in it; `seen`: the constants on the way to it. */
  const namesSome = (value: unknown, seen: readonly string[] = []): boolean => {
    const node = bare(value)
    const name = nameOf(node)
    const inSome = (each: unknown) => namesSome(each, seen)
    if (node?.type === 'Identifier')
      return elements.has(name) || (!seen.includes(name) && namesSome(tables.get(name), [...seen, name]))
    if (node?.type === 'ArrayExpression')
      return nodesIn(node.elements).some((each) => isLiteral(each) || inSome(each.argument ?? each))
    if (node?.type === 'ObjectExpression') return nodesIn(node.properties).some(isKeyedByName)
    if (node?.type === 'NewExpression' || node?.type === 'CallExpression') return nodesIn(node.arguments).some(inSome)
    return false
  }

  for (const node of nodes) {
    const target = isNode(node.id) ? nameOf(node.id) : ''
    if (node.type === 'VariableDeclarator' && target !== '') {
      if (holds(node.init)) aliases.add(target)
      else if (!tables.has(target)) tables.set(target, node.init)
    }
    if (node.type === 'Property' && isNode(node.value) && naming.holds([nameOf(bare(node.key))]))
      aliases.add(nameOf(node.value))
  }

  // What a callback is given for each of a list: `types.some((type) => …)`.
  for (const node of nodes) {
    const [callback] = nodesIn(node.type === 'CallExpression' ? node.arguments : [])
    const [each] = nodesIn(callback?.type === 'ArrowFunctionExpression' ? callback.params : [])
    const callee = bare(node.callee)
    if (each?.type === 'Identifier' && callee?.type === 'MemberExpression' && namesSome(callee.object))
      elements.add(nameOf(each))
  }

  const isBranch = (node: Node): boolean => {
    if (node.type === 'BinaryExpression' && comparisons.includes(node.operator))
      return (isName(node.left) && holds(node.right)) || (isName(node.right) && holds(node.left))
    if (node.type === 'SwitchStatement' && holds(node.discriminant))
      return nodesIn(node.cases).some(({ test }) => isName(test))
    if (node.type === 'MemberExpression' && node.computed === true)
      return (
        (holds(node.property) && namesSome(node.object)) ||
        (isName(node.property) && naming.isKeyed(pathOf(node.object)))
      )
    const callee = node.type === 'CallExpression' ? bare(node.callee) : undefined
    if (callee?.type !== 'MemberExpression' || !questions.includes(nameOf(bare(callee.property)))) return false
    const asked = nodesIn(node.arguments)
    if (asked.some(holds)) return namesSome(callee.object)
    return asked.some(isName) && (holds(callee.object) || naming.isKeyed(pathOf(callee.object)))
  }
  return nodes.filter(isBranch).map(({ start, end }) => ({
    line: text.slice(0, start).split('\n').length,
    code: (text.slice(start, end).split('\n')[0] ?? '').slice(0, 100),
  }))
}

function rootOf(file: string, text: string): Node {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0 || !isNode(program)) throw new Error(`${file} cannot be read`)
  return program
}
