/** What a package may import of ours, besides itself. `types` are allowed as types alone. */
export type Room = { imports: readonly string[]; types?: readonly string[] }

/** The house: every package and its arrows. */
export const rooms: Readonly<Record<string, Room>> = {
  rules: { imports: [] },
  fields: { imports: ['rules'] },
  definitions: { imports: ['rules', 'fields'] },
  records: { imports: ['rules', 'fields', 'definitions'] },
  forms: { imports: ['rules', 'fields', 'definitions'] },
  workflow: { imports: ['rules', 'fields', 'definitions'] },
  reports: { imports: ['rules', 'fields', 'definitions', 'records'] },
  ui: { imports: [] },
  api: { imports: [], types: ['definitions'] },
  runtime: { imports: ['rules', 'fields', 'definitions', 'records', 'forms', 'workflow', 'reports', 'api'] },
  web: { imports: ['api', 'ui', 'rules', 'fields', 'definitions', 'forms', 'workflow', 'reports'] },
  cli: { imports: ['runtime', 'definitions', 'records'] },
}

/** Packages that may use Node's own modules. */
export const onNode = ['runtime', 'cli']
/** Packages that are React throughout; elsewhere it lives under `src/ui/` or in a file `ui.tsx`. */
export const onReact = ['ui', 'web']

/** Packages of others that speak to a database, a network or a mail server: for `runtime` alone. */
export const outsideWorld = /^(pg|pg-[a-z-]+|hono|@hono\/.+|better-auth|@better-auth\/.+|nodemailer|express|ws|undici)$/
/** Packages of others that draw in the browser. */
export const drawing = /^(react|react-.+|@mantine\/.+|@tabler\/.+|@tanstack\/.+|@dnd-kit\/.+|echarts|@xyflow\/.+)$/

/** Names that become the drawer everybody throws things into. */
export const drawers = ['core', 'common', 'shared', 'utils', 'util', 'helpers', 'misc']

/**
 * A folder of extensions: each one a folder (or, with `each: 'file'`, a file) of its own, imported by each of the
 * registries; with `part`, only those that have a file of that name. `besides` names files that are no extensions.
 */
export type Registry = {
  folder: string
  each: 'folder' | 'file'
  listedIn: readonly string[]
  part?: string
  besides?: readonly string[]
}

const workflow = (name: string, registry: string): Registry => ({
  folder: `packages/workflow/src/${name}`,
  each: 'folder',
  listedIn: [`packages/workflow/src/${name}/${registry}`],
})

const fieldTypes = (part: string, registry: string): Registry => ({
  folder: 'packages/fields/src/types',
  each: 'folder',
  part,
  listedIn: [`packages/fields/src/${registry}`],
})

/** The field types: their pure halves, their SQL and their React halves. */
export const fieldTypeRegistries: readonly Registry[] = [
  fieldTypes('index.ts', 'registry.ts'),
  fieldTypes('sql.ts', 'sql-registry.ts'),
  fieldTypes('ui.tsx', 'ui/index.tsx'),
]

/** Every folder of extensions. */
export const registries: readonly Registry[] = [
  ...fieldTypeRegistries,
  {
    folder: 'packages/rules/src/operators',
    each: 'file',
    listedIn: ['packages/rules/src/operators/registry.ts'],
    besides: ['amounts.ts', 'enter-collection.ts', 'infos.ts', 'operator.ts'],
  },
  workflow('gates', 'registry.ts'),
  workflow('persons', 'resolve.ts'),
  workflow('steps', 'registry.ts'),
  workflow('triggers', 'registry.ts'),
  { folder: 'packages/cli/src/commands', each: 'file', listedIn: ['packages/cli/src/commands/index.ts'] },
]
