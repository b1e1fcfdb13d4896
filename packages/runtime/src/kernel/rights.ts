import type { Action, Entity, Model } from '@atelier/definitions'
import { compileMay, type FieldRight, fieldAccess, isUnlimited, type Reader } from '@atelier/records'
import type { Context } from '../workspace/workspace.ts'
import type { Row } from './draft.ts'
import { asReader, type Session } from './session.ts'

/**
 * Whether the reader may do this to the row, worked out from the row alone: undefined when a grant's rule or path has to be asked of
 * the database. Saves a round trip for the scopes that nearly every grant has.
 */
export function mayFromRow(
  reader: Reader,
  model: Model,
  entity: Entity,
  action: Action,
  row: Row,
): boolean | undefined {
  if (isUnlimited(reader)) return true
  let unknown = false
  const owner = entity.owner === undefined ? undefined : row[entity.owner.key]
  for (const key of reader.roles) {
    for (const grant of model.roles.get(key)?.grants ?? []) {
      if (grant.entity !== entity.key || !grant.actions.includes(action)) continue
      if (grant.scope === 'all') return true
      if (typeof grant.scope === 'object' || entity.owner === undefined) unknown = true
      else if (typeof owner === 'string' && peopleOf(reader, grant.scope).includes(owner)) return true
    }
  }
  return unknown ? undefined : false
}

function peopleOf(reader: Reader, scope: 'own' | 'team' | 'teamTree'): readonly string[] {
  if (scope === 'own') return reader.user === undefined ? [] : [reader.user]
  return scope === 'team' ? reader.teammates : reader.people
}

/** Ids among `rows` to which the reader may do this, asking the database only where the rows do not tell. */
export async function allowedIds(
  context: Context,
  session: Session,
  entity: Entity,
  action: Action,
  rows: ReadonlyMap<string, Row>,
  where: { readonly binned?: boolean; readonly stored: boolean } = { stored: true },
): Promise<ReadonlySet<string>> {
  const { reader, generation } = context
  const allowed = new Set<string>()
  const ask: string[] = []
  for (const [id, row] of rows) {
    const answer = mayFromRow(reader, generation.model, entity, action, row)
    if (answer === true) allowed.add(id)
    else if (answer === undefined && where.stored) ask.push(id)
  }
  if (ask.length > 0) {
    const ids = await session.json<readonly string[]>(
      compileMay(asReader(context), {
        entity: entity.key,
        action,
        ids: ask,
        ...(where.binned === true ? { binned: true } : {}),
      }),
    )
    for (const id of ids) allowed.add(id)
  }
  return allowed
}

/** The reader's right to each field of an entity; undefined for whoever may write everything that takes input (the system). */
export function fieldRights(reader: Reader, model: Model, entity: string): ReadonlyMap<string, FieldRight> | undefined {
  if (reader.user === undefined) return undefined
  return fieldAccess(reader, model, entity)
}
