import type { Entity, Field, Model, Option } from '@atelier/definitions'
import { labelIn } from './result.ts'

/** Options of a choice or stages of a stage field, by the path that leads to it; empty for other fields. */
export function optionsAt(model: Model, entity: string, path: string): readonly Option[] {
  const field = fieldAt(model, entity, path)
  if (!field) return []
  const owner = model.entities.get(field.entity)
  if (owner?.stage === field) return stagesOf(owner)
  return field.options
}

export function stagesOf(entity: Entity): readonly Option[] {
  const seen = new Set<string>()
  return entity.pipelines
    .flatMap((pipeline) => pipeline.stages)
    .filter((stage) => !seen.has(stage.key) && seen.add(stage.key))
}

/** The field that a path ends at, parts aside. */
export function fieldAt(model: Model, entity: string, path: string): Field | undefined {
  const segments = path.split('.')
  let at: Entity | undefined = model.entities.get(entity)
  for (let i = 0; at && i < segments.length; i++) {
    const [key = '', target] = (segments[i] ?? '').split('@')
    const field: Field | undefined = at.fields.get(key)
    const relation = at.relations.get(key)
    if (i === segments.length - 1 || (field && !relation)) return field
    at = relation && model.entities.get(target ?? relation.to[0] ?? '')
  }
  return undefined
}

/** What a dimension or value is called: its own label, else the field's. */
export function partLabel(
  model: Model,
  language: string,
  part: { readonly key: string; readonly label?: string | Readonly<Record<string, string>> },
  entity: string | undefined,
  path: string | undefined,
): string {
  const field = entity === undefined || path === undefined ? undefined : fieldAt(model, entity, path)
  return labelIn(language, part.label, field ? (field.label[language] ?? field.label['en'] ?? field.key) : part.key)
}
