import type { Installation } from '../installation.ts'
import { newId } from '../kernel/new-id.ts'
import { appendAudit } from './audit.ts'

/** Notes in the ledger of every workspace a person belongs to that they signed in. */
export async function recordSignIn(installation: Installation, user: string): Promise<void> {
  for (const key of await installation.workspaces.keysOf(user)) {
    const workspace = installation.workspaces.get(key)
    const reader = await workspace?.reader(user)
    if (!workspace || !reader) continue
    const context = {
      workspace,
      generation: workspace.current(),
      reader,
      via: 'api',
      request: newId(),
      now: workspace.clock.now(),
      language: reader.language === 'en' ? 'en' : 'zh-CN',
    } as const
    await appendAudit(installation.pool, context, [{ kind: 'signedIn', user }])
  }
}
