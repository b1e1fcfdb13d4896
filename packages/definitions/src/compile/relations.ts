import type { Entity, Field, Relation } from '../model.ts'
import { resolveLabel } from './labels.ts'

/** An entity while the model is being made. */
export type DraftEntity = { -readonly [K in keyof Entity]: Entity[K] } & {
  fields: Map<string, Field>
  relations: Map<string, Relation>
}

/**
 * Finds every way between entities: references and lines as drawn, their other sides, headers of lines and the system collections.
 * What names an unknown entity is left out; a field always wins over a relation of the same key.
 */
export function compileRelations(entities: ReadonlyMap<string, DraftEntity>, languages: readonly string[]): void {
  for (const entity of entities.values())
    for (const field of entity.fields.values()) {
      const forward = addForwardRelation(entity, field, entities)
      if (!forward) continue
      const reverse = field.definition.reverse
      if (!reverse || forward.through.kind === 'parent') continue
      for (const target of forward.to) {
        const other = entities.get(target)
        if (!other || other.fields.has(reverse.key) || other.relations.has(reverse.key)) continue
        other.relations.set(reverse.key, {
          key: reverse.key,
          label: reverse.label ? resolveLabel(reverse.label, reverse.key, languages) : entity.label,
          from: target,
          to: [entity.key],
          cardinality: 'many',
          through: { kind: forward.cardinality === 'many' ? 'reverseLinks' : 'reverse', field },
        })
      }
    }
  for (const entity of entities.values()) {
    if (entity.origin.kind === 'lines') addLines(entity, entity.origin.parent, entity.origin.field, entities)
    if (entity.origin.kind === 'collection') addCollection(entity, entity.origin.collection, entities)
  }
}

/** Adds the way that a field opens, if it does. */
export function addForwardRelation(
  entity: DraftEntity,
  field: Field,
  entities: ReadonlyMap<string, DraftEntity>,
): Relation | undefined {
  const relation = forwardRelation(entity, field, entities)
  if (relation) entity.relations.set(field.key, relation)
  return relation
}

function forwardRelation(
  entity: DraftEntity,
  field: Field,
  entities: ReadonlyMap<string, DraftEntity>,
): Relation | undefined {
  // A record's own id leads nowhere else.
  if (field.system && field.key === 'id') return undefined
  const type = field.type.ruleType(field.settings)
  const base = { key: field.key, label: field.label, from: entity.key }
  const isHeader = field.system && field.key === 'parent'
  if (type.kind === 'reference') {
    // A computed reference (a lookup) is joined like a drawn one: by the id that it gives.
    if (!entities.has(type.entity)) return undefined
    const through = isHeader ? ({ kind: 'parent' } as const) : ({ kind: 'reference', field } as const)
    return { ...base, to: [type.entity], cardinality: 'one', through }
  }
  if (type.kind === 'references') {
    const to = type.entities.filter((key) => entities.has(key))
    return to.length > 0 ? { ...base, to, cardinality: 'many', through: { kind: 'links', field } } : undefined
  }
  return undefined
}

function addLines(lines: DraftEntity, parent: string, key: string, entities: ReadonlyMap<string, DraftEntity>): void {
  const header = entities.get(parent)
  const field = header?.fields.get(key)
  if (header && field)
    header.relations.set(key, {
      key,
      label: field.label,
      from: parent,
      to: [lines.key],
      cardinality: 'many',
      through: { kind: 'lines', field },
    })
}

function addCollection(collection: DraftEntity, name: string, entities: ReadonlyMap<string, DraftEntity>): void {
  const key = name.split('.').at(-1) ?? name
  const owner = entities.get(collection.key.slice(0, -key.length - 1))
  if (owner && !owner.fields.has(key) && !owner.relations.has(key))
    owner.relations.set(key, {
      key,
      label: collection.label,
      from: owner.key,
      to: [collection.key],
      cardinality: 'many',
      through: { kind: 'collection' },
    })
}
