const reserved = new Set([
  'api', 'assets', 'builder', 'dashboards', 'events', 'f', 'favicon', 'healthz', 'hooks', 'import', 'inbox', 'metrics',
  'readyz', 'reports', 'search', 'setup', 'templates', 'people', 'settings', 'invite',
]) // biome-ignore format: a list

/** An entity's key as a path segment: `~` keeps the names of pages free. */
export const entitySegment = (entity: string): string => (reserved.has(entity) ? `~${entity}` : entity)

/** The entity that a path segment names. */
export const segmentEntity = (segment: string): string => segment.replace(/^~/, '')

const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>) => {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs)}`
}

/** Every address of the app is made here. */
export const addresses = {
  home: () => '/',
  inbox: () => '/inbox',
  search: (q?: string) => withQuery('/search', { q }),
  signIn: (next?: string) => withQuery('/sign-in', { next }),
  setup: () => '/setup',
  templates: () => '/templates',
  builder: () => '/builder',
  settings: (section?: string) => (section === undefined ? '/settings' : `/settings/${section}`),
  view: (entity: string, query: { view?: string; filter?: string; sort?: string; panel?: string } = {}) =>
    withQuery(`/${entitySegment(entity)}`, query),
  record: (entity: string, id: string) => `/${entitySegment(entity)}/${encodeURIComponent(id)}`,
  imports: () => '/import',
  importInto: (entity: string) => `/import/${entitySegment(entity)}`,
  reports: () => '/reports',
  report: (key: string) => `/reports/${key}`,
  dashboard: (key: string) => `/dashboards/${key}`,
}
