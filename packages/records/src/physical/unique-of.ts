import type { Model } from '@atelier/definitions'
import type { PhysicalSchema } from './physical.ts'

/** Which constraint a violated index belongs to (`constraint` of a 23505), by keys; undefined when it is none of ours. */
export function uniqueOf(
  model: Model,
  physical: PhysicalSchema,
  constraint: string,
): { readonly entity: string; readonly unique: string; readonly fields: readonly string[] } | undefined {
  for (const entity of model.entities.values()) {
    const index = physical.entities[entity.id]?.indexes.find(
      (candidate) => candidate.name === constraint && candidate.unique,
    )
    const unique = index && entity.uniques.find((candidate) => candidate.id === index.about)
    if (unique) return { entity: entity.key, unique: unique.id, fields: unique.fields }
  }
  return undefined
}
