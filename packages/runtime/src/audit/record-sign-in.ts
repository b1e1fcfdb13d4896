import type { Installation } from '../installation.ts'
import { newId } from '../kernel/new-id.ts'
import type { Context } from '../workspace/workspace.ts'
import { type AuditKind, appendAudit } from './audit.ts'

/** A person acting for themselves, in every workspace that lets them in. */
export async function asPerson(installation: Installation, user: string): Promise<readonly Context[]> {
  const contexts: Context[] = []
  for (const key of await installation.workspaces.keysOf(user)) {
    const workspace = installation.workspaces.get(key)
    const reader = await workspace?.reader(user)
    if (!workspace || !reader) continue
    contexts.push({
      workspace,
      generation: workspace.current(),
      reader,
      via: 'api',
      request: newId(),
      now: workspace.clock.now(),
      language: reader.language === 'en' ? 'en' : 'zh-CN',
    })
  }
  return contexts
}

/** Notes in the ledger of every workspace a person belongs to what they did about signing in. */
export async function recordOfPerson(installation: Installation, user: string, kind: AuditKind): Promise<void> {
  for (const context of await asPerson(installation, user))
    await appendAudit(installation.pool, context, [{ kind, user }])
}

/** Notes in the ledger of every workspace a person belongs to that they signed in. */
export const recordSignIn = (installation: Installation, user: string): Promise<void> =>
  recordOfPerson(installation, user, 'signedIn')
