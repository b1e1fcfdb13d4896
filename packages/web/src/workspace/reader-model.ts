import type { WorkspaceAnswer, WorkspaceEntity, WorkspaceField } from '@atelier/api'
import { compileModel, type Document, type FieldDefinition, type Model } from '@atelier/definitions'

/** A field as a document writes it, with its options at hand and, for line items, the columns that the reader may see. */
function definitionOf(field: WorkspaceField, lines: WorkspaceEntity | undefined): FieldDefinition {
  const { optionset: _, ...definition } = field.definition
  return {
    ...definition,
    label: field.label,
    ...(definition.pipelines === undefined && field.options.length > 0 ? { options: field.options } : {}),
    ...(lines ? { fields: ownFields(lines, new Map()) } : {}),
  }
}

const ownFields = (
  entity: WorkspaceEntity,
  entities: ReadonlyMap<string, WorkspaceEntity>,
): readonly FieldDefinition[] =>
  entity.fields
    .filter((field) => !field.system)
    .map((field) => definitionOf(field, entities.get(`${entity.key}.${field.key}`)))

/**
 * The definitions that the reader may see as a model: engines run on it in the browser as on the server. What is hidden from the
 * reader is not in it, so rules that read it do not check here and stay with the server.
 */
export function readerModel(answer: WorkspaceAnswer): Model {
  const entities = new Map(answer.entities.map((entity) => [entity.key, entity]))
  const drawn = answer.entities.flatMap((entity): readonly Document[] =>
    entity.origin === 'lines'
      ? []
      : [
          {
            kind: 'entity',
            specVersion: 1,
            id: entity.id,
            key: entity.key,
            label: entity.label,
            titleField: entity.title,
            fields: ownFields(entity, entities),
            rules: entity.rules,
            forms: entity.forms,
            ...(entity.origin === 'system' ? { extends: 'system' } : {}),
            ...(entity.activity ? { activity: entity.activity } : {}),
          },
        ],
  )
  const roles = answer.roles.map(
    (role): Document => ({
      kind: 'role',
      specVersion: 1,
      id: `rol_${role.key}`,
      key: role.key,
      label: role.label,
      grants: [],
    }),
  )
  return compileModel([answer.workspace, ...drawn, ...answer.pipelines, ...answer.forms, ...roles], {
    revision: answer.revision,
  })
}
