import type { Document, EntityDocument } from '@atelier/definitions'
import type { Documents } from '../draft/document.ts'
import type { Access, EntityAccess } from './use-access.ts'

/** The documents without the fields that somebody does not see: what their forms and lists are drawn from. */
export function seenBy(documents: Documents, access: Access | undefined): Documents {
  if (!access || access.unlimited) return documents
  const hidden = new Map(
    access.entities.map((each) => [
      each.entity,
      new Set(each.fields.filter((field) => field.access === 'hidden').map((field) => field.field)),
    ]),
  )
  return documents.map((document): Document => {
    const gone = document.kind === 'entity' ? hidden.get(document.key) : undefined
    return document.kind === 'entity' && gone && gone.size > 0 ? without(document, gone) : document
  })
}

const without = (entity: EntityDocument, gone: ReadonlySet<string>): EntityDocument => ({
  ...entity,
  fields: entity.fields.filter((field) => !gone.has(field.key)),
})

/** What somebody may do with a field less than writing it, as forms want to know it. */
export function lessThanWrite(entity: EntityAccess | undefined): ReadonlyMap<string, 'read' | 'masked'> {
  return new Map(
    (entity?.fields ?? []).flatMap(({ field, access }) =>
      access === 'read' || access === 'masked' ? [[field, access] as const] : [],
    ),
  )
}

/** Whose records somebody sees: everybody's, those of some people, or none; `more` when a condition lets others through besides. */
export type SeenRows = { readonly owners: 'all' | readonly string[]; readonly more: boolean }

type Someone = { readonly id: string; readonly team?: string | undefined; readonly manager?: string | undefined }
type Node = { readonly id: string; readonly parent?: string | undefined }

/** Everybody below a person's team, their own included. */
function below(team: string | undefined, teams: readonly Node[]): ReadonlySet<string> {
  if (team === undefined) return new Set()
  const found = new Set([team])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const each of teams) if (each.parent !== undefined && found.has(each.parent)) found.add(each.id)
  }
  return found
}

/** Whose records the grants let a person read. */
export function rowsSeen(
  scopes: readonly unknown[],
  person: Someone,
  people: readonly Someone[],
  teams: readonly Node[],
): SeenRows {
  if (scopes.includes('all')) return { owners: 'all', more: false }
  const owners = new Set<string>()
  if (scopes.includes('own') || scopes.includes('team') || scopes.includes('teamTree')) owners.add(person.id)
  const tree = scopes.includes('teamTree')
    ? below(person.team, teams)
    : new Set(scopes.includes('team') && person.team !== undefined ? [person.team] : [])
  for (const each of people) if (each.team !== undefined && tree.has(each.team)) owners.add(each.id)
  if (scopes.includes('teamTree')) {
    const reporting = new Set([person.id])
    for (let before = 0; before !== reporting.size; ) {
      before = reporting.size
      for (const each of people) if (each.manager !== undefined && reporting.has(each.manager)) reporting.add(each.id)
    }
    for (const id of reporting) owners.add(id)
  }
  return { owners: [...owners], more: scopes.some((scope) => typeof scope === 'object') }
}
