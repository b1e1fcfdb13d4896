import type { Entity } from '@atelier/definitions'
import { isUnlimited } from '@atelier/records'
import type { Problem } from '@atelier/rules'
import { fieldName, personPaths } from '@atelier/workflow'
import { isSecret, isSecretPath, type Row } from '../workspace/leave-out-hidden.ts'
import type { Context } from '../workspace/workspace.ts'
import type { Draft } from './draft.ts'
import { idOf } from './related.ts'

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

/** The record that problems are about: whose it is decides which of its fields a reader sees. */
export type About = Row

/** The record by its values, as loaded or as a row. */
export function about(entity: Entity, values: Readonly<Record<string, unknown>> | null | undefined): About {
  return { entity, owner: idOf(values?.[entity.owner?.key ?? 'createdBy']) ?? undefined }
}

/** The record of a draft as it was; a new one is its maker's where nothing else is said. */
export function aboutDraft({ reader }: Context, { entity, before, after }: Draft): About {
  if (before !== undefined) return about(entity, before)
  return { entity, owner: about(entity, after).owner ?? reader.user }
}

/**
 * Problems as the reader may hear them: one that speaks of a hidden field keeps its code and says that something unseen refuses, without
 * naming the field, the condition or a value. It refuses all the same, and whoever sees everything is told everything.
 */
export function withoutSecrets<P extends Problem>(
  context: Context,
  row: About,
  problems: readonly P[],
): readonly (P | Problem)[] {
  if (problems.length === 0 || isUnlimited(context.reader)) return problems
  const told: (P | Problem)[] = []
  for (const problem of problems) {
    const next = speaksOfSecrets(context, row, problem) ? unnamed(problem) : inOwnWords(context, row, problem)
    // How many conditions are unseen is none of the reader's business either.
    if (next === problem || !told.some((each) => each.code === next.code && each.message === next.message))
      told.push(next)
  }
  return told
}

/** Warnings that speak of hidden fields are for those who see them: they hold nothing up. */
export function withoutSecretWarnings<P extends Problem>(
  context: Context,
  row: About,
  warnings: readonly P[],
): readonly P[] {
  if (warnings.length === 0 || isUnlimited(context.reader)) return warnings
  return warnings.filter((warning) => !speaksOfSecrets(context, row, warning))
}

/** Key actions without those that a hidden field ticks: their marks would tell it. */
export function withoutSecretActions<A extends { readonly id: string }>(
  context: Context,
  row: About,
  actions: readonly A[],
): readonly A[] {
  if (isUnlimited(context.reader)) return actions
  return actions.filter(({ id }) => !isSecret(context, row.entity, partWith(row.entity.pipelines, id), row))
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
function inOwnWords<P extends Problem>(context: Context, row: About, problem: P): P | Problem {
  const { field } = problem
  const { entity } = row
  if (problem.code !== 'gate_fields' || field === undefined) return problem
  if (!isSecret(context, entity, partWith(entity.pipelines, problem.params?.['gate']), row)) return problem
  const name = fieldName(context.generation.model, entity.key, field)
  const stage = problem.params?.['stage']
  return {
    ...problem,
    message: { en: `${name.en} is needed.`, 'zh-CN': `请填写“${name['zh-CN']}”。` },
    params: stage === undefined ? {} : { stage },
  }
}

function speaksOfSecrets(context: Context, row: About, problem: Problem): boolean {
  const { entity } = row
  const { code, params = {} } = problem
  // A field that the caller wrote and may not see is answered like one that never was, by the name that the caller gave it.
  if (code === 'unknown_field') return false
  // What the caller gave is named to whoever may write the field anywhere; what a gate wants of this very record, by what it shows.
  const here = code.startsWith('gate_') ? row : undefined
  const isHidden = ({ entity: from, path }: At): boolean => isSecretPath(context, from, path, here)
  if (fieldsOf(context, entity, problem).some(isHidden)) return true
  const behind = partWith(entity.pipelines, params['gate'])
  if (code === 'gate_rule' || code === 'gate_action') return isSecret(context, entity, behind, row)
  if (code === 'gate_who') return peopleIn(behind).some((path) => isHidden({ entity, path }))
  if (code !== 'rule_refused' && code !== 'rule_warned') return false
  // An invariant may be stated by another record than the one written.
  const stated = params['entity']
  const stating = typeof stated === 'string' ? context.generation.model.entities.get(stated) : entity
  const part = partWith(stating?.rules, params['rule']) ?? partWith(stating?.invariants, params['invariant'])
  return stating !== undefined && isSecret(context, stating, part, row)
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
