import type { EntityDocument, FieldDefinition, Label } from '@atelier/definitions'
import { type FieldType, fieldType, fieldTypes } from '@atelier/fields'
import { keyFor, newId } from './names.ts'

/** Whether the palette offers a type, in an entity or among the columns of line items. */
export function isOffered(type: string, inLines: boolean): boolean {
  const found = fieldType(type)
  if (!found || found.internal || found.notOffered === 'anywhere') return false
  return !(inLines && found.notOffered === 'inLines')
}

/** The name of the list on the other side: `deals` on an account, numbered where the account has something of that name. */
function reverseKey(from: EntityDocument, to: EntityDocument | undefined, entities: readonly EntityDocument[]): string {
  // The entity as it is being drawn, not as the list has it.
  const drawn = [from, ...entities.filter((entity) => entity.id !== from.id)]
  const toHere = drawn.flatMap((entity) =>
    entity.fields.filter((field) => field.target === to?.key || field.targets?.includes(to?.key ?? '')),
  )
  const taken = [...(to?.fields ?? []).map((field) => field.key), ...toHere.map((field) => field.reverse?.key ?? '')]
  return keyFor(`${from.key}s`, 'records', taken)
}

/** The entity a new reference most likely points to: the first other one. */
export const likelyTarget = (entity: EntityDocument, entities: readonly EntityDocument[]): EntityDocument | undefined =>
  entities.find((each) => each.key !== entity.key)

export type NewField = {
  readonly type: string
  readonly label: Label
  /** The name to make the key from. */
  readonly name: string
  readonly fields: readonly FieldDefinition[]
  /** Other entities, the likeliest target first. */
  readonly entities: readonly EntityDocument[]
  readonly entity: EntityDocument
}

/** A field with what its type cannot do without, so that it works as soon as it stands there. */
export function newField({ type, label, name, fields, entities, entity }: NewField): FieldDefinition {
  const found = fieldType(type)
  const taken = fields.map((field) => field.key)
  // There is one owner, and rules know it by this name.
  const key = found?.servesAs === 'owner' ? 'owner' : keyFor(name, type, taken)
  const field = { id: newId('fld'), key, type, label, ...found?.starter?.(newId) }
  if (!found || !pointsAtRecords(found)) return field
  const target = likelyTarget(entity, entities)?.key ?? entity.key
  const pointed = entities.find((each) => each.key === target)
  return {
    ...field,
    target,
    reverse: { key: reverseKey(entity, pointed, entities), label: entity.label ?? entity.key },
  }
}

/** Whether a field of the type says which records it points at, and what they call the list of those that point at them. */
export const pointsAtRecords = ({ properties }: Pick<FieldType, 'properties'>): boolean =>
  'target' in properties && 'reverse' in properties

/** A reference from one entity to another, called like what it points to; undefined while no type points at records. */
export function newRelation(
  from: EntityDocument,
  to: EntityDocument,
  entities: readonly EntityDocument[],
): FieldDefinition | undefined {
  const all: readonly FieldType[] = fieldTypes
  const type = all.find((each) => pointsAtRecords(each) && isOffered(each.key, false))
  if (!type) return undefined
  return newField({
    type: type.key,
    name: to.key,
    label: to.label ?? to.key,
    fields: from.fields,
    entities: [to, ...entities.filter((each) => each.id !== to.id)],
    entity: from,
  })
}

/**
 * The type that a field's name speaks of: `Signing date` and `签约日期` are dates, `Contract money` is money. The longest word that fits
 * decides; undefined when the name says nothing.
 */
export function typeInName(name: string, types: readonly Pick<FieldType, 'key' | 'label'>[]): string | undefined {
  const said = name.toLowerCase()
  const fits = types.flatMap(({ key, label }) =>
    Object.values(label)
      .filter((word) => speaksOf(said, word.toLowerCase()))
      .map((word) => ({ key, length: word.length })),
  )
  return fits.toSorted((one, other) => other.length - one.length)[0]?.key
}

/** Latin words count as a whole, so that an update is no date. */
const speaksOf = (said: string, word: string): boolean =>
  /^[a-z]/.test(word) ? ` ${said} `.includes(` ${word} `) : said.includes(word)
