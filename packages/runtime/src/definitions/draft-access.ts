import { type Action, compileModel, type Document, type FieldAccess } from '@atelier/definitions'
import { explainAccess, fieldAccess, isUnlimited, type Reader } from '@atelier/records'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

const actions: readonly Action[] = ['read', 'create', 'update', 'delete', 'assign', 'convert', 'import', 'export']

/** What a person would be granted on one entity: which role gives which action in which scope, and the access to each field. */
export type EntityAccess = {
  readonly entity: string
  readonly grants: readonly { readonly action: Action; readonly role: string; readonly scope: unknown }[]
  /** Fields that are less than written, by key; `byRow` where other records show more or less. */
  readonly fields: readonly { readonly field: string; readonly access: FieldAccess; readonly byRow: boolean }[]
}

/**
 * What a person may do if the documents were published. Roles are known by their ids, so a role that is called otherwise in the draft is still
 * theirs.
 */
export function draftAccess(
  context: Context,
  documents: readonly Document[],
  reader: Reader,
): { readonly unlimited: boolean; readonly roles: readonly string[]; readonly entities: readonly EntityAccess[] } {
  const served = context.generation.model
  const model = compileModel(documents, { revision: served.revision })
  const roles = reader.roles.flatMap((key) => {
    const id = served.roles.get(key)?.id
    return [...model.roles.values()].find((role) => role.id === id)?.key ?? []
  })
  const person = { ...reader, roles }
  const at = { ...queryContext(context, person), model }
  const entities = [...model.entities.values()]
    .filter((entity) => entity.origin.kind === 'drawn')
    .map((entity) => ({
      entity: entity.key,
      grants: actions.flatMap((action) =>
        explainAccess(at, { entity: entity.key, action }).grants.map(({ role, scope }) => ({ action, role, scope })),
      ),
      fields: [...fieldAccess(person, model, entity.key)]
        .filter(([field, right]) => right.access !== 'write' && entity.fields.get(field)?.system === false)
        .map(([field, { access, byRow }]) => ({ field, access, byRow })),
    }))
  return { unlimited: isUnlimited(person), roles, entities }
}
