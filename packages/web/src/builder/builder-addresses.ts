/** Where each part of the builder stands. */
export const builderAddresses = {
  entities: () => '/builder/entities',
  entity: (key: string, part?: string) => `/builder/entities/${key}${part ? `?part=${part}` : ''}`,
  lines: (key: string, lines: string, part?: string) =>
    `/builder/entities/${key}?lines=${lines}${part ? `&part=${part}` : ''}`,
  pipelines: () => '/builder/pipelines',
  pipeline: (key: string, part?: string) => `/builder/pipelines/${key}${part ? `?part=${part}` : ''}`,
  approvals: () => '/builder/approvals',
  approval: (key: string, part?: string) => `/builder/approvals/${key}${part ? `?part=${part}` : ''}`,
  automations: () => '/builder/automations',
  automation: (key: string, part?: string) => `/builder/automations/${key}${part ? `?part=${part}` : ''}`,
  views: () => '/builder/views',
  view: (key: string) => `/builder/views/${key}`,
  navigation: (part?: string) => `/builder/navigation${part ? `?part=${part}` : ''}`,
  translations: () => '/builder/translations',
  workspace: () => '/builder/workspace',
  calendar: (key: string) => `/builder/workspace/${key}`,
  insight: () => '/builder/insight',
  forms: () => '/builder/forms',
  form: (key: string, part?: string) => `/builder/forms/${key}${part ? `?part=${part}` : ''}`,
  optionSets: () => '/builder/option-sets',
  optionSet: (key: string) => `/builder/option-sets/${key}`,
  roles: () => '/builder/roles',
  role: (key: string) => `/builder/roles/${key}`,
  templates: () => '/builder/templates',
  upkeep: () => '/builder/upkeep',
  preview: (entity: string) => `/builder/preview/${entity}`,
  revisions: () => '/builder/revisions',
}

/**
 * Where a problem is to be seen: its document's page, with the part that its path leads to selected. Undefined for kinds
 * that the builder does not draw yet.
 */
export function addressOfProblem(
  problem: { readonly document?: string; readonly path?: string },
  documents: readonly { readonly kind: string; readonly key?: string }[],
): string | undefined {
  const [kind, key = ''] = (problem.document ?? '').split('/')
  const document = documents.find((each) => each.kind === kind && each.key === key)
  if (!document) return undefined
  const ids = idsAlong(document, problem.path ?? '')
  switch (kind) {
    case 'entity': {
      const [field, column] = ids
      return column !== undefined && field !== undefined
        ? builderAddresses.lines(key, field, column)
        : builderAddresses.entity(key, field)
    }
    case 'pipeline':
      return builderAddresses.pipeline(key, ids.at(-1))
    case 'approval':
      return builderAddresses.approval(key, ids.at(-1))
    case 'automation':
      return builderAddresses.automation(key, ids.at(-1) ?? partOf(problem.path))
    case 'view':
      return builderAddresses.view(key)
    case 'navigation':
      return builderAddresses.navigation(ids.at(-1))
    case 'workspace':
      return builderAddresses.workspace()
    case 'policy':
      return builderAddresses.calendar(key)
    case 'report':
    case 'dashboard':
      return builderAddresses.insight()
    case 'translation':
      return builderAddresses.translations()
    case 'form':
      return builderAddresses.form(key, ids.at(-1))
    case 'optionset':
      return builderAddresses.optionSet(key)
    case 'role':
      return builderAddresses.role(key)
    default:
      return undefined
  }
}

/** The card of an automation that a path without ids leads to. */
const partOf = (path = ''): string | undefined =>
  path.startsWith('/trigger/filter') ? 'condition' : path.startsWith('/trigger') ? 'trigger' : undefined

const idOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : undefined

/** Ids of the parts that a JSON pointer leads through, the outermost first. */
function idsAlong(document: unknown, pointer: string): readonly string[] {
  let value: unknown = document
  const ids: string[] = []
  for (const step of pointer.split('/').filter((each) => each !== '')) {
    if (typeof value !== 'object' || value === null) break
    value = Object.entries(value).find(([name]) => name === step)?.[1]
    const id = idOf(value)
    if (id !== undefined) ids.push(id)
  }
  return ids
}
