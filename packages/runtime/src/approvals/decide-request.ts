import type { Problem, RecordData } from '@atelier/rules'
import { type Decision, decide } from '@atelier/workflow'
import pg from 'pg'
import { loadLocked } from '../automation/carry-out.ts'
import { inTransaction } from '../database/transaction.ts'
import { notFound } from '../http/known-problems.ts'
import { announceInbox } from '../inbox/announce-inbox.ts'
import { brokenByApproval } from '../kernel/invariants.ts'
import { type Session, sessionOn } from '../kernel/session.ts'
import { about, withoutSecrets } from '../kernel/without-secrets.ts'
import type { Context } from '../workspace/workspace.ts'
import { finish } from './finish.ts'
import { keepFlow, toRequest } from './requests.ts'
import { approvalContext, peoplePaths } from './start-request.ts'
import { maySee } from './views.ts'

export type DecideAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 403 | 404 | 409 | 422; readonly problems: readonly Problem[] }

const statusOf: { readonly [code: string]: 403 | 409 | 422 } = { already_decided: 409, not_allowed: 403, required: 422 }

/**
 * One decision with everything that follows from it, in one transaction. The request's row is locked first, so of two people who decide at once the second
 * sees what the first has done. A decision that would break an invariant is refused with everything that followed from it: the request waits as before.
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
  const [row] = await session.run(`select * from ${s}.approval_request where id = $1 for update`, [id])
  const request = row === undefined ? undefined : toRequest(row)
  if (request === undefined || by === undefined || !maySee(context, request))
    return { ok: false, status: 404, problems: [notFound] }
  const entity = [...context.generation.model.entities.values()].find((each) => each.id === request.entity)?.key
  const record =
    entity === undefined
      ? null
      : await loadLocked(context, session, entity, request.record, peoplePaths(request.document))
  const directory = await context.workspace.directory()
  const decided = decide(
    request.document,
    request.flow,
    { ...decision, by },
    approvalContext(context, directory, record, request.starter),
  )
  if (!decided.ok) {
    const [first] = decided.problems
    return { ok: false, status: statusOf[first?.code ?? ''] ?? 422, problems: decided.problems }
  }
  await session.run(
    `insert into ${s}.approval_decision (request, step, person, action, comment, at) values ($1, $2, $3, $4, $5, $6)`,
    [id, decided.step ?? null, by, decision.action, decision.comment ?? null, context.now.toISOString()],
  )
  await keepFlow(context, session, id, decided.flow)
  for (const effect of decided.effects) {
    if (effect.effect === 'ask') announceInbox(context.workspace, effect.users)
    else await finish(context, session, id, effect.state)
  }
  if (entity !== undefined && decided.flow.state !== request.flow.state) {
    const broken = await brokenByApproval(context, session, entity, [request.record])
    if (broken.length > 0) return { ok: false, status: 422, problems: told(context, entity, record, broken) }
  }
  announceInbox(context.workspace, [by, ...(request.starter === null ? [] : [request.starter])])
  return { ok: true }
}

function told(
  context: Context,
  entity: string,
  record: RecordData | null,
  problems: readonly Problem[],
): readonly Problem[] {
  const home = context.generation.model.entities.get(entity)
  return home === undefined ? problems : withoutSecrets(context, about(home, record), problems)
}
