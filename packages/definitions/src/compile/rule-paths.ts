/** What a rule reads, seen without types: good enough for indexing; types are judged by `checkRule`. */
export type RuleReads = {
  /** Dotted paths from the record that the rule belongs to; paths inside quantifiers carry the collection in front. */
  readonly paths: readonly string[]
  /** Reads `today()`, `now()` or a period that moves. */
  readonly clock: boolean
}

const quantifiers: ReadonlySet<string> = new Set(['some', 'all', 'none', 'count', 'sum', 'avg', 'first'])
const scalarToo: ReadonlySet<string> = new Set(['min', 'max'])
const movingPeriods: ReadonlySet<unknown> = new Set(['this', 'last', 'next', 'rolling', 'toDate'])

/**
 * Lists the paths a rule reads. `isCollection` tells `{"min": [collection, value]}` from `{"min": [a, b]}`; `over` is the collection
 * whose elements a bare `var` reads (the filter of a rollup), while `$record` stays the record.
 */
export function ruleReads(rule: unknown, isCollection: (path: string) => boolean, over?: string): RuleReads {
  const paths = new Set<string>()
  let clock = false
  const walk = (node: unknown, element: string | undefined, depth: number): void => {
    if (depth > 64) return
    if (Array.isArray(node)) {
      for (const item of node) walk(item, element, depth + 1)
      return
    }
    if (typeof node !== 'object' || node === null) return
    for (const [operator, operand] of Object.entries(node)) {
      const operands: readonly unknown[] = Array.isArray(operand) ? operand : [operand]
      if (operator === 'var') {
        const path = absolutePath(operands[0], element)
        if (path) paths.add(path)
        walk(operands.slice(1), element, depth + 1)
        continue
      }
      if (operator === 'today' || operator === 'now') clock = true
      if (operator === 'period' && movingPeriods.has(operands[0])) clock = true
      const collection = collectionOf(operands[0], element)
      if (collection && (quantifiers.has(operator) || (scalarToo.has(operator) && isCollection(collection)))) {
        paths.add(collection)
        walk(operands.slice(1), collection, depth + 1)
        const order = operands[3]
        if (operator === 'first' && typeof order === 'string') paths.add(`${collection}.${order.replace(/^-/, '')}`)
        continue
      }
      walk(operands, element, depth + 1)
    }
  }
  walk(rule, over, 0)
  return { paths: [...paths], clock }
}

function absolutePath(name: unknown, element: string | undefined): string | undefined {
  if (typeof name !== 'string' || name === '') return undefined
  if (name.startsWith('$record.')) return name.slice('$record.'.length)
  if (name.startsWith('$')) return undefined
  return element ? `${element}.${name}` : name
}

function collectionOf(operand: unknown, element: string | undefined): string | undefined {
  if (typeof operand !== 'object' || operand === null || !('var' in operand)) return undefined
  return absolutePath(Array.isArray(operand.var) ? operand.var[0] : operand.var, element)
}
