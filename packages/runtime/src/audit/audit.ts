import { compileWrite, type LedgerEvent, type Statement } from '@atelier/records'
import type { Pool, PoolClient } from 'pg'
import { runStatement } from '../database/run-statement.ts'
import { newId } from '../kernel/new-id.ts'
import { queryContext } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** What the ledger keeps besides writes of records: sign-ins, rights, keys, exports, publishes. */
export const auditKinds = [
  'signedIn',
  'userCreated',
  'userChanged',
  'userDisabled',
  'userDeleted',
  'userRestored',
  'invited',
  'invitationAccepted',
  'passwordChanged',
  'twoFactorEnabled',
  'twoFactorDisabled',
  'sessionsEnded',
  'handedOver',
  'teamChanged',
  'keyCreated',
  'keyRevoked',
  'exported',
  'published',
  'rolledBack',
  'purged',
  'backupMade',
] as const
export type AuditKind = (typeof auditKinds)[number]

/** Whether an event of the ledger is such a note, and not a write of a record. */
export const isAuditKind = (kind: string): kind is AuditKind => auditKinds.some((each) => each === kind)

type Told = string | number | null

export type AuditEntry = {
  readonly kind: AuditKind
  /** The user record it is about, or the acting person's own for exports and publishes. */
  readonly user: string
  readonly details?: Readonly<Record<string, Told | { readonly from: Told; readonly to: Told }>>
}

/** Appends to the ledger; details are kept as changes (`field` = name of the detail). */
export async function appendAudit(
  client: Pool | PoolClient,
  context: Context,
  entries: readonly AuditEntry[],
): Promise<void> {
  await runStatement(client, compileAudit(context, entries))
}

/** The statement that appends: for those who have a session of the kernel. */
export function compileAudit(context: Context, entries: readonly AuditEntry[]): Statement {
  const at = context.now.toISOString()
  const events: LedgerEvent[] = entries.map(({ kind, user, details = {} }) => ({
    id: newId(),
    entity: 'user',
    record: user,
    version: 0,
    kind,
    at,
    recordedAt: at,
    by: context.reader.user ?? null,
    via: context.via,
    request: context.request,
    revision: context.generation.revision,
    changes: Object.entries(details).map(([field, told]) =>
      typeof told === 'object' && told !== null ? { field, ...told } : { field, from: null, to: told },
    ),
  }))
  return compileWrite(queryContext(context), { records: [], events })
}
