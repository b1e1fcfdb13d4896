import type { FieldType } from '@atelier/fields'
import type { DocumentKind } from '../documents/index.ts'
import { entityDefs, entityProperties } from './entity.ts'
import { closed, type JsonSchema, list, ref } from './json-schema.ts'
import { parts } from './parts.ts'
import { approvalProperties, automationProperties, pipelineProperties, processDefs } from './process.ts'
import { dashboardProperties, formProperties, readingDefs, reportProperties, viewProperties } from './reading.ts'
import {
  calendarProperties,
  messageProperties,
  navigationProperties,
  optionsetProperties,
  restDefs,
  roleProperties,
  sampleDataProperties,
  teamProperties,
  templateProperties,
  testProperties,
  translationProperties,
  workspaceProperties,
} from './rest.ts'
import { stepDefs } from './steps.ts'

type KindSchema = {
  readonly title: string
  readonly properties: Readonly<Record<string, JsonSchema>>
  readonly required: readonly string[]
}

/** Every kind with what it adds to the head that all share. The one list of kinds. */
const kinds: Readonly<Record<DocumentKind, KindSchema>> = {
  workspace: { title: 'Workspace', properties: workspaceProperties, required: ['currency', 'zone'] },
  navigation: { title: 'Navigation', properties: navigationProperties, required: ['items'] },
  entity: { title: 'Entity', properties: entityProperties, required: ['fields'] },
  optionset: { title: 'Option set', properties: optionsetProperties, required: ['options'] },
  form: { title: 'Form', properties: formProperties, required: ['entity', 'pages'] },
  view: { title: 'View', properties: viewProperties, required: ['entity', 'type'] },
  pipeline: {
    title: 'Pipeline',
    properties: pipelineProperties,
    required: ['entity', 'forward', 'backward', 'stages'],
  },
  automation: { title: 'Automation', properties: automationProperties, required: ['entity', 'trigger', 'steps'] },
  approval: { title: 'Approval', properties: approvalProperties, required: ['entity', 'steps'] },
  policy: { title: 'Policy', properties: calendarProperties, required: ['policy', 'week'] },
  report: { title: 'Report', properties: reportProperties, required: ['type'] },
  dashboard: { title: 'Dashboard', properties: dashboardProperties, required: ['tiles'] },
  role: { title: 'Role', properties: roleProperties, required: ['grants'] },
  team: { title: 'Team', properties: teamProperties, required: [] },
  message: { title: 'Message', properties: messageProperties, required: ['channels'] },
  translation: { title: 'Translation', properties: translationProperties, required: ['language', 'texts'] },
  template: { title: 'Template', properties: templateProperties, required: ['version', 'languages'] },
  sampleData: { title: 'Sample data', properties: sampleDataProperties, required: ['entity', 'records'] },
  test: { title: 'Test', properties: testProperties, required: ['clock', 'steps'] },
}

/** Kinds of documents, in the order in which one thinks of them. */
export const documentKinds = Object.keys(kinds) as readonly DocumentKind[]

/** Whether a text names a kind of document. */
export function isDocumentKind(kind: unknown): kind is DocumentKind {
  return typeof kind === 'string' && Object.hasOwn(kinds, kind)
}

const templateKeyKinds: ReadonlySet<DocumentKind> = new Set(['template', 'sampleData'])

/** The published JSON Schema of a kind, self-contained: `$defs` holds what it uses. */
export function schemaOf(kind: DocumentKind, types: readonly FieldType[]): JsonSchema {
  const { title, properties, required } = kinds[kind]
  const defs: Readonly<Record<string, JsonSchema>> = {
    ...parts,
    options: list(ref('option')),
    ...stepDefs,
    ...processDefs,
    ...readingDefs,
    ...restDefs,
    ...entityDefs(types),
  }
  const head = closed(
    {
      $schema: { type: 'string', maxLength: 500 },
      kind: { const: kind },
      specVersion: { const: 1 },
      id: ref('id'),
      key: ref(templateKeyKinds.has(kind) ? 'templateKey' : 'key'),
      label: ref('label'),
      module: ref('key'),
      ...properties,
    },
    ['kind', 'specVersion', 'id', 'key', ...required],
  )
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    ...head,
    $defs: used(head, defs),
  }
}

/** The definitions that a schema reaches, sorted by name. */
function used(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  const found = new Map<string, JsonSchema>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (typeof node === 'object' && node !== null)
      for (const [key, value] of Object.entries(node)) {
        const name = key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '') : undefined
        const def = name === undefined ? undefined : defs[name]
        if (name !== undefined && def && !found.has(name)) {
          found.set(name, def)
          visit(def)
        } else visit(value)
      }
  }
  visit(schema)
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}
