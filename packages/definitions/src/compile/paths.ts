import type { Entity, Field, Relation } from '../model.ts'

/** One step of a path: the field and/or the way to other records that it names, read from a record of `entity`. */
export type PathStep = {
  readonly entity: Entity
  /** As written, without the target. */
  readonly key: string
  readonly field: Field | undefined
  readonly relation: Relation | undefined
  /** The target named by `about@opportunity`. */
  readonly target: string | undefined
}

/** A dotted path from an entity, resolved as far as it goes. `part` is what is read of the last field (`stage.outcome`). */
export type ResolvedPath = {
  readonly steps: readonly PathStep[]
  readonly part: string | undefined
  /** The first segment that names nothing, with the entity it was looked up in. */
  readonly unknown: { readonly key: string; readonly entity: string; readonly index: number } | undefined
}

/** Follows a dotted path through fields and relations; never throws. */
export function resolvePath(entities: ReadonlyMap<string, Entity>, from: string, path: string): ResolvedPath {
  const steps: PathStep[] = []
  const segments = path.split('.')
  let entity = entities.get(from)
  for (const [index, segment] of segments.entries()) {
    if (!entity) return { steps, part: undefined, unknown: { key: segment, entity: from, index } }
    const [key = '', target] = segment.split('@')
    const field = entity.fields.get(key)
    const relation = entity.relations.get(key)
    if (!field && !relation) return { steps, part: undefined, unknown: { key, entity: entity.key, index } }
    steps.push({ entity, key, field, relation, target })
    const rest = segments.slice(index + 1)
    if (rest.length === 0) break
    if (!relation) {
      const part = rest.join('.')
      const parts = field?.type.parts?.(field.settings) ?? {}
      if (part in parts) return { steps, part, unknown: undefined }
      return { steps, part: undefined, unknown: { key: rest[0] ?? '', entity: entity.key, index: index + 1 } }
    }
    const next = target === undefined ? relation.to[0] : relation.to.find((key) => key === target)
    if (next === undefined || (target === undefined && relation.to.length > 1))
      return {
        steps,
        part: undefined,
        unknown: { key: rest[0] ?? '', entity: relation.to.join(', '), index: index + 1 },
      }
    // A part may stand behind a reference too (`owner.team` is a field of the user, so relations win).
    entity = entities.get(next)
  }
  return { steps, part: undefined, unknown: undefined }
}
