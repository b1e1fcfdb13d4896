import type { Entity, InvariantDefinition, Model } from '@atelier/definitions'
import { compileList } from '@atelier/records'
import { decide, evaluate, type Problem } from '@atelier/rules'
import { approvalPaths } from '@atelier/workflow'
import type { Context } from '../workspace/workspace.ts'
import { wordsOf } from './judge.ts'
import { loadRecords } from './related.ts'
import { envOf, pathsOf, ruleOf } from './rules.ts'
import { asSystem, type Session } from './session.ts'

/**
 * An invariant and how records of some entity are reached from the one that states it: `[]` is itself. `asks`: whether it asks about approvals of
 * the records at the end of the way.
 */
type Watching = {
  readonly stating: Entity
  readonly invariant: InvariantDefinition
  readonly way: readonly string[]
  readonly asks: boolean
}

const known = new WeakMap<Model, ReadonlyMap<string, readonly Watching[]>>()

/** Invariants that a change of an entity's records can break. `watch` refuses nothing, so it is not asked here. */
export function watching(model: Model, entity: string): readonly Watching[] {
  let all = known.get(model)
  if (all === undefined) {
    all = findAll(model)
    known.set(model, all)
  }
  return all.get(entity) ?? []
}

function findAll(model: Model): ReadonlyMap<string, readonly Watching[]> {
  const found = new Map<string, Watching[]>()
  for (const stating of model.entities.values())
    for (const invariant of stating.invariants) {
      if (invariant.mode !== 'refuse') continue
      const read = [
        ...pathsOf(ruleOf(model, stating.key, invariant.always, 'invariant')),
        ...pathsOf(ruleOf(model, stating.key, invariant.filter, 'rule')),
      ]
      const paths = [...read, ...read.flatMap((path) => behindApproval(model, path))]
      const asked = new Set(
        read.flatMap((path) => (path.includes(approvals) ? [path.slice(0, path.indexOf(approvals)).join('.')] : [])),
      )
      const ways = new Map<string, { entity: string; way: readonly string[] }>([['', { entity: stating.key, way: [] }]])
      for (const path of paths) for (const step of stepsOf(model, stating, path)) ways.set(step.way.join('.'), step)
      for (const { entity, way } of ways.values()) {
        const watching = { stating, invariant, way, asks: asked.has(way.join('.')) }
        const list = found.get(entity)
        if (list === undefined) found.set(entity, [watching])
        else list.push(watching)
      }
    }
  return found
}

const approvals = '$approvals'

/** What the state of an approval that a path asks about depends on: whether it is needed at all may hang on records further away. */
function behindApproval(model: Model, path: readonly string[]): readonly (readonly string[])[] {
  const at = path.indexOf(approvals)
  const document = at < 0 ? undefined : model.approvals.get(path[at + 1] ?? '')
  if (document === undefined) return []
  return approvalPaths(model, document.entity, document)
    .map((each) => each.split('.'))
    .filter((each) => !each.includes(approvals))
    .map((each) => [...path.slice(0, at), ...each])
}

function stepsOf(model: Model, from: Entity, path: readonly string[]): { entity: string; way: readonly string[] }[] {
  const steps: { entity: string; way: readonly string[] }[] = []
  let entity: Entity | undefined = from
  const way: string[] = []
  for (const key of path) {
    const [name = '', target] = key.split('@')
    const to: string | undefined = target ?? entity?.relations.get(name)?.to[0]
    if (to === undefined) break
    way.push(key)
    steps.push({ entity: to, way: [...way] })
    entity = model.entities.get(to)
  }
  return steps
}

/** Ids of changed records by entity. */
export type Touched = ReadonlyMap<string, ReadonlySet<string>>

/** A broken invariant, with the record that states it. */
export type Broken = { readonly entity: string; readonly id: string; readonly problem: Problem }

/**
 * Judges every invariant that the changed records can break, over the database as the transaction leaves it, with the stating records
 * locked so that two transactions cannot each break half of one.
 */
export async function brokenInvariants(
  context: Context,
  session: Session,
  touched: Touched,
): Promise<readonly Broken[]> {
  return judgeWatching(context, session, touched, () => true)
}

/**
 * The same where nothing was written and an approval of the records has got another state: judges the invariants that ask about approvals, and
 * answers what is broken. The caller takes back what broke it.
 */
export async function brokenByApproval(
  context: Context,
  session: Session,
  entity: string,
  ids: readonly string[],
): Promise<readonly Problem[]> {
  const broken = await judgeWatching(context, session, new Map([[entity, new Set(ids)]]), ({ asks }) => asks)
  return broken.map(({ problem }) => problem)
}

async function judgeWatching(
  context: Context,
  session: Session,
  touched: Touched,
  counts: (watching: Watching) => boolean,
): Promise<readonly Broken[]> {
  const { model } = context.generation
  const broken: Broken[] = []
  for (const [entity, ids] of touched)
    for (const { stating, invariant, way } of watching(model, entity).filter(counts)) {
      for (const some of portionsOf([...ids].sort()))
        for await (const stated of statingIds(context, session, stating, way, some))
          broken.push(...(await judgeInvariant(context, session, stating, invariant, stated)))
    }
  return broken
}

/** Records loaded at once: however many state an invariant, each is judged. */
const portion = 500

function* portionsOf(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += portion) yield ids.slice(at, at + portion)
}

async function judgeInvariant(
  context: Context,
  session: Session,
  stating: Entity,
  invariant: InvariantDefinition,
  ids: readonly string[],
): Promise<readonly Broken[]> {
  const { model } = context.generation
  const always = ruleOf(model, stating.key, invariant.always, 'invariant')
  const filter = invariant.filter === undefined ? undefined : ruleOf(model, stating.key, invariant.filter, 'rule')
  if (always === undefined) return []
  const records = await loadRecords(
    context,
    session,
    stating.key,
    ids,
    [...pathsOf(always), ...pathsOf(filter)].filter((path) => path.length > 1),
    true,
  )
  const broken: Broken[] = []
  for (const [id, record] of records) {
    if (typeof record['deletedAt'] === 'string') continue
    const env = envOf(context, record)
    if (filter !== undefined && evaluate(filter, env) !== true) continue
    const decision = decide(always, env)
    if (decision.answer === true) continue
    const words = wordsOf(invariant.message) ?? {
      en: 'A rule that must always hold would be broken.',
      'zh-CN': '违反了必须始终成立的约束。',
    }
    broken.push({
      entity: stating.key,
      id,
      problem: {
        code: 'rule_refused',
        path: '',
        message: words,
        params: { invariant: invariant.id, entity: stating.key, id },
      },
    })
  }
  return broken
}

// The way back: records whose path leads to one of the ids, asked as a filter like any other, in the order in which they are locked.
async function* statingIds(
  context: Context,
  session: Session,
  stating: Entity,
  way: readonly string[],
  ids: readonly string[],
): AsyncGenerator<readonly string[]> {
  if (way.length === 0) {
    yield ids
    return
  }
  const filter = filterFor(context.generation.model, stating, way, ids)
  const query = { entity: stating.key, filter, fields: ['id'], sort: ['id'], limit: portion }
  for (let after: string | null | undefined; after !== null; ) {
    const compiled = compileList(asSystem(context), after === undefined ? query : { ...query, after })
    if (!compiled.ok) throw new Error(`No way back along ${way.join('.')}: ${JSON.stringify(compiled.problems)}`)
    const page: Page = await session.json(compiled.statement)
    yield page.records.map(({ id }) => id)
    after = page.next
  }
}

type Page = { readonly records: readonly { readonly id: string }[]; readonly next: string | null }

function filterFor(model: Model, entity: Entity | undefined, way: readonly string[], ids: readonly string[]): unknown {
  const [step = '', ...rest] = way
  const [name = '', target] = step.split('@')
  const relation = entity?.relations.get(name)
  const next = model.entities.get(target ?? relation?.to[0] ?? '')
  if (relation?.cardinality === 'one') {
    if (rest.length === 0) return { in: [{ var: step }, ids] }
    return prefixed(filterFor(model, next, rest, ids), step)
  }
  return { some: [{ var: step }, rest.length === 0 ? { in: [{ var: 'id' }, ids] } : filterFor(model, next, rest, ids)] }
}

function prefixed(json: unknown, prefix: string): unknown {
  if (Array.isArray(json)) return json.map((entry) => prefixed(entry, prefix))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) =>
      key === 'var'
        ? [key, `${prefix}.${String(value)}`]
        : key === 'some' && Array.isArray(value)
          ? [key, [prefixed(value[0], prefix), value[1]]]
          : [key, prefixed(value, prefix)],
    ),
  )
}
