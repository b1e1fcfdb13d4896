import type { CallNode, Node, Rule, VarNode } from './node.ts'
import { findOperator } from './operators/registry.ts'
import type { RootName, Scope, Tier } from './types.ts'

export type NamePath = { readonly name: RootName; readonly path: readonly string[] }

/** What a rule reads: so that a caller knows what to load, what to recompute and where the rule can run. */
export type Dependencies = {
  /** Keys of fields from the record, through relations and lists (`['orders', 'lines', 'product', 'line']`), parts left out. */
  readonly paths: readonly (readonly string[])[]
  /** What is read from context names, apart from the record itself. */
  readonly names: readonly NamePath[]
  /** The entity and id of every field on those paths. */
  readonly fields: readonly { readonly entity: string; readonly id: string; readonly key: string }[]
  /** The answer changes with time alone. */
  readonly volatile: boolean
  readonly tier: Tier
  /** Approvals whose state is read, with the path from the record to the one that has them (`[]`: itself). */
  readonly approvals: readonly { readonly path: readonly string[]; readonly key: string }[]
}

/** Where the record in scope comes from: a path from the rule's record, or from a context name. */
type Origin = { readonly name: RootName | undefined; readonly keys: readonly string[] }

/** Everything that a checked rule reads. */
export function dependencies(rule: Rule): Dependencies {
  const paths = new Map<string, readonly string[]>()
  const names = new Map<string, NamePath>()
  const fields = new Map<string, { entity: string; id: string; key: string }>()
  const approvals = new Map<string, { readonly path: readonly string[]; readonly key: string }>()
  let isVolatile = false

  const record = (origin: Origin, keys: readonly string[]): void => {
    const path = [...origin.keys, ...keys]
    if (origin.name === undefined) {
      if (path.length > 0) paths.set(path.join('.'), path)
    } else names.set(`${origin.name} ${path.join('.')}`, { name: origin.name, path })
  }

  const visit = (node: Node, origin: Origin): void => {
    if (node.op === 'var') {
      const found = originOf(node, origin, rule.scope)
      record(found, [])
      for (const { field, entity } of node.steps) {
        fields.set(`${entity} ${field.id}`, { entity, id: field.id, key: field.key })
        if (field.volatile === true) isVolatile = true
      }
      return
    }
    if (node.op !== 'call') return
    if (findOperator(node.name)?.volatile === true && node.options.period !== 'between') isVolatile = true
    const { key } = node.options
    if (node.name === 'approvalState' && key !== undefined && origin.name === undefined)
      approvals.set([...origin.keys, key].join('.'), { path: origin.keys, key })
    if (node.name === 'hasRole') names.set('$user roles', { name: '$user', path: ['roles'] })
    if (node.name === 'inTeam') names.set('$user teams', { name: '$user', path: ['teams'] })
    const [collection] = node.args
    if (!isOverElements(node) || collection?.op !== 'var') {
      for (const arg of node.args) visit(arg, origin)
      return
    }
    visit(collection, origin)
    const inside = originOf(collection, origin, rule.scope)
    for (const arg of node.args.slice(1)) visit(arg, inside)
    const { order } = node.options
    if (order !== undefined) {
      record(inside, [order.field.key])
      fields.set(`${order.entity} ${order.field.id}`, {
        entity: order.entity,
        id: order.field.id,
        key: order.field.key,
      })
    }
  }
  visit(rule.root, { name: undefined, keys: [] })
  return {
    paths: [...paths.values()],
    names: [...names.values()],
    fields: [...fields.values()],
    volatile: isVolatile,
    tier: tierOf(rule.root, rule.scope, false),
    approvals: [...approvals.values()],
  }
}

/** Whether a call evaluates operands once for every element of a list. */
export const isOverElements = (node: CallNode): boolean =>
  node.options.value !== undefined || node.options.where !== undefined || node.name === 'count'

function originOf(node: VarNode, origin: Origin, scope: Scope): Origin {
  const keys = node.steps
    .filter((step) => step.field.id !== 'id')
    .map((step) => (step.target === undefined ? step.field.key : `${step.field.key}@${step.target}`))
  if (node.root.kind === 'element') return { name: origin.name, keys: [...origin.keys, ...keys] }
  const { name, key } = node.root
  const isRecord = name === '$record' && scope.names?.$record === undefined
  return { name: isRecord ? undefined : name, keys: key === undefined ? keys : [key, ...keys] }
}

/** Whether a node reads nothing of the record: only literals, context names and the clock. `inContext`: elements are context too. */
export function isContextual(node: Node, scope: Scope, inContext: boolean): boolean {
  switch (node.op) {
    case 'literal':
    case 'list':
      return true
    case 'var':
      if (node.root.kind === 'element') return inContext
      return node.root.name !== '$record' || scope.names?.$record !== undefined
    case 'call': {
      if (node.name === 'approvalState' || node.name === 'canRead') return false
      const [first, ...rest] = node.args
      if (first === undefined) return true
      const over = isOverElements(node)
      const isFirst = isContextual(first, scope, inContext)
      return isFirst && rest.every((arg) => isContextual(arg, scope, over || inContext))
    }
  }
}

const TIERS: readonly Tier[] = ['everywhere', 'record', 'server']
const higher = (a: Tier, b: Tier): Tier => (TIERS.indexOf(a) >= TIERS.indexOf(b) ? a : b)

function tierOf(node: Node, scope: Scope, inContext: boolean): Tier {
  if (node.op === 'var') return node.steps.some((step) => step.field.hidden === true) ? 'server' : 'everywhere'
  if (node.op !== 'call') return 'everywhere'
  const own = ownTier(node)
  const context = isContextual(node, scope, inContext)
  const over = isOverElements(node) && isContextual(node.args[0] ?? node, scope, inContext)
  const below = node.args.map((arg, index) => tierOf(arg, scope, index > 0 && isOverElements(node) ? over : inContext))
  return below.reduce(higher, context && own === 'record' ? 'everywhere' : own)
}

function ownTier(node: CallNode): Tier {
  if (node.name === 'convert' && node.options.by === 'base') return 'everywhere'
  return findOperator(node.name)?.tier ?? 'everywhere'
}
