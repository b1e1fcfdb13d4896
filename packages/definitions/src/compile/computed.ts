import type { Entity, Field } from '../model.ts'
import type { DraftField } from './fields.ts'
import { resolvePath } from './paths.ts'
import type { DraftEntity } from './relations.ts'
import { ruleReads } from './rule-paths.ts'

type Entities = ReadonlyMap<string, DraftEntity>

/** Fills in `reads` of computed fields, then `volatile`, which spreads from what they read. */
export function compileReads(entities: Entities, drafts: readonly DraftField[]): void {
  const clocks = new Map<Field, boolean>()
  for (const draft of drafts) {
    const { paths, clock } = pathsOf(draft, entities)
    draft.reads = uniquePaths(paths.map((path) => fieldPath(entities, draft.entity, path)))
    draft.volatile = clock
    clocks.set(draft, clock)
  }
  // Fixed point: a chain of n computed fields settles in at most n rounds.
  for (let changed = true; changed; ) {
    changed = false
    for (const draft of drafts) {
      if (draft.volatile || draft.reads.length === 0) continue
      if (draft.reads.some((path) => readFields(entities, draft.entity, path).some((field) => field.volatile))) {
        draft.volatile = true
        changed = true
      }
    }
  }
}

/** The fields that a path of keys passes, in order. */
export function readFields(
  entities: ReadonlyMap<string, Entity>,
  from: string,
  path: readonly string[],
): readonly Field[] {
  return resolvePath(entities, from, path.join('.')).steps.flatMap((step) => (step.field ? [step.field] : []))
}

function pathsOf(field: Field, entities: Entities): { readonly paths: readonly string[]; readonly clock: boolean } {
  const { formula, over, value, filter, path } = field.definition
  const isCollection = (candidate: string) =>
    resolvePath(entities, field.entity, candidate).steps.some((step) => step.relation?.cardinality === 'many')
  if (path !== undefined && field.type.source === 'computed') return { paths: [path], clock: false }
  if (formula !== undefined) return ruleReads(formula, isCollection)
  if (over === undefined) return { paths: [], clock: false }
  const inner = [value, filter].map((rule) => ruleReads(rule, isCollection, over))
  const whole = field.definition.field === undefined ? [] : [`${over}.${field.definition.field}`]
  return {
    paths: [over, ...whole, ...inner.flatMap((reads) => reads.paths)],
    clock: inner.some((reads) => reads.clock),
  }
}

/** A dotted path as field keys, without the part at its end. */
function fieldPath(entities: Entities, from: string, path: string): readonly string[] {
  return resolvePath(entities, from, path).steps.map((step) => (step.target ? `${step.key}@${step.target}` : step.key))
}

function uniquePaths(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(paths.filter((path) => path.length > 0).map((path) => [path.join('.'), path])).values()]
}
