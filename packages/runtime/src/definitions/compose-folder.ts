import type { Document } from '@atelier/definitions'
import { applyEdits } from './change-set.ts'

/** Kinds that come along in a template's folder but are not part of what a workspace serves. */
const besides = new Set<Document['kind']>(['sampleData', 'test'])

/**
 * What a workspace would serve after a folder's documents are applied to it: they are added and replace their like by
 * id; what the folder lacks stays, unless `prune`. A workspace has one settings document, which keeps its identity.
 */
export function composeFolder(
  present: readonly Document[],
  folder: readonly Document[],
  { prune }: { readonly prune: boolean },
): readonly Document[] {
  const settings = present.find((document) => document.kind === 'workspace')
  const wanted = folder
    .filter((document) => !besides.has(document.kind))
    .map((document) =>
      document.kind === 'workspace' && settings ? { ...document, id: settings.id, key: settings.key } : document,
    )
  const ids = new Set(wanted.map((document) => document.id))
  const gone = prune ? present.filter((document) => document.kind !== 'workspace' && !ids.has(document.id)) : []
  return applyEdits(present, {
    puts: Object.fromEntries(wanted.map((document) => [addressOf(document), document])),
    deletes: gone.map(addressOf),
  })
}

function addressOf(document: Document): string {
  return `${document.kind}/${document.key}`
}
