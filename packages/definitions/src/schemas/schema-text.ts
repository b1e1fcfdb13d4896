import type { DocumentKind } from '../documents/index.ts'
import { documentFieldTypes } from '../field-types.ts'
import { schemaOf } from './index.ts'

/** The published schema of a kind as the text of its file. */
export function schemaText(kind: DocumentKind): string {
  return `${JSON.stringify(schemaOf(kind, documentFieldTypes()), null, 2)}\n`
}
