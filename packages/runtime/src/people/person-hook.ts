import { adminRoleKey } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { reseat } from '../approvals/reseat.ts'
import { type AuditEntry, compileAudit } from '../audit/audit.ts'
import { endSessions } from '../auth/accounts.ts'
import { announcing } from '../database/announcements.ts'
import type { Batch } from '../kernel/batch.ts'
import { changedFields, type Draft, type Row } from '../kernel/draft.ts'
import type { EntityHook } from '../kernel/entity-hook.ts'
import { LateRefusal } from '../kernel/late-refusal.ts'
import { asSystem } from '../kernel/session.ts'
import { givesAddress, keepAddresses } from './addresses.ts'
import { lastAdmin } from './problems.ts'

const isActive = (row: Row | undefined): boolean => row !== undefined && row['active'] !== false

const isAdmin = (row: Row | undefined): boolean =>
  isActive(row) && Array.isArray(row?.['roles']) && row['roles'].includes(adminRoleKey)

const isThere = ({ action }: Draft): boolean => action !== 'delete'
const wasThere = ({ action }: Draft): boolean => action === 'update' || action === 'delete'

/** Whether the person can no longer sign in after this write, and could before. */
const goes = (draft: Draft): boolean =>
  wasThere(draft) && isActive(draft.before) && !(isThere(draft) && isActive(draft.after))

const losesAdmin = (draft: Draft): boolean =>
  wasThere(draft) && isAdmin(draft.before) && !(isThere(draft) && isAdmin(draft.after))

// Looked at after the write and under the lock: of two administrators who dismiss each other the second is refused.
async function keepAnAdmin({ context, session }: Batch, drafts: readonly Draft[]): Promise<void> {
  const last = drafts.filter(losesAdmin).at(-1)
  if (last === undefined) return
  const compiled = compileList(asSystem(context), {
    entity: 'user',
    filter: { and: [{ hasAny: [{ var: 'roles' }, [adminRoleKey]] }, { '!=': [{ var: 'active' }, false] }] },
    fields: ['id'],
    limit: 1,
  })
  if (!compiled.ok) throw new Error(`Administrators cannot be counted: ${JSON.stringify(compiled.problems)}`)
  const { records } = await session.json<{ records: readonly unknown[] }>(compiled.statement)
  if (records.length > 0) return
  const field = last.action === 'delete' ? undefined : isActive(last.after) ? 'roles' : 'active'
  throw new LateRefusal(new Map([[last.id, { kind: 'invalid', problems: [lastAdmin(field)] }]]))
}

function auditOf(draft: Draft): AuditEntry {
  const { id: user, after } = draft
  const roles = { roles: JSON.stringify(after['roles'] ?? []) }
  if (draft.action === 'create') return { kind: 'userCreated', user, details: roles }
  if (draft.action === 'delete') return { kind: 'userDeleted', user }
  if (draft.action === 'restore') return { kind: 'userRestored', user, details: roles }
  const changed = changedFields(draft).map(({ key }) => key)
  return {
    kind: goes(draft) ? 'userDisabled' : 'userChanged',
    user,
    details: { changed: changed.join(', '), ...(changed.includes('roles') ? roles : {}) },
  }
}

/**
 * What a person's record means: an address is one person's alone and what they sign in with, somebody always administers, who is disabled or
 * deleted has no session and nothing left to decide, and the audit log and every process hear of it.
 */
export const personHook: EntityHook = {
  entity: 'user',
  written: async (batch, drafts) => {
    const { context, session } = batch
    if (drafts.some((draft) => losesAdmin(draft) || givesAddress(draft) || draft.action === 'delete'))
      await session.run('select pg_advisory_xact_lock(4176803)')
    await keepAnAdmin(batch, drafts)
    await keepAddresses(batch, drafts)
    await session.run(
      'insert into atelier.member (workspace, user_id) select $1, unnest($2::uuid[]) on conflict do nothing',
      [context.workspace.key, drafts.filter(({ action }) => action === 'create').map(({ id }) => id)],
    )
    const gone = drafts.filter(goes).map(({ id }) => id)
    await endSessions(session, gone)
    await session.text(compileAudit(context, drafts.map(auditOf)))
    const { text, values } = announcing({ kind: 'people', workspace: context.workspace.key })
    await session.run(text, values)
    const broken = await reseat(context, session, gone)
    if (broken.size > 0)
      throw new LateRefusal(new Map([...broken].map(([id, problems]) => [id, { kind: 'invalid', problems }])))
  },
  committed: ({ workspace }) => workspace.forgetPeople(),
}
