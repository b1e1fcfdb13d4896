import type { Entity, Model } from '@atelier/definitions'
import type { PhysicalEntity } from './physical.ts'

export function uniqueFilterSql(
  model: Model,
  entity: Entity,
  physical: PhysicalEntity,
  filter: unknown,
): string | undefined {
  void [model, entity, physical, filter]
  return undefined
}
