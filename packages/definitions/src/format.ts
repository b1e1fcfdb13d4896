import type { Document, DocumentKind } from './documents/index.ts'
import { toFile } from './parse/lines-unique.ts'

/** Properties in the order in which one reads them; the others follow by the alphabet. */
const order = [
  '$schema',
  'kind',
  'policy',
  'specVersion',
  'id',
  'key',
  'extends',
  'entity',
  'type',
  'gate',
  'action',
  'tile',
  'on',
  'label',
  'description',
  'module',
  'help',
  'version',
  'titleField',
  'field',
  'fields',
  'forward',
  'backward',
  'moves',
  'stages',
  'outcome',
  'probability',
  'trigger',
  'run',
  'when',
  'unless',
  'rule',
  'steps',
  'rows',
  'columns',
  'values',
  'en',
  'zh-CN',
]
const rank = new Map(order.map((name, index) => [name, index]))

function byRank(a: string, b: string): number {
  const [left, right] = [rank.get(a) ?? order.length, rank.get(b) ?? order.length]
  if (left !== right) return left - right
  return a < b ? -1 : a > b ? 1 : 0
}

const width = 120

/**
 * A document as the text of its file: the same document gives the same text wherever its properties came from, and parsing the text
 * gives the document back. Short lists and objects stand on one line. Ends with a line feed.
 */
export function formatDocument(document: Document): string {
  return `${formatValue(toFile(document), '')}\n`
}

function formatValue(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const line = formatLine(value)
  if (indent.length + line.length <= width && indent !== '') return line
  const inner = `${indent}  `
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : `[\n${value.map((item) => inner + formatValue(item, inner)).join(',\n')}\n${indent}]`
  const entries = entriesOf(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${formatValue(item, inner)}`)
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`
}

function formatLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(formatLine).join(', ')}]`
  return `{${entriesOf(value)
    .map(([name, item]) => `${JSON.stringify(name)}: ${formatLine(item)}`)
    .join(', ')}}`
}

function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => byRank(a, b))
}

const folders: Readonly<Record<DocumentKind, string>> = {
  template: '',
  workspace: '',
  navigation: '',
  entity: 'entities',
  optionset: 'optionsets',
  form: 'forms',
  view: 'views',
  pipeline: 'pipelines',
  automation: 'automations',
  approval: 'approvals',
  policy: 'policies',
  report: 'reports',
  dashboard: 'dashboards',
  role: 'roles',
  team: 'teams',
  message: 'messages',
  translation: 'translations',
  sampleData: 'sample-data',
  test: 'tests',
}

/** The folder that documents of a kind lie in, relative to the workspace's or template's; empty for those that lie at its top. */
export function folderOf(kind: DocumentKind): string {
  return folders[kind]
}

/** Where a document's file lies: `entities/account.json`, `workspace.json`. */
export function fileOf(document: Document): string {
  const folder = folders[document.kind]
  return folder === '' ? `${document.kind}.json` : `${folder}/${document.key}.json`
}
