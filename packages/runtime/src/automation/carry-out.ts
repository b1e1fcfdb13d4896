import { adminRoleKey, type StepDefinition } from '@atelier/definitions'
import { compileLoad } from '@atelier/records'
import type { Env, Problem, RecordData } from '@atelier/rules'
import { type Effect, planSteps, stepPaths } from '@atelier/workflow'
import pg from 'pg'
import { notifyPeople } from '../inbox/notify-people.ts'
import type { WriteCommand } from '../kernel/commands.ts'
import { runWritesIn } from '../kernel/run-writes.ts'
import { asSystem, type Session } from '../kernel/session.ts'
import type { Context } from '../workspace/workspace.ts'
import { keepForDigest } from './digests.ts'

/** What a run did, for its history. */
export type Done = {
  readonly step: string
  readonly effect: Effect['effect'] | 'cancel'
  readonly entity?: string
  readonly record?: string
  readonly people?: readonly string[]
}

export type Outcome =
  | { readonly ok: true; readonly done: readonly Done[] }
  | { readonly ok: false; readonly done: readonly Done[]; readonly problems: readonly Problem[] }

/** One list of steps to carry out for one record. */
export type StepRun = {
  /** Whose rights the writes have; `via` and `cause` say where they come from. */
  readonly context: Context
  readonly session: Session
  readonly entity: string
  readonly id: string
  readonly steps: readonly StepDefinition[]
  readonly starter: string | undefined
  readonly approver?: string | undefined
  readonly calendar?: string | undefined
  readonly stage?: string | undefined
  /** Where people are told of many records together: the write that they were part of, and the automation. */
  readonly bulk?: { readonly request: string; readonly automation: string } | undefined
  /** What steps read besides the record, made anew whenever the record has been loaded again. */
  readonly env: (record: RecordData | null) => Env
}

/** Loads a record as the system with the paths named, under a lock. Null when it is unknown. */
export async function loadLocked(
  context: Context,
  session: Session,
  entity: string,
  id: string,
  paths: readonly string[],
): Promise<RecordData | null> {
  const query = { entity, ids: [id], paths: paths.map((path) => path.split('.')), lock: true }
  const [record] = await session.json<readonly (RecordData | null)[]>(compileLoad(asSystem(context), query))
  return record ?? null
}

async function write(
  run: StepRun,
  command: WriteCommand,
): Promise<{ readonly id: string } | { readonly problems: readonly Problem[] }> {
  const [result] = await runWritesIn(run.session, run.context, [command], { atomic: true })
  if (result === undefined) return { problems: [] }
  return result.status === 'refused' ? { problems: result.problems } : { id: result.id }
}

/** A step that finds nobody is not silent: the workspace's admins hear of it. */
async function tellAdmins(run: StepRun, effect: Extract<Effect, { effect: 'nobody' }>): Promise<void> {
  const { users } = await run.context.workspace.directory()
  const to = [...users.values()].filter((user) => user.active && user.roles.includes(adminRoleKey)).map(({ id }) => id)
  const title = run.context.generation.model.entities.get(run.entity)?.title ?? 'id'
  const whom = effect.persons.join(', ')
  await notifyPeople(run.context, run.session, {
    effect: 'notify',
    step: effect.step,
    to,
    cc: [],
    subject: { en: `{{${title}}}: nobody was found for ${whom}`, 'zh-CN': `{{${title}}}:未找到人员 ${whom}` },
    body: { en: '', 'zh-CN': '' },
    entity: run.entity,
    id: run.id,
  })
}

async function applyEffect(run: StepRun, effect: Effect): Promise<Outcome> {
  const { context, session } = run
  switch (effect.effect) {
    case 'create': {
      const made = await write(run, { kind: 'create', entity: effect.entity, values: effect.values })
      if ('problems' in made) return { ok: false, done: [], problems: made.problems }
      if (effect.cancelOnLeave !== undefined)
        await session.run(
          `insert into ${pg.escapeIdentifier(context.workspace.schema)}.stage_task (task, entity, record, stage) values ($1, $2, $3, $4)`,
          [made.id, effect.entity, run.id, effect.cancelOnLeave],
        )
      return { ok: true, done: [{ step: effect.step, effect: 'create', entity: effect.entity, record: made.id }] }
    }
    case 'update': {
      const changed = await write(run, { kind: 'update', entity: effect.entity, id: effect.id, values: effect.values })
      if ('problems' in changed) return { ok: false, done: [], problems: changed.problems }
      return { ok: true, done: [{ step: effect.step, effect: 'update', entity: effect.entity, record: changed.id }] }
    }
    case 'notify': {
      if (run.bulk === undefined) await notifyPeople(context, session, effect)
      else await keepForDigest(context, session, run.bulk, effect)
      return { ok: true, done: [{ step: effect.step, effect: 'notify', people: [...effect.to, ...effect.cc] }] }
    }
    case 'nobody':
      await tellAdmins(run, effect)
      return { ok: true, done: [{ step: effect.step, effect: 'nobody', people: effect.persons }] }
  }
}

/**
 * Carries out a list of steps: plans as far as the record is known, does what was planned, loads it again, and goes on. Stops at the first write that the
 * kernel refuses; the caller undoes what came before it.
 */
export async function carryOut(run: StepRun): Promise<Outcome> {
  const { context, session, entity, id } = run
  const { model } = context.generation
  const directory = await context.workspace.directory()
  const paths = stepPaths(run.steps, model, entity)
  const done: Done[] = []
  let { steps } = run
  while (steps.length > 0) {
    const record = await loadLocked(context, session, entity, id, paths)
    if (record === null) return { ok: true, done }
    const { starter, approver, calendar, stage } = run
    const plan = planSteps(steps, {
      model,
      entity,
      env: run.env(record),
      directory,
      starter,
      approver,
      calendar,
      stage,
    })
    for (const effect of plan.effects) {
      const outcome = await applyEffect(run, effect)
      done.push(...outcome.done)
      if (!outcome.ok) return { ...outcome, done }
    }
    steps = plan.rest
  }
  return { ok: true, done }
}

/** Bins the tasks that a stage has made and that nobody has done yet. */
export async function cancelTasks(run: StepRun, stage: string): Promise<Outcome> {
  const { context, session, id } = run
  const { model } = context.generation
  const s = pg.escapeIdentifier(context.workspace.schema)
  const made = await session.run(
    `delete from ${s}.stage_task where record = $1 and stage = $2 returning task, entity`,
    [id, stage],
  )
  const done: Done[] = []
  for (const { task, entity } of made) {
    if (typeof task !== 'string' || typeof entity !== 'string') continue
    const field = model.entities.get(entity)?.document.activity?.done
    const record = await loadLocked(context, session, entity, task, [])
    if (field === undefined || record === null || record[field] === true || typeof record['deletedAt'] === 'string')
      continue
    const gone = await write(run, { kind: 'delete', entity, id: task })
    if ('problems' in gone) return { ok: false, done, problems: gone.problems }
    done.push({ step: stage, effect: 'cancel', entity, record: task })
  }
  return { ok: true, done }
}
