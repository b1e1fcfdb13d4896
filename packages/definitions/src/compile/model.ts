import type { Document, DocumentKind, DocumentOf, EntityDocument, FieldDefinition } from '../documents/index.ts'
import { fieldTypeOf } from '../field-types.ts'
import type { Entity, EntityOrigin, Model } from '../model.ts'
import { stageOptions, systemCollections } from '../system/collections.ts'
import { systemEntities } from '../system/entities.ts'
import { lineFields, systemFields } from '../system/fields.ts'
import { adminRole, adminRoleKey } from '../system/roles.ts'
import { defaultWorkspace } from '../system/workspace.ts'
import { compileReads } from './computed.ts'
import { compileCurrencies } from './currencies.ts'
import { compileField, type DraftField, type FieldContext } from './fields.ts'
import { resolveLabel, translateDocuments } from './labels.ts'
import { entityKeyOf, mergeExtensions } from './merge-extensions.ts'
import { compileRelations, type DraftEntity } from './relations.ts'
import { compileResults } from './results.ts'
import { shapeOf } from './shape.ts'

/** What `compileModel` is told besides the documents. */
export type CompileOptions = {
  readonly revision: number
  /** Documents of the revision that could not be read. */
  readonly quarantined?: Model['quarantined']
}

/**
 * Makes the model of one revision: adds the system entities, fields, collections and the role `admin`, merges extensions, resolves
 * option sets, labels, relations and computed fields. It never throws: what a document names in vain is left out, so that the model
 * of documents with problems can be asked what they meant. Check them first (`checkDocuments`) where they come from outside.
 */
export function compileModel(documents: readonly Document[], options: CompileOptions): Model {
  const workspace = documents.find((document) => document.kind === 'workspace') ?? defaultWorkspace
  const languages = languagesOf(workspace.languages, workspace.language)
  const translated = translateDocuments(documents, languages)
  const byKind = <K extends DocumentKind>(kind: K): readonly DocumentOf<K>[] =>
    translated.filter((document): document is DocumentOf<K> => document.kind === kind)
  const pipelines = byKind('pipeline')
  const approvals = byKind('approval')
  const ownRoles = byKind('role').filter((role) => role.key !== adminRoleKey)
  const drawn = mergeExtensions(systemEntities([...ownRoles, adminRole([])]), byKind('entity'))
  const roles = [...ownRoles, adminRole(drawn.map(({ document }) => document.key))]
  const context: FieldContext = {
    workspace,
    languages,
    optionsets: new Map(byKind('optionset').map((set) => [set.key, set.options])),
    stages: (definition) => {
      const named = new Set(definition.pipelines?.map((choice) => choice.pipeline))
      return stageOptions(pipelines.filter((pipeline) => named.has(pipeline.key)))
    },
  }

  const entities = new Map<string, DraftEntity>()
  const drafts: DraftField[] = []
  const add = (
    document: EntityDocument,
    origin: EntityOrigin,
    own: readonly FieldDefinition[],
    kept: readonly FieldDefinition[],
  ) => {
    const entity = draftEntity(document, origin, pipelines, languages)
    for (const [definition, system] of [
      ...own.map((d) => [d, false] as const),
      ...kept.map((d) => [d, true] as const),
    ]) {
      const field = compileField(document.key, definition, system, context)
      if (!field || entity.fields.has(field.key)) continue
      entity.fields.set(field.key, field)
      drafts.push(field)
    }
    entity.stage = [...entity.fields.values()].find((field) => field.type.servesAs === 'stage')
    entity.owner = [...entity.fields.values()].find((field) => field.type.servesAs === 'owner')
    entities.set(document.key, entity)
  }
  for (const { document, system } of drawn) {
    add(document, { kind: system ? 'system' : 'drawn' }, document.fields, systemFields)
    for (const field of document.fields) {
      if (fieldTypeOf(field.type)?.storage !== 'rows') continue
      const lines = linesDocument(document, field)
      add(lines, { kind: 'lines', parent: document.key, field: field.key }, lines.fields, lineFields(document.key))
    }
    if (system) continue
    const own = pipelines.filter((pipeline) => pipeline.entity === document.key)
    for (const { collection, document: made } of systemCollections(
      document,
      own,
      approvals.filter((a) => a.entity === document.key),
    ))
      add(made, { kind: 'collection', parent: document.key, collection }, [], made.fields)
  }
  compileRelations(entities, languages)
  compileResults(entities, drafts, context)
  compileReads(entities, drafts)
  compileCurrencies(entities, drafts, context)

  const shapes = new Map([...entities.values()].map((entity) => [entity.key, shapeOf(entity)]))
  const keyed = <K extends DocumentKind>(kind: K): ReadonlyMap<string, DocumentOf<K>> =>
    new Map(byKind(kind).map((document) => [document.key ?? '', document]))
  return {
    revision: options.revision,
    documents,
    workspace,
    navigation: byKind('navigation')[0],
    entities,
    pipelines: keyed('pipeline'),
    automations: keyed('automation'),
    approvals: keyed('approval'),
    forms: keyed('form'),
    views: keyed('view'),
    reports: keyed('report'),
    dashboards: keyed('dashboard'),
    roles: new Map(roles.map((role) => [role.key, role])),
    policies: keyed('policy'),
    messages: keyed('message'),
    optionsets: keyed('optionset'),
    teams: keyed('team'),
    quarantined: options.quarantined ?? [],
    shape: (entity) => shapes.get(entity),
  }
}

/** Languages of a workspace, the main one first. */
export function languagesOf(languages: readonly string[] | undefined, main: string | undefined): readonly string[] {
  return [...new Set([...(main ? [main] : []), ...(languages ?? []), ...(languages || main ? [] : ['en', 'zh-CN'])])]
}

function draftEntity(
  document: EntityDocument,
  origin: EntityOrigin,
  pipelines: Iterable<Entity['pipelines'][number]>,
  languages: readonly string[],
): DraftEntity {
  return {
    id: document.id,
    key: document.key,
    origin,
    document,
    label: resolveLabel(document.label, document.key, languages),
    title: document.titleField ?? 'id',
    fields: new Map(),
    relations: new Map(),
    stage: undefined,
    owner: undefined,
    rules: document.rules ?? [],
    invariants: document.invariants ?? [],
    uniques: [
      ...(document.unique ?? []),
      ...document.fields
        .filter((field) => field.unique)
        .map((field) => ({ id: `unq_${field.id}`, fields: [field.key] })),
    ],
    pipelines: [...pipelines].filter((pipeline) => pipeline.entity === entityKeyOf(document)),
  }
}

/** Lines as the entity that they are. */
function linesDocument(header: EntityDocument, field: FieldDefinition): EntityDocument {
  return {
    kind: 'entity',
    specVersion: 1,
    id: `${header.id}/${field.id}`,
    key: `${header.key}.${field.key}`,
    ...(field.label ? { label: field.label } : {}),
    fields: field.fields ?? [],
    ...(field.rules ? { rules: field.rules } : {}),
    ...(field.invariants ? { invariants: field.invariants } : {}),
    ...(field.uniques ? { unique: field.uniques } : {}),
  }
}
