import type { Pool } from 'pg'
import { announce } from '../database/announcements.ts'
import type { Workspace } from '../workspace/workspace.ts'

type Waiting = { readonly pool: Pool; readonly records: Map<string, Set<string>>; work: boolean; timer: NodeJS.Timeout }

const waiting = new Map<string, Waiting>()
const gather = 25

/**
 * Tells every process which records changed, a moment after the commit and many at once: a notification inside each transaction would make
 * all commits of the database wait for one another. Whoever misses one polls. `work`: whether automations may have something to do now.
 */
export function announceLater(
  { key, schema, pool }: Workspace,
  entity: string,
  ids: Iterable<string>,
  work = true,
): void {
  const name = `${key} ${schema}`
  let own = waiting.get(name)
  if (own === undefined) {
    own = { pool, records: new Map(), work: false, timer: setTimeout(() => send(name, key), gather) }
    own.timer.unref()
    waiting.set(name, own)
  }
  own.work ||= work
  const set = own.records.get(entity) ?? new Set()
  own.records.set(entity, set)
  for (const id of ids) set.add(id)
}

function send(name: string, workspace: string): void {
  const own = waiting.get(name)
  waiting.delete(name)
  if (own === undefined) return
  const messages = [...own.records].map(([entity, ids]) =>
    announce(own.pool, { kind: 'records', workspace, entity, ids: [...ids] }),
  )
  if (own.work) messages.push(announce(own.pool, { kind: 'work', workspace }))
  // A lost message costs freshness only: readers poll.
  void Promise.all(messages).catch(() => undefined)
}
