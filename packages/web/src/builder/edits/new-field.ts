import type { EntityDocument, FieldDefinition, Label } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { keyFor, newId } from './names.ts'

/** A stage comes with its pipeline, a position with its lines: neither is added by itself. */
const notOffered = new Set(['stage', 'position'])

/** Whether the palette offers a type; columns of line items cannot hold lines, stages or an owner of their own. */
export function isOffered(type: string, inLines: boolean): boolean {
  const found = fieldType(type)
  if (!found || found.internal || notOffered.has(type)) return false
  return !(inLines && ['lines', 'owner', 'autonumber', 'tags'].includes(type))
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
  const key =
    type === 'owner'
      ? 'owner'
      : keyFor(
          name,
          type,
          fields.map((field) => field.key),
        )
  const field = { id: newId('fld'), key, type, label }
  const target = likelyTarget(entity, entities)?.key ?? entity.key
  switch (type) {
    case 'choice':
    case 'choices':
      return {
        ...field,
        options: [
          { id: newId('opt'), key: 'option1', label: { en: 'Option 1', 'zh-CN': '选项1' }, color: 'blue' },
          { id: newId('opt'), key: 'option2', label: { en: 'Option 2', 'zh-CN': '选项2' }, color: 'teal' },
        ],
      }
    case 'reference':
    case 'references': {
      const pointed = entities.find((each) => each.key === target)
      return {
        ...field,
        target,
        reverse: { key: reverseKey(entity, pointed, entities), label: entity.label ?? entity.key },
      }
    }
    case 'autonumber':
      return { ...field, pattern: 'N-{0000}' }
    case 'lines':
      return {
        ...field,
        fields: [
          { id: newId('fld'), key: 'name', type: 'text', label: { en: 'Item', 'zh-CN': '项目' }, required: true },
          { id: newId('fld'), key: 'quantity', type: 'number', label: { en: 'Quantity', 'zh-CN': '数量' } },
        ],
      }
    case 'formula':
      return { ...field, result: 'number', scale: 2, formula: 0 }
    case 'rollup':
      return { ...field, over: '', aggregate: 'count' }
    case 'lookup':
      return { ...field, path: '' }
    default:
      return field
  }
}
