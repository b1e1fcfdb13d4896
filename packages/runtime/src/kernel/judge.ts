import type { Field, Model, PipelineDocument } from '@atelier/definitions'
import { decide, evaluate } from '@atelier/rules'
import { approvalStates, type Directory, judgeCreate, judgeMove, locksFor } from '@atelier/workflow'
import type { Batch } from './batch.ts'
import { type Draft, isEmpty, refuse, same } from './draft.ts'
import { needsOf } from './entity-needs.ts'
import type { Part } from './part.ts'
import { fieldProblem, readOnly, required, ruleRefused } from './problems.ts'
import { nothingPast, type PastProcess } from './process.ts'
import { relationOf } from './relation-of.ts'
import { ruleOf } from './rules.ts'
import { furthestKey, type StageValue, stageOf } from './settle-stage.ts'

/** What a draft is judged with besides its own parts. */
export type Surroundings = { readonly directory: Directory; readonly past: ReadonlyMap<string, PastProcess> }

/** Judges a draft before anything is written: locks and `readonly` by the record before; everything else by the record after. */
export function judge(batch: Batch, draft: Draft, parts: readonly Part[], around: Surroundings): void {
  judgeLocks(batch, draft, parts, around)
  for (const part of parts) judgeReadonly(batch.model, part)
  judgeAfter(batch, draft, parts, around)
}

/** The half that looks at the record after the write: required fields, rules, gates. */
export function judgeAfter(batch: Batch, draft: Draft, parts: readonly Part[], around: Surroundings): void {
  const [main] = parts
  if (main !== undefined) tellApprovals(batch, main, around)
  for (const part of parts) {
    judgeRequired(batch.model, part)
    judgeRules(batch.model, part)
  }
  judgeGates(batch, draft, parts, around)
}

// What rules ask of the record's own approvals (`approvalState`) is read from the record itself, as it is after the write.
function tellApprovals({ model }: Batch, main: Part, { past }: Surroundings): void {
  if (!needsOf(model, main.entity).paths.some(([first]) => first === '$approvals')) return
  const { requests } = past.get(main.draft.id) ?? nothingPast
  main.record['$approvals'] = approvalStates(model, main.entity.key, main.env, requests)
}

function judgeRequired(model: Model, part: Part): void {
  for (const key of needsOf(model, part.entity).required) {
    const field = part.entity.fields.get(key)
    if (field === undefined || !isEmpty(part.row[key]) || isRefusedAlready(part, key) || isFilledLater(part, field))
      continue
    // A field that became required later must not stop every other change of an older record.
    if (part.before !== undefined && isEmpty(part.before[key]) && !part.given.has(key)) continue
    refuse(part.draft, 'invalid', required(field, part.place))
  }
}

// A new record that is refused already gets no defaults, stage and owner: what they would fill is not missing.
function isFilledLater({ draft, entity, before, given }: Part, field: Field): boolean {
  if (before !== undefined || draft.problems.length === 0 || given.has(field.key)) return false
  return field.definition.default !== undefined || field === entity.stage || field === entity.owner
}

// What was given and could not be read is not missing.
function isRefusedAlready({ draft, place }: Part, key: string): boolean {
  return draft.problems.some(({ path }) => path === `${place}/${key}` || path.startsWith(`${place}/${key}/`))
}

function judgeReadonly(model: Model, part: Part): void {
  const old = part.env.names?.$old
  if (part.before === undefined || typeof old !== 'object' || old === null) return
  for (const rule of part.entity.rules) {
    if (rule.readonly === undefined) continue
    const keys = rule.readonly.filter((key) => part.given.has(key) && !same(part.before?.[key], part.row[key]))
    if (keys.length === 0 || !applies(model, part, rule, { ...old })) continue
    for (const key of keys) {
      const field = part.entity.fields.get(key)
      if (field !== undefined) refuse(part.draft, 'invalid', withMessage(readOnly(field, part.place), rule.message))
    }
  }
}

type Rule = Part['entity']['rules'][number]

function applies(model: Model, part: Part, rule: Rule, record: Part['record'] = part.record): boolean {
  const env = { ...part.env, record }
  const holds = (json: unknown): boolean => {
    const compiled = ruleOf(model, part.entity.key, json, 'rule')
    return compiled !== undefined && evaluate(compiled, env) === true
  }
  return (rule.when === undefined || holds(rule.when)) && (rule.unless === undefined || !holds(rule.unless))
}

function judgeRules(model: Model, part: Part): void {
  for (const rule of part.entity.rules) {
    if (rule.require !== undefined && applies(model, part, rule))
      for (const key of rule.require) {
        const field = part.entity.fields.get(key)
        if (field !== undefined && isEmpty(part.row[key]) && !isRefusedAlready(part, key))
          refuse(part.draft, 'invalid', withMessage(required(field, part.place), rule.message))
      }
    if (rule.refuse !== undefined) judgeRefusal(model, part, rule)
    if (rule.warn !== undefined && applies(model, part, rule))
      part.draft.warnings.push({
        ...ruleRefused(wordsOf(rule.warn), rule.id, rule.fields?.[0]),
        code: 'rule_warned',
        path: `${part.place}${rule.fields?.[0] === undefined ? '' : `/${rule.fields[0]}`}`,
      })
  }
}

// `refuse` is strict: what cannot be decided refuses, and the answer names the empty field.
function judgeRefusal(model: Model, part: Part, rule: Rule): void {
  const compiled = rule.when === undefined ? undefined : ruleOf(model, part.entity.key, rule.when, 'refuse')
  const decision = compiled === undefined ? { answer: rule.when === undefined, empty: [] } : decide(compiled, part.env)
  if (decision.answer === false) return
  if (rule.unless !== undefined) {
    const exception = ruleOf(model, part.entity.key, rule.unless, 'rule')
    if (exception !== undefined && evaluate(exception, part.env) === true) return
  }
  const words = wordsOf(rule.refuse === true ? rule.message : (rule.refuse ?? rule.message))
  const problem = ruleRefused(words, rule.id, rule.fields?.[0])
  const empty = decision.empty.map(({ path }) => path)
  refuse(part.draft, 'invalid', {
    ...problem,
    path: `${part.place}${problem.path}`,
    params: { rule: rule.id, ...(empty.length === 0 ? {} : { empty }) },
  })
}

function judgeLocks(batch: Batch, draft: Draft, parts: readonly Part[], { past }: Surroundings): void {
  const [main] = parts
  const old = main?.env.names?.$old
  if (
    draft.before === undefined ||
    main === undefined ||
    typeof old !== 'object' ||
    old === null ||
    batch.context.via === 'approval'
  )
    return
  const { requests } = past.get(draft.id) ?? nothingPast
  if (requests.length === 0) return
  const states = approvalStates(batch.model, draft.entity.key, { ...main.env, record: { ...old } }, requests)
  for (const [key, lock] of locksFor(batch.model, draft.entity.key, states)) {
    const field = draft.entity.fields.get(key)
    if (field === undefined) continue
    const isChanged =
      draft.action === 'delete' ||
      (field === draft.entity.stage
        ? draft.stage !== undefined
        : relationOf(field) === 'lines'
          ? draft.lines.has(key)
          : !same(draft.before[key], draft.after[key]))
    if (isChanged)
      refuse(draft, 'conflict', {
        ...fieldProblem('record_locked', field, () => lock.message, { params: { approval: lock.approval } }),
      })
  }
}

function judgeGates(batch: Batch, draft: Draft, parts: readonly Part[], { directory, past }: Surroundings): void {
  const [main] = parts
  const { stage, command, entity } = draft
  if (stage === undefined || main === undefined || entity.stage === undefined) return
  if ('history' in command && command.history?.skipProcess === true) return
  const pipeline = batch.model.pipelines.get(stage.pipeline)
  if (pipeline === undefined) return
  const { requests, ticks } = past.get(draft.id) ?? nothingPast
  const question = {
    model: batch.model,
    entity: entity.key,
    pipeline,
    to: stage.to,
    env: main.env,
    user: batch.context.reader.user,
    directory,
    via: batch.context.via,
    requests,
  }
  const verdict =
    stage.from === null
      ? judgeCreate(question)
      : judgeMove({
          ...question,
          from: stage.from,
          furthest: furthestIn(pipeline, stageOf(draft.before, entity.stage.key)),
          reason: stage.reason,
          ticks,
        })
  if (!verdict.allowed) refuse(draft, 'invalid', ...verdict.refusals)
  else if (verdict.waitsFor !== undefined) draft.pendingApprovals = verdict.waitsFor
}

// How far a record had got in another pipeline says nothing about this one.
const furthestIn = (pipeline: PipelineDocument, before: StageValue | undefined): string | null =>
  before?.pipeline === pipeline.key ? furthestKey(pipeline, before.furthest) : null

function withMessage<P extends { readonly message: { readonly en: string; readonly 'zh-CN': string } }>(
  problem: P,
  label: Rule['message'],
): P {
  const words = wordsOf(label)
  return words === undefined ? problem : { ...problem, message: words }
}

/** A label of a document in both languages; the first one given stands in for a missing one. */
export function wordsOf(label: Rule['message'] | true): { en: string; 'zh-CN': string } | undefined {
  if (label === undefined || label === true) return undefined
  if (typeof label === 'string') return { en: label, 'zh-CN': label }
  const [first] = Object.values(label)
  const en = label['en'] ?? first
  return en === undefined ? undefined : { en, 'zh-CN': label['zh-CN'] ?? en }
}
