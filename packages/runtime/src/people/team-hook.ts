import { compileAudit } from '../audit/audit.ts'
import { announcing } from '../database/announcements.ts'
import type { EntityHook } from '../kernel/entity-hook.ts'

/** Teams decide who sees what: the audit log and every process hear of a change, whoever makes it. */
export const teamHook: EntityHook = {
  entity: 'team',
  written: async ({ context, session }, drafts) => {
    const entries = drafts.map(({ id }) => ({
      kind: 'teamChanged' as const,
      user: context.reader.user ?? id,
      details: { team: id },
    }))
    await session.text(compileAudit(context, entries))
    const { text, values } = announcing({ kind: 'people', workspace: context.workspace.key })
    await session.run(text, values)
  },
  committed: ({ workspace }) => workspace.forgetPeople(),
}
