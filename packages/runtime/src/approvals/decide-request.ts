import type { Problem } from '@atelier/rules'
import { type Decision, decide } from '@atelier/workflow'
import pg from 'pg'
import { inTransaction } from '../database/transaction.ts'
import { notFound } from '../http/known-problems.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { about, withoutSecrets } from '../kernel/without-secrets.ts'
import type { Context } from '../workspace/workspace.ts'
import { goOn } from './go-on.ts'
import { openLocked } from './open-locked.ts'
import { maySee } from './views.ts'

export type DecideAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 403 | 404 | 409 | 422; readonly problems: readonly Problem[] }

const statusOf: { readonly [code: string]: 403 | 409 | 422 } = { already_decided: 409, not_allowed: 403, required: 422 }

/**
 * One decision with everything that follows from it, in one transaction. The record and the request are locked first, so of two people who decide at once
 * the second sees what the first has done. A decision that would break an invariant is refused with everything that followed from it: the request waits as
 * before.
 */
export async function decideRequest(
  context: Context,
  id: string,
  decision: Omit<Decision, 'by'>,
): Promise<DecideAnswer> {
  return inTransaction(
    context.workspace.pool,
    async (client): Promise<DecideAnswer> => decideIn(context, sessionOn(client), id, decision),
    { keeps: ({ ok }) => ok },
  )
}

async function decideIn(
  context: Context,
  session: Session,
  id: string,
  decision: Omit<Decision, 'by'>,
): Promise<DecideAnswer> {
  const s = pg.escapeIdentifier(context.workspace.schema)
  const by = context.reader.user
  const found = await openLocked(context, session, id)
  if (found === undefined || by === undefined || !maySee(context, found.request))
    return { ok: false, status: 404, problems: [notFound] }
  const { request, entity, record, asked } = found
  const decided = decide(request.document, request.flow, { ...decision, by }, asked)
  if (!decided.ok) {
    const [first] = decided.problems
    return { ok: false, status: statusOf[first?.code ?? ''] ?? 422, problems: decided.problems }
  }
  await session.run(
    `insert into ${s}.approval_decision (request, step, person, action, comment, at) values ($1, $2, $3, $4, $5, $6)`,
    [id, decided.step ?? null, by, decision.action, decision.comment ?? null, context.now.toISOString()],
  )
  const broken = await goOn(context, session, found, decided)
  if (broken.length > 0) {
    const told = entity === undefined ? broken : withoutSecrets(context, about(entity, record), broken)
    return { ok: false, status: 422, problems: told }
  }
  announceInbox(context.workspace, [by, ...(request.starter === null ? [] : [request.starter])])
  return { ok: true }
}
