import type { MeView } from '../workspace/me.ts'

const isJson = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a rule about the reader may name; `undefined` for everything else. */
function known(node: unknown, me: MeView): unknown {
  if (!isJson(node)) return node
  switch (node.var) {
    case '$user':
    case '$user.id':
      return me.id
    case '$user.roles':
    case '$roles':
      return me.roles.map((role) => role.key)
    case '$user.team':
    case '$team':
      return me.team?.id ?? null
    case '$user.email':
      return me.email
    case '$user.language':
      return me.language
    default:
      return undefined
  }
}

/** Three-valued: undefined where the rule asks what is not known here. */
function holds(rule: unknown, me: MeView): boolean | undefined {
  if (typeof rule === 'boolean') return rule
  if (!isJson(rule)) return undefined
  const [entry] = Object.entries(rule)
  if (!entry) return undefined
  const [operator, given] = entry
  const args: readonly unknown[] = Array.isArray(given) ? given : [given]
  const each = () => args.map((arg) => holds(arg, me))
  const [left, right] = args.map((arg) => known(arg, me))
  switch (operator) {
    case 'and':
      return each().includes(false) ? false : each().includes(undefined) ? undefined : true
    case 'or':
      return each().includes(true) ? true : each().includes(undefined) ? undefined : false
    case '!': {
      const inner = holds(args[0], me)
      return inner === undefined ? undefined : !inner
    }
    case '==':
      return left === undefined || right === undefined ? undefined : left === right
    case '!=':
      return left === undefined || right === undefined ? undefined : left !== right
    case 'in':
      return left === undefined || !Array.isArray(right) ? undefined : right.includes(left)
    case 'hasRole':
      return args.length === 0 ? undefined : args.some((key) => me.roles.some((role) => role.key === key))
    case 'hasAny':
    case 'hasAll':
    case 'hasNone': {
      if (!Array.isArray(left) || !Array.isArray(right)) return undefined
      const found = right.filter((key) => left.includes(key)).length
      return operator === 'hasAny' ? found > 0 : operator === 'hasAll' ? found === right.length : found === 0
    }
    default:
      return undefined
  }
}

/**
 * Whether a navigation item is shown to a reader. Its rule is about the person alone, so it is read here without the rule
 * engine; what cannot be known here does not hide anything: the server decides on what is behind it.
 */
export const isShown = (when: unknown, me: MeView): boolean =>
  when === undefined || when === null || holds(when, me) !== false
