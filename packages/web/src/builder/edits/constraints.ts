import type { EntityDocument, FieldDefinition, InvariantDefinition, UniqueDefinition } from '@atelier/definitions'
import type { FieldPlace } from './entity.ts'
import { changePart, insertPart, type PartChange, removePart, withProperties } from './lists.ts'

type Constraints = {
  readonly invariants: readonly InvariantDefinition[]
  readonly uniques: readonly UniqueDefinition[]
}

/** What holds about records together: of an entity, or of one of its line items. */
export function constraintsAt(entity: EntityDocument, { lines }: FieldPlace): Constraints {
  const field = lines === undefined ? undefined : entity.fields.find((each) => each.id === lines)
  return field
    ? { invariants: field.invariants ?? [], uniques: field.uniques ?? [] }
    : { invariants: entity.invariants ?? [], uniques: entity.unique ?? [] }
}

const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined)

/** Lines keep their constraints under another name than entities: there `unique` is a flag of fields. */
function withConstraints(entity: EntityDocument, { lines }: FieldPlace, next: Partial<Constraints>): EntityDocument {
  const invariants = next.invariants ? { invariants: some(next.invariants) } : {}
  if (lines === undefined)
    return withProperties<EntityDocument>(entity, {
      ...invariants,
      ...(next.uniques ? { unique: some(next.uniques) } : {}),
    })
  const change = { ...invariants, ...(next.uniques ? { uniques: some(next.uniques) } : {}) }
  return {
    ...entity,
    fields: entity.fields.map((field) => (field.id === lines ? withProperties<FieldDefinition>(field, change) : field)),
  }
}

export const addInvariant = (entity: EntityDocument, place: FieldPlace, id: string): EntityDocument =>
  withConstraints(entity, place, {
    invariants: insertPart<InvariantDefinition>(constraintsAt(entity, place).invariants, {
      id,
      always: true,
      mode: 'refuse',
    }),
  })

export const editInvariant = (
  entity: EntityDocument,
  place: FieldPlace,
  id: string,
  change: PartChange<InvariantDefinition>,
): EntityDocument =>
  withConstraints(entity, place, {
    invariants: changePart<InvariantDefinition>(constraintsAt(entity, place).invariants, id, change),
  })

export const removeInvariant = (entity: EntityDocument, place: FieldPlace, id: string): EntityDocument =>
  withConstraints(entity, place, { invariants: removePart(constraintsAt(entity, place).invariants, id) })

export const addUnique = (
  entity: EntityDocument,
  place: FieldPlace,
  id: string,
  fields: readonly string[],
): EntityDocument =>
  withConstraints(entity, place, { uniques: insertPart(constraintsAt(entity, place).uniques, { id, fields }) })

export const editUnique = (
  entity: EntityDocument,
  place: FieldPlace,
  id: string,
  change: PartChange<UniqueDefinition>,
): EntityDocument =>
  withConstraints(entity, place, {
    uniques: changePart<UniqueDefinition>(constraintsAt(entity, place).uniques, id, change),
  })

export const removeUnique = (entity: EntityDocument, place: FieldPlace, id: string): EntityDocument =>
  withConstraints(entity, place, { uniques: removePart(constraintsAt(entity, place).uniques, id) })
