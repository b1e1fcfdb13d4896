import type { Entity } from '@atelier/definitions'
import type { Problem } from '@atelier/rules'
import type { PastRequest } from '@atelier/workflow'
import type { Context } from '../workspace/workspace.ts'
import type { Session } from './session.ts'

/** What a record's processes have left behind: approval requests so far, and key actions ticked in its present stage. */
export type PastProcess = { readonly requests: readonly PastRequest[]; readonly ticks: readonly string[] }

/** A move that waits for approvals: what will be carried out when all of them are granted. */
export type WaitingMove = {
  readonly entity: Entity
  readonly id: string
  readonly approvals: readonly string[]
  readonly to: string
  readonly values: Readonly<Record<string, unknown>>
  readonly reason: string | undefined
}

/**
 * What the kernel asks of approvals, in the transaction of the write. The runtime registers the one that keeps requests in tables; without
 * it no record has a past process, and a move that needs an approval is refused.
 */
export type ProcessStore = {
  readonly load: (
    context: Context,
    session: Session,
    entity: Entity,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, PastProcess>>
  /** Starts the approvals and keeps the move until the last decision. Problems say why that may not be; the kernel then takes it back. */
  readonly wait: (context: Context, session: Session, move: WaitingMove) => Promise<readonly Problem[]>
}

export const nothingPast: PastProcess = { requests: [], ticks: [] }

let store: ProcessStore | undefined

/** Registers the keeper of approvals; once, when the server is put together. */
export function keepProcesses(keeper: ProcessStore): void {
  store = keeper
}

export const processStore = (): ProcessStore | undefined => store
