import type { VarNode } from '../node.ts'
import type { Json, RootName } from '../types.ts'
import { words } from '../words.ts'
import { type Checker, type Place, report } from './checker.ts'
import { unknownKey } from './paths.ts'

/** The roots that reports add: `{"param": key}` and its like. */
export function checkNamed(
  name: Extract<RootName, 'param' | 'measure' | 'dimension'>,
  operands: readonly Json[],
  place: Place,
  checker: Checker,
): VarNode | undefined {
  const at = `${place.at}/${name}`
  const [key, ...rest] = operands
  const keys = checker.scope.names?.[name]?.keys
  if (keys === undefined) {
    return report(
      checker,
      'not_allowed_here',
      at,
      words(`"${name}" can be read in reports only`, `“${name}” 只能在报表中使用`),
    )
  }
  if (typeof key !== 'string' || rest.length > 0) {
    return report(checker, 'malformed_rule', at, words(`Write {"${name}": "key"}`, `请写 {"${name}": "key"}`))
  }
  const type = Object.hasOwn(keys, key) ? keys[key] : undefined
  if (type === undefined) return unknownKey(name, key, Object.keys(keys), checker, at)
  return {
    op: 'var',
    at: place.at,
    path: `${name}:${key}`,
    type,
    steps: [],
    root: { kind: 'name', name, key, required: false },
  }
}
