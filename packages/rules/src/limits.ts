import type { Problem } from './types.ts'
import { words } from './words.ts'

/** What one rule may be at most. Beyond: refused when checked. `steps` bounds the work on one record. */
export const LIMITS = {
  depth: 32,
  nodes: 500,
  bytes: 16_384,
  literals: 1_000,
  collections: 2,
  steps: 400_000,
} as const

/**
 * Problems of size, found without recursion deeper than the limit, so that hostile JSON cannot exhaust the stack. The depth
 * counts nested operators; lists of literals count as one node.
 */
export function checkLimits(json: unknown, path: string): Problem[] {
  const problems: Problem[] = []
  let nodes = 0
  let characters = 0
  let strange = false
  const visit = (value: unknown, depth: number, at: string): boolean => {
    nodes += 1
    if (typeof value === 'string') characters += value.length
    if (!isJsonPart(value)) strange = true
    if (typeof value !== 'object' || value === null) return true
    if (depth > LIMITS.depth * 2) return false
    const isList = Array.isArray(value)
    if (isList && value.every((item) => typeof item !== 'object' || item === null)) {
      if (!value.every(isJsonPart)) strange = true
      for (const item of value) characters += typeof item === 'string' ? item.length + 3 : 6
      nodes += value.length > 8 ? 0 : value.length
      return true
    }
    const entries: [string, unknown][] = isList
      ? value.map((item, index) => [String(index), item])
      : Object.keys(value).map((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value])
    for (const [key, item] of entries) {
      if (!isList) characters += key.length
      if (nodes > LIMITS.nodes * 20) return true
      if (!visit(item, depth + 1, `${at}/${key}`)) return false
    }
    return true
  }
  // An operator is an object around a list of operands: two levels of JSON for one level of the rule.
  if (!visit(json, 1, path)) {
    problems.push({
      code: 'too_deep',
      path,
      message: words(`The rule is nested deeper than ${LIMITS.depth} levels`, `规则嵌套超过 ${LIMITS.depth} 层`),
      params: { limit: LIMITS.depth },
    })
    return problems
  }
  if (strange) {
    problems.push({ code: 'malformed_rule', path, message: words('The rule is not made of JSON', '规则不是 JSON') })
    return problems
  }
  const bytes = characters > LIMITS.bytes ? characters : byteLength(json)
  if (bytes > LIMITS.bytes) {
    problems.push({
      code: 'too_large',
      path,
      message: words(`The rule is longer than ${LIMITS.bytes} bytes`, `规则长度超过 ${LIMITS.bytes} 字节`),
      params: { limit: LIMITS.bytes },
    })
  }
  return problems
}

const isJsonPart = (value: unknown): boolean =>
  ['string', 'number', 'boolean', 'object', 'undefined'].includes(typeof value)

const byteLength = (json: unknown): number => new TextEncoder().encode(JSON.stringify(json) ?? '').length
