import type { Entity } from '@atelier/definitions'
import { isUnlimited } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { fieldName, personPaths } from '@atelier/workflow'
import { isSecret, isSecretPath } from '../workspace/leave-out-hidden.ts'
import type { Context } from '../workspace/workspace.ts'

const conditionWords = {
  message: {
    en: 'A condition of this stage that you cannot see is not met.',
    'zh-CN': '有一项您无权查看的阶段条件未满足。',
  },
  fix: { en: 'Ask an administrator what is missing.', 'zh-CN': '请联系管理员了解缺少什么。' },
}
const otherWords = {
  message: { en: 'Something that you cannot see does not allow this.', 'zh-CN': '有您无权查看的内容不允许此操作。' },
  fix: { en: 'Ask an administrator.', 'zh-CN': '请联系管理员。' },
}

/**
 * Problems as the reader may hear them: one that speaks of a hidden field keeps its code and says that something unseen refuses, without
 * naming the field, the condition or a value. It refuses all the same, and whoever sees everything is told everything.
 */
export function withoutSecrets<P extends Problem>(
  context: Context,
  entity: Entity,
  problems: readonly P[],
): readonly (P | Problem)[] {
  if (problems.length === 0 || isUnlimited(context.reader)) return problems
  const told: (P | Problem)[] = []
  for (const problem of problems) {
    const next = speaksOfSecrets(context, entity, problem) ? unnamed(problem) : inOwnWords(context, entity, problem)
    // How many conditions are unseen is none of the reader's business either.
    if (next === problem || !told.some((each) => each.code === next.code && each.message === next.message))
      told.push(next)
  }
  return told
}

/** Warnings that speak of hidden fields are for those who see them: they hold nothing up. */
export function withoutSecretWarnings<P extends Problem>(
  context: Context,
  entity: Entity,
  warnings: readonly P[],
): readonly P[] {
  if (warnings.length === 0 || isUnlimited(context.reader)) return warnings
  return warnings.filter((warning) => !speaksOfSecrets(context, entity, warning))
}

/** Key actions without those that a hidden field ticks: their marks would tell it. */
export function withoutSecretActions<A extends { readonly id: string }>(
  context: Context,
  entity: Entity,
  actions: readonly A[],
): readonly A[] {
  if (isUnlimited(context.reader)) return actions
  return actions.filter(({ id }) => !isSecret(context, entity, partWith(entity.pipelines, id)))
}

function unnamed({ code, params }: Problem): Problem {
  const isGate = code.startsWith('gate_')
  const stage = params?.['stage']
  return {
    code,
    path: '',
    ...(isGate ? conditionWords : otherWords),
    ...(stage === undefined ? {} : { params: { stage } }),
  }
}

// A gate that asks for seen and unseen fields may name the unseen ones in its own words: the seen one is asked for in ours.
function inOwnWords<P extends Problem>(context: Context, entity: Entity, problem: P): P | Problem {
  const { field } = problem
  if (problem.code !== 'gate_fields' || field === undefined) return problem
  if (!isSecret(context, entity, partWith(entity.pipelines, problem.params?.['gate']))) return problem
  const name = fieldName(context.generation.model, entity.key, field)
  const stage = problem.params?.['stage']
  return {
    ...problem,
    message: { en: `${name.en} is needed.`, 'zh-CN': `请填写“${name['zh-CN']}”。` },
    params: stage === undefined ? {} : { stage },
  }
}

function speaksOfSecrets(context: Context, entity: Entity, problem: Problem): boolean {
  const { code, params = {} } = problem
  // A field that the caller wrote and may not see is answered like one that never was, by the name that the caller gave it.
  if (code === 'unknown_field') return false
  const rows = code.startsWith('gate_') ? 'every' : 'some'
  if (fieldsOf(context, entity, problem).some((at) => isSecretPath(context, at.entity, at.path, rows))) return true
  if (code === 'gate_rule' || code === 'gate_action')
    return isSecret(context, entity, partWith(entity.pipelines, params['gate']))
  if (code === 'gate_who')
    return peopleIn(partWith(entity.pipelines, params['gate'])).some((path) =>
      isSecretPath(context, entity, path, 'every'),
    )
  if (code === 'rule_refused' || code === 'rule_warned') {
    const stating =
      typeof params['entity'] === 'string' ? context.generation.model.entities.get(params['entity']) : entity
    const part = partWith(stating?.rules, params['rule']) ?? partWith(stating?.invariants, params['invariant'])
    return stating !== undefined && isSecret(context, stating, part)
  }
  return false
}

type At = { readonly entity: Entity; readonly path: string }

/** The fields that a problem names: its own, by its place among the values (`/lines/0/cost`), and those that it lists. */
function fieldsOf({ generation }: Context, entity: Entity, { path, field, params }: Problem): readonly At[] {
  const [first = '', , inner] = path
    .replace(/^\/values/, '')
    .split('/')
    .slice(1)
  const lines = inner === undefined ? undefined : generation.model.entities.get(`${entity.key}.${first}`)
  const listed = Array.isArray(params?.['fields']) ? params['fields'] : []
  const named = [field, ...listed].filter((each) => typeof each === 'string')
  return named.map((each) => ({ entity: lines?.fields.has(each) === true ? lines : entity, path: each }))
}

/** The part of a definition with this id, however deep. */
function partWith(node: unknown, id: unknown): unknown {
  if (typeof id !== 'string' || typeof node !== 'object' || node === null) return undefined
  if ('id' in node && node.id === id) return node
  for (const inner of Object.values(node)) {
    const found = partWith(inner, id)
    if (found !== undefined) return found
  }
  return undefined
}

/** Paths by which a gate or a listed move finds the people who may pass. */
function peopleIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return []
  const { who, for: people }: { who?: unknown; for?: unknown } = part
  return [who, people].flat().flatMap((each: unknown) => (typeof each === 'string' ? personPaths(each) : []))
}
