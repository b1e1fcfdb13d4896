import type { Entity, Model } from '@atelier/definitions'
import { ruleSql } from '../query/rule.ts'
import { startBuild } from '../query/start.ts'
import { systemReader } from '../reader.ts'
import { inlined } from '../sql/compile.ts'
import type { PhysicalEntity } from './physical.ts'

/** The filter of a constraint as DDL. It reads stored values of the row alone (checked with the definition), and columns go by the table. */
export function uniqueFilterSql(model: Model, entity: Entity, physical: PhysicalEntity, filter: unknown): string {
  const { system } = startBuild({
    model,
    physical: { format: 1, entities: { [entity.id]: physical }, kept: {} },
    schema: '',
    reader: systemReader,
  })
  return inlined(ruleSql(system, filter, entity, physical.table, { place: 'filter' }))
}
