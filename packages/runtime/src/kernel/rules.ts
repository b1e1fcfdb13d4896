import { type Model, modeOf, type Place, scopeOf, workspaceEnv } from '@atelier/definitions'
import { userOf } from '@atelier/records'
import { checkRule, dependencies, type Env, type RecordData, type Rule, type RuleType } from '@atelier/rules'
import type { Context } from '../workspace/workspace.ts'

const boolean: RuleType = { kind: 'boolean' }
const checked = new WeakMap<Model, Map<unknown, Map<string, Rule | undefined>>>()

/**
 * The checked form of a rule written in a definition; undefined when it does not check (definitions are checked before they are
 * published, so this is a definition out of service). Made once per revision and place.
 */
export function ruleOf(
  model: Model,
  entity: string,
  json: unknown,
  place: Place,
  expects: RuleType | 'any' = boolean,
  record: string = entity,
): Rule | undefined {
  let ofModel = checked.get(model)
  if (ofModel === undefined) {
    ofModel = new Map()
    checked.set(model, ofModel)
  }
  let ofJson = ofModel.get(json)
  if (ofJson === undefined) {
    ofJson = new Map()
    ofModel.set(json, ofJson)
  }
  const name = `${place} ${entity} ${record} ${expects === 'any' ? 'any' : expects.kind}`
  if (!ofJson.has(name))
    ofJson.set(
      name,
      checkRule(json, { scope: scopeOf(model, entity, place, record), expects, mode: modeOf(place) }).rule,
    )
  return ofJson.get(name)
}

/**
 * Paths from the record that a rule reads; what it reads of `$old` or `$record` counts too, for it is the same record. Approvals that it asks about
 * are named `$approvals.<key>`, behind the path of the record that has them.
 */
export function pathsOf(rule: Rule | undefined): readonly (readonly string[])[] {
  if (rule === undefined) return []
  let paths = known.get(rule)
  if (paths === undefined) {
    const read = dependencies(rule)
    paths = [
      ...read.paths,
      ...read.names.filter(({ name }) => name === '$old' || name === '$record').map(({ path }) => path),
      ...read.approvals.map(({ path, key }) => [...path, '$approvals', key]),
    ]
    known.set(rule, paths)
  }
  return paths
}
const known = new WeakMap<Rule, readonly (readonly string[])[]>()

/** What rules read besides records: the clock, the workspace, who writes. */
export function envOf(context: Context, record: RecordData | null, old?: RecordData | null): Env {
  let env = envs.get(context)
  if (env === undefined) {
    const { generation, reader, now } = context
    const ofWorkspace = workspaceEnv(generation.model)
    env = { ...ofWorkspace, names: { ...ofWorkspace.names, $user: userOf(reader) }, now: now.toISOString() }
    envs.set(context, env)
  }
  return { ...env, record, names: { ...env.names, $record: record, $old: old ?? null } }
}
const envs = new WeakMap<Context, Env>()
