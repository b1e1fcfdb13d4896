import type { RuleType } from '@atelier/rules'
import { resolvePath } from '../compile/paths.ts'
import type { Label, PersonExpression, RuleJson, StepDefinition } from '../documents/index.ts'
import type { Entity, Model } from '../model.ts'
import { pointer } from '../problem.ts'
import type { Place } from '../scope.ts'
import { each, type Mapping, props } from './mapping.ts'
import type { NamedKind, RuleSite, Visitor } from './visitor.ts'

/** People who are named by a word alone. */
const plainPersons: ReadonlySet<string> = new Set(['owner', 'starter', 'approver', 'creator', '$user'])

const condition: RuleType = { kind: 'boolean' }

/** What a rule's site says besides where it stands. */
type RuleAs = {
  readonly place: Place
  readonly entity: string | undefined
  readonly record?: string
  readonly expects?: RuleType | 'any'
  readonly names?: RuleSite['names']
}

/** Mappings for the things that documents name: each tells the visitor and puts back what it answers. */
export type Walker = {
  readonly model: Model
  readonly named: (kind: NamedKind, needed?: boolean) => Mapping<string>
  readonly path: (entity: string, needed?: boolean) => Mapping<string>
  readonly sortPath: (entity: string) => Mapping<string>
  readonly stage: (pipelines: readonly string[]) => Mapping<string>
  readonly option: (entity: string, field: string) => Mapping<string>
  readonly rule: (as: RuleAs) => Mapping<RuleJson>
  /** A value place: an object is a rule, anything else a literal of the field. */
  readonly value: (entity: string, field: string, as: Omit<RuleAs, 'expects'>) => Mapping<unknown>
  readonly set: (target: string, as: Omit<RuleAs, 'expects'>) => Mapping<Readonly<Record<string, unknown>>>
  readonly person: (entity: string) => Mapping<PersonExpression>
  readonly texts: (entity: string) => Mapping<Label>
  readonly steps: (entity: string, activity: string | undefined) => Mapping<readonly StepDefinition[]>
}

/** Makes the mappings for one model and visitor. */
export function walkerOf(model: Model, visitor: Visitor): Walker {
  const named: Walker['named'] =
    (kind, needed = true) =>
    (key, at) =>
      visitor.reference({ kind, key, at, needed })

  const path: Walker['path'] =
    (entity, needed = true) =>
    (written, at) => {
      const segments = written.split('.')
      const { steps, unknown } = resolvePath(model.entities, entity, written)
      const out = [...segments]
      steps.forEach((step, index) => {
        const key = visitor.reference({
          kind: 'field',
          entity: step.entity.key,
          key: step.key,
          at,
          needed,
          path: written,
        })
        const target =
          step.target === undefined ? '' : `@${visitor.reference({ kind: 'entity', key: step.target, at, needed })}`
        out[index] = key + target
      })
      if (unknown) {
        const before = steps.at(-1)
        // Behind a reference to an unknown entity nothing can be judged; that the entity is unknown is told at the field.
        if (before?.field && !before.relation && before.field.targets.length > 0) return written
        if (before && !before.relation)
          visitor.reference({
            kind: 'part',
            entity: before.entity.key,
            field: before.key,
            key: unknown.key,
            at,
            needed,
            path: written,
          })
        else visitor.reference({ kind: 'field', entity: unknown.entity, key: unknown.key, at, needed, path: written })
      }
      return out.join('.')
    }

  const rule: Walker['rule'] = (as) => (json, at) =>
    visitor.rule(json, {
      at,
      place: as.place,
      entity: as.entity,
      record: as.record,
      expects: as.expects ?? condition,
      ...(as.names ? { names: as.names } : {}),
    })

  const value: Walker['value'] = (entity, field, as) => (json, at) => {
    const known = model.entities.get(entity)?.fields.get(field)
    if (typeof json === 'object' && json !== null && !Array.isArray(json) && !isText(json)) {
      const expects = known ? known.type.ruleType(known.settings) : 'any'
      return rule({ ...as, expects })(json, at)
    }
    return visitor.literal(json, { at, entity, field })
  }

  const set: Walker['set'] = (target, as) => (values, at) =>
    Object.fromEntries(
      Object.entries(values).map(([key, item]) => [
        path(target)(key, pointer(at, key)),
        isText(item)
          ? texts(as.entity ?? target)(item, pointer(at, key))
          : value(target, key, as)(item, pointer(at, key)),
      ]),
    )

  const person: Walker['person'] = (entity) => (written, at) => {
    const call = /^(manager|leader|team)\((.*)\)$/.exec(written)
    if (call) {
      const [inner = '', level] = splitLast(call[2] ?? '')
      return `${call[1]}(${person(entity)(inner, at)}${level === undefined ? '' : `,${level}`})`
    }
    const role = /^role:([A-Za-z0-9]+)(?:@team\((.*)\))?$/.exec(written)
    if (role) {
      const key = named('role')(role[1] ?? '', at)
      return role[2] === undefined ? `role:${key}` : `role:${key}@team(${person(entity)(role[2], at)})`
    }
    if (written.startsWith('team:')) return `team:${named('team')(written.slice(5), at)}`
    if (written.startsWith('field:')) return `field:${path(entity)(written.slice(6), at)}`
    if (!plainPersons.has(written)) return visitor.reference({ kind: 'person', key: written, at, needed: true })
    return written
  }

  const textIn = (entity: string) => (text: string, at: string) =>
    text.replaceAll(/\{\{\s*([^{}|]+?)\s*((?:\|[^{}]*)?)\}\}/g, (_, written: string, format: string) => {
      const mapped = written.startsWith('$') ? written : path(entity, false)(written, at)
      return `{{${mapped}${format}}}`
    })

  const texts: Walker['texts'] = (entity) => (label, at) =>
    typeof label === 'string'
      ? textIn(entity)(label, at)
      : Object.fromEntries(
          Object.entries(label).map(([language, text]) => [language, textIn(entity)(text, pointer(at, language))]),
        )

  const steps: Walker['steps'] = (entity, activity) => each((step, at) => stepOf(step, at, entity, activity))

  const stepOf = (step: StepDefinition, at: string, entity: string, activity: string | undefined): StepDefinition => {
    const as = { place: 'automation', entity } as const
    if ('type' in step) {
      if (step.type === 'stop') return step
      const branch = props<Extract<StepDefinition, { type: 'branch' }>>({
        cases: each(props({ when: rule(as), steps: steps(entity, activity) })),
      })
      return branch(step, at)
    }
    switch (step.action) {
      case 'createTask':
        return props<typeof step>({
          owner: person(entity),
          ...(activity === undefined ? {} : { set: set(activity, as) }),
        })(step, at)
      case 'updateRecord': {
        const target = targetOf(model.entities.get(entity), step.on)
        return props<typeof step>({
          on: rule({ ...as, expects: 'any' }),
          ...(target === undefined ? {} : { set: set(target, as) }),
        })(step, at)
      }
      case 'notify':
        return props<typeof step>({
          to: each(person(entity)),
          cc: each(person(entity)),
          message: named('message'),
          subject: texts(entity),
          body: texts(entity),
        })(step, at)
    }
  }

  /** The entity that `on` leads to: the record itself, or what its path ends at. */
  const targetOf = (entity: Entity | undefined, on: RuleJson | undefined): string | undefined => {
    if (!entity) return undefined
    if (on === undefined) return entity.key
    const name: unknown = typeof on === 'object' && on !== null && 'var' in on ? on.var : undefined
    const written: unknown = Array.isArray(name) ? name[0] : name
    if (typeof written !== 'string') return undefined
    if (written === '$record') return entity.key
    if (written.startsWith('$') && !written.startsWith('$record.')) return undefined
    return resolvePath(model.entities, entity.key, written.replace('$record.', '')).steps.at(-1)?.relation?.to[0]
  }

  return {
    model,
    named,
    path,
    sortPath: (entity) => (written, at) =>
      written.startsWith('-') ? `-${path(entity)(written.slice(1), at)}` : path(entity)(written, at),
    stage: (pipelines) => (key, at) => visitor.reference({ kind: 'stage', pipelines, key, at, needed: true }),
    option: (entity, field) => (key, at) => visitor.reference({ kind: 'option', entity, field, key, at, needed: true }),
    rule,
    value,
    set,
    person,
    texts,
    steps,
  }
}

/** A text by language: `{"en": …, "zh-CN": …}`, no rule (operators take operands, not texts). */
function isText(value: unknown): value is Label & object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0 &&
    Object.entries(value).every(
      ([key, text]) => typeof text === 'string' && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(key) && key !== 'var',
    )
  )
}

/** `owner,2` is the person and the number of levels; commas inside parentheses belong to the person. */
function splitLast(text: string): readonly [string, string | undefined] {
  const match = /^(.*),\s*(\d+)$/.exec(text)
  return match ? [match[1] ?? '', match[2]] : [text, undefined]
}
