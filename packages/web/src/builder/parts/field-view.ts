import type { EntityDocument, FieldDefinition, PipelineDocument } from '@atelier/definitions'
import { type FieldType, fieldType } from '@atelier/fields'
import type { FieldView, StageView } from '@atelier/ui'
import { type EntityView, systemFields } from '../../workspace/model.ts'
import { type Documents, ofKind } from '../draft/document.ts'

function stagesOf(pipelines: readonly PipelineDocument[]): readonly StageView[] {
  const stages = pipelines.flatMap((pipeline) => {
    const live = pipeline.stages.filter((stage) => stage.retired !== true)
    const open = live.filter((stage) => stage.outcome === 'open')
    return live.map((stage) => ({
      key: stage.key,
      label: stage.label,
      outcome: stage.outcome,
      position: stage.outcome === 'open' ? open.indexOf(stage) + 1 : open.length,
      total: open.length,
    }))
  })
  return [...new Map(stages.map((stage) => [stage.key, stage])).values()]
}

/** A field of the draft as controls see fields: those that are not published yet as well. */
export function fieldViewOf(field: FieldDefinition, documents: Documents = [], entity?: EntityDocument): FieldView {
  const set = field.optionset ? ofKind(documents, 'optionset').find((each) => each.key === field.optionset) : undefined
  const pipelines = ofKind(documents, 'pipeline').filter((each) => each.entity === entity?.key)
  const type = fieldType(field.type)
  const targets = type?.targets?.(field, entity?.key ?? '') ?? []
  return {
    key: field.key,
    type: field.type,
    label: field.label,
    help: field.help,
    scale: field.scale,
    maxLength: field.maxLength,
    target: targets[0],
    targets,
    options: (field.options ?? set?.options ?? []).filter((option) => option.retired !== true),
    stages: type?.servesAs === 'stage' ? stagesOf(pipelines) : undefined,
    result: field.result,
    multiple: field.multiple,
    accept: field.accept,
  }
}

/** An entity of the draft as the row builder of filters sees entities. */
export function entityViewOf(entity: EntityDocument, documents: Documents): EntityView {
  const own = entity.fields.map((field) => fieldViewOf(field, documents, entity))
  const serving = (as: FieldType['servesAs']) => own.find((field) => fieldType(field.type)?.servesAs === as)
  return {
    key: entity.key,
    label: entity.label ?? entity.key,
    title: entity.titleField ?? '',
    fields: [...own, ...systemFields],
    system: false,
    stage: serving('stage'),
    owner: serving('owner'),
    pipelines: [],
    source: {
      id: entity.id,
      key: entity.key,
      origin: 'drawn',
      label: {},
      title: entity.titleField ?? '',
      fields: [],
      relations: [],
      forms: [],
      rules: [],
      can: [],
    },
    may: new Set(),
  }
}
