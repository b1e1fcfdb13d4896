import type { Model } from '@atelier/definitions'
import type { PhysicalSchema, Reader } from '@atelier/records'
import type { Directory } from '@atelier/workflow'
import type { Pool } from 'pg'
import type { Clock } from '../clock.ts'
import type { EntityHooks } from '../kernel/entity-hook.ts'

/** One revision in service: replaced as a whole by a publish, so that a request sees one revision from start to end. */
export type Generation = {
  readonly revision: number
  /** Counts the changes of `physical` since the revision came into service. */
  readonly mark: number
  readonly model: Model
  readonly physical: PhysicalSchema
}

/** An open workspace: a Postgres schema, its present generation and its clock. */
export type Workspace = {
  readonly key: string
  /** Postgres schema of the workspace's tables. */
  readonly schema: string
  readonly pool: Pool
  readonly clock: Clock
  /** What writes of system entities bring about. */
  readonly hooks: EntityHooks
  /** The generation in service now. */
  readonly current: () => Generation
  /** Everybody and every team, cached for at most two seconds. */
  readonly directory: () => Promise<Directory>
  /** Who a user is at this moment, cached for at most two seconds; undefined when unknown or disabled. */
  readonly reader: (userId: string) => Promise<Reader | undefined>
  /** Reads people and rights anew from now on. */
  readonly forgetPeople: () => void
}

/** The way a write came in; kept in the ledger. */
export type Via = 'form' | 'api' | 'import' | 'automation' | 'approval' | 'undo' | 'system'

/** What one request, job or run carries along. */
export type Context = {
  readonly workspace: Workspace
  readonly generation: Generation
  readonly reader: Reader
  readonly via: Via
  /** Id of the HTTP request, job or run; one per cause. */
  readonly request: string
  /** Id of the event that caused this, for automations and approvals. */
  readonly cause?: string
  /** One instant per transaction. */
  readonly now: Date
  readonly language: 'en' | 'zh-CN'
}
