import type { Answer, Problem } from '@atelier/api'
import { client } from '../../app/client.ts'
import { type Documents, readDocuments, withDocument } from './document.ts'
import type { PendingWrite } from './pending-writes.ts'
import type { Conflict, Plan } from './plan.ts'

const { send } = client

/** The change set in work is remembered on this machine, so that a reload goes on where one was. */
const storageKey = (workspace: string, user: string): string => `atelier.builder.${workspace}.${user}`

export const rememberChange = (workspace: string, user: string, id: string | undefined): void => {
  if (id === undefined) window.localStorage.removeItem(storageKey(workspace, user))
  else window.localStorage.setItem(storageKey(workspace, user), id)
}

export type Opened = {
  /** Undefined until the first edit. */
  readonly change: string | undefined
  readonly revision: number
  readonly inService: Documents
  /** In service, with the change set's edits on top. */
  readonly documents: Documents
}

type ChangeAnswer = {
  readonly id: string
  readonly base: number
  readonly published: number | null
  readonly documents: unknown
  readonly deletes: readonly string[]
}

/** The documents in service and, if this person was at work, their unpublished edits. */
export async function openChange(workspace: string, user: string): Promise<Answer<Opened>> {
  const served = await send<{ readonly revision: number; readonly documents: unknown }>('GET', '/definitions')
  if (!served.ok) return served
  const inService = readDocuments(served.value.documents)
  const { revision } = served.value
  const remembered = window.localStorage.getItem(storageKey(workspace, user))
  const nothing = { ...served, value: { change: undefined, revision, inService, documents: inService } }
  if (!remembered) return nothing
  const found = await send<ChangeAnswer>('GET', `/changes/${encodeURIComponent(remembered)}`)
  if (!found.ok || found.value.published !== null) {
    if (found.ok || found.status === 404) rememberChange(workspace, user, undefined)
    return nothing
  }
  const gone = new Set(found.value.deletes)
  const kept = inService.filter((document) => !gone.has(`${document.kind}/${document.key}`))
  const documents = readDocuments(found.value.documents).reduce(withDocument, kept)
  return { ...served, value: { change: found.value.id, revision, inService, documents } }
}

/** Opens a change set on the present revision. */
export const startChange = (): Promise<Answer<{ readonly id: string; readonly base: number }>> =>
  client.definitions.startChange()

/** Tells the change set of one write. A document that cannot be read is refused with its problems. */
export function tell(change: string, write: PendingWrite): Promise<Answer<unknown>> {
  const [kind = '', key = ''] = write.address.split('/')
  const path = `/changes/${change}/documents/${kind}/${encodeURIComponent(key)}`
  return write.kind === 'put' ? send('PUT', path, { body: write.document }) : send('DELETE', path)
}

export const readPlan = (change: string): Promise<Answer<Plan>> => send('GET', `/changes/${change}/plan`)

export const publishChange = (change: string, note: string): Promise<Answer<{ readonly revision: number }>> =>
  send('POST', `/changes/${change}/publish`, { body: note.trim() === '' ? {} : { note: note.trim() } })

/** Ids of the documents that conflicts are about: an address begins with its document's id. */
export const conflictingIds = (conflicts: readonly Conflict[]): ReadonlySet<string> =>
  new Set(conflicts.map((conflict) => conflict.address.split('/')[0] ?? ''))

export type { Problem }
