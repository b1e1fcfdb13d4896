import type { Problem } from '@atelier/rules'
import type { ApprovalEffect, ApprovalFlow } from '@atelier/workflow'
import { brokenByApproval } from '../kernel/invariants.ts'
import type { Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { follow } from './follow.ts'
import type { OpenRequest } from './open-locked.ts'
import { keepFlow } from './requests.ts'

/**
 * Keeps what a decision, the clock or somebody's leaving has made of a request and carries out what follows, in the caller's transaction. Answers what
 * must always hold and would not any more, because the request has got another state; the caller takes everything back then.
 */
export async function goOn(
  context: Context,
  session: Session,
  { request, entity }: OpenRequest,
  { flow, effects }: { readonly flow: ApprovalFlow; readonly effects: readonly ApprovalEffect[] },
): Promise<readonly Problem[]> {
  await keepFlow(context, session, request.id, flow)
  await follow(context, session, request.id, effects)
  if (entity === undefined || flow.state === request.flow.state) return []
  return brokenByApproval(context, session, entity.key, [request.record])
}
