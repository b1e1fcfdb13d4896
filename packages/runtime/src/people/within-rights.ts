import type { FieldAccess, Model, RoleDocument, Scope } from '@atelier/definitions'
import { adminRoleKey } from '@atelier/definitions'
import { fieldAccess, isUnlimited, may, type Reader } from '@atelier/records'
import type { Context } from '../workspace/workspace.ts'

const width = { own: 0, team: 1, teamTree: 2, all: 3 } as const
const rank: Readonly<Record<FieldAccess, number>> = { hidden: 0, masked: 1, read: 2, write: 3 }

/** Whether every row of `theirs` is one of `mine`, as far as the two scopes tell. */
function covers(mine: Scope, theirs: Scope): boolean {
  if (mine === 'all') return true
  if (typeof mine === 'string' && typeof theirs === 'string') return width[mine] >= width[theirs]
  return JSON.stringify(mine) === JSON.stringify(theirs)
}

/** Whether whatever the role allows is allowed to the reader: permits, actions in their rows, and fields. */
export function isWithin(reader: Reader, model: Model, key: string): boolean {
  if (isUnlimited(reader) || reader.roles.includes(key)) return true
  const role = model.roles.get(key)
  // What cannot be read may allow anything.
  if (key === adminRoleKey || role === undefined) return false
  return (
    (role.may ?? []).every((permit) => may(reader, model, permit === 'users' ? 'manageUsers' : permit)) &&
    role.grants.every((grant) => isGrantWithin(reader, model, grant)) &&
    fieldsWithin(reader, model, role)
  )
}

function isGrantWithin(reader: Reader, model: Model, grant: RoleDocument['grants'][number]): boolean {
  const own = reader.roles.flatMap((key) => model.roles.get(key)?.grants ?? [])
  return grant.actions.every((action) =>
    own.some(
      ({ entity, actions, scope }) => entity === grant.entity && actions.includes(action) && covers(scope, grant.scope),
    ),
  )
}

function fieldsWithin(reader: Reader, model: Model, role: RoleDocument): boolean {
  const holder = { ...reader, roles: [role.key] }
  return [...new Set(role.grants.map(({ entity }) => entity))].every((entity) => {
    const mine = fieldAccess(reader, model, entity)
    return [...fieldAccess(holder, model, entity)].every(([field, theirs]) => {
      const right = mine.get(field)
      return rank[theirs.access] <= rank[right?.access ?? 'hidden'] && (theirs.byRow || right?.byRow !== true)
    })
  })
}

/** Who acts, with the rights they have themselves, also where a call has been given wider ones; undefined for the system. */
export async function actorOf({ reader, workspace }: Context): Promise<Reader | undefined> {
  if (reader.user === undefined) return undefined
  // Somebody disabled in this moment has no rights left to give.
  return (await workspace.reader(reader.user)) ?? { ...reader, roles: [] }
}

/**
 * Whether the caller may decide how this person signs in (password, link, key, second factor): whoever does so could act as them, so nobody may
 * for a person with rights of their own that the caller has not.
 */
export async function mayActFor(context: Context, user: string): Promise<boolean> {
  const actor = await actorOf(context)
  if (actor === undefined || actor.user === user) return true
  const { users } = await context.workspace.directory()
  return (users.get(user)?.roles ?? []).every((role) => isWithin(actor, context.generation.model, role))
}
