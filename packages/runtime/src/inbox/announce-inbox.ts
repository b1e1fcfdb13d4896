import { announce } from '../database/announcements.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Long enough for the transaction that put something on these desks to commit; who misses it finds it by asking again. */
const soon = 50

/** Tells open browsers, a moment later, that the inboxes of these people have changed. */
export function announceInbox({ key, pool }: Workspace, users: readonly string[]): void {
  const timer = setTimeout(() => {
    void announce(pool, { kind: 'inbox', workspace: key, users }).catch(() => undefined)
  }, soon)
  timer.unref()
}
