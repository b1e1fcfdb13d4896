import type { EntityDocument } from '../documents/index.ts'

/** The key of the entity that a document draws or extends. */
export function entityKeyOf(document: EntityDocument): string {
  return document.extends === undefined || document.extends === 'system' ? document.key : document.extends
}

/** Entities with what extending documents add to them; an extension of an entity that is not there is left out. */
export function mergeExtensions(
  system: readonly EntityDocument[],
  drawn: readonly EntityDocument[],
): readonly { readonly document: EntityDocument; readonly system: boolean }[] {
  const bases = new Map<string, { document: EntityDocument; system: boolean }>()
  for (const document of system) bases.set(document.key, { document, system: true })
  for (const document of drawn)
    if (document.extends === undefined && !bases.has(document.key)) bases.set(document.key, { document, system: false })
  for (const document of drawn) {
    const base = document.extends === undefined ? undefined : bases.get(entityKeyOf(document))
    if (base) base.document = extend(base.document, document)
  }
  return [...bases.values()]
}

function extend(base: EntityDocument, extension: EntityDocument): EntityDocument {
  const present = new Set(base.fields.map((field) => field.key))
  const join = <T>(property: 'rules' | 'invariants' | 'unique' | 'duplicates', a?: readonly T[], b?: readonly T[]) =>
    a || b ? { [property]: [...(a ?? []), ...(b ?? [])] } : {}
  return {
    ...base,
    ...(extension.extends === 'system' && extension.label ? { label: extension.label } : {}),
    ...(extension.titleField ? { titleField: extension.titleField } : {}),
    ...(extension.timeline ? { timeline: extension.timeline } : {}),
    fields: [...base.fields, ...extension.fields.filter((field) => !present.has(field.key))],
    ...(base.forms || extension.forms ? { forms: [...(extension.forms ?? []), ...(base.forms ?? [])] } : {}),
    ...join('rules', base.rules, extension.rules),
    ...join('invariants', base.invariants, extension.invariants),
    ...join('unique', base.unique, extension.unique),
    ...join('duplicates', base.duplicates, extension.duplicates),
  }
}
