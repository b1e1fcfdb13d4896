import { type Model, resolvePath } from '@atelier/definitions'

/** The path that a rule such as `{"var": "account"}` is; undefined for anything else. */
export function pathIn(rule: unknown): string | undefined {
  const name: unknown = typeof rule === 'object' && rule !== null && 'var' in rule ? rule.var : undefined
  const path: unknown = Array.isArray(name) ? name[0] : name
  return typeof path === 'string' ? path.replace(/^\$record\./, '') : undefined
}

/** The entity that values are written into: the record’s own, or the one that `on` leads to; undefined where that is not known. */
export function targetOf(model: Model, entity: string | undefined, on: unknown): string | undefined {
  if (on === undefined || entity === undefined) return entity
  const path = pathIn(on)
  if (path === '$record') return entity
  return path === undefined ? undefined : resolvePath(model.entities, entity, path).steps.at(-1)?.relation?.to[0]
}
