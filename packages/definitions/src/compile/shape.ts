import type { FieldShape, RuleType, Shape } from '@atelier/rules'
import type { Entity, Field, Relation } from '../model.ts'

/** The rule language's view of an entity: fields with their parts, and the ways to other records. */
export function shapeOf(entity: Entity): Shape {
  const made = new Map<string, FieldShape | undefined>()
  const make = (key: string): FieldShape | undefined => {
    const field = entity.fields.get(key)
    const relation = entity.relations.get(key)
    if (field) return fieldShape(field, relation)
    return relation ? relationShape(relation) : undefined
  }
  return {
    key: entity.key,
    label: entity.label,
    field: (key) => {
      if (!made.has(key)) made.set(key, make(key))
      return made.get(key)
    },
    keys: () => [...new Set([...entity.fields.keys(), ...entity.relations.keys()])],
  }
}

function fieldShape(field: Field, relation: Relation | undefined): FieldShape {
  const parts = field.type.parts?.(field.settings)
  const inverse = relation ? inverseOf(relation) : undefined
  return {
    key: field.key,
    id: field.id,
    type: field.type.ruleType(field.settings),
    label: field.label,
    ...(parts ? { parts } : {}),
    ...(field.volatile ? { volatile: true } : {}),
    ...(field.key === 'id' || field.key === 'createdAt' ? { required: true } : {}),
    ...(inverse ? { inverse } : {}),
  }
}

function relationShape(relation: Relation): FieldShape {
  const inverse = inverseOf(relation)
  return {
    key: relation.key,
    id: `rel_${relation.key}`,
    type: relationType(relation),
    label: relation.label,
    ...(inverse ? { inverse } : {}),
  }
}

function relationType(relation: Relation): RuleType {
  const [first = relation.from] = relation.to
  if (relation.cardinality === 'one') return { kind: 'reference', entity: first }
  return relation.to.length === 1
    ? { kind: 'collection', entity: first }
    : { kind: 'references', entities: relation.to }
}

/** The key on the other side that leads back, where there is one. */
function inverseOf(relation: Relation): string | undefined {
  const { through } = relation
  if (through.kind === 'reverse' || through.kind === 'reverseLinks') return through.field.key
  if (through.kind === 'lines' || through.kind === 'collection') return 'parent'
  return undefined
}
