import { entityKeyOf } from '../compile/merge-extensions.ts'
import { resolvePath } from '../compile/paths.ts'
import type { EntityDocument, FieldDefinition, RuleDefinition } from '../documents/index.ts'
import { each, type Mapping, props } from './mapping.ts'
import type { Walker } from './walker.ts'

/** What an entity document names. */
export function entity(w: Walker, document: EntityDocument): Mapping<EntityDocument> {
  const key = entityKeyOf(document)
  const own = w.path(key)
  const keys = each(own)
  return props<EntityDocument>({
    ...(document.extends === undefined || document.extends === 'system' ? {} : { extends: w.named('entity') }),
    titleField: own,
    fields: each(field(w, key)),
    rules: each(recordRule(w, key)),
    invariants: each(
      props({ always: w.rule({ place: 'invariant', entity: key }), filter: w.rule({ place: 'filter', entity: key }) }),
    ),
    unique: each(props({ fields: keys, filter: w.rule({ place: 'filter', entity: key }) })),
    duplicates: each(props({ match: each(props({ field: own })) })),
    activity: props({
      about: own,
      type: own,
      due: own,
      done: own,
      doneAt: own,
      counts: w.rule({ place: 'filter', entity: key }),
    }),
    timeline: props({ from: keys }),
    forms: each(w.named('form', false)),
  })
}

function recordRule(w: Walker, key: string): Mapping<RuleDefinition> {
  return (rule, at) => {
    const condition = w.rule({ place: rule.refuse === undefined ? 'rule' : 'refuse', entity: key })
    return props<RuleDefinition>({
      when: condition,
      unless: condition,
      require: each(w.path(key)),
      readonly: each(w.path(key)),
      fields: each(w.path(key)),
      message: w.texts(key),
      warn: w.texts(key),
      ...(rule.refuse === true ? {} : { refuse: (text, place) => (text === true ? text : w.texts(key)(text, place)) }),
    })(rule, at)
  }
}

function field(w: Walker, key: string): Mapping<FieldDefinition> {
  return (definition, at) => {
    const { over, target, targets } = definition
    const element =
      over === undefined ? undefined : resolvePath(w.model.entities, key, over).steps.at(-1)?.relation?.to[0]
    const compiled = w.model.entities.get(key)?.fields.get(definition.key)
    const result = compiled ? compiled.type.ruleType(compiled.settings) : 'any'
    const lines = `${key}.${definition.key}`
    return props<FieldDefinition>({
      default: w.value(key, definition.key, { place: 'formula', entity: key }),
      replacedBy: w.path(key),
      optionset: w.named('optionset'),
      options: each(props({ replacedBy: w.option(key, definition.key) })),
      currency: (currency, place) =>
        typeof currency === 'string' ? currency : props<{ from: string }>({ from: w.path(key) })(currency, place),
      rateDate: w.rule({ place: 'formula', entity: key, expects: { kind: 'date' } }),
      target: w.named('entity'),
      targets: each(w.named('entity')),
      // A field that points at users or teams says so by its type; records of several entities have no rule in common.
      choices: w.rule({
        place: 'choices',
        entity: target ?? (targets ? undefined : compiled?.targets[0]),
        record: key,
      }),
      fill: each((fill, place) =>
        props<typeof fill>({ to: w.path(key), value: w.value(key, fill.to, { place: 'formula', entity: key }) })(
          fill,
          place,
        ),
      ),
      fields: each(field(w, lines)),
      rules: each(recordRule(w, lines)),
      invariants: each(
        props({
          always: w.rule({ place: 'invariant', entity: lines }),
          filter: w.rule({ place: 'filter', entity: lines }),
        }),
      ),
      uniques: each(props({ fields: each(w.path(lines)), filter: w.rule({ place: 'filter', entity: lines }) })),
      formula: w.rule({ place: 'formula', entity: key, expects: result }),
      over: w.path(key),
      ...(over === undefined || definition.field === undefined ? {} : { field: throughPath(w, key, over) }),
      ...(element === undefined
        ? {}
        : {
            value: w.rule({ place: 'formula', entity: element, record: key, expects: 'any' }),
            filter: w.rule({ place: 'formula', entity: element, record: key }),
          }),
      ...(definition.path === undefined ? {} : { path: w.path(key) }),
      pipelines: each(props({ pipeline: w.named('pipeline'), when: w.rule({ place: 'rule', entity: key }) })),
    })(definition, at)
  }
}

/** A path from the elements of a collection. */
function throughPath(w: Walker, key: string, over: string): Mapping<string> {
  const element = resolvePath(w.model.entities, key, over).steps.at(-1)?.relation?.to[0]
  return element === undefined ? (path) => path : w.path(element)
}
