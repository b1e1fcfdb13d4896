import type { Problem } from '@atelier/rules'
import { type ActiveAutomation, filterHolds, stepPaths } from '@atelier/workflow'
import pg from 'pg'
import { newId } from '../kernel/new-id.ts'
import { pathsOf, ruleOf } from '../kernel/rules.ts'
import type { Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { cancelTasks, carryOut, type Done, loadLocked, type Outcome, type StepRun } from './carry-out.ts'
import { processEnv } from './env.ts'

/** How deep automations may set off one another. */
export const deepest = 8

/** Where a run stands in what caused it: the first event, how many runs lie between, and which of them ran for which record. */
export type Chain = { readonly root: string; readonly depth: number; readonly path: readonly string[] }

/** What set an automation off. */
export type Cause = {
  /** Id of the ledger event, or of the timer's run. */
  readonly event: string
  readonly at: string
  readonly by: string | undefined
  readonly on: string
  readonly offset?: string
  readonly chain: Chain
  /** The values that the event replaced, by field key; none for timers. */
  readonly before?: Readonly<Record<string, unknown>>
  /** The request that wrote the record, perhaps with many others; none for timers. */
  readonly request?: string
}

const link = (automation: ActiveAutomation, record: string): string => `${automation.id} ${record}`

/** Paths that an automation reads from its record. */
function pathsFor(context: Context, automation: ActiveAutomation): readonly string[] {
  const { model } = context.generation
  const { filter } = automation.trigger
  const filtered =
    filter === undefined
      ? []
      : pathsOf(ruleOf(model, automation.entity, filter, 'automation')).map((path) => path.join('.'))
  const time = automation.trigger.on === 'time.reached' ? [automation.trigger.field] : []
  return [...filtered, ...time, ...stepPaths(automation.steps, model, automation.entity)]
}

async function readerOf(
  context: Context,
  automation: ActiveAutomation,
  starter: string | undefined,
  owner: unknown,
): Promise<Context | undefined> {
  if (automation.run.as === 'system') return context
  const person = automation.run.as === 'starter' ? starter : typeof owner === 'string' ? owner : undefined
  const reader = person === undefined ? undefined : await context.workspace.reader(person)
  return reader === undefined ? undefined : { ...context, reader }
}

const noReader: Problem = {
  code: 'not_allowed',
  path: '',
  message: { en: 'The person it runs as is not there, or not active.', 'zh-CN': '以其身份运行的人员不存在或已停用。' },
}

async function keepRun(
  context: Context,
  session: Session,
  run: {
    readonly id: string
    readonly automation: ActiveAutomation
    readonly record: string
    readonly cause: Cause
    readonly state: 'done' | 'failed' | 'stopped'
    readonly done: readonly Done[]
    readonly problems: readonly Problem[]
  },
): Promise<void> {
  const { automation, cause } = run
  const entity = context.generation.model.entities.get(automation.entity)?.id ?? automation.entity
  await session.run(
    `insert into ${pg.escapeIdentifier(context.workspace.schema)}.run
       (id, automation, entity, record, revision, trigger, root, depth, at, state, effects, problems)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      run.id,
      automation.id,
      entity,
      run.record,
      context.generation.revision,
      JSON.stringify({
        on: cause.on,
        event: cause.event,
        ...(cause.offset === undefined ? {} : { offset: cause.offset }),
      }),
      cause.chain.root,
      cause.chain.depth,
      context.now.toISOString(),
      run.state,
      JSON.stringify(run.done),
      JSON.stringify(run.problems),
    ],
  )
}

const tooDeep: Problem = {
  code: 'loop_limit',
  path: '',
  message: {
    en: 'Automations set each other off too often in a row; stopped.',
    'zh-CN': '自动化相互触发次数过多,已停止。',
  },
}

/** Runs one automation for one record inside the caller's transaction, and notes it in the run history. Whatever it did is undone when a write is refused. */
export async function runAutomation(
  context: Context,
  session: Session,
  automation: ActiveAutomation,
  record: string,
  cause: Cause,
): Promise<'ran' | 'filtered' | 'guarded'> {
  const { model } = context.generation
  const { chain } = cause
  if (automation.run.reenter === 'once' && chain.path.includes(link(automation, record))) return 'guarded'
  const loaded = await loadLocked(context, session, automation.entity, record, pathsFor(context, automation))
  if (loaded === null) return 'filtered'
  const event = { at: cause.at, ...(cause.offset === undefined ? {} : { offset: cause.offset }) }
  const env: StepRun['env'] = (now) =>
    processEnv(context, now, {
      old: now === null || cause.before === undefined ? null : { ...now, ...cause.before },
      event,
    })
  if (!filterHolds(model, automation, env(loaded))) return 'filtered'
  const id = newId()
  if (chain.depth >= deepest) {
    await keepRun(context, session, { id, automation, record, cause, state: 'stopped', done: [], problems: [tooDeep] })
    return 'guarded'
  }
  const owner = loaded['owner']
  const ownerId = typeof owner === 'object' && owner !== null && 'id' in owner ? owner.id : owner
  const acting = await readerOf(
    { ...context, via: 'automation', request: id, cause: cause.event },
    automation,
    cause.by,
    ownerId,
  )
  await session.run('savepoint automation')
  const outcome: Outcome =
    acting === undefined
      ? { ok: false, done: [], problems: [noReader] }
      : await carry(acting, session, automation, record, cause, env)
  if (!outcome.ok) await session.run('rollback to savepoint automation')
  await session.run('release savepoint automation')
  await session.run(
    `update ${pg.escapeIdentifier(context.workspace.schema)}.work set root = $2, depth = $3, path = $4 where request = $1`,
    [id, chain.root, chain.depth + 1, [...chain.path, link(automation, record)]],
  )
  await keepRun(context, session, {
    id,
    automation,
    record,
    cause,
    state: outcome.ok ? 'done' : 'failed',
    done: outcome.ok ? outcome.done : [],
    problems: outcome.ok ? [] : outcome.problems,
  })
  return 'ran'
}

async function carry(
  context: Context,
  session: Session,
  automation: ActiveAutomation,
  record: string,
  cause: Cause,
  env: StepRun['env'],
): Promise<Outcome> {
  const run: StepRun = {
    context,
    session,
    entity: automation.entity,
    id: record,
    steps: automation.steps,
    starter: cause.by,
    calendar: automation.calendar,
    stage: automation.stage,
    bulk:
      automation.run.onBulk === 'batch' && cause.request !== undefined
        ? { request: cause.request, automation: automation.id }
        : undefined,
    env,
  }
  const cancelled =
    automation.cancels && automation.stage !== undefined ? await cancelTasks(run, automation.stage) : undefined
  if (cancelled?.ok === false) return cancelled
  const outcome = await carryOut(run)
  return { ...outcome, done: [...(cancelled?.done ?? []), ...outcome.done] }
}
