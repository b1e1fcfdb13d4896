import type { MeAnswer, WorkspaceAnswer, WorkspaceEntity, WorkspaceField, WorkspaceRelation } from '@atelier/api'
import type { Action, DashboardDocument, Entity, Field, Permit, Relation } from '@atelier/definitions'
import { fieldAccess, isUnlimited, may, mayEver } from '@atelier/records'
import { readSettings } from '../mine/settings.ts'
import { isForReader, leaveOutHidden } from './leave-out-hidden.ts'
import type { Context } from './workspace.ts'

const actions: readonly Action[] = ['read', 'create', 'update', 'delete', 'export', 'import', 'assign', 'convert']
const permits: readonly Permit[] = [
  'build',
  'publish',
  'manageUsers',
  'audit',
  'importHistory',
  'impersonate',
  'override',
]

/** The definitions as the person may see them (`GET /workspace`): what is hidden is not there. */
export function describeWorkspace(context: Context): WorkspaceAnswer {
  const { model, revision } = context.generation
  const { reader } = context
  const seen = new Map<string, WorkspaceEntity>()
  const described = new Set<string>()
  for (const entity of model.entities.values()) if (isVisible(context, entity)) described.add(entity.key)
  for (const entity of model.entities.values())
    if (described.has(entity.key)) seen.set(entity.key, describeEntity(context, entity, described))
  const builder = may(reader, model, 'build')
  const ofVisible = <T extends { readonly kind: string; readonly entity?: string | undefined }>(
    documents: Iterable<T>,
  ): T[] =>
    [...documents]
      .filter(
        (document) =>
          document.entity === undefined ||
          described.has(document.entity) ||
          described.has(document.entity.split('.')[0] ?? ''),
      )
      .filter((document) => (document.kind !== 'report' && document.kind !== 'view') || isForReader(context, document))
      .map((document) => leaveOutHidden(context, document))
  const [views, reports] = [ofVisible(model.views.values()), ofVisible(model.reports.values())]
  const known = new Set([...views, ...reports].map(({ kind, key }) => `${kind} ${key}`))
  const tiles = (dashboard: DashboardDocument): DashboardDocument => ({
    ...dashboard,
    tiles: dashboard.tiles.filter(
      (tile) =>
        !(typeof tile['report'] === 'string' && !known.has(`report ${tile['report']}`)) &&
        !(typeof tile['view'] === 'string' && !known.has(`view ${tile['view']}`)) &&
        !(typeof tile['entity'] === 'string' && !described.has(tile['entity'])),
    ),
  })
  return {
    key: context.workspace.key,
    revision,
    workspace: model.workspace,
    navigation: model.navigation ?? null,
    entities: [...seen.values()],
    pipelines: ofVisible(model.pipelines.values()),
    approvals: ofVisible(model.approvals.values()),
    views,
    forms: ofVisible(model.forms.values()),
    reports,
    dashboards: [...model.dashboards.values()].map(tiles),
    roles: [...model.roles.values()].map((role) => ({ key: role.key, label: words(role.label, role.key) })),
    quarantined: builder ? model.quarantined : [],
  }
}

/** Lines are seen with their header; the engine's own collections are reached through their record. */
function isVisible(context: Context, entity: Entity): boolean {
  const { origin } = entity
  if (origin.kind === 'collection') return false
  const key = origin.kind === 'lines' ? origin.parent : entity.key
  return (
    mayEver(context.reader, context.generation.model, key, 'read') ||
    mayEver(context.reader, context.generation.model, key, 'create')
  )
}

function describeEntity(context: Context, entity: Entity, visible: ReadonlySet<string>): WorkspaceEntity {
  const { model } = context.generation
  const rights = fieldAccess(context.reader, model, entity.key)
  const fields = [...entity.fields.values()].flatMap((field): WorkspaceField[] => {
    const right = rights.get(field.key)
    if (!right || right.access === 'hidden') return []
    const described = describeField(field, right.access, right.byRow)
    return [{ ...described, definition: leaveOutHidden(context, described.definition, entity) }]
  })
  const shown = new Set(fields.map((field) => field.key))
  const key = entity.origin.kind === 'lines' ? entity.origin.parent : entity.key
  return {
    id: entity.id,
    key: entity.key,
    origin: entity.origin.kind === 'collection' ? 'system' : entity.origin.kind,
    label: entity.label,
    title: entity.title,
    fields,
    relations: [...entity.relations.values()].flatMap((relation) => describeRelation(relation, shown, visible)),
    ...(entity.stage && shown.has(entity.stage.key) ? { stage: entity.stage.key } : {}),
    ...(entity.owner && shown.has(entity.owner.key) ? { owner: entity.owner.key } : {}),
    ...(entity.document.activity ? { activity: entity.document.activity } : {}),
    forms:
      entity.document.forms ??
      [...model.forms.values()].filter((form) => form.entity === entity.key).map((form) => form.key),
    rules: leaveOutHidden(context, entity.rules, entity),
    can: actions.filter((action) => mayEver(context.reader, model, key, action)),
  }
}

function describeField(field: Field, access: 'masked' | 'read' | 'write', byRow: boolean): WorkspaceField {
  const { definition } = field
  const { result } = field.settings.definition
  return {
    id: field.id,
    key: field.key,
    type: field.type.key,
    ...(typeof result === 'string' ? { result } : {}),
    label: field.label,
    ...(definition.help === undefined ? {} : { help: words(definition.help, '') }),
    required: definition.required === true,
    access,
    byRow,
    system: field.system,
    writable: access === 'write' && !field.system && field.type.source === 'input' && definition.readonly !== true,
    sortable: field.type.storage === 'columns' || field.volatile,
    options: field.options,
    targets: field.targets,
    definition,
  }
}

function describeRelation(
  relation: Relation,
  shown: ReadonlySet<string>,
  visible: ReadonlySet<string>,
): WorkspaceRelation[] {
  const to = relation.to.filter((entity) => visible.has(entity))
  if (to.length === 0) return []
  const { through } = relation
  const field = 'field' in through ? through.field : undefined
  if (
    field &&
    (through.kind === 'reference' || through.kind === 'links' || through.kind === 'lines') &&
    !shown.has(field.key)
  )
    return []
  return [
    {
      key: relation.key,
      label: relation.label,
      to,
      cardinality: relation.cardinality,
      kind: through.kind,
      ...(field ? { field: { entity: field.entity, key: field.key } } : {}),
    },
  ]
}

function words(
  label: string | Readonly<Record<string, string>> | undefined,
  key: string,
): Readonly<Record<string, string>> {
  if (label === undefined) return { en: key, 'zh-CN': key }
  return typeof label === 'string' ? { en: label, 'zh-CN': label } : label
}

/** Who is asking, for `GET /me`. */
export async function describeMe(context: Context, workspaces: readonly string[]): Promise<MeAnswer> {
  const { model } = context.generation
  const { reader } = context
  const directory = await context.workspace.directory()
  const person = reader.user === undefined ? undefined : directory.users.get(reader.user)
  const team = reader.team === undefined ? undefined : directory.teams.get(reader.team)
  const home = reader.roles.map((role) => model.roles.get(role)?.home).find((key) => key !== undefined)
  return {
    id: reader.user ?? '',
    name: person?.name ?? '',
    email: person?.email ?? null,
    roles: reader.roles.map((role) => ({ key: role, label: words(model.roles.get(role)?.label, role) })),
    may: permits.filter((permit) => may(reader, model, permit)),
    admin: isUnlimited(reader),
    team: team ? { id: team.id, label: team.name ?? team.key } : null,
    language: person?.language ?? context.generation.model.workspace.language ?? reader.language,
    zone: reader.zone,
    home: home ?? null,
    workspaces: workspaces.map((key) => ({ key })),
    settings: await readSettings(context),
  }
}
