import type { Entity, Field } from '@atelier/definitions'
import { compileCount, compileList } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import pg from 'pg'
import { reseat } from '../approvals/reseat.ts'
import { inTransaction } from '../database/transaction.ts'
import { runWrites } from '../kernel/run-writes.ts'
import { asSystem, type Session, sessionOn } from '../kernel/session.ts'
import { unrestricted } from '../workspace/query-context.ts'
import type { Context } from '../workspace/workspace.ts'

/** As many records as one call moves; whoever has more left says it again. */
const most = 5_000
const portion = 250

type Owned = {
  readonly entity: Entity
  readonly owner: Field
  readonly kind: 'records' | 'tasks'
  readonly open: unknown
}

/** What can belong to somebody and still wants seeing to, by entity: whatever has not come to an end. */
function owned({ generation }: Context): readonly Owned[] {
  return [...generation.model.entities.values()].flatMap((entity): readonly Owned[] => {
    const { owner, stage } = entity
    if (entity.origin.kind !== 'drawn' || owner === undefined || owner.type.source !== 'input') return []
    const { activity } = entity.document
    if (activity) return [{ entity, owner, kind: 'tasks', open: { '!=': [{ var: activity.done }, true] } }]
    const open = stage === undefined ? true : { '==': [{ var: `${stage.key}.outcome` }, 'open'] }
    return [{ entity, owner, kind: 'records', open }]
  })
}

const filterOf = ({ owner, open }: Owned, user: string): unknown => {
  const theirs = { '==': [{ var: owner.key }, user] }
  return open === true ? theirs : { and: [theirs, open] }
}

export type Holding = {
  readonly entity: string
  readonly kind: 'records' | 'tasks'
  readonly count: { readonly value: number; readonly exact: boolean }
}

/** What somebody would leave behind: open records and tasks by entity, and approvals that wait for them. */
export async function holdingsOf(
  context: Context,
  user: string,
): Promise<{ readonly records: readonly Holding[]; readonly approvals: number }> {
  const session = sessionOn(context.workspace.pool)
  const records: Holding[] = []
  for (const each of owned(context)) {
    const compiled = compileCount(asSystem(context), { entity: each.entity.key, filter: filterOf(each, user) })
    if (!compiled.ok) throw new Error(`Holdings cannot be counted: ${JSON.stringify(compiled.problems)}`)
    const count = await session.json<Holding['count']>(compiled.statement)
    if (count.value > 0) records.push({ entity: each.entity.key, kind: each.kind, count })
  }
  return { records, approvals: await waitingApprovals(context, session, user) }
}

async function waitingApprovals(context: Context, session: Session, user: string): Promise<number> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const [row] = await session.run(
    `select count(distinct a.request)::int as n from ${s}.approval_seat a join ${s}.approval_request r on r.id = a.request
     where a.person = $1 and a.state in ('open', 'waiting') and r.state = 'pending'`,
    [user],
  )
  return Number(row?.['n'] ?? 0)
}

export type HandedOver = {
  readonly moved: number
  /** What would not go, with every reason; it stays where it is. */
  readonly refused: readonly { readonly entity: string; readonly id: string; readonly problems: readonly Problem[] }[]
  readonly approvals: number
  /** Whether there was more than one call moves. */
  readonly more: boolean
}

/** Gives what somebody has open to somebody else: each record for itself, through the kernel, and every waiting approval. */
export async function handOver(
  context: Context,
  { from, to, entities }: { readonly from: string; readonly to: string; readonly entities?: readonly string[] },
): Promise<HandedOver> {
  const session = sessionOn(context.workspace.pool)
  const acting = unrestricted(context)
  const refused: HandedOver['refused'][number][] = []
  let moved = 0
  let more = false
  for (const each of owned(context)) {
    const entity = each.entity.key
    if (entities !== undefined && !entities.includes(entity)) continue
    const ids = await idsOf(context, session, each, from, most - moved)
    more ||= ids.more
    for (let at = 0; at < ids.list.length; at += portion) {
      const batch = ids.list.slice(at, at + portion)
      const results = await runWrites(
        acting,
        batch.map((id) => ({ kind: 'update', entity, id, values: { [each.owner.key]: to } })),
        { atomic: false },
      )
      for (const [index, result] of results.entries())
        if (result.status === 'refused') refused.push({ entity, id: batch[index] ?? '', problems: result.problems })
        else moved += 1
    }
  }
  const approvals = await waitingApprovals(context, session, from)
  if (approvals > 0)
    await inTransaction(context.workspace.pool, (client) => reseat(context, sessionOn(client), [from], to))
  return { moved, refused, approvals: approvals - (await waitingApprovals(context, session, from)), more }
}

async function idsOf(
  context: Context,
  session: Session,
  each: Owned,
  user: string,
  limit: number,
): Promise<{ readonly list: readonly string[]; readonly more: boolean }> {
  const list: string[] = []
  for (let after: string | undefined; ; ) {
    if (list.length >= limit) return { list: list.slice(0, limit), more: true }
    const compiled = compileList(asSystem(context), {
      entity: each.entity.key,
      filter: filterOf(each, user),
      fields: ['id'],
      limit: 500,
      ...(after === undefined ? {} : { after }),
    })
    if (!compiled.ok) throw new Error(`Holdings cannot be read: ${JSON.stringify(compiled.problems)}`)
    const page = await session.json<{ records: readonly { id: string }[]; next: string | null }>(compiled.statement)
    list.push(...page.records.map(({ id }) => id))
    if (page.next === null) return { list: list.slice(0, limit), more: list.length > limit }
    after = page.next
  }
}
