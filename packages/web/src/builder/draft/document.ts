import type { Document, EntityDocument, PipelineDocument, RoleDocument } from '@atelier/definitions'

export type Documents = readonly Document[]

type Kind = Document['kind']
type OfKind<K extends Kind> = Extract<Document, { readonly kind: K }>

/** The documents of one kind, in their order. */
export function ofKind<K extends Kind>(documents: Documents, kind: K): readonly OfKind<K>[] {
  return documents.filter((document): document is OfKind<K> => document.kind === kind)
}

/** The entities that the builder draws: extensions of other entities are left to their own documents. */
export const entitiesOf = (documents: Documents): readonly EntityDocument[] =>
  ofKind(documents, 'entity').filter((entity) => entity.extends === undefined)

/** One entity by key. */
export const entityByKey = (documents: Documents, key: string): EntityDocument | undefined =>
  entitiesOf(documents).find((entity) => entity.key === key)

export const pipelineByKey = (documents: Documents, key: string): PipelineDocument | undefined =>
  ofKind(documents, 'pipeline').find((pipeline) => pipeline.key === key)

export const roleByKey = (documents: Documents, key: string): RoleDocument | undefined =>
  ofKind(documents, 'role').find((role) => role.key === key)

/** The documents with this one in place of the one with its id, or added at the end. */
export function withDocument(documents: Documents, document: Document): Documents {
  const known = documents.some((each) => each.id === document.id)
  return known ? documents.map((each) => (each.id === document.id ? document : each)) : [...documents, document]
}

/** The documents without the one with this id. */
export const withoutDocument = (documents: Documents, id: string): Documents =>
  documents.filter((document) => document.id !== id)

const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  typeof value.kind === 'string' &&
  'id' in value &&
  typeof value.id === 'string' &&
  'key' in value &&
  typeof value.key === 'string'

/** The documents in an answer of the server, which has checked them; anything else in it is left out. */
export const readDocuments = (value: unknown): Documents => (Array.isArray(value) ? value.filter(isDocument) : [])
