import { adminRoleKey, type Label } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { reseat } from '../approvals/reseat.ts'
import { type AuditEntry, compileAudit } from '../audit/audit.ts'
import { endSessions } from '../auth/accounts.ts'
import { announcing } from '../database/announcements.ts'
import type { Batch } from '../kernel/batch.ts'
import { changedFields, type Draft, type Row } from '../kernel/draft.ts'
import type { EntityHook } from '../kernel/entity-hook.ts'
import { LateRefusal } from '../kernel/late-refusal.ts'
import { asSystem } from '../kernel/session.ts'
import { addressOf, givesAddress, keepAddresses } from './addresses.ts'
import { withdrawInvitations } from './invitations.ts'
import { lastAdmin, moreThanOwn, strongerPerson } from './problems.ts'
import { actorOf, isWithin } from './within-rights.ts'

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

const rolesOf = (row: Row | undefined): readonly string[] =>
  Array.isArray(row?.['roles']) ? row['roles'].filter((role) => typeof role === 'string') : []

// Roles, address and the right to sign in make up what a person may do: only whoever may do as much decides about them.
async function keepWithinRights({ context }: Batch, drafts: readonly Draft[]): Promise<void> {
  const actor = await actorOf(context)
  if (actor === undefined) return
  const { model } = context.generation
  const refusals = new Map<string, { readonly kind: 'not_allowed'; readonly problems: readonly Problem[] }>()
  for (const draft of drafts) {
    const before = draft.action === 'create' || draft.action === 'restore' ? [] : rolesOf(draft.before)
    const after = draft.action === 'delete' ? [] : rolesOf(draft.after)
    const given = after.filter((role) => !before.includes(role) && !isWithin(actor, model, role))
    const touches =
      draft.action === 'delete' ||
      before.some((role) => !after.includes(role)) ||
      isActive(draft.before) !== isActive(draft.after) ||
      addressOf(draft.before) !== addressOf(draft.after)
    const isStronger = draft.id !== actor.user && touches && before.some((role) => !isWithin(actor, model, role))
    const problems = [
      ...given.map((role) => moreThanOwn(nameOf(model.roles.get(role)?.label, role))),
      ...(isStronger ? [strongerPerson] : []),
    ]
    if (problems.length > 0) refusals.set(draft.id, { kind: 'not_allowed', problems })
  }
  if (refusals.size > 0) throw new LateRefusal(refusals)
}

function nameOf(label: Label | undefined, key: string): { readonly en: string; readonly 'zh-CN': string } {
  const text = (language: string): string =>
    typeof label === 'string' ? label : (label?.[language] ?? label?.['en'] ?? key)
  return { en: text('en'), 'zh-CN': text('zh-CN') }
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
    details: {
      changed: changed.join(', '),
      ...Object.fromEntries(
        changed
          .filter((key) => told.has(key))
          .map((key) => [key, { from: tellable(draft.before?.[key]), to: tellable(after[key]) }]),
      ),
    },
  }
}

/** Fields of which the log says what they were and are; what definitions add may be nobody's business. */
const told: ReadonlySet<string> = new Set(['name', 'email', 'roles', 'team', 'manager', 'active', 'language', 'zone'])

const tellable = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value)

/**
 * What a person's record means: nobody gives rights that they do not have, an address is one person's alone and what they sign in with, somebody
 * always administers, who is disabled or deleted has no session and nothing left to decide, and the audit log and every process hear of it.
 */
export const personHook: EntityHook = {
  entity: 'user',
  written: async (batch, drafts) => {
    const { context, session } = batch
    if (drafts.some((draft) => losesAdmin(draft) || givesAddress(draft) || draft.action === 'delete'))
      await session.run('select pg_advisory_xact_lock(4176803)')
    await keepAnAdmin(batch, drafts)
    await keepWithinRights(batch, drafts)
    await keepAddresses(batch, drafts)
    await session.run(
      'insert into atelier.member (workspace, user_id) select $1, unnest($2::uuid[]) on conflict do nothing',
      [context.workspace.key, drafts.filter(({ action }) => action === 'create').map(({ id }) => id)],
    )
    const gone = drafts.filter(goes).map(({ id }) => id)
    await endSessions(session, gone)
    await withdrawInvitations(session, gone)
    await session.text(compileAudit(context, drafts.map(auditOf)))
    const { text, values } = announcing({ kind: 'people', workspace: context.workspace.key })
    await session.run(text, values)
    const broken = await reseat(context, session, gone)
    if (broken.size > 0)
      throw new LateRefusal(new Map([...broken].map(([id, problems]) => [id, { kind: 'invalid', problems }])))
  },
  committed: ({ workspace }) => workspace.forgetPeople(),
}
