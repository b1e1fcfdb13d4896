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

/** A folder of extensions: each one a folder (or file) of its own, listed in each of the registries. */
export type Registry = { folder: string; listedIn: readonly string[]; besides?: readonly string[] }

/** Every folder of extensions. */
export const registries: readonly Registry[] = [
  { folder: 'packages/cli/src/commands', listedIn: ['packages/cli/src/commands/index.ts'] },
]
