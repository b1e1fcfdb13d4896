import type { Field, Model } from '@atelier/definitions'
import type { FieldView, StageView } from '@atelier/ui'

function stagesOf(model: Model, field: Field): readonly StageView[] {
  const pipelines = field.definition.pipelines?.flatMap(({ pipeline }) => model.pipelines.get(pipeline) ?? []) ?? []
  const stages = pipelines.flatMap(({ stages: all }): readonly StageView[] => {
    const shown = all.filter((stage) => stage.retired !== true)
    const open = shown.filter((stage) => stage.outcome === 'open')
    return shown.map((stage) => ({
      key: stage.key,
      label: stage.label,
      outcome: stage.outcome,
      position: stage.outcome === 'open' ? open.indexOf(stage) + 1 : open.length,
      total: open.length,
    }))
  })
  return [...new Map(stages.map((stage) => [stage.key, stage])).values()]
}

/** A field of a model as controls see it, with its options, stages and columns. */
export function fieldViewOf(model: Model, field: Field): FieldView {
  const { definition } = field
  const lines = field.type.storage === 'rows' ? model.entities.get(`${field.entity}.${field.key}`) : undefined
  const { currency } = definition
  const { result } = field.settings.definition
  return {
    key: field.key,
    type: field.type.key,
    label: field.label,
    help: definition.help,
    required: definition.required === true,
    readonly: field.system || field.type.source !== 'input' || definition.readonly === true,
    scale: definition.scale,
    maxLength: definition.maxLength,
    target: field.targets[0],
    targets: field.targets,
    options: field.options,
    stages: definition.pipelines ? stagesOf(model, field) : undefined,
    fields: lines && [...lines.fields.values()].filter((each) => !each.system).map((each) => fieldViewOf(model, each)),
    result: typeof result === 'string' ? result : undefined,
    multiple: definition.multiple,
    accept: definition.accept,
    currency: typeof currency === 'object' ? currency.from : undefined,
    currencies: currency === 'own' ? field.settings.workspace.currencies : undefined,
  }
}
