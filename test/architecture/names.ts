import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fieldTypes } from '../../packages/fields/src/index.ts'
import type { Naming } from './branches.ts'
import { filesBelow, root } from './sources.ts'

const typeWords = ['type', 'fieldType', 'typeKey', 'result']

/** Names of field types: in the `type` or `result` of a field's definition, or in the `key` of a type. */
export const fieldTypeNames: Naming = {
  names: new Set(fieldTypes.map(({ key }) => key)),
  holds: (words) => {
    const [last = '', before = ''] = words.toReversed()
    return typeWords.includes(last) || (last === 'key' && typeWords.includes(before))
  },
  isKeyed: (words) => words.at(-1) === 'fieldTypes',
}

/** Branches on a `type` that is something else than a field's, though it may be called the same. */
export const otherTypes: readonly { readonly file: string; readonly code: string; readonly is: string }[] = [
  { file: 'packages/definitions/src/parse/schema-problems.ts', code: 'types[type]', is: 'a type of JSON Schema' },
  { file: 'packages/forms/src/layout.ts', code: 'switch (item.type)', is: 'an item of a form' },
  { file: 'packages/web/src/builder/forms/FormPage.tsx', code: 'part.type', is: 'an item of a form' },
  { file: 'packages/web/src/builder/forms/ItemProperties.tsx', code: 'switch (item.type)', is: 'an item of a form' },
  { file: 'packages/web/src/builder/forms/new-part.ts', code: 'switch (part.type)', is: 'an item of a form' },
  { file: 'packages/web/src/builder/forms/use-item-words.ts', code: 'switch (item.type)', is: 'an item of a form' },
  { file: 'packages/records/src/physical/copy.ts', code: 'column.type', is: 'a column in Postgres' },
  { file: 'packages/records/src/query/lookup.ts', code: 'storage.columns[0]?.type', is: 'a column in Postgres' },
  { file: 'packages/runtime/src/http/read-query.ts', code: 'parameter.type', is: 'a parameter in an address' },
  {
    file: 'packages/web/src/pages/report/PeriodControl.tsx',
    code: 'includes(param.type)',
    is: 'a parameter of a report',
  },
]

const holders = ['entity', 'target', 'holder', 'main', 'parent']

/** Names of the entities that templates bring. */
export const templateEntityNames: Naming = {
  names: new Set(
    filesBelow('examples')
      .filter((file) => /\/entities\/[^/]+\.json$/.test(file))
      .map((file) => String(JSON.parse(readFileSync(path.join(root, file), 'utf8')).key)),
  ),
  holds: (words) => {
    const last = words.at(-1) ?? ''
    return ['entity', 'entityKey', 'target'].includes(last) || (last === 'key' && holders.includes(words.at(-2) ?? ''))
  },
  isKeyed: (words) => ['entities', 'targets'].includes(words.at(-1) ?? ''),
}
