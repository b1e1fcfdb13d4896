import type { FieldSettings } from '@atelier/fields'
import type { FieldDefinition, Option, WorkspaceDocument } from '../documents/index.ts'
import { fieldTypeOf } from '../field-types.ts'
import type { Field } from '../model.ts'
import { resolveLabel } from './labels.ts'

/** What field definitions are resolved against. */
export type FieldContext = {
  readonly workspace: WorkspaceDocument
  readonly languages: readonly string[]
  readonly optionsets: ReadonlyMap<string, readonly Option[]>
  /** Options of a stage field: the stages of its pipelines. */
  readonly stages: (definition: FieldDefinition) => readonly Option[]
}

/** A field while the model is being made: later passes fill in what depends on other fields. */
export type DraftField = { -readonly [K in keyof Field]: Field[K] }

/** Resolves one field definition; undefined when its type is unknown. */
export function compileField(
  entity: string,
  definition: FieldDefinition,
  system: boolean,
  context: FieldContext,
): DraftField | undefined {
  const type = fieldTypeOf(definition.type)
  if (!type) return undefined
  const options = optionsOf(definition, context)
  const targets = type.targets?.(definition, entity) ?? []
  return {
    id: definition.id,
    key: definition.key,
    entity,
    label: resolveLabel(definition.label, definition.key, context.languages),
    definition,
    type,
    settings: settingsOf(definition, options, targets, context),
    system,
    volatile: false,
    options,
    targets,
    reads: [],
  }
}

/** What a field type is told about a field. */
export function settingsOf(
  definition: FieldDefinition,
  options: readonly Option[],
  targets: readonly string[],
  context: FieldContext,
): FieldSettings {
  const { workspace, languages } = context
  return {
    key: definition.key,
    definition,
    options: options.map((option) => ({
      key: option.key,
      label: resolveLabel(option.label, option.key, languages),
      ...(option.aliases ? { aliases: option.aliases } : {}),
      ...(option.retired ? { retired: true } : {}),
      ...(option.color ? { color: option.color } : {}),
    })),
    targets,
    workspace: {
      currency: workspace.currency,
      currencies: workspace.currencies ?? [workspace.currency],
      zone: workspace.zone,
      languages,
    },
  }
}

function optionsOf(definition: FieldDefinition, context: FieldContext): readonly Option[] {
  if (definition.options) return definition.options
  if (definition.optionset !== undefined) return context.optionsets.get(definition.optionset) ?? []
  return definition.pipelines ? context.stages(definition) : []
}
