import type { EntityDocument, FieldDefinition, Label, PipelineDocument } from '@atelier/definitions'
import { fieldType } from '@atelier/fields'
import { changePart, insertPart, movePart, type PartChange, removePart, withProperties } from './lists.ts'

/** Which list of fields is meant: the entity's own, or the columns of one of its line items. */
export type FieldPlace = { readonly lines?: string | undefined }

/** A new entity: it has a name, and that names its records. */
export function newEntity(given: {
  readonly id: string
  readonly key: string
  readonly label: Label
  readonly titleId: string
  readonly titleLabel: Label
}): EntityDocument {
  return {
    kind: 'entity',
    specVersion: 1,
    id: given.id,
    key: given.key,
    label: given.label,
    titleField: 'name',
    fields: [{ id: given.titleId, key: 'name', type: 'text', label: given.titleLabel, required: true }],
  }
}

/** What the model calls the entity at a place: `order`, or `order.items` for its line items. */
export function entityKeyAt(entity: EntityDocument, { lines }: FieldPlace): string {
  const field = lines === undefined ? undefined : entity.fields.find((each) => each.id === lines)
  return field ? `${entity.key}.${field.key}` : entity.key
}

/** The fields at a place. */
export function fieldsAt(entity: EntityDocument, { lines }: FieldPlace): readonly FieldDefinition[] {
  if (lines === undefined) return entity.fields
  return entity.fields.find((field) => field.id === lines)?.fields ?? []
}

function withFields(
  entity: EntityDocument,
  { lines }: FieldPlace,
  change: (fields: readonly FieldDefinition[]) => readonly FieldDefinition[],
): EntityDocument {
  if (lines === undefined) return { ...entity, fields: change(entity.fields) }
  return {
    ...entity,
    fields: entity.fields.map((field) =>
      field.id === lines ? { ...field, fields: change(field.fields ?? []) } : field,
    ),
  }
}

export const editEntity = (entity: EntityDocument, change: PartChange<EntityDocument>): EntityDocument =>
  withProperties(entity, change)

export const addField = (
  entity: EntityDocument,
  place: FieldPlace,
  field: FieldDefinition,
  index?: number,
): EntityDocument => withFields(entity, place, (fields) => insertPart(fields, field, index))

/** Changes a field; a new key of the field that names records is followed. References elsewhere are rewritten by whoever applies renames. */
export function editField(
  entity: EntityDocument,
  place: FieldPlace,
  id: string,
  change: PartChange<FieldDefinition>,
): EntityDocument {
  return withFields(entity, place, (fields) => changePart(fields, id, change))
}

export const moveField = (entity: EntityDocument, place: FieldPlace, id: string, index: number): EntityDocument =>
  withFields(entity, place, (fields) => movePart(fields, id, index))

/** Takes a field away; when it named the records, the first that may does from then on. */
export function removeField(entity: EntityDocument, place: FieldPlace, id: string): EntityDocument {
  const gone = fieldsAt(entity, place).find((field) => field.id === id)
  const next = withFields(entity, place, (fields) => removePart(fields, id))
  if (place.lines !== undefined || !gone || next.titleField !== gone.key) return next
  const title = next.fields.find((field) => fieldType(field.type)?.namesRecords)?.key
  return withProperties(next, { titleField: title })
}

/** A pipeline to start from: two open stages, won, lost. */
export function newPipeline(given: {
  readonly id: string
  readonly key: string
  readonly label: Label
  readonly entity: string
  readonly stageIds: readonly [string, string, string, string]
}): PipelineDocument {
  const [first, second, won, lost] = given.stageIds
  return {
    kind: 'pipeline',
    specVersion: 1,
    id: given.id,
    key: given.key,
    label: given.label,
    entity: given.entity,
    forward: 'any',
    backward: { allow: 'any' },
    stages: [
      { id: first, key: 'new', label: { en: 'New', 'zh-CN': '新建' }, outcome: 'open', probability: '0.1' },
      {
        id: second,
        key: 'inProgress',
        label: { en: 'In progress', 'zh-CN': '进行中' },
        outcome: 'open',
        probability: '0.5',
      },
      { id: won, key: 'won', label: { en: 'Won', 'zh-CN': '赢单' }, outcome: 'won', probability: '1' },
      { id: lost, key: 'lost', label: { en: 'Lost', 'zh-CN': '输单' }, outcome: 'lost', probability: '0', from: 'any' },
    ],
  }
}

/** The field that says where a record stands. */
const stageOf = (entity: EntityDocument): FieldDefinition | undefined =>
  entity.fields.find((field) => fieldType(field.type)?.servesAs === 'stage')

/** The entity with a stage field that follows the pipeline; one it has already is told of the pipeline as well. */
export function followPipeline(entity: EntityDocument, pipeline: string, fieldId: string): EntityDocument {
  const stage = stageOf(entity)
  if (!stage) {
    return addField(
      entity,
      {},
      {
        id: fieldId,
        key: 'stage',
        type: 'stage',
        label: { en: 'Stage', 'zh-CN': '阶段' },
        pipelines: [{ pipeline }],
      },
    )
  }
  if (stage.pipelines?.some((each) => each.pipeline === pipeline)) return entity
  return editField(entity, {}, stage.id, { pipelines: [...(stage.pipelines ?? []), { pipeline }] })
}

/** The entity without a pipeline that is going away; a stage field left without any goes too. */
export function leavePipeline(entity: EntityDocument, pipeline: string): EntityDocument {
  const stage = stageOf(entity)
  if (!stage?.pipelines?.some((each) => each.pipeline === pipeline)) return entity
  const pipelines = stage.pipelines.filter((each) => each.pipeline !== pipeline)
  return pipelines.length === 0 ? removeField(entity, {}, stage.id) : editField(entity, {}, stage.id, { pipelines })
}
