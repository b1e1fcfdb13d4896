import type { APIRequestContext } from 'playwright-core'

/** A page to be seen: where it is, and under which heading it stands in the gallery. */
export type Place = { readonly group: string; readonly path: string }

type Listed = { readonly kind: string; readonly key: string; readonly entity?: string }

/** Where the builder draws the documents of a kind. */
const drawn: Readonly<Record<string, string>> = {
  entity: 'entities',
  pipeline: 'pipelines',
  approval: 'approvals',
  automation: 'automations',
  form: 'forms',
  view: 'views',
  optionset: 'option-sets',
  role: 'roles',
}
const lists = [
  ...Object.values(drawn),
  ...['diagram', 'navigation', 'translations', 'people', 'templates', 'revisions', 'filling', 'kept', 'insight'],
]
const settings = ['', 'security', 'sessions', 'preferences', 'workspace', 'people', 'teams', 'keys', 'audit', 'usage']

/** Every page that this workspace has, taken from its own definitions, so that a new document is a new picture. */
export async function placesOf(request: APIRequestContext, origin: string): Promise<readonly Place[]> {
  const ask = async <T>(path: string): Promise<T> => (await request.get(`${origin}/api${path}`)).json()
  const { documents } = await ask<{ documents: readonly Listed[] }>('/definitions')
  const of = (kind: string): readonly Listed[] => documents.filter((document) => document.kind === kind)
  const places: Place[] = [
    ...['/', '/inbox', '/search?q=a', '/templates', '/reports', '/reports/new', '/import'].map((path) => ({
      group: 'Workspace',
      path,
    })),
    { group: 'States', path: '/nothing-here' },
  ]
  for (const { key } of of('entity')) {
    const { records } = await ask<{ records?: readonly { readonly id: string }[] }>(`/records/${key}?limit=1`)
    places.push({ group: 'Lists', path: `/${key}` }, { group: 'Imports', path: `/import/${key}` })
    for (const { id } of records ?? []) places.push({ group: 'Records', path: `/${key}/${id}` })
  }
  for (const { key, entity = '' } of of('view')) places.push({ group: 'Views', path: `/${entity}?view=${key}` })
  for (const { key } of of('report')) places.push({ group: 'Reports', path: `/reports/${key}` })
  for (const { key } of of('dashboard')) places.push({ group: 'Dashboards', path: `/dashboards/${key}` })
  for (const list of lists) places.push({ group: 'Builder', path: `/builder/${list}` })
  for (const [kind, folder] of Object.entries(drawn))
    for (const { key } of of(kind).slice(0, 2)) places.push({ group: 'Builder', path: `/builder/${folder}/${key}` })
  for (const part of settings) places.push({ group: 'Settings', path: `/settings/${part}` })
  return places
}
